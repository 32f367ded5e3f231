import { countKeys, parseJsonText } from './json.ts';
import type { ErrorAt } from './lines.ts';

/** Longest single element of a list, in bytes. */
const MAX_ELEMENT_BYTES = 64 * 1_048_576;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;

/** The bytes of one element of a JSON list, collected over chunks. */
export class ElementBytes {
  readonly #error: ErrorAt;
  readonly #decoder = new TextDecoder();
  #parts: Uint8Array[] = [];
  #length = 0;
  /** The last part, which may be a view on the current chunk. */
  #last: Uint8Array = new Uint8Array(0);
  #depth = 0;
  #colons = 0;
  #inString = false;
  #isEscaped = false;

  constructor(error: ErrorAt) {
    this.#error = error;
  }

  /** Whether nothing but what JSON takes for blanks was read. */
  get isBlank(): boolean {
    const isBlank = (byte: number): boolean => byte === 32 || byte === 9 || byte === 10 || byte === 13;
    return [...this.#parts, this.#last].every((part) => part.every(isBlank));
  }

  /** Reads up to the comma or bracket that ends the element and returns its position; `bytes.length` when the chunk ends before. */
  read(bytes: Uint8Array, from: number): number {
    const end = bytes.length;
    let at = from;
    let depth = this.#depth;
    let colons = this.#colons;
    if (this.#inString) at = this.#string(bytes, at);
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) {
        at = this.#string(bytes, at + 1) - 1;
      } else if (byte === COLON) colons++;
      else if (byte === 123 || byte === 91) depth++;
      else if (byte === 125 || byte === 93) {
        if (depth === 0) break;
        depth--;
      } else if (byte === COMMA && depth === 0) break;
    }
    this.#depth = depth;
    this.#colons = colons;
    this.#keep(bytes.subarray(from, at), at === end);
    return at;
  }

  /** Where the string ends that is open at `from`: after its quote, or at the end of the chunk. */
  #string(bytes: Uint8Array, from: number): number {
    const end = bytes.length;
    let at = this.#isEscaped ? from + 1 : from;
    this.#isEscaped = false;
    this.#inString = true;
    for (; at < end; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.#inString = false;
        return at + 1;
      }
      if (byte === BACKSLASH && ++at === end) this.#isEscaped = true;
    }
    return end;
  }

  /** A chunk may be overwritten by the next one, so what reaches its end is copied. */
  #keep(bytes: Uint8Array, isCut: boolean): void {
    this.#length += bytes.length;
    if (this.#length > MAX_ELEMENT_BYTES)
      throw this.#error('E_TOO_LARGE', `an element of over ${MAX_ELEMENT_BYTES} bytes`, 'smaller elements');
    if (isCut) this.#parts.push(new Uint8Array(bytes));
    else this.#last = bytes;
  }

  /** The element. Throws E_MALFORMED, or E_CONTRADICTION for a key that comes twice in one object. */
  parse(): unknown {
    const value = parseJsonText(this.#decoder.decode(this.#joined()), this.#error);
    if (this.#colons !== countKeys(value))
      throw this.#error('E_CONTRADICTION', 'a key that comes twice in one object', 'every key once');
    return value;
  }

  #joined(): Uint8Array {
    if (this.#parts.length === 0) return this.#last;
    const joined = new Uint8Array(this.#length);
    let at = 0;
    for (const part of [...this.#parts, this.#last]) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }

  reset(): void {
    this.#parts = [];
    this.#last = new Uint8Array(0);
    this.#length = 0;
    this.#depth = 0;
    this.#colons = 0;
  }
}
