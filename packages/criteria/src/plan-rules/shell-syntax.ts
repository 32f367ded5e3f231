import * as v from 'valibot';
import { definePlanRule } from '../plan-rule.ts';
import { blockFaults, typesetFaults } from '../shell-faults.ts';

/** Commands can be copied and run as they stand: quotes are closed and straight, lines end where they should. */
export const shellSyntax = definePlanRule({
  id: 'shell-syntax',
  about: 'Commands can be copied into a shell as they stand.',
  why: 'A smart quote or a prompt is invisible to whoever copies, and the shell answers with a message about something else.',
  severity: 'warning',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const inBlocks = plan.blocks.flatMap((block) => blockFaults(plan, block));
    const inCommands = plan.commands.flatMap((command) => typesetFaults(plan, command));
    return [...inBlocks, ...inCommands].sort((a, b) => a.line - b.line);
  },
});
