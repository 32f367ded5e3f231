import { parseInstant } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { decodeHead } from '../text/encoding.ts';
import { asArray, asObject, isObject, type JsonObject, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { asCount, statedCount } from './istanbul-summary.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * `coverage json` of coverage.py 5 and later (formats 2 and 3). A branch is a jump from a line to
 * another one, told apart by where it goes. Excluded lines are not lines. The data file of
 * coverage.py 3 and 4 is recognised and refused, because it holds executed lines only.
 * Source: coverage.py, jsonreport.py.
 */
export const coveragePyJson: CoverageFormat = {
  id: 'coverage-py-json',
  title: 'coverage.py JSON',
  fileNames: ['coverage.json'],
  accepts: (head) => PRIVATE.test(head) || /^\s*\{\s*"meta"\s*:\s*\{[^{}]*"show_contexts"\s*:/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'coverage-py-json');
    const error = builder.error.bind(builder);
    if (PRIVATE.test(decodeHead(await input.head()))) {
      const fix = 'Run `coverage json` or `coverage xml` and pass what it writes.';
      throw error('E_MALFORMED', 'a private data file of coverage.py', 'a report of coverage.py', fix);
    }
    const document = asObject(await readJson(input, error), 'the document', error);
    const meta = asObject(document.meta, 'meta', error);
    readFacts(document, meta, builder);
    for (const [path, value] of Object.entries(asObject(document.files, 'files', error))) {
      builder.file(path);
      if (meta.branch_coverage === true) builder.measures('branch');
      readFile(path, asObject(value, 'an entry of files', error), builder);
    }
    return builder.build();
  },
};

const PRIVATE = /^\s*!coverage\.py: This is a private format/;

function readFacts(document: JsonObject, meta: JsonObject, builder: ReportBuilder): void {
  builder.facts.tool = 'coverage.py';
  if (typeof meta.version === 'string') builder.facts.version = meta.version;
  // coverage.py writes local time without an offset; only a time with one is an instant.
  const producedAt = typeof meta.timestamp === 'string' ? parseInstant(meta.timestamp) : undefined;
  if (producedAt !== undefined) builder.facts.producedAt = producedAt;
  if (!isObject(document.totals)) return;
  const line = statedCount(document.totals.covered_lines, document.totals.num_statements);
  if (line) builder.facts.stated = { line };
}

function readFile(path: string, file: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  const numbers = (key: string): number[] =>
    asArray(file[key], key, error).map((line) => asCount(line, `a line of ${key}`, error));
  const excluded = new Set(file.excluded_lines === undefined ? [] : numbers('excluded_lines'));
  const missing = numbers('missing_lines');
  const executed = new Set(numbers('executed_lines').filter((line) => !excluded.has(line)));
  const summary = isObject(file.summary) ? file.summary : {};
  if (typeof summary.covered_lines === 'number') dropDocstrings(executed, summary.covered_lines);
  for (const line of executed) builder.line(line, 1);
  for (const line of missing) builder.line(line, 0);
  const taken = readBranches(file.executed_branches, 'executed_branches', true, builder);
  const untaken = readBranches(file.missing_branches, 'missing_branches', false, builder);
  compare(path, 'branches', taken, taken + untaken, [summary.covered_branches, summary.num_branches], builder);
  compare(
    path,
    'lines',
    executed.size,
    executed.size + missing.length,
    [summary.covered_lines, summary.num_statements],
    builder,
  );
}

/**
 * Older versions (7.5 for one) list docstrings of modules and classes as executed lines though they
 * are no statements and not in the summary. A docstring is on line 1 or right behind another
 * executed line; as many such lines as there are too many are left out, lowest first. A wrong guess
 * leaves out a covered line, never an uncovered one.
 */
function dropDocstrings(executed: Set<number>, covered: number): void {
  const candidates = [...executed].filter((line) => line === 1 || executed.has(line - 1)).sort((a, b) => a - b);
  for (const line of candidates.slice(0, Math.max(0, executed.size - covered))) executed.delete(line);
}

/** Adds a list of [from, to] pairs and returns how many branches it had. */
function readBranches(value: unknown, what: string, isTaken: boolean, builder: ReportBuilder): number {
  if (value === undefined) return 0;
  const error = builder.error.bind(builder);
  let count = 0;
  for (const pair of asArray(value, what, error)) {
    const [from, to, ...rest] = asArray(pair, `an entry of ${what}`, error);
    if (!Number.isSafeInteger(to) || rest.length > 0)
      throw error('E_MALFORMED', `an entry of ${what} with ${2 + rest.length} parts`, 'two line numbers');
    // Until version 7.6, a jump of a line to itself was listed as executed though it is no branch.
    if (from === to) continue;
    builder.branch(asCount(from, `a line of ${what}`, error), identityOf(String(to)), isTaken);
    count++;
  }
  return count;
}

function compare(
  path: string,
  what: string,
  covered: number,
  total: number,
  stated: readonly unknown[],
  builder: ReportBuilder,
): void {
  const count = statedCount(stated[0], stated[1]);
  if (!count || (count.covered === covered && count.total === total)) return;
  const found = `${path.slice(0, 200)} states ${count.covered} of ${count.total} ${what} and lists ${covered} of ${total}`;
  builder.remark('E_TOTALS_MISMATCH', found, 'totals that agree with the lists');
}
