import * as v from 'valibot';
import { definePlanRule } from '../plan-rule.ts';

/** The plan says how to see that the rollback worked. Source: Component Maturity Criteria, rollback plan; AWS OPS06-BP04. */
export const verifyMissing = definePlanRule({
  id: 'verify-missing',
  about: 'The plan says how to check that the rollback worked.',
  why: 'A rollback that nobody checks is one that may have failed.',
  severity: 'error',
  element: 'verification',
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.verifications.length > 0) return [];
    return [
      {
        line: plan.line,
        message: 'it does not say how to check that the rollback worked',
        fix: 'Add a last step or a section "Verification" with a command and what it has to show, such as "`curl --fail https://shop/health` answers 200".',
      },
    ];
  },
});
