import * as v from 'valibot';
import type { Plan, PlanProcedure } from '../plan.ts';
import { definePlanRule, type PlanEdit } from '../plan-rule.ts';

/** At least one procedure has steps that people can name on the phone: numbers, or boxes to tick. */
export const stepsUnnumbered = definePlanRule({
  id: 'steps-unnumbered',
  about: 'The steps have numbers, or boxes to tick off.',
  why: 'Several people stay at the same place by saying "we are at step 4". Bullets have no order, and nobody knows how far it is.',
  severity: 'error',
  element: 'numberedSteps',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.procedures.some(({ isNumbered }) => isNumbered)) return [];
    return plan.procedures.map((procedure) => {
      const edit = numbered(plan, procedure);
      return {
        line: procedure.line,
        endLine: procedure.endLine,
        message: 'its steps have no numbers',
        fix: 'Make it a numbered list: write "1.", "2.", "3." instead of the bullets.',
        ...(edit ? { edit } : {}),
      };
    });
  },
});

const BULLET = /^( {0,3})[-*+] (?=\S)/;
/** What would become something else behind a number, or is no plain text. */
const SPECIAL = /^(?:[-*+>#|<]|\d+[.)]|`{3}|~{3}|\[[ xX]\]\s)/;

/** The list with numbers, when it is flat: what stands below an item would have to move with it. */
function numbered(plan: Plan, { form, steps, line, endLine }: PlanProcedure): PlanEdit | undefined {
  if (form !== 'bullet-list' || steps.length < 2) return undefined;
  const lines = plan.lines.slice(line - 1, endLine);
  for (const [index, step] of steps.entries()) {
    const raw = plan.lines[step.line - 1] ?? '';
    const isFlat =
      step.blocks.length === 1 && isPlainItem(plan, step.blocks[0] as number, steps[0]?.blocks[0] as number);
    if (!isFlat || !BULLET.test(raw) || SPECIAL.test(raw.replace(BULLET, ''))) return undefined;
    lines[step.line - line] = raw.replace(BULLET, `$1${index + 1}. `);
  }
  return isAlone(plan, steps[0]?.blocks[0] as number, steps.at(-1)?.blocks[0] as number)
    ? { line, endLine, lines }
    : undefined;
}

function isPlainItem({ blocks }: Plan, at: number, first: number): boolean {
  const block = blocks[at];
  if (!block?.item || block.parent >= 0 || block.isQuoted || block.item.isOrdered) return false;
  return block.item.list === blocks[first]?.item?.list;
}

/** A list of numbers right beside it would become one with it. */
function isAlone({ blocks }: Plan, first: number, last: number): boolean {
  return !blocks[first - 1]?.item && !blocks[last + 1]?.item;
}
