import { type Count, type Failure, formatCount, formatPercent } from '@maturity-actions/criteria';
import type { CoverageReport, StatedTotals } from './report-builder.ts';

/** A stated rate may differ by this much from the counted one: producers round to two decimals. */
const RATE_TOLERANCE = 0.01;

/** A disagreement between the totals that a producer states and its own lines. */
export interface TotalsMismatch {
  readonly failure: Failure;
  /**
   * Whether no way of counting explains it. A producer that counts a line once per function states
   * at least as many covered and as many missed lines as there are; anything else is contradictory.
   */
  readonly isContradiction: boolean;
  /** What the statement has beyond the lines; a floor has to be reached with it as well. */
  readonly excess: Count;
}

/**
 * Compares what the producer states with what its lines say. Producers that count a repeated line
 * each time it comes are taken at their word as well. Undefined when there is nothing to say.
 */
export function totalsMismatch(report: CoverageReport): TotalsMismatch | undefined {
  const { stated } = report;
  // The entries are at hand, the unique lines have to be counted: most reports agree with both.
  if (!stated || agrees(stated, report.entries)) return undefined;
  const unique = uniqueLines(report);
  if (agrees(stated, unique)) return undefined;
  if (!stated.line)
    return {
      failure: mismatch(report, `a stated line rate of ${stated.lineRate}`, unique),
      isContradiction: true,
      excess: { covered: 0, total: 0 },
    };
  const excess = { covered: stated.line.covered - unique.covered, total: stated.line.total - unique.total };
  const isContradiction = excess.covered < 0 || excess.total < excess.covered;
  const found = `stated line totals of ${stated.line.covered} of ${stated.line.total}`;
  return { failure: mismatch(report, found, unique), isContradiction, excess };
}

function agrees({ line, lineRate }: StatedTotals, count: Count): boolean {
  if (line) return line.covered === count.covered && line.total === count.total;
  if (lineRate === undefined || count.total === 0) return true;
  return Math.abs(count.covered / count.total - lineRate) <= RATE_TOLERANCE;
}

function uniqueLines(report: CoverageReport): Count {
  const sum = { covered: 0, total: 0 };
  for (const model of report.files.values()) {
    const { line } = model.counts();
    sum.covered += line.covered;
    sum.total += line.total;
  }
  return sum;
}

function mismatch(report: CoverageReport, found: string, unique: Count): Failure {
  const percent = formatPercent({ num: unique.covered, den: unique.total });
  return {
    kind: 'evidence',
    code: 'E_TOTALS_MISMATCH',
    where: report.path,
    found: `${found}, while its lines say ${formatCount(unique)}`,
    expected: 'totals that follow from the lines',
    fix: `The lines count (${percent} %). Create the report again; with a tool that is known to state other totals, set \`on-mismatch: warn\`.`,
  };
}
