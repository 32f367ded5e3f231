import type { ErrorAt } from '../text/lines.ts';

const QUOTE = 34;
const COMMA = 44;
const DOT = 46;
const ZERO = 48;
const OPEN = 91;
const CLOSE = 93;
const BLANK = 32;

/** Longest number that is read, in bytes. */
const LONGEST_NUMBER = 40;
/** Digits that a double holds exactly. */
const EXACT_DIGITS = 15;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const SPECIAL: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  '+Inf': Number.POSITIVE_INFINITY,
  Inf: Number.POSITIVE_INFINITY,
  '-Inf': Number.NEGATIVE_INFINITY,
};

/** Samples of one series in arrays that are used again for the next series. */
export class SamplePairs {
  /** Milliseconds since 1970. */
  at = new Float64Array(1024);
  value = new Float64Array(1024);
  length = 0;

  grow(): void {
    const [at, value] = [new Float64Array(this.at.length * 2), new Float64Array(this.at.length * 2)];
    at.set(this.at);
    value.set(this.value);
    [this.at, this.value] = [at, value];
  }
}

/**
 * Reads `[[1794485700,"1"],[1794485700.123,"0"]]` from its first bracket into `into`, and returns the
 * place behind its last. Seconds become milliseconds; values may be NaN and infinite. Hundred thousands
 * of pairs are common, so they are read byte by byte, without any text between.
 * Throws E_MALFORMED for anything else, E_TRUNCATED when the bytes end before.
 * Source: Prometheus HTTP API, range vectors.
 */
export function readPairs(bytes: Uint8Array, from: number, into: SamplePairs, error: ErrorAt): number {
  into.length = 0;
  let at = expect(bytes, from, OPEN, error);
  at = skipBlanks(bytes, at);
  if (bytes[at] === CLOSE) return at + 1;
  for (;;) {
    at = readPair(bytes, at, into, error);
    if (bytes[at] === COMMA) at++;
    else {
      at = skipBlanks(bytes, at);
      if (bytes[at] === CLOSE) return at + 1;
      at = expect(bytes, at, COMMA, error);
    }
    if ((bytes[at] as number) <= BLANK) at = skipBlanks(bytes, at);
  }
}

function readPair(bytes: Uint8Array, from: number, into: SamplePairs, error: ErrorAt): number {
  if (into.length === into.at.length) into.grow();
  let at = skipBlanks(bytes, expect(bytes, from, OPEN, error));
  at = readTime(bytes, at, into, error);
  at = skipBlanks(bytes, expect(bytes, at, COMMA, error));
  at = readValue(bytes, at, into, error);
  into.length++;
  return expect(bytes, skipBlanks(bytes, at), CLOSE, error);
}

/** `1794485700` or `1794485700.123`, as servers write it; other ways to write a number take longer. */
function readTime(bytes: Uint8Array, from: number, into: SamplePairs, error: ErrorAt): number {
  let at = from;
  let seconds = 0;
  for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, ++at)) seconds = seconds * 10 + digit;
  const isPlain = at > from && at - from < 12 && bytes[from] !== ZERO;
  if (isPlain && bytes[at] === COMMA) {
    into.at[into.length] = seconds * 1000;
    return at;
  }
  const dot = at;
  let unit = 1000;
  let milliseconds = 0;
  if (isPlain && bytes[dot] === DOT)
    for (let digit = digitAt(bytes, ++at); digit >= 0 && unit > 1; digit = digitAt(bytes, ++at)) {
      unit /= 10;
      milliseconds += digit * unit;
    }
  if (unit < 1000 && bytes[at] === COMMA) {
    into.at[into.length] = seconds * 1000 + milliseconds;
    return at;
  }
  at = endOfNumber(bytes, from, error);
  into.at[into.length] = Math.round(numberOf(bytes, from, at, error) * 1000);
  return skipBlanks(bytes, at);
}

function readValue(bytes: Uint8Array, from: number, into: SamplePairs, error: ErrorAt): number {
  const start = expect(bytes, from, QUOTE, error);
  let at = start;
  let value = 0;
  for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, ++at)) value = value * 10 + digit;
  const length = at - start;
  const isPlain = length > 0 && length <= EXACT_DIGITS && (bytes[start] !== ZERO || length === 1);
  if (!isPlain || bytes[at] !== QUOTE) {
    at = endOfNumber(bytes, start, error);
    value = SPECIAL[textOf(bytes, start, at)] ?? numberOf(bytes, start, at, error);
  }
  into.value[into.length] = value;
  return expect(bytes, at, QUOTE, error);
}

/** 0 to 9, or -1 for a byte that is no digit or not there. */
function digitAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] as number) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

/** The first byte that is no letter, digit, sign or dot. */
function endOfNumber(bytes: Uint8Array, from: number, error: ErrorAt): number {
  let at = from;
  while (at < bytes.length && at - from <= LONGEST_NUMBER && isNumeric(bytes[at] as number)) at++;
  if (at === bytes.length) throw cut(error);
  return at;
}

function isNumeric(byte: number): boolean {
  const letter = byte | 32;
  return (byte >= ZERO && byte <= 57) || byte === DOT || byte === 43 || byte === 45 || (letter >= 97 && letter <= 122);
}

function numberOf(bytes: Uint8Array, from: number, to: number, error: ErrorAt): number {
  const text = textOf(bytes, from, to);
  if (JSON_NUMBER.test(text)) return Number(text);
  throw error('E_MALFORMED', `${JSON.stringify(text)} at byte ${from}`, 'a number');
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + LONGEST_NUMBER)));
}

/** The place behind blanks, of which there are none in what servers write. */
export function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte === BLANK || byte === 10 || byte === 13 || byte === 9; byte = bytes[++at]);
  return at;
}

/** The place behind one byte that has to be here. Throws E_MALFORMED for another, E_TRUNCATED for none. */
export function expect(bytes: Uint8Array, at: number, byte: number, error: ErrorAt): number {
  if (bytes[at] === byte) return at + 1;
  if (at >= bytes.length) throw cut(error);
  const found = JSON.stringify(String.fromCharCode(bytes[at] as number));
  throw error('E_MALFORMED', `${found} at byte ${at}`, JSON.stringify(String.fromCharCode(byte)));
}

/** What bytes are that end too early. */
export function cut(error: ErrorAt): Error {
  return error('E_TRUNCATED', 'a reply that stops in the middle', 'a whole reply');
}
