import * as v from 'valibot';
import { definePlanRule } from '../plan-rule.ts';

/** There is at least one command to copy. Source: Component Maturity Criteria, rollback plan, commands. */
export const commandsMissing = definePlanRule({
  id: 'commands-missing',
  about: 'The document holds the commands to run.',
  why: 'Who has never seen the system cannot guess its commands, and who has mistypes them at night.',
  severity: 'error',
  element: 'commands',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    if (plan.commands.length > 0) return [];
    return [
      {
        line: plan.line,
        message: 'it holds no command',
        fix: 'Write the command of each step behind it, in a code span or a fenced block, such as `kubectl rollout undo deployment/shop`.',
      },
    ];
  },
});
