import * as v from 'valibot';
import { definePlanRule } from '../plan-rule.ts';

/** At least one trigger names something that can be seen. Beside a concrete one, vague words do no harm. */
export const triggerVague = definePlanRule({
  id: 'trigger-vague',
  about: 'A condition to roll back names a metric, a figure or a symptom that can be seen.',
  why: 'Everybody sees "issues" differently, and nobody wants to be the first. A figure ends the discussion before it begins.',
  severity: 'warning',
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.triggers.some(({ isConcrete }) => isConcrete)) return [];
    return plan.triggers.map(({ line, endLine }) => ({
      line,
      endLine,
      message: 'this condition names no metric, figure or symptom that somebody could see',
      fix: 'Say what monitoring or a user would show, such as "Error rate above 5 % for 5 minutes" or "Nobody can log in".',
    }));
  },
});
