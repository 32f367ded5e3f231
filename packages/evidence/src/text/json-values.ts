import type { ByteSource } from '../byte-source.ts';
import { utf8Chunks } from './encoding.ts';
import { countColons, countKeys, parseJsonText } from './json.ts';
import type { ErrorAt } from './lines.ts';

/** Longest single value of a stream, in UTF-16 units. */
const MAX_VALUE = 64 * 1_048_576;

/**
 * Calls `visit` with each JSON object or list of a stream: one a line (NDJSON), or pretty-printed ones
 * after each other. Returns how many there were. Throws E_EMPTY when there is none, E_TRUNCATED,
 * E_MALFORMED for anything between them, E_CONTRADICTION (a key that comes twice), E_TOO_LARGE.
 */
export async function eachJsonValue(
  input: ByteSource,
  error: ErrorAt,
  visit: (value: unknown, index: number) => void,
): Promise<number> {
  const decoder = new TextDecoder();
  const values = new ValueSplitter(error, visit);
  for await (const chunk of utf8Chunks(input)) values.add(decoder.decode(chunk, { stream: true }));
  values.add(decoder.decode());
  return values.end();
}

class ValueSplitter {
  readonly #error: ErrorAt;
  readonly #visit: (value: unknown, index: number) => void;
  #text = '';
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #count = 0;

  constructor(error: ErrorAt, visit: (value: unknown, index: number) => void) {
    this.#error = error;
    this.#visit = visit;
  }

  add(text: string): void {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (unit === 92) this.#isEscaped = true;
        else if (unit === 34) this.#inString = false;
      } else if (unit === 34) this.#inString = true;
      else if (unit === 123 || unit === 91) this.#depth++;
      else if ((unit === 125 || unit === 93) && --this.#depth <= 0) {
        this.#emit(this.#text + text.slice(from, at + 1));
        from = at + 1;
      }
    }
    this.#text += text.slice(from);
    if (this.#text.length > MAX_VALUE)
      throw this.#error('E_TOO_LARGE', `a value of over ${MAX_VALUE} characters`, 'smaller values');
  }

  #emit(text: string): void {
    this.#text = '';
    this.#depth = 0;
    const value = parseJsonText(text, this.#error);
    if (countColons(text) !== countKeys(value))
      throw this.#error('E_CONTRADICTION', 'a key that comes twice in one object', 'every key once');
    this.#visit(value, this.#count++);
  }

  end(): number {
    const isOpen = this.#inString || this.#depth > 0;
    if (isOpen) throw this.#error('E_TRUNCATED', 'JSON that stops in the middle', 'complete JSON values');
    if (this.#text.trim() !== '') throw this.#error('E_MALFORMED', 'text between values', 'JSON values only');
    if (this.#count === 0) throw this.#error('E_EMPTY', 'an empty file', 'a stream of JSON values');
    return this.#count;
  }
}
