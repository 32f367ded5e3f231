import { cutText, plainText } from '@maturity-actions/criteria';

/** Stands for `&#8203;` until the entities are written; a real one was spelled out before. */
const BREAK = '\u200b';
const BREAK_ENTITY = '&#8203;';
/** Whatever opens a link, an image, emphasis, code, HTML, a cell or a formula in GitHub Markdown. */
const STRUCTURE = /[&<>`*_~[\]\\|\u200b]/g;
const LEADING_MARK = /^(?:[-+=#:]|\d{1,9}[.)](?=\s|$))/;
/** Longest text that a table cell or list item shows. */
const LONGEST_TEXT = 1000;

/**
 * What GitHub turns into links, mails, emoji or formulas after rendering: entities do not stop it,
 * an invisible break does. Pairs of pattern and replacement, applied in this order.
 */
const REFERENCES: readonly (readonly [RegExp, string])[] = [
  [/@(?=\S)/g, `@${BREAK}`],
  [/#(?=\d)/g, `#${BREAK}`],
  [/\b(GH-)(?=\d)/gi, `$1${BREAK}`],
  [/:(?=\/\/)/g, `:${BREAK}`],
  [/:(?=[\w+-]+:)/g, `:${BREAK}`],
  [/www(?=\.)/gi, `$&${BREAK}`],
  [/\$/g, `${BREAK}$$${BREAK}`],
];

/**
 * Untrusted text for GitHub Markdown: the same visible text in a paragraph, a list item, a heading,
 * a table cell and an HTML block, because it uses character references only, no backslashes. Nobody
 * is mentioned and nothing becomes a link, an image, markup or a comment. Empty text stays empty.
 */
export function escapeMarkdown(text: string): string {
  let line = plainText(text).replace(/ {2,}/g, ' ').trim();
  for (const [pattern, replacement] of REFERENCES) line = line.replace(pattern, replacement);
  return line.replace(STRUCTURE, entity).replace(LEADING_MARK, (mark) => mark.slice(0, -1) + entity(mark.slice(-1)));
}

/** `escapeMarkdown` of at most 1,000 characters: for cells and items, where one text must not push out the rest. */
export function shortMarkdown(text: string): string {
  return escapeMarkdown(cutText(text, LONGEST_TEXT));
}

/**
 * A path or an identifier as code, the same inside and outside of a table: a code span fenced with
 * more backticks than it contains. A pipe must be escaped in a table and must not be elsewhere, so a
 * text with one becomes a `<code>` element. Empty text gives nothing.
 */
export function codeSpan(text: string): string {
  const content = plainText(cutText(text, LONGEST_TEXT));
  if (content.trim() === '') return '';
  if (content.includes('|')) return `<code>${escapeMarkdown(content)}</code>`;
  const longestRun = Math.max(0, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const pad = /^[` ]|[` ]$/.test(content) ? ' ' : '';
  return fence + pad + content + pad + fence;
}

/**
 * `shortMarkdown` of a sentence in which pairs of backticks mean code, as in the fixes of rules: what stands between
 * them becomes a code span. As safe as the two, whoever wrote the backticks.
 */
export function sentenceMarkdown(text: string): string {
  const pieces = plainText(cutText(text, LONGEST_TEXT)).split(/`([^`]+)`/);
  return pieces
    .map((piece, index) => {
      if (index % 2 === 1) return codeSpan(piece);
      // Two spans that touch would be one.
      if (piece === '') return index > 0 && index < pieces.length - 1 ? BREAK_ENTITY : '';
      const escaped = escapeMarkdown(piece);
      const before = piece.startsWith(' ') ? ' ' : '';
      return `${before}${escaped}${escaped !== '' && piece.endsWith(' ') ? ' ' : ''}`;
    })
    .join('')
    .trim();
}

/** Lines of untrusted text as a code block that people copy; fenced with more backticks than they contain. `language` is ours. */
export function codeBlock(lines: readonly string[], language = ''): string[] {
  const content = lines.map((line) => plainText(cutText(line, LONGEST_TEXT)));
  const longestRun = Math.max(2, ...(content.join(' ').match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return [fence + language, ...content, fence];
}

function entity(character: string): string {
  if (character === '&') return '&amp;';
  if (character === '<') return '&lt;';
  if (character === '>') return '&gt;';
  return `&#${character.charCodeAt(0)};`;
}
