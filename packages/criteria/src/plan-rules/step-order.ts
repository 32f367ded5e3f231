import * as v from 'valibot';
import type { Plan, PlanProcedure } from '../plan.ts';
import { definePlanRule, type PlanEdit, type PlanProblem } from '../plan-rule.ts';
import { brokenCounts, type CountBreak, countedSteps } from '../step-counts.ts';
import { refersToSteps, renumbered } from '../step-renumbering.ts';

/** The numbers of a procedure count 1, 2, 3. That all of them are `1.` is Markdown's own style. */
export const stepOrder = definePlanRule({
  id: 'step-order',
  about: 'The numbers of the steps count without a gap.',
  why: 'When two steps are step 3, or none is, people on the phone are not at the same place.',
  severity: 'warning',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const found = plan.procedures.map((procedure) => ({ procedure, breaks: breaksOf(plan, procedure) }));
    const broken = found.filter(({ breaks }) => breaks.length > 0);
    const isFixed = broken.length > 0 && !refersToSteps(plan);
    return broken
      .flatMap(({ procedure, breaks }) => problemsOf(breaks, isFixed ? renumbered(plan, procedure) : undefined))
      .sort((a, b) => a.line - b.line);
  },
});

const breaksOf = (plan: Plan, procedure: PlanProcedure): readonly CountBreak[] =>
  brokenCounts(plan, procedure, countedSteps(plan, procedure));

/** All numbers are put right at once, so that one problem holds the edit. */
function problemsOf(breaks: readonly CountBreak[], edit: PlanEdit | undefined): PlanProblem[] {
  return breaks.map((broken, index) => ({
    line: broken.line,
    message: messageOf(broken),
    fix: fixOf(broken),
    ...(edit && index === 0 ? { edit } : {}),
  }));
}

function messageOf({ kind, number, before, splitBy }: CountBreak): string {
  if (splitBy !== undefined)
    return `readers see a second step ${number} here: the block on line ${splitBy} is not indented and ends the list`;
  if (kind === 'repeat') return `there are two steps ${number}`;
  if (kind === 'skip') return `step ${number} comes right after step ${before}`;
  return `the numbers start again: step ${number} comes after step ${before}`;
}

function fixOf({ kind, number, before, splitBy }: CountBreak): string {
  if (splitBy !== undefined)
    return `Indent the block on line ${splitBy} by three spaces, so that it belongs to the step above, or number the steps 1, 2, 3.`;
  if (kind === 'skip' && number - before === 2)
    return `Write down step ${before + 1}, or number this one ${before + 1}.`;
  if (kind === 'restart')
    return 'Go on counting, or put the new list below a heading of its own, such as "### Database".';
  return `Number the steps one after the other: this one is ${before + 1}.`;
}
