import * as v from 'valibot';
import { definePlanRule } from '../plan-rule.ts';

/** There are steps, in whatever form. Source: Component Maturity Criteria, rollback plan, steps. */
export const stepsMissing = definePlanRule({
  id: 'steps-missing',
  about: 'The document says step by step what to do.',
  why: 'Under pressure people follow a list, or forget half of it.',
  severity: 'error',
  element: 'numberedSteps',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.procedures.length > 0) return [];
    return [
      {
        line: plan.line,
        message: `it has no steps that say how to ${plan.kind === 'rollback' ? 'roll back' : 'deploy'}`,
        fix: 'Write a numbered list with one action and its command per step, such as "1. Stop the workers: `docker compose stop worker`".',
      },
    ];
  },
});
