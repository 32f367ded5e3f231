import { textTable } from '../text-table.ts';
import type { Agreement } from './agreement.ts';
import type { DomainCheck } from './domain.ts';

/** Prints one domain: its files, its formats, and why a file differs. */
export function printDomain({ name, agreements, unused }: DomainCheck): void {
  console.log(`${name}\n`);
  printFiles(agreements);
  printFormats(agreements);
  printReasons(agreements, unused);
  const bare = agreements.filter(({ verdict, against }) => verdict === 'agree' && against === 'nothing').length;
  const recounted = agreements.filter(({ verdict, against }) => verdict === 'agree' && against === 'recount').length;
  console.log(
    `\n${agreements.length} checked. Of those that agree, ${recounted} were compared with a bare recount only, and for ${bare} nothing is stated: they only have to be read, or refused with a code.\n`,
  );
}

/** How many agree, are documented and are wrong; a rule without its file is wrong too. */
export function tally(checks: readonly DomainCheck[]): Readonly<Record<Agreement['verdict'], number>> {
  const agreements = checks.flatMap((check) => check.agreements);
  const unused = checks.flatMap((check) => check.unused);
  return {
    agree: of(agreements, 'agree'),
    documented: of(agreements, 'documented'),
    wrong: of(agreements, 'wrong') + unused.length,
  };
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
