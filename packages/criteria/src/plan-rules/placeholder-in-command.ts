import * as v from 'valibot';
import { isMeant, placeholderMeanings } from '../placeholder-meaning.ts';
import { cutText } from '../plain-text.ts';
import type { Plan, PlanCommand } from '../plan.ts';
import { ANGLE, BRACKET, isAnglePlaceholder, isBracketPlaceholder } from '../plan-placeholders.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { placeInCommand } from '../plan-text.ts';

const CANDIDATE = new RegExp(
  [
    `(?<=^|[^<])${ANGLE.replace('(', '(?<angle>')}`,
    BRACKET.replace('([A-Za-z][', '(?<bracket>[A-Za-z]['),
    '(?<word>\\b(?:TODO|TBD|TBC|FIXME|CHANGE_?ME)\\b)',
    '(?<day>(?<![A-Za-z])YYYY[-/._]?MM[-/._]?DD)',
    '(?<number>(?<![A-Za-z])N{4,}(?![A-Za-z])|\\bv?[XN]\\.[XYN]\\.[XZN]\\b|\\bx\\.[xy]\\.[xz]\\b)',
    '(?<marks>\\b(?:X{3,}|x{4,})\\b)',
    '(?<path>(?<=^|[\\s=\'"@/:])path/to/[\\w./-]{0,80})',
    // Hosts are the business of `example-host`.
    '(?<yours>\\b(?:your|YOUR)[-_](?!(?:domain|host|hostname|server)\\b)[A-Za-z][\\w-]{0,60}(?!\\.\\w|[\\w-]))',
    '(?<!\\$)\\{\\{\\s*(?<template>[A-Za-z_][\\w.-]{0,60})\\s*\\}\\}',
  ].join('|'),
  'g',
);

/** A command can be run as it stands, or the plan says what to put into it. */
export const placeholderInCommand = definePlanRule({
  id: 'placeholder-in-command',
  about: 'What a command leaves open, such as `<tag>`, is explained or assigned before.',
  why: 'At three in the morning nobody remembers which of five tags was the good one.',
  severity: 'warning',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const open = openNames(plan);
    if (open.length === 0) return [];
    const meanings = placeholderMeanings(
      plan,
      open.map(({ name }) => name),
    );
    return open
      .filter(({ name, command }) => !isMeant(meanings, name, command))
      .map(
        ({ command, found }): PlanProblem => ({
          ...placeInCommand(plan, command, found),
          message: `the command leaves ${JSON.stringify(cutText(found, 60))} open, and the plan does not say what to put there`,
          fix: 'Say before it how to find the value, assign it to a variable (`TAG=...`), or write the value itself.',
        }),
      );
  },
});

const LONGEST_COMMAND = 4000;

/** A name that a command leaves open, and how it is written. */
interface OpenName {
  readonly name: string;
  readonly found: string;
  readonly command: PlanCommand;
}

/** Each name where it first stands. */
function openNames({ commands }: Plan): OpenName[] {
  const seen = new Set<string>();
  const open: OpenName[] = [];
  for (const command of commands) {
    for (const match of command.text.slice(0, LONGEST_COMMAND).matchAll(CANDIDATE)) {
      const [found] = match;
      const name = match.groups?.angle ?? match.groups?.bracket ?? match.groups?.template ?? found;
      if (seen.has(name.toLowerCase()) || !isPlaceholder(match, command)) continue;
      seen.add(name.toLowerCase());
      open.push({ name, found, command });
    }
  }
  return open;
}

function isPlaceholder({ groups = {}, index, 0: found }: RegExpExecArray, { text }: PlanCommand): boolean {
  const { angle, bracket, day, marks, template } = groups;
  if (angle !== undefined) return isOpenAngle(angle, text.slice(0, index), text[index + found.length] ?? '', text);
  if (bracket !== undefined) return isBracketPlaceholder(bracket);
  if (day !== undefined) return !/to_char|to_date|to_timestamp|format|strftime/i.test(text);
  if (marks !== undefined) return !/\bmktemp\b/.test(text);
  if (template !== undefined) return !/--format|--template|template=|jsonpath|jinja|\bj2\b/.test(text);
  return true;
}

/** What tools print, and what is searched for in HTML and XML, looks alike; so do generics and redirections. */
function isOpenAngle(inner: string, before: string, next: string, text: string): boolean {
  if (/^(?:none|pending|unknown|nil|null|unset|invalid|no value)$/i.test(inner) || /\s(?:and|or)\s/i.test(inner))
    return false;
  if (/\w$/.test(before) && /^[A-Z][a-z]\w*$/.test(inner)) return false;
  if (/\w/.test(next) && inner.includes('.')) return false;
  if (/e\.g\.|for example|\bfrom\b/i.test(inner)) return false;
  if (text.includes(`</${inner}`) || (/\b(?:grep|rg|sed|awk|xmllint|pup)\b/.test(text) && /["'][^"']*$/.test(before)))
    return false;
  return isAnglePlaceholder(inner, new Set());
}
