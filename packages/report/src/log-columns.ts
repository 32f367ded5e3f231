import { cutText, plainText } from '@maturity-actions/criteria';

/** Blanks between two columns. */
export const GAP = '  ';
/** No column is squeezed below this. */
const LEAST_COLUMN = 12;
/** No cell asks for more than this, whatever the terminal's width. */
const WIDEST_COLUMN = 60;

/** Untrusted text as a cell: one line, not too long, `-` when there is nothing to say. */
export function logCell(text: string): string {
  return cutText(plainText(text), WIDEST_COLUMN) || '-';
}

/** The rows with every cell padded to its column; the widest columns are cut with `…` to fit `width`. */
export function alignedRows(rows: readonly (readonly string[])[], width: number): readonly (readonly string[])[] {
  const widths = columnWidths(rows, width);
  return rows.map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0)));
}

function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => columns(row[column] ?? ''))));
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
