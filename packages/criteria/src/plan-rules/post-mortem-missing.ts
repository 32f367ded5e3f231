import * as v from 'valibot';
import { topicLine } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';

/** What went wrong is looked at afterwards. Source: DevOps Maturity Model, level 3, post-mortem. */
export const postMortemMissing = definePlanRule({
  id: 'post-mortem-missing',
  about: 'The plan says that the cause is looked for after the rollback.',
  why: 'The same release comes back with the next deployment, and with it the fault.',
  severity: 'info',
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.postMortems.length > 0) return [];
    return [
      {
        line: topicLine(plan, 'post-mortem'),
        message: 'it does not say that the cause is looked for afterwards',
        fix: 'Add a last step, such as "Write a post-mortem within two working days".',
      },
    ];
  },
});
