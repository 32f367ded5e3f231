import * as v from 'valibot';
import { topicLine } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';

/** Somebody is told. Source: DevOps Maturity Model, level 3, notify. */
export const noticeMissing = definePlanRule({
  id: 'notice-missing',
  about: 'The plan says whom to tell about the rollback.',
  why: 'Who does not know of a rollback reports the old faults again, or deploys over it.',
  severity: 'info',
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.notices.length > 0) return [];
    return [
      {
        line: topicLine(plan, 'communication'),
        message: 'it does not say whom to tell about the rollback',
        fix: 'Add a step that says whom to tell and where, such as "Notify the support team in #releases".',
      },
    ];
  },
});
