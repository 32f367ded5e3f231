import * as v from 'valibot';
import { durationParam } from '../checks/duration-param.ts';
import { DAY_MS } from '../duration.ts';
import { formatDate } from '../instant.ts';
import { newestTest } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';
import { quantity } from '../ratio.ts';

const options = v.strictObject({
  /** How long ago the newest test may be. */
  within: v.optional(durationParam, '90d'),
});

/** The newest test is not too long ago. The day of the test itself does not count. */
export const testedStale = definePlanRule<v.InferOutput<typeof options>>({
  id: 'tested-stale',
  about: 'The last test of the plan is not too long ago.',
  why: 'Systems change every week. What worked half a year ago says little about tonight.',
  severity: 'warning',
  options,
  find({ plan, now, options: { within } }) {
    const newest = newestTest(plan, now);
    if (!newest || now - newest.at - DAY_MS <= within) return [];
    const age = Math.floor((now - newest.at) / DAY_MS);
    return [
      {
        line: newest.line,
        message: `the newest test is of ${formatDate(newest.at)}, ${quantity(age, 'day')} ago, allowed is ${spanText(within)}`,
        fix: 'Test the plan again and add the new day and the outcome, such as "Tested: 2026-11-02 in staging, took 8 minutes".',
      },
    ];
  },
});

function spanText(span: number): string {
  return span % DAY_MS === 0 ? quantity(span / DAY_MS, 'day') : quantity(Math.round(span / 3_600_000), 'hour');
}
