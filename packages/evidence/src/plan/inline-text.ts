import type { PlanSpan } from '@maturity-actions/criteria';
import type { Token } from 'markdown-it';

/** A part of a paragraph, and how many lines below its first line it begins. */
export interface InlinePiece {
  readonly tokens: readonly Token[];
  readonly offset: number;
}

/** Signs with which markup or an entity begins. */
const MARKUP = /[\\`*_[<&~]/;

/** Whether a text may have something marked up in it: a text without is one of words and line breaks. */
export function hasMarkup(source: string): boolean {
  return MARKUP.test(source);
}

/** The visible text of a source without markup, on one line. */
export function bareText(source: string): string {
  return (source.includes('\n') ? source.replace(/ *\n[ \t]*/g, ' ') : source).trim();
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
export function inlineText(tokens: readonly Token[]): { text: string; spans: PlanSpan[] } {
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
