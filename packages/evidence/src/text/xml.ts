import type { ByteSource } from '../byte-source.ts';
import { decodeHead, isKnownEncoding, utf8Chunks } from './encoding.ts';
import type { ErrorAt } from './lines.ts';
import { XmlTag } from './xml-tag.ts';

/** What a reader does with the elements of an XML report. */
export interface XmlHandler {
  /** A start tag. The tag is valid only during the call. Return true to get the element's own text at its end. */
  open(tag: XmlTag): unknown;
  /** An end tag; `text` holds the text directly inside the element when `open` asked for it. */
  close?(name: string, text: string): void;
}

/** Deepest nesting that is read. Reports of every known tool stay below 20. */
export const MAX_DEPTH = 256;
/** Longest single tag, comment aside. */
export const MAX_TAG_BYTES = 1_048_576;
const MAX_TEXT_BYTES = 65_536;

const LT = 60;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;

/**
 * Reads XML as a stream, in memory that does not grow with the report. Strict where leniency could
 * hide a loss: every element must be closed by its own name, the root too. Entities of a DOCTYPE
 * are never read. Throws E_EMPTY, E_TRUNCATED, E_MALFORMED, E_DOCTYPE, E_TOO_DEEP or E_TOO_LARGE.
 */
export async function scanXml(input: ByteSource, handler: XmlHandler, error: ErrorAt): Promise<void> {
  const scanner = new XmlScanner(handler, error);
  for await (const chunk of utf8Chunks(input, await declaredEncoding(input, error))) scanner.write(chunk);
  scanner.end();
}

async function declaredEncoding(input: ByteSource, error: ErrorAt): Promise<string> {
  const head = decodeHead((await input.head()).subarray(0, 256));
  const label = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1];
  // A report that is read here as bytes but declares UTF-16 was transcoded without its declaration.
  if (label === undefined || /^utf-?16/i.test(label)) return 'utf-8';
  if (!isKnownEncoding(label))
    throw error('E_MALFORMED', `encoding ${JSON.stringify(label.slice(0, 40))}`, 'a known encoding');
  return label;
}

