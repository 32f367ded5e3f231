import type { Verdict } from '@maturity-actions/criteria';
import { alignedRows, GAP, logCell } from './log-columns.ts';
import type { LogLine, LogStyle } from './log-line.ts';
import { criterionName, isBlocking, openFirst, outcomeName } from './wording.ts';

const HEADINGS: readonly string[] = ['verdict', 'criterion', 'observed', 'required', 'missing'];

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
  return alignedRows([HEADINGS, ...ordered.map(cells)], width - indent.length).map((row, index): LogLine => {
    const [first = '', ...rest] = row;
    const others = rest.map((cell) => GAP + cell).join('');
    const verdict = ordered[index - 1];
    if (!verdict) return [{ text: indent + first + others, style: 'dim' }];
    return [{ text: indent }, { text: first, style: logStyle(verdict) }, { text: others }];
  });
}

function cells(verdict: Verdict): readonly string[] {
  const texts = [criterionName(verdict), verdict.observed, verdict.required, verdict.missing ?? ''];
  return [`${logMark(verdict)} ${outcomeName(verdict)}`, ...texts.map(logCell)];
}
