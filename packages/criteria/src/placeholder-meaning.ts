import type { Plan, PlanCommand } from './plan.ts';
import { onLines } from './plan-anatomy.ts';
import { placeholderWords } from './plan-placeholders.ts';
import { type PlanProse, proseOf } from './plan-text.ts';

/** What a plan says of the names that its commands leave open. Worked out once for a plan. */
export interface PlaceholderMeanings {
  /** Names that are explained: `where <tag> is ...`, a row of a table, a comment. Lower case. */
  readonly explained: ReadonlySet<string>;
  /** Variables that get a value: `TAG=...`. Upper case. */
  readonly assigned: ReadonlySet<string>;
  /** Words of the names that stand in sentences which tell to find something out, and the line where they first do. */
  readonly found: ReadonlyMap<string, number>;
  /** All commands of the plan: one that lists versions may stand before. */
  readonly commands: readonly PlanCommand[];
}

const FINDING =
  /\b(?:find|identif|note|noted|look up|get|determin|pick|choose|list|show|copy|record|write down|locat|obtain|take|see|look for|ermittl|ermittel|finde|notier|such|trouv|identifi|not(?:er|ez)|busc|encontr|identific|anot|bul|belirle|hitta|noter|znajd|zanotuj)|найд|найти|определ|запиш|查找|找到|记录|确定/i;
/** What tells one version from all others. */
const QUALIFIER =
  /\b(?:previous|prior|earlier|last|older|known|good|stable|working|failing|failed|broken|bad|faulty|current|affected|noted|recorded|above|listed|target|desired|wanted|your|vorig|letzt|precedent|précédent|dernier|anterior|últim|önceki|son|förra|föregående|senaste|poprzedni|ostatni)|предыдущ|последн|上一|之前/i;
const LISTING =
  /\b(?:history|reflog|list(?:-[\w-]+)?|ls|log|get|show|status|ps|describe(?:-[\w-]+)?|images|releases|revisions|versions|generations|tags)\b|\bgit tag\b/;
/** How far above a command a listing still helps it, in lines. */
const NEAR = 60;

/** What a plan says of these names. */
export function placeholderMeanings(plan: Plan, names: readonly string[]): PlaceholderMeanings {
  const prose = proseOf(plan);
  const found = new Map<string, number>();
  const explained = new Set<string>();
  const assigned = new Set<string>();
  const wanted = new Set(names.flatMap(wordsOf));
  const isNamed = hintOf(wanted);
  const isAsked = askedOf(names);
  const remember = (text: string, line: number): void => {
    if (wanted.size === found.size || !isNamed(text) || !(FINDING.test(text) || QUALIFIER.test(text))) return;
    for (const word of placeholderWords(text)) if (wanted.has(word) && !found.has(word)) found.set(word, line);
  };
  for (const { kind, text, line, code } of plan.blocks) {
    if (kind !== 'code') remember(text.slice(0, LONGEST_TEXT), line);
    for (let index = 0; code && index < code.lines.length; index++) {
      const one = code.lines[index] as string;
      if (!isAsked(one)) continue;
      const comment = /^\s*(?:#|--|\/\/|REM\b|::)(.*)/i.exec(one)?.[1];
      if (comment !== undefined) {
        remember(comment, code.firstLine + index);
        for (const [, name = ''] of comment.matchAll(/[<[]([A-Za-z][^<>[\]\n]{0,60})[>\]]/g))
          explained.add(nameOf(name));
      }
      const name = one.includes('=') ? ASSIGNMENT.exec(one)?.[1] : undefined;
      if (name !== undefined) assigned.add(name.toUpperCase());
    }
  }
  for (const name of explainedNames(plan, prose, isAsked)) explained.add(name);
  return { explained, assigned, found, commands: plan.commands };
}

/** Whether a command lists versions, tags and the like. */
function isListing({ text }: PlanCommand): boolean {
  return LISTING.test(text.slice(0, 400).replace(/[<[][^<>[\]]*[>\]]/g, ''));
}

const LONGEST_TEXT = 2000;
/** More words than this are not looked for one by one. */
const FEW = 20;

/** A quick look whether a text may hold one of these names. One such as `<N>` has no words to look for. */
function askedOf(names: readonly string[]): (text: string) => boolean {
  const words = names.map(placeholderWords);
  return words.some((own) => own.length === 0) ? () => true : hintOf(new Set(words.flat()));
}

/** A quick look whether a text may hold one of these words. */
function hintOf(words: ReadonlySet<string>): (text: string) => boolean {
  if (words.size > FEW) return () => true;
  const list = [...words];
  return (text) => {
    const lower = text.toLowerCase();
    return list.some((word) => lower.includes(word));
  };
}

const ASSIGNMENT =
  /^\s*(?:[$%>]\s+)?(?:export\s+|set\s+|local\s+|declare\s+|\$env:|\$)?([A-Za-z_]\w{0,60})\s?=(?!=)\s?(?!["']?[<[{])\S/;

/** A code span that is nothing but a placeholder, with words beside it, says what it is; so does "replace <tag>". */
function explainedNames({ blocks }: Plan, prose: PlanProse, isAsked: (text: string) => boolean): string[] {
  const spans = prose.codeSpans.flatMap(({ text, block }) => {
    if (!isAsked(text)) return [];
    const name = /^[<[{$]{0,2}([A-Za-z][^<>[\]{}]{0,60}?)[>\]}]{0,2}$/.exec(text)?.[1];
    const words = (blocks[block]?.text.length ?? 0) - text.length;
    return name !== undefined && words > 8 ? [nameOf(name)] : [];
  });
  const written = [...prose.text.matchAll(/<([A-Za-z][^<>\n]{0,60})>/g)].flatMap(
    ({ 0: whole, 1: name = '', index }) => {
      if (!isAsked(name)) return [];
      const end = index + whole.length;
      const isSaid =
        SAID.test(prose.text.slice(end, end + 60)) || TOLD.test(prose.text.slice(Math.max(0, index - 60), index));
      return isSaid ? [nameOf(name)] : [];
    },
  );
  return [...spans, ...written];
}

/** What stands behind a name that is explained, and before one. */
const SAID = /^\s*(?:is|are|by|with|means|stands|=|:|-|–|—)/;
const TOLD = /\b(?:[Ww]here|[Rr]eplac(?:e|ing)|[Ss]ubstitut(?:e|ing)|[Ff]ill in|[Ss]et)\b[^\n<]{0,40}$/;

/** Names of one thing, however it is written: `previous-tag`, `PREVIOUS_TAG`. */
export function nameOf(text: string): string {
  return placeholderWords(text).join(' ');
}

/** Words that say nothing about which thing is meant. */
const VAGUE =
  /^(?:the|a|an|your|my|our|name|id|number|value|of|to|from|here|this|previous|last|old|new|target|good|known|current)$/;

const wordsOf = (name: string): string[] => placeholderWords(name).filter((word) => !VAGUE.test(word));

/** Whether the plan says what stands for a name in this command. */
export function isMeant(meanings: PlaceholderMeanings, name: string, { line }: PlanCommand): boolean {
  const key = nameOf(name);
  if (meanings.explained.has(key) || meanings.assigned.has(key.toUpperCase().replace(/ /g, '_'))) return true;
  if (wordsOf(name).some((word) => (meanings.found.get(word) ?? Number.POSITIVE_INFINITY) <= line)) return true;
  return onLines(meanings.commands, line - NEAR, line - 1).some(isListing);
}
