import * as v from 'valibot';
import type { Plan, PlanProcedure, PlanStatement, PlanStep } from '../plan.ts';
import { foldedText, onLines, stepCommands, stepName } from '../plan-anatomy.ts';
import { commandEffect } from '../plan-command-effect.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { changeVerb, isConditional } from '../plan-step-words.ts';

/** Nothing is changed after the last check of a procedure, but for what belongs to its end. Source: AWS OPS06-BP04. */
export const verifyNotLast = definePlanRule({
  id: 'verify-not-last',
  about: 'The last thing that a procedure changes is checked.',
  why: 'A check says nothing about what is changed after it.',
  severity: 'warning',
  options: v.strictObject({}),
  find({ plan }) {
    const checks = [...plan.verifications].sort((a, b) => a.line - b.line);
    const lastSection = plan.sections.findLast(({ topic }) => topic === 'verification')?.line ?? 0;
    return plan.procedures.flatMap((procedure, index) => {
      const next = plan.procedures[index + 1]?.line ?? Number.POSITIVE_INFINITY;
      const isCheckedLater =
        lastSection > procedure.endLine || onLines(checks, procedure.endLine + 1, next - 1).length > 0;
      return isCheckedLater ? [] : (problemOf(plan, procedure, checks) ?? []);
    });
  },
});

function problemOf(plan: Plan, { steps }: PlanProcedure, checks: readonly PlanStatement[]): PlanProblem | undefined {
  const last = steps.findLastIndex(({ line, endLine }) => onLines(checks, line, endLine).length > 0);
  const changing = last < 0 ? undefined : steps.slice(last + 1).find((step) => isChanging(plan, step));
  if (!changing) return undefined;
  return {
    line: changing.line,
    message: `${stepName(changing)} changes something after the last check, ${stepName(steps[last] as PlanStep)}`,
    fix: 'Move the check behind it, or check once more as the last step.',
  };
}

/** What belongs to the end: cleaning up, opening again, telling and writing down. */
const CLOSING =
  /\b(?:clean|tidy|notif|inform|announc|communicat|document|record|monitor|observ|watch|post-?mortem|retro|incident|ticket|issue|changelog|release notes|tag|re-?enable|resume|re-?open|unpause|unfreeze|unlock|maintenance|traffic|alerts?|backups?|old|unused|temporary|lock|status page|merge|commit|branch|aufraum|wartung|maintenance|nettoy|limpi|mantenimiento|manutencao|обслуживан|уведом|bakim|underhall|konserwac|维护|清理)/u;

/** Commands that only keep what was done. */
const KEEPING = /^git (?:tag|push|commit|merge|add)\b/;

function isChanging(plan: Plan, step: PlanStep): boolean {
  if (isConditional(step.text) || CLOSING.test(foldedText(step.text))) return false;
  const commands = stepCommands(plan, step);
  if (commands.length === 0) return changeVerb(step.text) !== undefined;
  return commands.some(({ text, language }) => !KEEPING.test(text) && commandEffect(text, language) === 'changes');
}
