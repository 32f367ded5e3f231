import * as v from 'valibot';
import { topicLine } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';

/** Somebody can be reached when the rollback fails as well. */
export const escalationMissing = definePlanRule({
  id: 'escalation-missing',
  about: 'The plan says whom to reach, and how, when the rollback itself fails.',
  why: 'A rollback that fails is the moment in which nobody has time to look for a phone number.',
  severity: 'info',
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.contacts.length > 0) return [];
    return [
      {
        line: topicLine(plan, 'ownership'),
        message: 'it gives no way to reach somebody when the rollback fails',
        fix: 'Add a channel, a pager or a number, such as "Escalation: #shop-incidents, then PagerDuty service Shop".',
      },
    ];
  },
});
