import { type CorpusEntry, entryId } from './entry.ts';
import type { Figures, Reading } from './reading.ts';

/** A difference that is on purpose. `ours` pins what we say instead, so that a rule hides nothing else. */
export interface DocumentedRule {
  readonly ours: string;
  readonly rule: string;
}

/** How our reading of one file compares with what is known about it. */
export interface Agreement {
  readonly id: string;
  readonly entry: CorpusEntry;
  readonly expected: string;
  readonly ours: string;
  readonly verdict: 'agree' | 'documented' | 'wrong';
  /** What the file could be compared with. */
  readonly against: 'stated' | 'recount' | 'nothing';
  readonly why: string;
}

/** Compares a reading with the stated totals, else with the bare recount, else only asks that it reads or is refused by a code. */
export function agreement(entry: CorpusEntry, reading: Reading, rule: DocumentedRule | undefined): Agreement {
  const wanted = entry.must ? undefined : wantedOf(entry);
  const ours = oursText(reading, wanted?.figures);
  const isEqual = entry.must ? isUnusable(reading) : !wanted || isSame(wanted.figures, reading);
  const against = entry.must ? 'stated' : (wanted?.against ?? 'nothing');
  const expected = entry.must ?? (wanted ? figuresText(wanted.figures) : 'reads or is refused');
  return { id: entryId(entry), entry, expected, ours, against, ...settled(isEqual, ours, rule) };
}

function settled(isEqual: boolean, ours: string, rule: DocumentedRule | undefined): Pick<Agreement, 'verdict' | 'why'> {
  if (isEqual && rule) return { verdict: 'wrong', why: 'its documented rule is stale: nothing differs any more' };
  if (isEqual) return { verdict: 'agree', why: '' };
  if (!rule) return { verdict: 'wrong', why: 'differs without a documented rule' };
  if (rule.ours !== ours) return { verdict: 'wrong', why: `the documented rule says ${rule.ours}` };
  return { verdict: 'documented', why: rule.rule };
}

function wantedOf({
  expected,
  recount_here: recount,
}: CorpusEntry): { figures: Figures; against: 'stated' | 'recount' } | undefined {
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
