import * as v from 'valibot';
import type { Plan, PlanBlock } from '../plan.ts';
import { definePlanRule, type PlanEdit } from '../plan-rule.ts';

/** Every block of code ends where it is meant to. */
export const unclosedFence = definePlanRule({
  id: 'unclosed-fence',
  about: 'Every block of code is closed.',
  why: 'All that follows is shown as code: headings, steps and warnings among the commands.',
  severity: 'error',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    return plan.blocks.flatMap((block) => {
      if (!block.code || block.code.isClosed) return [];
      const edit = closing(plan, block);
      return [
        {
          line: block.line,
          message: 'the block of code that begins here is never closed',
          fix: 'Write a line with the same marks behind its last command.',
          ...(edit ? { edit } : {}),
        },
      ];
    });
  },
});

/** A line behind the block with the marks that open it, as far in and in as many quotes. */
function closing({ lines }: Plan, { line, endLine }: PlanBlock): PlanEdit | undefined {
  const [, before = '', mark] = /^([\s>*+\-\d.)]{0,200}?)(`{3,}|~{3,})/.exec(lines[line - 1] ?? '') ?? [];
  if (mark === undefined) return undefined;
  const inset = before.replace(/[^\s>]/g, ' ');
  return { line: endLine, endLine, lines: [lines[endLine - 1] ?? '', `${inset}${mark}`] };
}
