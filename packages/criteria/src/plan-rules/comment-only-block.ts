import * as v from 'valibot';
import { type CodeKind, codeKind } from '../code-languages.ts';
import type { PlanCode } from '../plan.ts';
import { definePlanRule } from '../plan-rule.ts';

/** A block for commands holds one. Comments that count, such as `# 1. Stop the workers`, are still no command. */
export const commentOnlyBlock = definePlanRule({
  id: 'comment-only-block',
  about: 'Every block of shell or SQL has something to run.',
  why: 'A comment in a block of code looks like a command from afar. Copied and run it does nothing, and says nothing.',
  severity: 'error',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    return plan.blocks.flatMap(({ code, line, endLine }) => {
      if (!code?.isFenced || hasCommand(code)) return [];
      const isBlank = code.lines.every((one) => one.trim() === '');
      return [
        {
          line,
          endLine,
          message: isBlank ? 'the block of code is empty' : 'the block of code holds only comments, and no command',
          fix: 'Write the command below each comment, or turn the comments into steps of the plan.',
        },
      ];
    });
  },
});

/** Whether a block has a line to run; one that is not for commands has what it needs. */
function hasCommand(code: PlanCode): boolean {
  const kind = codeKind(code);
  if (kind === 'session' || kind === 'other') return true;
  const lines = withoutComments(code.lines, kind).filter((line) => line.trim() !== '');
  if (kind !== 'plain' || lines.length > 0) return lines.length > 0;
  // Without a language a block of `#` lines may as well be Markdown: only steps that count show that it is none.
  return !code.lines.some((line) => /^\s*#\s*(?:step\s+)?\d{1,2}[.):]/i.test(line));
}

const LINE_COMMENTS: Readonly<Record<Exclude<CodeKind, 'session' | 'other'>, RegExp>> = {
  shell: /^\s*#/,
  'other-shell': /^\s*(?:#|REM\b|::)/i,
  sql: /^\s*(?:--|#)/,
  plain: /^\s*#/,
};

function withoutComments(lines: readonly string[], kind: Exclude<CodeKind, 'session' | 'other'>): string[] {
  let isInside = false;
  return lines.map((line) => {
    if (LINE_COMMENTS[kind].test(line)) return '';
    if (kind !== 'sql') return line;
    // Comments between `/*` and `*/` may go over several lines.
    let rest = '';
    for (let at = 0; at < line.length; ) {
      const mark = line.indexOf(isInside ? '*/' : '/*', at);
      if (!isInside) rest += line.slice(at, mark < 0 ? line.length : mark);
      if (mark < 0) break;
      isInside = !isInside;
      at = mark + 2;
    }
    return rest;
  });
}
