import { nextOfSameLength, type PlanSpan } from '@maturity-actions/criteria';
import type { Token } from 'markdown-it';

/** A part of a paragraph, and how many lines below its first line it begins. */
export interface InlinePiece {
  readonly tokens: readonly Token[];
  readonly offset: number;
}

/** A text on one line, and what is marked up in it. */
export interface InlineText {
  readonly text: string;
  readonly spans: readonly PlanSpan[];
}

/** Signs with which markup other than code, or an entity, begins. */
const MARKUP = /[\\*_[<&~]/;

/** Whether a text may have something but code marked up in it: a text without is one of words, code spans and line breaks. */
export function hasMarkup(source: string): boolean {
  return MARKUP.test(source);
}

const NO_SPANS: readonly PlanSpan[] = [];

/** What a source without markup but code spans says. */
export function bareText(source: string): InlineText {
  return source.includes('`') ? codeText(source) : { text: unbroken(source).trim(), spans: NO_SPANS };
}

/** Code spans as CommonMark reads them: up to the next run of as many backticks; a run without one is text. */
function codeText(source: string): InlineText {
  const runs = [...source.matchAll(/`+/g)];
  const ends = nextOfSameLength(runs);
  const spans: PlanSpan[] = [];
  let text = '';
  let done = 0;
  for (let at = 0; at < runs.length; at++) {
    const { 0: mark, index } = runs[at] as RegExpExecArray;
    const end = ends[at];
    if (index < done || end === undefined) continue;
    const code = codeOf(source.slice(index + mark.length, end));
    spans.push({ kind: 'code', text: code });
    text += unbroken(source.slice(done, index)) + code;
    done = end + mark.length;
  }
  return { text: (text + unbroken(source.slice(done))).trim(), spans };
}

/** Code on one line, without the blank at either end that keeps backticks apart. */
function codeOf(source: string): string {
  const code = source.includes('\n') ? source.replace(/\n/g, ' ') : source;
  const isPadded = code.startsWith(' ') && code.endsWith(' ') && /[^ ]/.test(code);
  return isPadded ? code.slice(1, -1) : code;
}

/** With a blank for each line break. */
function unbroken(source: string): string {
  return source.includes('\n') ? source.replace(/ *\n[ \t]*/g, ' ') : source;
}

/**
 * Divides a paragraph where a line begins with bold text: `**Owner:** ...` above `**Last tested:** ...` are
 * two facts, though Markdown takes them for one paragraph.
 */
export function splitAtLabels(tokens: readonly Token[]): InlinePiece[] {
  if (!tokens.some(({ type }) => type === 'strong_open')) return [{ tokens, offset: 0 }];
  const pieces: { tokens: Token[]; offset: number }[] = [{ tokens: [], offset: 0 }];
  let line = 0;
  for (const [index, token] of tokens.entries()) {
    const isBreak = token.type === 'softbreak' || token.type === 'hardbreak';
    if (isBreak) line++;
    // An empty text stands in front of bold text.
    const next =
      tokens[index + 1]?.content === '' && tokens[index + 1]?.type === 'text' ? tokens[index + 2] : tokens[index + 1];
    if (isBreak && next?.type === 'strong_open') pieces.push({ tokens: [], offset: line });
    else pieces.at(-1)?.tokens.push(token);
  }
  return pieces;
}

/** The visible text of inline tokens, and what is marked up in it. */
export function inlineText(tokens: readonly Token[]): InlineText {
  const spans: PlanSpan[] = [];
  const open: { kind: 'link' | 'strong'; from: number; href?: string; at: number }[] = [];
  // Joined at the end: to cut a piece out of a text that grows takes as long as the text.
  const pieces: string[] = [];
  const close = (kind: 'link' | 'strong'): void => {
    const at = open.findLastIndex((one) => one.kind === kind);
    const [started] = at < 0 ? [] : open.splice(at, 1);
    if (!started) return;
    const { href, from } = started;
    spans[started.at] = { kind, text: pieces.slice(from).join(''), ...(href === undefined ? {} : { href }) };
  };
  const begin = (kind: 'link' | 'strong', href?: string): void => {
    open.push({ kind, from: pieces.length, at: spans.length, ...(href === undefined ? {} : { href }) });
    // Kept in the order in which they begin.
    spans.push({ kind, text: '' });
  };
  for (const token of tokens) {
    const { type, content } = token;
    if (type === 'text' || type === 'text_special') pieces.push(content);
    else if (type === 'softbreak' || type === 'hardbreak') pieces.push(' ');
    else if (type === 'code_inline') {
      spans.push({ kind: 'code', text: content });
      pieces.push(content);
    } else if (type === 'html_inline') spans.push({ kind: 'html', text: content });
    else if (type === 'image') {
      spans.push({ kind: 'image', text: content, href: String(token.attrGet('src') ?? '') });
      pieces.push(content);
    } else if (type === 'link_open') begin('link', String(token.attrGet('href') ?? ''));
    else if (type === 'strong_open') begin('strong');
    else if (type === 'link_close') close('link');
    else if (type === 'strong_close') close('strong');
  }
  return { text: pieces.join('').trim(), spans };
}
