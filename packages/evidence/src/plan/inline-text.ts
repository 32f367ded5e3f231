import type { PlanSpan } from '@maturity-actions/criteria';
import type { Token } from 'markdown-it';

/** The visible text of inline tokens, and what is marked up in it. */
export function inlineText(tokens: readonly Token[]): { text: string; spans: PlanSpan[] } {
  const spans: PlanSpan[] = [];
  const open: { kind: 'link' | 'strong'; from: number; href?: string; at: number }[] = [];
  let text = '';
  const close = (kind: 'link' | 'strong'): void => {
    const at = open.findLastIndex((one) => one.kind === kind);
    const [started] = at < 0 ? [] : open.splice(at, 1);
    if (!started) return;
    const { href, from } = started;
    spans[started.at] = { kind, text: text.slice(from), ...(href === undefined ? {} : { href }) };
  };
  const begin = (kind: 'link' | 'strong', href?: string): void => {
    open.push({ kind, from: text.length, at: spans.length, ...(href === undefined ? {} : { href }) });
    // Kept in the order in which they begin.
    spans.push({ kind, text: '' });
  };
  for (const token of tokens) {
    const { type, content } = token;
    if (type === 'text' || type === 'text_special') text += content;
    else if (type === 'softbreak' || type === 'hardbreak') text += ' ';
    else if (type === 'code_inline') {
      spans.push({ kind: 'code', text: content });
      text += content;
    } else if (type === 'html_inline') spans.push({ kind: 'html', text: content });
    else if (type === 'image') {
      spans.push({ kind: 'image', text: content, href: String(token.attrGet('src') ?? '') });
      text += content;
    } else if (type === 'link_open') begin('link', String(token.attrGet('href') ?? ''));
    else if (type === 'strong_open') begin('strong');
    else if (type === 'link_close') close('link');
    else if (type === 'strong_close') close('strong');
  }
  return { text: text.trim(), spans };
}
