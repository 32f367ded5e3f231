import type { Comparison } from '../agreement.ts';
import type { CorpusDomain } from '../domain.ts';
import type { CorpusEntry } from '../entry.ts';
import { COVERAGE_RULES } from './documented-rules.ts';
import { type Figures, type Reading, readAsGate } from './reading.ts';

/** One coverage report of the corpus and what is known about it, as its coverage.json says. */
interface CoverageEntry extends CorpusEntry {
  /** What another tool states; null where it states nothing. */
  readonly expected: StatedFigures | null;
  readonly kind?: 'invalid' | 'diff';
  /** `error...`: no figures may come out of this file. */
  readonly must?: string;
  /** A count made without any model: lines and branches, `["statements", covered, total]`, or why there is none. */
  readonly recount_here?: readonly [number, number, number, number] | readonly ['statements', number, number] | string;
}

/** Totals of one file, null where they are not stated. */
interface StatedFigures {
  readonly lines_covered: number | null;
  readonly lines_total: number | null;
  readonly branches_covered: number | null;
  readonly branches_total: number | null;
}

/**
 * Coverage reports: the stated totals, else those of the bare recount, else it only has to be read or
 * refused with a code.
 */
export const coverage: CorpusDomain<CoverageEntry> = {
  name: 'coverage',
  list: 'coverage.json',
  owns: () => true,
  rules: COVERAGE_RULES,
  async compare(entry, content) {
    return compared(entry, await readAsGate(entry.file, content));
  },
};

function compared(entry: CoverageEntry, reading: Reading): Comparison {
  const wanted = entry.must ? undefined : wantedOf(entry);
  return {
    expected: entry.must ?? (wanted ? figuresText(wanted.figures) : 'reads or is refused'),
    ours: oursText(reading, wanted?.figures),
    isEqual: entry.must ? isUnusable(reading) : !wanted || isSame(wanted.figures, reading),
    against: entry.must ? 'stated' : (wanted?.against ?? 'nothing'),
  };
}

function wantedOf({
  expected,
  recount_here: recount,
}: CoverageEntry): { figures: Figures; against: 'stated' | 'recount' } | undefined {
  if (expected) {
    const lines = countText(expected.lines_covered, expected.lines_total);
    const branches = countText(expected.branches_covered, expected.branches_total);
    return { against: 'stated', figures: { ...(lines ? { lines } : {}), ...(branches ? { branches } : {}) } };
  }
  if (!Array.isArray(recount)) return undefined;
  if (recount[0] === 'statements')
    return { against: 'recount', figures: { statements: `${recount[1]}/${recount[2]}` } };
  const [covered, total, taken, ways] = recount;
  return { against: 'recount', figures: { lines: `${covered}/${total}`, branches: `${taken}/${ways}` } };
}

const countText = (covered: number | null, total: number | null): string | undefined =>
  covered === null || total === null ? undefined : `${covered}/${total}`;

/** No figure can come out of it: the gate judges a report without a coverable line as unknown. */
const isUnusable = (reading: Reading): boolean => 'refused' in reading || !reading.hasLines;

function isSame(wanted: Figures, reading: Reading): boolean {
  if ('refused' in reading) return false;
  // Not measured and none there are the same to a tool that only adds up.
  return Object.entries(wanted).every(
    ([metric, count]) => (reading.figures[metric as keyof Figures] ?? '0/0') === count,
  );
}

function oursText(reading: Reading, wanted: Figures | undefined): string {
  if ('refused' in reading) return reading.refused;
  const shown = wanted ? Object.keys(wanted) : ['lines', 'branches'];
  return figuresText(Object.fromEntries(Object.entries(reading.figures).filter(([metric]) => shown.includes(metric))));
}

function figuresText(figures: Figures): string {
  return Object.entries(figures)
    .map(([metric, count]) => `${metric} ${count}`)
    .join(', ');
}
