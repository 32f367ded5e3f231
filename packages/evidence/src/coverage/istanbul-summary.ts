import type { Count } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asNumber, asObject, isObject, type JsonObject, readJson } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * Istanbul's coverage-summary.json (json-summary reporter of nyc, c8, Jest, Vitest): exact totals
 * per file and no line numbers, so `hasLines` is false. `total` is the stated total, not a file.
 * Throws E_CONTRADICTION when a percentage does not follow from its counts.
 * Source: istanbul-reports, json-summary; istanbul-lib-coverage, CoverageSummary.
 */
export const istanbulSummary: CoverageFormat = {
  id: 'istanbul-summary',
  title: 'Istanbul JSON summary',
  // Totals only: it says less than the detailed report that its tools write beside it, and cannot be united with it.
  fileNames: [],
  accepts: (head) => SIGN.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'istanbul-summary');
    const error = builder.error.bind(builder);
    const document = asObject(await readJson(input, error), 'the document', error);
    builder.facts.hasLines = false;
    const budget = new TotalsBudget();
    for (const [path, value] of Object.entries(document)) {
      const entry = asObject(value, 'an entry', error);
      if (path === 'total') builder.facts.stated = { line: readCount(entry, 'lines', error) };
      else readFile(path, entry, builder, budget);
    }
    return builder.build();
  },
};

/** `{"total": ...}` or `{"<path>": ...}` that opens with one of Istanbul's four pairs of counts. */
const SIGN =
  /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"(?:lines|statements|functions|branches)"\s*:\s*\{\s*"(?:total|covered)"\s*:\s*[^,{}[\]]*,\s*"(?:total|covered)"\s*:/;

function readFile(path: string, entry: JsonObject, builder: ReportBuilder, budget: TotalsBudget): void {
  const error = builder.error.bind(builder);
  builder.file(path);
  const optional = (key: string): Count | undefined =>
    entry[key] === undefined ? undefined : readCount(entry, key, error);
  const totals: FileTotals = { line: readCount(entry, 'lines', error) };
  const branch = optional('branches');
  const functions = optional('functions');
  const statement = optional('statements');
  addTotals(
    {
      ...totals,
      ...(branch && { branch }),
      ...(functions && { function: functions }),
      ...(statement && { statement }),
    },
    builder,
    budget,
  );
}

function readCount(entry: JsonObject, key: string, error: ErrorAt): Count {
  const value = asObject(entry[key], key, error);
  const count = asCountOf(value.covered, value.total, key, error);
  if (value.pct !== undefined) checkPercent(count, value.pct, key, error);
  return count;
}

/** `pct` agrees when it is within one unit of its own last digit: tools round down, up or to integers. */
function checkPercent(count: Count, pct: unknown, key: string, error: ErrorAt): void {
  // "Unknown" is what Istanbul writes for 0 of 0 in an empty summary.
  if (pct === 'Unknown' && count.total === 0) return;
  const stated = asNumber(pct, `pct of ${key}`, error);
  if (count.total === 0) return;
  const decimals = Math.min(2, (String(stated).split('.')[1] ?? '').length);
  const distance = Math.abs(stated - (100 * count.covered) / count.total);
  if (distance <= 10 ** -decimals + 1e-9) return;
  const found = `${key} states ${stated} % but ${count.covered} of ${count.total}`;
  throw error('E_CONTRADICTION', found, 'a percentage that follows from its counts');
}

/** What a report without lines says of one file; a metric that is absent was not measured. */
export interface FileTotals {
  readonly line: Count;
  readonly branch?: Count;
  readonly function?: Count;
  readonly statement?: Count;
}

const MAX_TOTAL_LINES = 50_000_000;

/** Keeps stated totals from becoming more lines than any project has. */
export class TotalsBudget {
  #left = MAX_TOTAL_LINES;

  /** Throws E_TOO_LARGE once more than 50 million lines and functions were asked for in one report. */
  take(lines: number, error: ErrorAt): void {
    this.#left -= lines;
    if (this.#left < 0) throw error('E_TOO_LARGE', `more than ${MAX_TOTAL_LINES} lines`, 'the lines of one project');
  }
}

/**
 * Records totals of the builder's current file under made-up line numbers: of n lines, 1 to n, the
 * first ones are the covered ones. Branches and statements stand behind the last line, so that no
 * line counts as partial: which lines are is not known. Set `facts.hasLines` to false with it.
 */
export function addTotals(totals: FileTotals, builder: ReportBuilder, budget: TotalsBudget): void {
  const { line, branch, statement } = totals;
  budget.take(line.total + (totals.function?.total ?? 0), builder.error.bind(builder));
  for (let number = 1; number <= line.total; number++) builder.line(number, number <= line.covered ? 1 : 0);
  const behind = line.total + 1;
  if (branch) {
    builder.measures('branch');
    builder.branchCount(behind, branch.covered, branch.total);
  }
  if (statement) {
    builder.measures('statement');
    if (statement.total > 0) builder.statement(behind, 0, statement.covered, statement.total);
  }
  if (totals.function) addFunctions(totals.function, builder);
}

function addFunctions(count: Count, builder: ReportBuilder): void {
  builder.measures('function');
  for (let number = 1; number <= count.total; number++) builder.function(number, '', number <= count.covered);
}

const MAX_COUNT = 2 ** 30 - 2;

/** `value` as a count or line number: an integer from 0 to 2^30-2, or E_BAD_COUNT naming `what`. */
export function asCount(value: unknown, what: string, error: ErrorAt): number {
  const number = asNumber(value, what, error);
  if (Number.isInteger(number) && number >= 0 && number <= MAX_COUNT) return number;
  throw error('E_BAD_COUNT', `${what} is ${number}`, `a whole number from 0 to ${MAX_COUNT}`);
}

/** Two counts, the first not above the second. Throws E_BAD_COUNT, or E_CONTRADICTION when it is above. */
export function asCountOf(covered: unknown, total: unknown, what: string, error: ErrorAt): Count {
  const count = {
    covered: asCount(covered, `covered ${what}`, error),
    total: asCount(total, `total ${what}`, error),
  };
  if (count.covered <= count.total) return count;
  throw error(
    'E_CONTRADICTION',
    `${count.covered} of ${count.total} ${what} covered`,
    'no more covered than there are',
  );
}

/** Stated totals when both counts are there; undefined otherwise, since they are never needed for a verdict. */
export function statedCount(covered: unknown, total: unknown): Count | undefined {
  if (!Number.isSafeInteger(covered) || !Number.isSafeInteger(total)) return undefined;
  return { covered: covered as number, total: total as number };
}

/** `value` when it is an object, an empty one when it is absent, or E_MALFORMED naming `what`. */
export function asOptionalObject(value: unknown, what: string, error: ErrorAt): JsonObject {
  if (value === undefined || value === null) return {};
  return isObject(value) ? value : asObject(value, what, error);
}
