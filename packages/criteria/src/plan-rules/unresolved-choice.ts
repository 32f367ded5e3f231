import * as v from 'valibot';
import { cutText } from '../plain-text.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { blockOn, proseOf, textAt } from '../plan-text.ts';

/** Of the alternatives of a template one was chosen. */
export const unresolvedChoice = definePlanRule({
  id: 'unresolved-choice',
  about: 'Where a template offers alternatives, one was chosen.',
  why: '`Last Test: 2026-10-07 | Never` says both and therefore nothing.',
  severity: 'error',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const prose = proseOf(plan);
    const problems: PlanProblem[] = [];
    for (const match of prose.text.matchAll(CANDIDATE)) {
      const { line } = textAt(prose, match.index);
      const block = plan.blocks[blockOn(prose, line)];
      if (!block || block.kind === 'row' || problems.at(-1)?.line === line) continue;
      const start = prose.starts[line - prose.firstLine] ?? 0;
      const text = prose.text.slice(start, start + LONGEST).split('\n')[0] ?? '';
      const choice = choiceIn(text);
      if (!choice) continue;
      problems.push({
        line,
        column: text.indexOf(choice) + 1,
        message: `${JSON.stringify(cutText(choice, 80))} leaves the choice open`,
        fix: 'Keep the alternative that is true, and take the others out.',
      });
    }
    return problems;
  },
});

/** Longest line that is looked at, in UTF-16 units: a choice is short. */
const LONGEST = 400;
/** What stands between alternatives. */
const CANDIDATE = /\|(?<=[^\s|] ?\|) ?[^\s|]|\/(?<=\p{L} ?\/) ?\p{L}[^\n/]{0,60}(?=\n|$)|☐/gu;

/** Answers of which only one can be true, each group in several languages. */
const OPPOSITES: readonly RegExp[] = [
  /^(?:yes|no|y|n|not sure|ja|nein|oui|non|s[ií]|sim|n[aã]o|да|нет|evet|hay[ıi]r|nej|tak|nie|是|否|n\/a|unknown)$/iu,
  /^(?:true|false)$/i,
  /^(?:pass(?:ed)?|fail(?:ed|ure)?|success(?:ful)?|skipped|blocked|ok|not ok|nok)$/i,
  /^(?:tested|untested|not tested|never tested|not yet tested|verified|not verified|unverified|getestet|nicht getestet|nie getestet|never)$/i,
  /^(?:done|not done|pending|in progress|open|closed|complete(?:d)?|incomplete|not started|todo)$/i,
  /^(?:enabled|disabled|on|off|active|inactive)$/i,
  /^(?:approved|rejected|declined|pending|draft|in review|accepted|in development)$/i,
  /^(?:high|medium|low|critical|none|minor|major|hoch|mittel|niedrig)$/i,
  /^(?:go|no[- ]go)$/i,
  /^(?:automatic|manual|automated)$/i,
  /^(?:required|not required|optional|needed|not needed|applicable|not applicable|possible|not possible|reversible|irreversible)$/i,
];
/** Answers that no other one goes with. */
const NEGATIVE =
  /^(?:never(?: tested| done| run)?|not (?:yet )?(?:tested|done|applicable|needed|required|run)|none|n\/a|untested|nie|jamais|nunca|никогда|asla|aldrig|nigdy|从未)$/iu;

/** The alternatives of a line that are left standing, as written. */
function choiceIn(line: string): string | undefined {
  const [, before = '', bracketed] = /^(.{0,200}?)(?<![[!])\[([^\][\n]{2,100})\](?![(:[\]])/.exec(line) ?? [];
  // `Continue? [y/N]` is what a program asks.
  if (
    bracketed !== undefined &&
    isChoice(bracketed, /(?:^|[:：])[\s*>_-]*$/u.test(before)) &&
    !/^(?:y\/N|Y\/n)$/.test(bracketed)
  )
    return `[${bracketed}]`;
  const boxes =
    /☐\s*(?:yes|ja|oui|s[ií]|sim|да|evet|tak|是)\s{1,8}☐\s*(?:no|nein|non|n[aã]o|нет|hay[ıi]r|nej|nie|否)/iu.exec(
      line,
    )?.[0];
  if (boxes !== undefined) return boxes;
  const asked = /\(([^()\n]{2,40})\)\**\s*[:：?]?\**\s*$/u.exec(line)?.[1];
  if (asked !== undefined && isChoice(asked, false)) return asked;
  const answer = /(?:[:?]\**\s+|：\s*)\**([^:：\n]{2,120}?)\**(?:\s*\([^()]*\))?\s*$/u.exec(line)?.[1];
  return answer !== undefined && isChoice(answer, false) ? answer : undefined;
}

/** In brackets any words are alternatives; after a label only those that cannot be true together. */
function isChoice(text: string, isBracketed: boolean): boolean {
  const byPipe = text.split(/\s*\|\s*/);
  const parts = (byPipe.length > 1 ? byPipe : text.replace(/n\/a/gi, 'n/a').split(/\s*\/\s*(?!a\b)/i)).map((part) =>
    part.replace(/[*_`~]/g, '').trim(),
  );
  if (parts.length < 2 || parts.length > 6 || parts.some((part) => part === '' || part.length > 40)) return false;
  if (isBracketed && byPipe.length > 1) return parts.every((part) => /^[\p{L}\p{N}][\p{L}\p{N} /_.-]*$/u.test(part));
  const isOpposed = OPPOSITES.some((group) => parts.every((part) => group.test(part)));
  return isOpposed || (byPipe.length > 1 && parts.filter((part) => NEGATIVE.test(part)).length === 1);
}
