import * as v from 'valibot';
import { topicLine } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';
import { estimatedMinutes } from '../plan-time.ts';

/** The plan says how long the way back takes. Source: Component Maturity Criteria, rollback plan, estimated time. */
export const timeMissing = definePlanRule({
  id: 'time-missing',
  about: 'The plan says how long a rollback takes.',
  why: 'Whether to roll back or to repair is decided by how long each takes, and somebody has to be told when it is over.',
  severity: 'error',
  element: 'estimatedTime',
  options: v.strictObject({}),
  find({ plan }) {
    if (estimatedMinutes(plan) !== null) return [];
    return [
      {
        line: topicLine(plan, 'time'),
        message: 'it does not say how long the rollback takes',
        fix: 'Write a line such as "Estimated time: 10 minutes", best with the figure that the last test took.',
      },
    ];
  },
});
