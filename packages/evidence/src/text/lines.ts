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
 * Calls `visit` with each line as a range of bytes without its line end (LF or CRLF), and its
 * 1-based number. The bytes are valid only during the call. Throws E_TOO_LARGE on a line over 1 MiB.
 */
export async function eachLineBytes(
  input: ByteSource,
  error: ErrorAt,
  visit: (bytes: Uint8Array, from: number, to: number, number: number) => void,
): Promise<void> {
  let number = 0;
  let rest = new Uint8Array(0);
  for await (const chunk of utf8Chunks(input)) {
    let from = 0;
    if (rest.length > 0) {
      const end = chunk.indexOf(LF);
      if (rest.length + (end < 0 ? chunk.length : end) > MAX_LINE_BYTES) throw tooLong(error, number + 1);
      if (end < 0) {
        rest = concat(rest, chunk);
        continue;
      }
      const line = concat(rest, chunk.subarray(0, end));
      visit(line, 0, trimmedEnd(line, 0, line.length), ++number);
      from = end + 1;
      rest = new Uint8Array(0);
    }
    for (;;) {
      const end = chunk.indexOf(LF, from);
      if (end < 0) break;
      visit(chunk, from, trimmedEnd(chunk, from, end), ++number);
      from = end + 1;
    }
    if (chunk.length - from > MAX_LINE_BYTES) throw tooLong(error, number + 1);
    rest = chunk.slice(from);
  }
  if (rest.length > 0) visit(rest, 0, trimmedEnd(rest, 0, rest.length), ++number);
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

function trimmedEnd(bytes: Uint8Array, from: number, to: number): number {
  return to > from && bytes[to - 1] === CR ? to - 1 : to;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function tooLong(error: ErrorAt, number: number): EvidenceError {
  return error('E_TOO_LARGE', `line ${number} is longer than 1 MiB`, 'lines of text');
}
