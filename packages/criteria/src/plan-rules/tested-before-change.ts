import * as v from 'valibot';
import { formatDate, type Instant } from '../instant.ts';
import type { Plan, PlanCommand } from '../plan.ts';
import { endOfTestDay, newestTest } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';

/** No command of the plan was changed after the day of the newest test, as far as Git knows. */
export const testedBeforeChange = definePlanRule({
  id: 'tested-before-change',
  about: 'The commands of the plan are those that were tested.',
  why: 'A test says nothing about a command that was written after it.',
  severity: 'warning',
  options: v.strictObject({}),
  find({ plan, repository, now }) {
    const changedAt = repository.changedAt.get(plan.path);
    if (!changedAt) return { notApplicable: 'When the lines of the plan were changed is not known.' };
    const newest = newestTest(plan, now);
    if (!newest) return [];
    const end = endOfTestDay(newest);
    const changed = testable(plan).flatMap(({ line }): { readonly line: number; readonly at: Instant }[] => {
      const at = changedAt.get(line);
      return at !== undefined && at > end ? [{ line, at }] : [];
    });
    const [first] = changed;
    if (!first) return [];
    const others = new Set(changed.map(({ line }) => line)).size - 1;
    const more = others === 0 ? '' : `, as ${others === 1 ? 'one more was' : `${others} more were`}`;
    return [
      {
        line: first.line,
        message: `this command was changed on ${formatDate(first.at)}${more}, after the newest test on ${formatDate(newest.at)} (line ${newest.line})`,
        fix: 'Test the plan again with the commands as they are now, and add the new day.',
      },
    ];
  },
});

/** Commands of the way back; those of the test record are none. */
function testable({ commands, sections }: Plan): readonly PlanCommand[] {
  return commands.filter(({ section }) => sections[section]?.topic !== 'testing');
}
