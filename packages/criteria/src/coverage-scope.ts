import type {
  CoverageCounts,
  CoverageEvidence,
  CoverageMetric,
  CoveredFile,
  LineCount,
  PartialRule,
} from './coverage.ts';
import type { Finding } from './finding.ts';
import { formatRange } from './location.ts';
import { type Count, compareRatios, formatInteger, quantity, type Ratio } from './ratio.ts';
import type { Judgement, Provenance } from './verdict.ts';

/** How a line count reads under a rule for partial lines, as an exact ratio. Half lines double both numbers. */
export function lineRatio(line: LineCount, partial: PartialRule): Ratio {
  if (partial === 'half') return { num: 2 * line.covered - line.partial, den: 2 * line.total };
  return { num: partial === 'miss' ? line.covered - line.partial : line.covered, den: line.total };
}

/** Whole lines that count as covered; half lines are rounded down. */
export function lineCount(line: LineCount, partial: PartialRule): Count {
  const ratio = lineRatio(line, partial);
  return partial === 'half'
    ? { covered: Math.floor(ratio.num / 2), total: line.total }
    : { covered: ratio.num, total: line.total };
}

/** A metric of some counts as an exact ratio and as whole counts; null when it was not measured. */
export function metricOf(
  counts: CoverageCounts,
  metric: CoverageMetric,
  partial: PartialRule,
): { readonly ratio: Ratio; readonly count: Count } | null {
  if (metric === 'line') return { ratio: lineRatio(counts.line, partial), count: lineCount(counts.line, partial) };
  const count = counts[metric];
  return count && { ratio: { num: count.covered, den: count.total }, count };
}

/** The sum over files; a metric is null when no file has it. */
export function sumCounts(files: Iterable<CoveredFile>): CoverageCounts {
  const line = { covered: 0, total: 0, partial: 0 };
  const sums: { branch: Count | null; function: Count | null; statement: Count | null } = {
    branch: null,
    function: null,
    statement: null,
  };
  for (const { counts } of files) {
    line.covered += counts.line.covered;
    line.total += counts.line.total;
    line.partial += counts.line.partial;
    sums.branch = add(sums.branch, counts.branch);
    sums.function = add(sums.function, counts.function);
    sums.statement = add(sums.statement, counts.statement);
  }
  return { line, ...sums };
}

function add(sum: Count | null, more: Count | null): Count | null {
  // A file without branches says nothing about branches.
  if (!more || more.total === 0) return sum;
  if (!sum) return more;
  return { covered: sum.covered + more.covered, total: sum.total + more.total };
}

/** A file that lacks some of a metric. */
export interface LackingFile {
  readonly file: CoveredFile;
  readonly count: Count;
  readonly missing: number;
}

/**
 * At most `limit` files, those that lack most of a metric first; files that lack nothing are left
 * out. There may be a hundred thousand files: only those that are kept take memory.
 */
export function worstFiles(
  files: readonly CoveredFile[],
  metric: CoverageMetric,
  partial: PartialRule,
  limit: number,
): readonly LackingFile[] {
  const worst: LackingFile[] = [];
  for (const file of files) {
    const count = metricOf(file.counts, metric, partial)?.count;
    if (!count || count.covered >= count.total) continue;
    const candidate = { file, count, missing: count.total - count.covered };
    const last = worst.at(-1);
    if (last && worst.length >= limit && byLack(last, candidate) <= 0) continue;
    const place = worst.findIndex((other) => byLack(candidate, other) < 0);
    worst.splice(place < 0 ? worst.length : place, 0, candidate);
    if (worst.length > limit) worst.pop();
  }
  return worst;
}

/** More lacking first, then the lower share, then by name. */
function byLack(a: LackingFile, b: LackingFile): number {
  return (
    b.missing - a.missing || compareRatios(asRatio(a.count), asRatio(b.count)) || compareText(a.file.path, b.file.path)
  );
}

const asRatio = (count: Count): Ratio => ({ num: count.covered, den: count.total });

/** Orders texts by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** At most this many findings name files; the rest is in the numbers. */
export const MAX_FILE_FINDINGS = 10;

/** One finding per file that holds back a metric, most lacking first. */
export function fileFindings(
  rule: string,
  files: readonly CoveredFile[],
  metric: CoverageMetric,
  partial: PartialRule,
): Finding[] {
  return worstFiles(files, metric, partial, MAX_FILE_FINDINGS).map(({ file, count, missing }) => {
    const [first] = file.uncovered();
    const lines = metric === 'line' ? `: ${file.uncovered().slice(0, 8).map(formatRange).join(', ')}` : '';
    return {
      rule,
      severity: 'medium',
      message: `${quantity(missing, metric)} of ${formatInteger(count.total)} not covered${lines}`,
      fix: 'Write tests that run them.',
      at: { path: file.path, ...(first && metric === 'line' ? { line: first.from, endLine: first.to } : {}) },
      fingerprint: `${rule}:${file.path}`,
    };
  });
}

/** Where the figures come from, for provenance. */
export function coverageProvenance(evidence: CoverageEvidence): readonly Provenance[] {
  return evidence.sources;
}

/**
 * The coverage evidence if it can be judged, or the judgement that says why it cannot be: nothing
 * was gathered, or a report could not be used. A floor judged without a part of the reports could
 * be green because of what is missing.
 */
export function usableCoverage(evidence: CoverageEvidence | undefined, required: string): CoverageEvidence | Judgement {
  if (evidence && evidence.failures.length === 0) return evidence;
  // The reasons are told once, by the criterion on the reports.
  return { outcome: 'unknown', observed: 'not judged', required, why: '', fix: '' };
}

/** Whether `usableCoverage` gave a judgement. */
export function isJudgement(value: CoverageEvidence | Judgement): value is Judgement {
  return 'outcome' in value;
}
