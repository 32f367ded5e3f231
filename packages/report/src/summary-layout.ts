import type { Report, Verdict } from '@maturity-actions/criteria';
import { escapeMarkdown } from './markdown-text.ts';
import { isBlocking, isOpen, verdictWord } from './wording.ts';

/** How much a summary shows; each step is for a report that does not fit the one before. */
export type Detail = 'everything' | 'failing' | 'totals';

export const DETAILS: readonly Detail[] = ['everything', 'failing', 'totals'];

/** The sign for a report as a whole. */
export function reportMark(report: Report): string {
  return { PASSED: '✅', FAILED: '❌', UNKNOWN: '❓' }[verdictWord(report)];
}

/** The sign for one verdict. A recommendation that is not met is no failure, so it gets the neutral one. */
export function verdictMark(verdict: Verdict): string {
  if (verdict.outcome === 'met') return '✅';
  if (isBlocking(verdict)) return verdict.outcome === 'unknown' ? '❓' : '❌';
  return isOpen(verdict) && verdict.outcome === 'unknown' ? '❓' : '➖';
}

/** One row of a Markdown table; the cells are escaped already. */
export function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === '' ? '–' : cell)).join(' | ')} |`;
}

/** Texts of one cell below each other; `<sub>` would be smaller, but GitHub draws several lines of it over each other. */
export function stacked(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('<br>');
}

/** A short text, escaped already, that stays on one line in a narrow column. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '&nbsp;').replaceAll('-', '&#8209;');
}

/** The first two lines of a table. A heading that ends in `>` aligns its column to the right. */
export function* tableHead(...headings: readonly string[]): Generator<string> {
  yield row(...headings.map((heading) => heading.replace(/>$/, '')));
  yield `|${headings.map((heading) => (heading.endsWith('>') ? ' ---: ' : ' --- ')).join('|')}|`;
}

/** A collapsible block around other lines; `summary` is plain text. Nothing when there are no lines. */
export function* details(summary: string, lines: Iterable<string>, isOpened = false): Generator<string> {
  let isEmpty = true;
  for (const line of lines) {
    if (isEmpty) {
      yield isOpened ? '<details open>' : '<details>';
      yield `<summary>${escapeMarkdown(summary)}</summary>`;
      yield '';
    }
    isEmpty = false;
    yield line;
  }
  if (isEmpty) return;
  yield '';
  yield '</details>';
  yield '';
}

/** Other lines as a part of the list item above them. */
export function* indented(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield line === '' ? '' : `  ${line}`;
}

/** A heading above other lines and a blank one below. Nothing when there are no lines. */
export function* section(heading: string, lines: Iterable<string>): Generator<string> {
  let isEmpty = true;
  for (const line of closed(lines)) {
    if (isEmpty) {
      yield heading;
      yield '';
    }
    isEmpty = false;
    yield line;
  }
}

/** Other lines and a blank one below, unless they end in one. Nothing when there are no lines. */
export function* closed(lines: Iterable<string>): Generator<string> {
  let last = '';
  for (const line of lines) {
    last = line;
    yield line;
  }
  if (last !== '') yield '';
}
