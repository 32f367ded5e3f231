import * as v from 'valibot';
import type { Plan } from '../plan.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { maskSecrets, secretsIn } from '../plan-secrets.ts';
import { textAt, wholeText } from '../plan-text.ts';

/** No secret stands in the plan. Its value is never repeated: not in the message, not in the quoted line. */
export const secret = definePlanRule({
  id: 'secret',
  about: 'The plan holds no password, token or key.',
  why: 'Everybody who can read the repository, now or in its history, can use it. A plan is copied into tickets and chats as well.',
  severity: 'error',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const whole = wholeText(plan);
    const code = codeLines(plan);
    const problems = new Map<number, PlanProblem>();
    for (const { start, what } of secretsIn(whole.text, (offset) => code.has(textAt(whole, offset).line))) {
      const { line, column } = textAt(whole, start);
      if (problems.has(line)) continue;
      problems.set(line, {
        line,
        column,
        message: `it holds ${what} in the clear`,
        fix: 'Put a variable in its place, such as `$DB_PASSWORD`, say where its value is kept, and change the secret: it is known now.',
        quote: maskSecrets(plan.lines[line - 1] ?? ''),
      });
    }
    return [...problems.values()];
  },
});

function codeLines({ blocks }: Plan): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { kind, line, endLine } of blocks)
    for (let at = line; kind === 'code' && at <= endLine; at++) lines.add(at);
  return lines;
}