class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #error: ErrorAt;
  readonly #tag: XmlTag;
  readonly #names: string[] = [];
  readonly #texts: (string | undefined)[] = [];
  #buffer = new Uint8Array(0);
  #length = 0;
  #position = 0;
  /** What ends the comment, CDATA section or instruction that is being skipped. */
  #skipTo: Uint8Array | undefined;
  #isText = false;
  #hasRoot = false;
  #consumed = 0;

  constructor(handler: XmlHandler, error: ErrorAt) {
    this.#handler = handler;
    this.#error = (code, found, expected) =>
      error(code, `${found} (byte ${this.#consumed + this.#position})`, expected);
    this.#tag = new XmlTag(this.#error);
  }

  write(chunk: Uint8Array): void {
    this.#append(chunk);
    while (this.#step()) {
      // One step is one piece of markup or text.
    }
    if (this.#length - this.#position > MAX_TAG_BYTES) {
      throw this.#error('E_TOO_LARGE', 'a tag longer than 1 MiB', 'tags of ordinary length');
    }
  }

  end(): void {
    if (!this.#hasRoot && !this.#skipTo && this.#length === this.#position)
      throw this.#error('E_EMPTY', 'no element', 'an XML report');
    if (this.#names.length > 0 || this.#skipTo || this.#position < this.#length) {
      const open = this.#names.at(-1);
      throw this.#error(
        'E_TRUNCATED',
        open ? `the end inside <${open}>` : 'the end inside a tag',
        'a closed XML document',
      );
    }
  }

  #append(chunk: Uint8Array): void {
    const rest = this.#length - this.#position;
    if (rest + chunk.length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(rest + chunk.length, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(this.#position, this.#length));
      this.#buffer = larger;
    } else if (rest > 0) {
      this.#buffer.copyWithin(0, this.#position, this.#length);
    }
    this.#buffer.set(chunk, rest);
    this.#consumed += this.#position;
    this.#length = rest + chunk.length;
    this.#position = 0;
  }

  /** Consumes one piece; false when more bytes are needed. */
  #step(): boolean {
    if (this.#skipTo) return this.#skip(this.#skipTo);
    const { buffer, position, length } = { buffer: this.#buffer, position: this.#position, length: this.#length };
    if (position >= length) return false;
    if (buffer[position] !== LT) return this.#readText(position);
    if (position + 1 >= length) return false;
    const next = buffer[position + 1];
    if (next === SLASH) return this.#readEnd(position);
    if (next === QUESTION) return this.#startSkip(position + 2, PI_END, false);
    if (next === BANG) return this.#readDeclaration(position);
    return this.#readStart(position);
  }

  #readText(position: number): boolean {
    const end = this.#endOfText(position);
    const depth = this.#names.length;
    if (depth === 0) this.#requireBlank(position, end);
    else if (this.#texts[depth - 1] !== undefined) {
      // An entity must not be cut in two: wait for the rest of the text.
      if (end === this.#length && end - position < MAX_TEXT_BYTES) return false;
      this.#addText(this.#tag.decode(this.#buffer, position, end));
    }
    this.#position = end;
    return true;
  }

  #endOfText(position: number): number {
    // Between the lines of a report there is a line end and some indentation: a call of indexOf would cost more.
    for (let at = position; at < position + 32 && at < this.#length; at++) {
      if (this.#buffer[at] === LT) return at;
    }
    const found = this.#buffer.indexOf(LT, position);
    return found < 0 || found > this.#length ? this.#length : found;
  }

  #addText(text: string): void {
    const at = this.#names.length - 1;
    const joined = `${this.#texts[at] ?? ''}${text}`;
    if (joined.length > MAX_TEXT_BYTES) throw this.#error('E_TOO_LARGE', 'text longer than 64 KiB', 'a path or a name');
    this.#texts[at] = joined;
  }

  #requireBlank(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      if ((this.#buffer[at] as number) > 32) {
        throw this.#error('E_MALFORMED', 'text outside the root element', 'one XML document');
      }
    }
  }

  #readStart(position: number): boolean {
    const tag = this.#tag;
    const end = tag.parse(this.#buffer, position, this.#length);
    if (end < 0) return false;
    const depth = this.#names.length;
    if (depth === 0 && this.#hasRoot) throw this.#error('E_MALFORMED', 'a second root element', 'one XML document');
    if (depth >= MAX_DEPTH)
      throw this.#error('E_TOO_DEEP', `elements nested over ${MAX_DEPTH} deep`, 'a coverage report');
    this.#hasRoot = true;
    const wantsText = this.#handler.open(tag) === true;
    if (tag.isEmpty) this.#handler.close?.(tag.name, '');
    else {
      this.#names.push(tag.name);
      this.#texts.push(wantsText ? '' : undefined);
    }
    this.#position = end;
    return true;
  }

  #readEnd(position: number): boolean {
    const end = this.#buffer.indexOf(GT, position);
    if (end < 0 || end >= this.#length) return false;
    const open = this.#names.at(-1);
    if (open === undefined || !this.#tag.isNameAt(open, this.#buffer, position + 2, end)) {
      const found = decoder.decode(this.#buffer.subarray(position, Math.min(end + 1, position + 60)));
      throw this.#error('E_MALFORMED', found, open ? `</${open}>` : 'no end tag here');
    }
    this.#names.pop();
    this.#handler.close?.(open, this.#texts.pop() ?? '');
    this.#position = end + 1;
    return true;
  }

  #readDeclaration(position: number): boolean {
    if (this.#startsWith(position, COMMENT)) return this.#startSkip(position + 4, COMMENT_END, false);
    if (this.#length - position < CDATA.length) return false;
    const isOutside = this.#names.length === 0;
    if (!isOutside && this.#startsWith(position, CDATA)) return this.#startSkip(position + 9, CDATA_END, true);
    if (isOutside && !this.#hasRoot && this.#startsWith(position, DOCTYPE)) return this.#readDoctype(position);
    throw this.#error('E_MALFORMED', 'markup <! where it may not be', 'elements');
  }

  /** Skips a document type. One that declares entities is refused: no report needs them, and bombs are made of them. */
  #readDoctype(position: number): boolean {
    const buffer = this.#buffer;
    let depth = 0;
    for (let at = position; at < this.#length; at++) {
      const byte = buffer[at] as number;
      if (byte === GT && --depth === 0) {
        this.#position = at + 1;
        return true;
      }
      if (byte === LT && this.#startsWith(at, ENTITY))
        throw this.#error('E_DOCTYPE', 'a DOCTYPE that declares entities', 'a report without them');
      if (byte === LT && this.#startsWith(at, COMMENT)) at = this.#endOf(COMMENT_END, at + COMMENT.length);
      else if (byte === LT && buffer[at + 1] === QUESTION) at = this.#endOf(PI_END, at + 2);
      else if (byte === LT) depth++;
      else if (byte === 34 || byte === 39) at = this.#endOf(byte === 34 ? DOUBLE_QUOTE : SINGLE_QUOTE, at + 1);
    }
    return false;
  }

  /** Index of the last byte of the next `mark` at or after `from`; the end of the buffer when it is not there yet. */
  #endOf(mark: Uint8Array, from: number): number {
    for (let at = from; at + mark.length <= this.#length; at++) {
      if (this.#startsWith(at, mark)) return at + mark.length - 1;
    }
    return this.#length;
  }

  #startsWith(position: number, bytes: Uint8Array): boolean {
    for (let index = 0; index < bytes.length; index++) {
      if (position + index >= this.#length || this.#buffer[position + index] !== bytes[index]) return false;
    }
    return true;
  }

  #startSkip(from: number, to: Uint8Array, isText: boolean): boolean {
    this.#position = Math.min(from, this.#length);
    this.#skipTo = to;
    this.#isText = isText && this.#texts.at(-1) !== undefined;
    return true;
  }

  #skip(to: Uint8Array): boolean {
    const last = to[to.length - 1] as number;
    for (let at = this.#position + to.length - 1; ; at++) {
      at = this.#buffer.indexOf(last, at);
      if (at < 0 || at >= this.#length) break;
      const end = at - to.length + 1;
      if (!this.#startsWith(end, to)) continue;
      if (this.#isText) this.#addText(decoder.decode(this.#buffer.subarray(this.#position, end)));
      this.#position = at + 1;
      this.#skipTo = undefined;
      return true;
    }
    // Text is taken whole, so that no character is cut in two; all else is let go at once.
    if (!this.#isText) this.#position = Math.max(this.#position, this.#length - to.length + 1);
    return false;
  }
}

const decoder = new TextDecoder();
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const COMMENT = ascii('<!--');
const COMMENT_END = ascii('-->');
const CDATA = ascii('<![CDATA[');
const CDATA_END = ascii(']]>');
const PI_END = ascii('?>');
const DOCTYPE = ascii('<!DOCTYPE');
const ENTITY = ascii('<!ENTITY');
const DOUBLE_QUOTE = ascii('"');
const SINGLE_QUOTE = ascii("'");
