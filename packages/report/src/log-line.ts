import { escapeLog, plainText } from '@maturity-actions/criteria';

/** How a piece of a log line looks when colours are on. */
export type LogStyle = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** Text that is not escaped yet, with an optional style. */
export interface LogPiece {
  readonly text: string;
  readonly style?: LogStyle | undefined;
}

/** One line of the log before escaping. */
export type LogLine = readonly LogPiece[];

const CODES: Readonly<Record<LogStyle, string>> = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33' };

/** A finished line: escaped as a whole, so that no two pieces make a command together; then coloured. */
export function printLine(line: LogLine, color: boolean): string {
  const whole = escapeLog(line.map(({ text }) => text).join('')).trimEnd();
  if (!color) return whole;
  const pieces = line.map(({ text, style }) => ({ text: escapeLog(text), style }));
  // When the pieces need other breaks than the whole, safety wins over colour.
  if (
    pieces
      .map(({ text }) => text)
      .join('')
      .trimEnd() !== whole
  )
    return whole;
  return pieces
    .map(({ text, style }) => (style && text.trim() !== '' ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text))
    .join('')
    .trimEnd();
}

/** Text broken at blanks into lines of at most `width` columns; a longer word stays whole. `first` leads, the rest is indented. */
export function wrap(first: string, text: string, indent: string, width: number): LogLine[] {
  const lines: LogLine[] = [];
  let line = first;
  for (const word of plainText(text)
    .split(' ')
    .filter((one) => one !== '')) {
    const isFull = line.length + 1 + word.length > width && line.trim() !== '' && line !== first;
    if (isFull) lines.push([{ text: line }]);
    line = isFull ? indent + word : line === first || line.endsWith(' ') ? line + word : `${line} ${word}`;
  }
  return [...lines, [{ text: line }]];
}
