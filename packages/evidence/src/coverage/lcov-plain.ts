import type { ReportBuilder } from './report-builder.ts';

const LF = 10;
const COMMA = 44;
const MINUS = 45;
/** Longer counts are read the slow way, which tells what is a number. */
const MOST_DIGITS = 20;

/** Reads `line,hits` and its line end; where the next line starts, or -1 when this one is anything else. */
export function readPlainLine(bytes: Uint8Array, from: number, to: number, builder: ReportBuilder): number {
  let at = from;
  let line = 0;
  for (let digit = digitAt(bytes, at, to); digit >= 0; digit = digitAt(bytes, ++at, to)) line = line * 10 + digit;
  if (at === from || bytes[at] !== COMMA) return -1;
  const comma = at++;
  let hits = 0;
  for (let digit = digitAt(bytes, at, to); digit >= 0; digit = digitAt(bytes, ++at, to)) hits = hits * 10 + digit;
  if (at === comma + 1 || at >= to || bytes[at] !== LF || at - comma > MOST_DIGITS) return -1;
  builder.line(line, hits);
  return at + 1;
}

/** Reads `line,block,branch,taken` with short numbers and its line end; taken may be `-`. The same result. */
export function readPlainBranch(bytes: Uint8Array, from: number, to: number, builder: ReportBuilder): number {
  let at = from;
  let line = 0;
  let block = 0;
  let branch = 0;
  for (let digit = digitAt(bytes, at, to); digit >= 0; digit = digitAt(bytes, ++at, to)) line = line * 10 + digit;
  if (at === from || bytes[at] !== COMMA) return -1;
  const first = at++;
  for (let digit = digitAt(bytes, at, to); digit >= 0; digit = digitAt(bytes, ++at, to)) block = block * 10 + digit;
  if (at === first + 1 || bytes[at] !== COMMA || block >= 65_536) return -1;
  const second = at++;
  for (let digit = digitAt(bytes, at, to); digit >= 0; digit = digitAt(bytes, ++at, to)) branch = branch * 10 + digit;
  if (at === second + 1 || bytes[at] !== COMMA || branch >= 65_536) return -1;
  const third = at++;
  let taken = 0;
  if (bytes[at] === MINUS) at++;
  else
    for (let digit = digitAt(bytes, at, to); digit >= 0; digit = digitAt(bytes, ++at, to)) taken = taken * 10 + digit;
  if (at === third + 1 || at >= to || bytes[at] !== LF) return -1;
  builder.branch(line, block * 65_536 + branch, taken > 0);
  return at + 1;
}

/** The digit at a place, or a negative number when there is none. */
function digitAt(bytes: Uint8Array, at: number, to: number): number {
  const digit = at < to ? (bytes[at] as number) - 48 : -1;
  return digit > 9 ? -1 : digit;
}
