import type { EvidenceError, FailureCode } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { utf8Chunks } from './encoding.ts';

/** Makes the error for the current place of the report, `ReportBuilder.error` for instance. */
export type ErrorAt = (code: FailureCode, found: string, expected: string) => EvidenceError;

/** Longest line that is read, in bytes. */
export const MAX_LINE_BYTES = 1_048_576;

const LF = 10;
const CR = 13;

/**
 * Calls `visit` with one range of whole lines after the other; each ends with LF, but the last one
 * of a report without a final LF. The bytes are valid only during the call. Throws E_TOO_LARGE on a
 * line over 1 MiB.
 */
export async function eachBlock(
  input: ByteSource,
  error: ErrorAt,
  visit: (bytes: Uint8Array, from: number, to: number) => void,
): Promise<void> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of utf8Chunks(input)) {
    const last = chunk.lastIndexOf(LF);
    const unfinished = last < 0 ? rest.length + chunk.length : chunk.length - last - 1;
    if (unfinished > MAX_LINE_BYTES) throw error('E_TOO_LARGE', 'a line longer than 1 MiB', 'lines of text');
    if (last < 0) {
      rest = concat(rest, chunk);
      continue;
    }
    let from = 0;
    if (rest.length > 0) {
      from = chunk.indexOf(LF) + 1;
      const line = concat(rest, chunk.subarray(0, from));
      visit(line, 0, line.length);
    }
    if (from <= last) visit(chunk, from, last + 1);
    // Not chunk.slice: of a Buffer that is a view, and the next chunk may overwrite it.
    rest = new Uint8Array(chunk.subarray(last + 1));
  }
  if (rest.length > 0) visit(rest, 0, rest.length);
}

/**
 * Calls `visit` with each line as a range of bytes without its line end (LF or CRLF), and its
 * 1-based number. The bytes are valid only during the call. Throws E_TOO_LARGE on a line over 1 MiB.
 */
export async function eachLineBytes(
  input: ByteSource,
  error: ErrorAt,
  visit: (bytes: Uint8Array, from: number, to: number, number: number) => void,
): Promise<void> {
  let number = 0;
  await eachBlock(input, error, (bytes, from, to) => {
    for (let start = from; start < to; ) {
      const end = endOfLine(bytes, start, to);
      visit(bytes, start, trimmedEnd(bytes, start, end), ++number);
      start = end + 1;
    }
  });
}

/** Where the line that starts at `from` ends: at its LF, or at `to`. Lines are short, a call of indexOf costs more. */
export function endOfLine(bytes: Uint8Array, from: number, to: number): number {
  let end = from;
  while (end < to && bytes[end] !== LF) end++;
  return end;
}

/** Calls `visit` with each line as text. Throws E_TOO_LARGE on a line over 1 MiB. */
export async function eachLine(
  input: ByteSource,
  error: ErrorAt,
  visit: (line: string, number: number) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  await eachLineBytes(input, error, (bytes, from, to, number) => {
    visit(decoder.decode(bytes.subarray(from, to)), number);
  });
}

/** `to`, or one less when the line ends with CR. */
export function trimmedEnd(bytes: Uint8Array, from: number, to: number): number {
  return to > from && bytes[to - 1] === CR ? to - 1 : to;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
