import type { Verdict } from '@maturity-actions/criteria';
import { cutText, plainText } from '@maturity-actions/criteria';
import type { LogLine, LogStyle } from './log-line.ts';
import { criterionName, isBlocking, openFirst, outcomeName } from './wording.ts';

const HEADINGS: readonly string[] = ['verdict', 'criterion', 'observed', 'required', 'missing'];
const GAP = '  ';
/** No column is squeezed below this. */
const LEAST_COLUMN = 12;
/** No cell asks for more than this, whatever the terminal's width. */
const WIDEST_COLUMN = 60;

/** The sign before a verdict: met, blocking, unknown, neither. */
export function logMark(verdict: Verdict): string {
  if (verdict.outcome === 'met') return '✓';
  if (verdict.outcome === 'unknown') return '?';
  return verdict.outcome === 'unmet' ? '✗' : '-';
}

/** Colour of a verdict: red keeps the report from passing, yellow wants attention. */
export function logStyle(verdict: Verdict): LogStyle {
  if (isBlocking(verdict)) return verdict.outcome === 'unknown' ? 'yellow' : 'red';
  if (verdict.outcome === 'met') return 'green';
  return verdict.outcome === 'unmet' || verdict.outcome === 'waived' ? 'yellow' : 'dim';
}

/** Verdicts as aligned columns, blocking ones first; cells are cut with `…` to fit `width` columns. */
export function verdictTable(verdicts: readonly Verdict[], width: number, indent: string): LogLine[] {
  if (verdicts.length === 0) return [];
  const ordered = openFirst(verdicts);
  const rows = [HEADINGS, ...ordered.map(cells)];
  const widths = columnWidths(rows, width - indent.length);
  const line = (row: readonly string[]): string => row.map((cell, column) => pad(cell, widths[column] ?? 0)).join(GAP);
  return rows.map((row, index): LogLine => {
    const verdict = ordered[index - 1];
    if (!verdict) return [{ text: indent + line(row), style: 'dim' }];
    const first = pad(row[0] ?? '', widths[0] ?? 0);
    return [{ text: indent }, { text: first, style: logStyle(verdict) }, { text: line(row).slice(first.length) }];
  });
}

function cells(verdict: Verdict): readonly string[] {
  const texts = [criterionName(verdict), verdict.observed, verdict.required, verdict.missing ?? ''];
  return [
    `${logMark(verdict)} ${outcomeName(verdict)}`,
    ...texts.map((text) => cutText(plainText(text), WIDEST_COLUMN) || '-'),
  ];
}

function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => columns(row[column] ?? ''))));
  const total = (): number => widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= LEAST_COLUMN) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Columns a text takes, one per character; close enough for Latin, and wide scripts only lose alignment. */
function columns(text: string): number {
  return [...text].length;
}

function pad(cell: string, width: number): string {
  const characters = [...cell];
  const fitting = characters.length <= width ? cell : `${characters.slice(0, width - 1).join('')}…`;
  return fitting + ' '.repeat(Math.max(0, width - characters.length));
}
