import type { PlanElement } from '@maturity-actions/criteria';
import type { Comparison } from '../agreement.ts';
import type { CorpusDomain } from '../domain.ts';
import type { CorpusEntry } from '../entry.ts';
import { ROLLBACK_RULES } from './documented-rules.ts';
import { type Reading, readAsGate } from './reading.ts';

/** One rollback plan of the corpus and which must-haves a person found in it, as its rollback.json says. */
interface RollbackEntry extends CorpusEntry {
  /** Heading of the part that was read; absent when all of the file was. */
  readonly section?: string;
  /** `na`: the plan has no subject of this kind. */
  readonly verdict: Readonly<Record<Question, 'y' | 'n' | 'na'>>;
  /** Questions that the person could have answered either way. */
  readonly borderline?: readonly Question[];
}

/** Must-haves as the corpus names them, and as the gate does. It does not ask for feature flags. */
const ELEMENTS = {
  trigger_conditions: 'triggerConditions',
  numbered_steps: 'numberedSteps',
  commands: 'commands',
  db_rollback: 'databaseRollback',
  estimated_time: 'estimatedTime',
  verification: 'verification',
  testing_evidence: 'testedEvidence',
} as const satisfies Readonly<Record<string, PlanElement>>;

type Question = keyof typeof ELEMENTS;

const QUESTIONS = Object.keys(ELEMENTS) as readonly Question[];

/**
 * Rollback plans: which of the seven must-haves each of them holds. Without the repository that a plan
 * belongs to, `n` and `na` cannot be told apart: neither may be a yes.
 */
export const rollback: CorpusDomain<RollbackEntry> = {
  name: 'rollback plans',
  list: 'rollback.json',
  owns: () => true,
  rules: ROLLBACK_RULES,
  async compare(entry, content) {
    return compared(entry, await readAsGate(entry.file, content, entry.section));
  },
};

function compared({ verdict, borderline = [] }: RollbackEntry, reading: Reading): Comparison {
  const expected = heldText(QUESTIONS.filter((question) => verdict[question] === 'y'));
  const against = 'stated' as const;
  if ('refused' in reading) return { expected, ours: reading.refused, isEqual: false, against };
  const held = QUESTIONS.filter((question) => reading[ELEMENTS[question]] === 'yes');
  const differing = QUESTIONS.filter((question) => held.includes(question) !== (verdict[question] === 'y'));
  const isEqual = differing.every((question) => borderline.includes(question));
  const onPurpose =
    isEqual && differing.length > 0 ? `${heldText(differing)}: the corpus calls it borderline` : undefined;
  return { expected, ours: heldText(held), isEqual, against, onPurpose };
}

/** `trigger conditions, commands`: what a plan holds. */
function heldText(questions: readonly Question[]): string {
  return questions.map((question) => question.replaceAll('_', ' ')).join(', ') || 'nothing';
}
