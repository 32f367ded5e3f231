import { MAX_LINE_NUMBER, parseCount, parseHits } from './counts.ts';
import type { ErrorAt } from './lines.ts';
import { NameTable } from './name-table.ts';

const GT = 62;
const SLASH = 47;
const EQUALS = 61;
const AMPERSAND = 38;
const LT = 60;
const MAX_ATTRIBUTES = 256;

/** One start tag, parsed in place: values stay bytes until they are asked for. */
export class XmlTag {
  name = '';
  isEmpty = false;

  readonly #error: ErrorAt;
  readonly #names = new NameTable();
  readonly #tokens = new NameTable();
  readonly #decoder = new TextDecoder();
  #bytes = new Uint8Array(0);
  readonly #attributeNames: string[] = [];
  readonly #from = new Int32Array(MAX_ATTRIBUTES);
  readonly #to = new Int32Array(MAX_ATTRIBUTES);
  #count = 0;

  constructor(error: ErrorAt) {
    this.#error = error;
  }

  /** The value with entities resolved; undefined when the tag has no such attribute. */
  attribute(name: string): string | undefined {
    const at = this.#indexOf(name);
    return at < 0 ? undefined : this.decode(this.#bytes, this.#from[at] as number, this.#to[at] as number);
  }

  /** The value, or E_MALFORMED when the tag has no such attribute. */
  required(name: string): string {
    const value = this.attribute(name);
    if (value !== undefined) return value;
    throw this.#error('E_MALFORMED', `<${this.name}> without ${name}`, `an attribute ${name}`);
  }

  /**
   * A value of plain digits up to 2^53-1 without making a string of it. -1 when there is no such
   * attribute, NaN when it is not plain digits: `attribute` then says what is there.
   */
  integer(name: string): number {
    const at = this.#indexOf(name);
    if (at < 0) return -1;
    const bytes = this.#bytes;
    const from = this.#from[at] as number;
    const to = this.#to[at] as number;
    if (to === from || to - from > 15) return Number.NaN;
    let value = 0;
    for (let index = from; index < to; index++) {
      const digit = (bytes[index] as number) - 48;
      if (digit < 0 || digit > 9) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * A whole number of 0 or more, as `parseCount` reads it. Without the attribute: `missing`, or
   * E_MALFORMED when that is not given.
   */
  count(name: string, missing?: number): number {
    const value = this.integer(name);
    if (value >= 0) return value;
    if (value === -1 && missing !== undefined) return missing;
    return parseCount(this.required(name), `${name} of <${this.name}>`, this.#error);
  }

  /** A line number, 0 included: like `count`, but E_BAD_COUNT above 2^30-1. */
  lineNumber(name: string, missing?: number): number {
    const value = this.count(name, missing);
    if (value <= MAX_LINE_NUMBER) return value;
    throw this.#error('E_BAD_COUNT', `${name} of <${this.name}> is ${value}`, `a line number up to ${MAX_LINE_NUMBER}`);
  }

  /** A hit count, as `parseHits` reads it: may be negative or huge. E_MALFORMED without the attribute. */
  hits(name: string): number {
    const value = this.integer(name);
    return value >= 0 ? value : parseHits(this.required(name), `${name} of <${this.name}>`, this.#error);
  }

  /** Like `attribute`, for values that come again and again (`stmt`, `True`, a path): makes no new string each time. */
  token(name: string): string | undefined {
    const at = this.#indexOf(name);
    if (at < 0) return undefined;
    const from = this.#from[at] as number;
    const to = this.#to[at] as number;
    if (from === to) return '';
    const value = this.#tokens.intern(this.#bytes, from, to);
    return value.includes('&') ? this.decode(this.#bytes, from, to) : value;
  }

  #indexOf(name: string): number {
    for (let index = 0; index < this.#count; index++) {
      if (this.#attributeNames[index] === name) return index;
    }
    return -1;
  }

  /** Parses the start tag at `position`. Returns where it ends, or -1 when it is not all there. */
  parse(bytes: Uint8Array<ArrayBuffer>, position: number, length: number): number {
    this.#bytes = bytes;
    this.#count = 0;
    let at = this.#endOfName(bytes, position + 1, length);
    if (at >= length) return -1;
    if (at === position + 1) throw this.#error('E_MALFORMED', 'a tag without a name', 'XML');
    this.name = this.#names.intern(bytes, position + 1, at);
    for (;;) {
      while (at < length && (bytes[at] as number) <= 32) at++;
      if (at >= length) return -1;
      const byte = bytes[at] as number;
      if (byte === GT) return this.#finish(false, at + 1);
      if (byte === SLASH) {
        if (at + 1 >= length) return -1;
        if (bytes[at + 1] !== GT) throw this.#error('E_MALFORMED', `a stray / in <${this.name}>`, 'XML');
        return this.#finish(true, at + 2);
      }
      at = this.#parseAttribute(bytes, at, length);
      if (at < 0) return -1;
    }
  }

  #finish(isEmpty: boolean, end: number): number {
    this.isEmpty = isEmpty;
    return end;
  }

  #parseAttribute(bytes: Uint8Array, from: number, length: number): number {
    let at = this.#endOfName(bytes, from, length);
    if (at >= length) return -1;
    const nameEnd = at;
    while (at < length && (bytes[at] as number) <= 32) at++;
    if (at >= length) return -1;
    if (nameEnd === from || bytes[at] !== EQUALS)
      throw this.#error('E_MALFORMED', `a broken attribute in <${this.name}>`, 'name="value"');
    at++;
    while (at < length && (bytes[at] as number) <= 32) at++;
    if (at >= length) return -1;
    const quote = bytes[at] as number;
    if (quote !== 34 && quote !== 39)
      throw this.#error('E_MALFORMED', `an unquoted value in <${this.name}>`, 'name="value"');
    const valueFrom = at + 1;
    at = valueFrom;
    while (at < length && bytes[at] !== quote) {
      if (bytes[at] === LT) throw this.#error('E_MALFORMED', `a < inside an attribute of <${this.name}>`, '&lt;');
      at++;
    }
    if (at >= length) return -1;
    // Tags of one kind have their attributes in one order: the name that stood here last is the best guess.
    this.#keep(this.#names.intern(bytes, from, nameEnd, this.#attributeNames[this.#count]), valueFrom, at);
    return at + 1;
  }

  #keep(name: string, from: number, to: number): void {
    if (this.#indexOf(name) >= 0)
      throw this.#error('E_MALFORMED', `attribute ${name} twice in <${this.name}>`, 'it once');
    if (this.#count === MAX_ATTRIBUTES)
      throw this.#error('E_TOO_LARGE', `over ${MAX_ATTRIBUTES} attributes in <${this.name}>`, 'fewer');
    this.#attributeNames[this.#count] = name;
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
  }

  #endOfName(bytes: Uint8Array, from: number, length: number): number {
    let at = from;
    for (; at < length; at++) {
      const byte = bytes[at] as number;
      if (byte <= 32 || byte === GT || byte === SLASH || byte === EQUALS) break;
      if (byte === LT) throw this.#error('E_MALFORMED', 'a < inside a tag', 'XML');
    }
    return at;
  }

  /** Whether the bytes are this name, followed by nothing but blanks. */
  isNameAt(name: string, bytes: Uint8Array, from: number, to: number): boolean {
    let end = to;
    while (end > from && (bytes[end - 1] as number) <= 32) end--;
    return this.#names.intern(bytes, from, end) === name;
  }

  /** Text of a byte range with entities resolved. */
  decode(bytes: Uint8Array, from: number, to: number): string {
    const text = this.#decoder.decode(bytes.subarray(from, to));
    const hasEntity = bytes.subarray(from, to).includes(AMPERSAND);
    return hasEntity ? text.replace(/&([^;&]{0,12});?/g, (whole, body) => this.#entity(whole, body)) : text;
  }

  #entity(whole: string, body: string): string {
    const named = ENTITIES[body];
    if (named !== undefined && whole.endsWith(';')) return named;
    const code = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(body);
    const point = code ? Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10) : -1;
    if (point > 0 && point <= 0x10ffff && whole.endsWith(';')) return String.fromCodePoint(point);
    throw this.#error(
      'E_MALFORMED',
      `entity ${JSON.stringify(whole)}`,
      'one of the five of XML, or a character number',
    );
  }
}

const ENTITIES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
});
