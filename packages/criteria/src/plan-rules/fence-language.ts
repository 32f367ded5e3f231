import * as v from 'valibot';
import { guessedLanguage } from '../guessed-language.ts';
import { definePlanRule } from '../plan-rule.ts';

/** Blocks of code say what they are written in. */
export const fenceLanguage = definePlanRule({
  id: 'fence-language',
  about: 'Every fenced block of code names its language.',
  why: 'The language tells readers what to run where, tools what to check, and the page how to colour it.',
  severity: 'info',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const commands = new Map<number, number>();
    for (const { block } of plan.commands) commands.set(block, (commands.get(block) ?? 0) + 1);
    return plan.blocks.flatMap(({ code, line }, at) => {
      const raw = plan.lines[line - 1] ?? '';
      // `{.bash}` is a language as well, to some.
      if (!code?.isFenced || code.language !== '' || !/(?:`{3,}|~{3,})\s*$/.test(raw)) return [];
      const language = guessedLanguage(code, commands.get(at) ?? 0);
      return [
        {
          line,
          message: 'the block of code names no language',
          fix: `Write it behind the opening marks: ${language === undefined ? '`bash`, or `text` for what a tool prints' : `\`${language}\``}.`,
          ...(language === undefined ? {} : { edit: { line, endLine: line, lines: [`${raw.trimEnd()}${language}`] } }),
        },
      ];
    });
  },
});
