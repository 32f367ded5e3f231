import * as v from 'valibot';
import { definePlanRule } from '../plan-rule.ts';

/** The plan says under which conditions to roll back. Source: Component Maturity Criteria, Staging exit 7. */
export const triggerMissing = definePlanRule({
  id: 'trigger-missing',
  about: 'The plan says when to roll back.',
  why: 'At night nobody wants to be the one who decides. A condition that was agreed on before decides for them.',
  severity: 'error',
  element: 'triggerConditions',
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.triggers.length > 0) return [];
    return [
      {
        line: plan.line,
        message: 'it names no condition under which to roll back',
        fix: 'Add a section "Trigger conditions" with figures that monitoring shows, such as "Error rate above 5 % for 5 minutes".',
      },
    ];
  },
});
