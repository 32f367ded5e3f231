/**
 * Checks the coverage readers against real files of other projects and what other tools state about
 * them, when such a corpus is there: ../shared/corpus, or the folder in CORPUS. Exits with 1 when a
 * file differs for no documented reason, or a documented reason no longer applies.
 * Usage: node packages/tooling/src/corpus.ts
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Agreement, agreement } from './corpus/agreement.ts';
import { DOCUMENTED_RULES } from './corpus/documented-rules.ts';
import { corpusEntries, entryId } from './corpus/entry.ts';
import { readAsGate } from './corpus/reading.ts';
import { ROOT } from './repository-root.ts';
import { textTable } from './text-table.ts';

const folder = process.env.CORPUS ?? join(ROOT, '../shared/corpus');

if (existsSync(join(folder, 'coverage.json'))) await checkCorpus();
else console.log('There is no corpus here: 0 checked.\n0 agree, 0 documented, 0 wrong');

async function checkCorpus(): Promise<void> {
  const agreements = await compareAll();
  const unused = Object.keys(DOCUMENTED_RULES).filter((id) => !agreements.some((one) => one.id === id));
  printFiles(agreements);
  printFormats(agreements);
  printReasons(agreements, unused);
  const bare = agreements.filter(({ verdict, against }) => verdict === 'agree' && against === 'nothing').length;
  const recounted = agreements.filter(({ verdict, against }) => verdict === 'agree' && against === 'recount').length;
  console.log(
    `\n${agreements.length} checked. Of those that agree, ${recounted} were compared with a bare recount only, and for ${bare} nothing is stated: they only have to be read, or refused with a code.`,
  );
  const wrong = of(agreements, 'wrong') + unused.length;
  console.log(`${of(agreements, 'agree')} agree, ${of(agreements, 'documented')} documented, ${wrong} wrong`);
  if (wrong > 0) process.exitCode = 1;
}

async function compareAll(): Promise<readonly Agreement[]> {
  const agreements: Agreement[] = [];
  for (const entry of corpusEntries(folder)) {
    const reading = await readAsGate(entry.file, readFileSync(join(folder, entry.file)));
    agreements.push(agreement(entry, reading, DOCUMENTED_RULES[entryId(entry)]));
  }
  return agreements;
}

function printFiles(agreements: readonly Agreement[]): void {
  const rows = agreements.map(({ entry, expected, ours, verdict, against }) => {
    const name = entry.file.slice(entry.file.indexOf('/') + 1);
    const word = verdict === 'agree' && against !== 'stated' ? `agree (${against})` : verdict;
    return [name, entry.format, expected, ours, word];
  });
  console.log(textTable([['file', 'format', 'expected', 'ours', 'agreement'], ...rows]));
}

function printFormats(agreements: readonly Agreement[]): void {
  const formats = [...new Set(agreements.map(({ entry }) => entry.format))].sort();
  const rows = formats.map((format) => {
    const own = agreements.filter(({ entry }) => entry.format === format);
    return [format, own.length, of(own, 'agree'), of(own, 'documented'), of(own, 'wrong')].map(String);
  });
  console.log(`\n${textTable([['format', 'files', 'agree', 'documented', 'wrong'], ...rows], [1, 2, 3, 4])}`);
}

function printReasons(agreements: readonly Agreement[], unused: readonly string[]): void {
  for (const verdict of ['documented', 'wrong'] as const) {
    const own = agreements.filter((one) => one.verdict === verdict);
    if (own.length > 0) console.log(`\n${verdict}:`);
    for (const { id, expected, ours, why } of own) console.log(`  ${id}: ${expected}; ours ${ours}: ${why}`);
  }
  for (const id of unused) console.log(`  ${id}: a documented rule for a file that the corpus does not have`);
}

function of(agreements: readonly Agreement[], verdict: Agreement['verdict']): number {
  return agreements.filter((one) => one.verdict === verdict).length;
}
