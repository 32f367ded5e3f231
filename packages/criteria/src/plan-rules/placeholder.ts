import * as v from 'valibot';
import { cutText } from '../plain-text.ts';
import type { PlanBlock } from '../plan.ts';
import { ANGLE, BRACKET, closedElements, isAnglePlaceholder, isBracketPlaceholder } from '../plan-placeholders.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { blockOn, type PlanProse, proseOf, textAt } from '../plan-text.ts';

/** Whatever may be a placeholder; `isPlaceholder` looks closer. */
const CANDIDATE = new RegExp(
  [
    '\\b(?<word>TBD|TBC|TODOs?|FIXME|XXX+|tbd)\\b',
    '(?<questions>(?=\\?)(?<![\\w)"\'!?])\\?{3,})',
    '(?<text>[Ll]orem [Ii]psum)',
    '(?<number>(?=N)(?:(?<![A-Za-z])N{4,}(?![A-Za-z])|(?<=[-#])N{3}\\b))',
    '(?<day>\\bYYYY[-/.]?MM[-/.]?DD\\b)',
    `(?=[v<])(?<![\\w<])(?:v(?=<))?${ANGLE.replace('(', '(?<angle>')}`,
    BRACKET.replace('([A-Za-z][', '(?<bracket>[A-Za-z]['),
    '(?=\\{)(?<![$\\\\{])\\{\\{(?<template>[^{}\\n]{1,80})\\}\\}',
  ].join('|'),
  'g',
);

/** Nothing is left to fill in. Words in code are the business of `placeholder-in-command`. */
export const placeholder = definePlanRule({
  id: 'placeholder',
  about: 'The plan is filled in: no TODO, no `[insert name]`, no `<version>` is left.',
  why: 'Whoever rolls back does not know what belongs there either. Names in angle brackets are not even shown: browsers take them for HTML.',
  severity: 'error',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const prose = proseOf(plan);
    const closed = closedElements(prose.text);
    const problems: PlanProblem[] = [];
    for (const match of prose.text.matchAll(CANDIDATE)) {
      const { line, column } = textAt(prose, match.index);
      if (problems.at(-1)?.line === line) continue;
      const block = plan.blocks[blockOn(prose, line)];
      if (!block || !isPlaceholder(match, { prose, block, closed })) continue;
      const text = match[0];
      problems.push({
        line,
        column,
        message: `${JSON.stringify(cutText(text, 60))} is left to fill in`,
        fix: match.groups?.angle === undefined ? FIX : `${FIX} Between backticks readers can see angle brackets.`,
      });
    }
    return problems;
  },
});

const FIX = 'Put in what belongs there, or take the line out.';

interface Place {
  readonly prose: PlanProse;
  readonly block: PlanBlock;
  readonly closed: ReadonlySet<string>;
}

function isPlaceholder(match: RegExpExecArray, { prose, block, closed }: Place): boolean {
  const { word, number, day, angle, bracket, template } = match.groups ?? {};
  const before = prose.text.slice(prose.text.lastIndexOf('\n', match.index) + 1, match.index).slice(-80);
  const after =
    prose.text.slice(match.index + match[0].length, match.index + match[0].length + 80).split('\n')[0] ?? '';
  if (word !== undefined) return isOpenMark(word, before, after);
  if (number !== undefined || day !== undefined)
    return !FORM.test(before) && !/^\s*(?:format|form|pattern)\b/i.test(after);
  if (angle !== undefined) return isAnglePlaceholder(angle, closed) && !EXPLAINED.test(before);
  if (bracket !== undefined)
    return isBracketPlaceholder(bracket) && !block.spans.some(({ kind, text }) => kind === 'link' && text === bracket);
  if (template !== undefined) return /^\s*[A-Za-z_][\w .-]*$/.test(template) && !/site\.|page\./.test(template);
  return true;
}

/** The form of a date or a number is spoken of. */
const FORM = /\b(?:format\w*|form|pattern|iso|named?|naming|called|convention|suffix|prefix|such as|like)\b[^.]*$/i;

/** `Replace <tag> with ...` explains it. */
const EXPLAINED = /\b(?:where|replac(?:e|ing)|substitut(?:e|ing)|fill in|set|stands? for|instead of)\b[^.]{0,40}$/i;

/** `TODO` is also a thing that people speak about: "no TODO is left". */
function isOpenMark(word: string, before: string, after: string): boolean {
  if (/[-/_.#@]$/.test(before) || /^[-/_]\w/.test(after)) return false;
  if (!/^(?:TODO|FIXME|XXX)/.test(word)) return true;
  if (word === 'TODOs') return false;
  return !/\b(?:an?|the|no|any|for|with|as|of|all|every|each|these|those|your|our)\s+["'“]?$/i.test(before);
}
