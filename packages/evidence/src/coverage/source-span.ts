import type { ReportBuilder } from './report-builder.ts';

/** Where a statement stands in its file: lines and columns from 1, both ends included. */
export interface SourceSpan {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The longest statement that is read, in lines; a longer one is a mistake, and would stand for a long time. */
export const MAX_SPAN = 65_535;

/**
 * Adds one statement of the current file, and each of its lines: a line ran when any statement on
 * it ran (so counts ReportGenerator too). `isLineCovered` and `isCovered` differ when only a part
 * of the statement ran. Throws E_BAD_COUNT when the end lies before the start or too far behind it.
 */
export function addSpan(builder: ReportBuilder, span: SourceSpan, isCovered: boolean, isLineCovered = isCovered): void {
  const { line, column, endLine, endColumn } = span;
  const lines = endLine - line;
  if (!(lines >= 0 && lines <= MAX_SPAN)) {
    throw builder.error(
      'E_BAD_COUNT',
      `a statement from line ${line} to ${endLine}`,
      `an end at most ${MAX_SPAN} lines behind the start`,
    );
  }
  for (let number = line; number <= endLine; number++) builder.line(number, isLineCovered ? 1 : 0);
  if (line === 0) return;
  const id = ((column % 65_536) * 65_536 + lines) * 65_536 + (endColumn % 65_536);
  builder.statement(line, id, isCovered ? 1 : 0, 1);
}
