import { type CorpusEntry, entryId } from './entry.ts';

/** A difference that is on purpose. `ours` pins what we say instead, so that a rule hides nothing else. */
export interface DocumentedRule {
  readonly ours: string;
  readonly rule: string;
}

/** Documented rules by the id of an entry. */
export type DocumentedRules = Readonly<Record<string, DocumentedRule>>;

/** What is known about one file beside what our reader makes of it. */
export interface Comparison {
  readonly expected: string;
  readonly ours: string;
  readonly isEqual: boolean;
  /** What the file could be compared with. */
  readonly against: 'stated' | 'recount' | 'nothing';
  /** What is otherwise on purpose in every file of its kind, where all the rest is equal. */
  readonly onPurpose?: string | undefined;
}

/** How our reading of one file agrees with what is known about it. */
export interface Agreement extends Pick<Comparison, 'expected' | 'ours' | 'against'> {
  readonly id: string;
  readonly entry: CorpusEntry;
  readonly verdict: 'agree' | 'documented' | 'wrong';
  readonly why: string;
}

/** Settles a comparison: it agrees, or a rule says why it does not. */
export function agreement(entry: CorpusEntry, comparison: Comparison, rule: DocumentedRule | undefined): Agreement {
  const { expected, ours, against } = comparison;
  return { id: entryId(entry), entry, expected, ours, against, ...settled(comparison, rule) };
}

function settled(
  { isEqual, ours, onPurpose }: Comparison,
  rule: DocumentedRule | undefined,
): Pick<Agreement, 'verdict' | 'why'> {
  if (isEqual && rule) return { verdict: 'wrong', why: 'its documented rule is stale: nothing differs any more' };
  if (isEqual)
    return onPurpose === undefined ? { verdict: 'agree', why: '' } : { verdict: 'documented', why: onPurpose };
  if (!rule) return { verdict: 'wrong', why: 'differs without a documented rule' };
  if (rule.ours !== ours) return { verdict: 'wrong', why: `the documented rule says ${rule.ours}` };
  return { verdict: 'documented', why: rule.rule };
}
