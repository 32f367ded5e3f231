import * as v from 'valibot';
import { formatDate } from '../instant.ts';
import { datedTests, isFuture } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';

/** No test was done on a day to come. A day that has begun somewhere on earth is none. */
export const testedFuture = definePlanRule({
  id: 'tested-future',
  about: 'No day of a test lies in the future.',
  why: 'A test that is said to be done on a day to come is a typing mistake or not true.',
  severity: 'error',
  options: v.strictObject({}),
  find({ plan, now }) {
    return datedTests(plan)
      .filter((test) => isFuture(test, now))
      .map(({ line, at }) => ({
        line,
        message: `it says that it was tested on ${formatDate(at)}, and today is ${formatDate(now)}`,
        fix: 'Correct the day; write a test that is planned as such: "Next test: 2027-01-15, planned".',
      }));
  },
});
