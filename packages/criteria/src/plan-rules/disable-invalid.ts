import * as v from 'valibot';
import { suggestion } from '../nearest.ts';
import { cutText, plainText } from '../plain-text.ts';
import type { PlanDisable } from '../plan.ts';
import { type AnyPlanRule, definePlanRule, type PlanProblem } from '../plan-rule.ts';

/**
 * Comments that disable a rule do so: they give a reason, and the rule exists and may be disabled. `rules`
 * is asked only when a plan is judged: this rule is one of them.
 */
export function disableInvalid(rules: () => readonly AnyPlanRule[]): AnyPlanRule {
  return definePlanRule({
    id: 'disable-invalid',
    about: 'Every comment that disables a rule names the rule and gives a reason.',
    why: 'Without its reason nobody can tell later whether the exception still holds. A must-have needs a waiver, with an owner and an end.',
    severity: 'error',
    kinds: ['rollback', 'deployment'],
    options: v.strictObject({}),
    find({ plan }) {
      return plan.disables.flatMap((one): PlanProblem[] => {
        const fault = faultOf(one, rules());
        return fault ? [{ line: one.line, ...fault }] : [];
      });
    },
  });
}

function faultOf(
  { rule, reason }: PlanDisable,
  rules: readonly AnyPlanRule[],
): Pick<PlanProblem, 'message' | 'fix'> | undefined {
  const name = JSON.stringify(cutText(plainText(rule), 60));
  const known = rules.find(({ id }) => id === rule);
  if (!known) {
    const ids = rules.map(({ id }) => id);
    return {
      message: `it disables the rule ${name}, which does not exist`,
      fix: suggestion(rule, ids, 'Name a rule, or take the comment out.'),
    };
  }
  if (known.element !== undefined || rule === 'disable-invalid')
    return {
      message: `it disables ${rule}, which a plan cannot disable for itself`,
      fix: 'Take the comment out; accept what is missing by a waiver in maturity.yml, with an owner and an end.',
    };
  if (reason.trim() !== '') return undefined;
  return {
    message: `it disables ${rule} without a reason, so it disables nothing`,
    fix: `Write why: \`<!-- rollback-plan-lint-disable ${rule}: the reason -->\`.`,
  };
}
