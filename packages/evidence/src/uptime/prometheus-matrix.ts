import { countColons, countKeys, isObject, type JsonObject, parseJsonText } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { cut, expect, readPairs, SamplePairs, skipBlanks } from './sample-pairs.ts';

/** Gets a series with its samples, which are valid only during the call. */
export type VisitSeries = (labels: JsonObject, samples: SamplePairs) => void;

/** A reply without its samples. */
export interface MatrixReply {
  /** All but `data`: `status`, `warnings`, `infos`, `error`. */
  readonly facts: JsonObject;
  readonly resultType: unknown;
  /** Number of series that are no list of samples: native histograms. */
  readonly histograms: number;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** Largest part of a reply beside its samples, in bytes: the labels of a series, all warnings. */
const MOST_PART_BYTES = 1_048_576;

/**
 * Reads a reply of a query in one pass over its bytes, and hands each series of a range vector to
 * `visit`. What is no sample, and small, is parsed as any JSON; what another type of result holds is
 * skipped. Throws E_EMPTY, E_WRONG_FORMAT for a page, E_TRUNCATED, E_MALFORMED, E_CONTRADICTION for a key
 * that comes twice, E_TOO_LARGE. Source: Prometheus HTTP API, format overview and range vectors.
 */
export function readMatrix(bytes: Uint8Array, error: ErrorAt, visit: VisitSeries): MatrixReply {
  const scan = new MatrixScan(bytes, error, visit);
  return scan.reply();
}

class MatrixScan {
  readonly #bytes: Uint8Array;
  readonly #error: ErrorAt;
  readonly #visit: VisitSeries;
  readonly #samples = new SamplePairs();
  #resultType: unknown;
  #histograms = 0;

  constructor(bytes: Uint8Array, error: ErrorAt, visit: VisitSeries) {
    this.#bytes = bytes;
    this.#error = error;
    this.#visit = visit;
  }

  reply(): MatrixReply {
    const start = skipBlanks(this.#bytes, 0);
    if (start === this.#bytes.length) throw this.#error('E_EMPTY', 'an empty reply', 'JSON');
    if (this.#bytes[start] === 60) throw this.#error('E_WRONG_FORMAT', 'a page (HTML or XML)', 'JSON');
    const facts: Record<string, unknown> = Object.create(null);
    const end = this.#object(start, (key, at) => {
      if (key === 'data' && this.#bytes[at] === OPEN_OBJECT) return this.#data(at);
      const to = this.#endOfValue(at);
      facts[key] = this.#parse(at, to);
      return to;
    });
    if (skipBlanks(this.#bytes, end) < this.#bytes.length)
      throw this.#error('E_MALFORMED', `something behind the reply, at byte ${end}`, 'one JSON document');
    return { facts, resultType: this.#resultType, histograms: this.#histograms };
  }

  #data(from: number): number {
    return this.#object(from, (key, at) => {
      if (key === 'result' && this.#bytes[at] === OPEN_LIST) return this.#result(at);
      const to = this.#endOfValue(at);
      const value = this.#parse(at, to);
      if (key === 'resultType') this.#resultType = value;
      return to;
    });
  }

  #result(from: number): number {
    let at = skipBlanks(this.#bytes, from + 1);
    if (this.#bytes[at] === CLOSE_LIST) return at + 1;
    for (;;) {
      at = this.#bytes[at] === OPEN_OBJECT ? this.#series(at) : this.#parsed(at);
      at = skipBlanks(this.#bytes, at);
      if (this.#bytes[at] === CLOSE_LIST) return at + 1;
      at = skipBlanks(this.#bytes, expect(this.#bytes, at, COMMA, this.#error));
    }
  }

  /** A series is handed on at its end: its labels may come behind its samples. */
  #series(from: number): number {
    let labels: unknown;
    let hasSamples = false;
    const end = this.#object(from, (key, at) => {
      if (key === 'values' && this.#bytes[at] === OPEN_LIST) {
        hasSamples = true;
        return readPairs(this.#bytes, at, this.#samples, this.#error);
      }
      const to = this.#endOfValue(at);
      if (key === 'histograms' || key === 'histogram') this.#histograms++;
      else {
        const value = this.#parse(at, to);
        if (key === 'metric') labels = value;
      }
      return to;
    });
    if (!isObject(labels)) throw this.#error('E_MALFORMED', `a series without labels, at byte ${from}`, '`metric`');
    if (hasSamples) this.#visit(labels, this.#samples);
    return end;
  }

  /** Walks an object; `value` gets each key and the place of its value, and returns the place behind it. */
  #object(from: number, value: (key: string, at: number) => number): number {
    const bytes = this.#bytes;
    const keys = new Set<string>();
    let at = skipBlanks(bytes, expect(bytes, from, OPEN_OBJECT, this.#error));
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    for (;;) {
      const keyEnd = this.#endOfString(expect(bytes, at, QUOTE, this.#error));
      const key = String(this.#parse(at, keyEnd));
      if (keys.size === keys.add(key).size)
        throw this.#error('E_CONTRADICTION', `the key ${JSON.stringify(key.slice(0, 40))} twice`, 'every key once');
      at = skipBlanks(bytes, expect(bytes, skipBlanks(bytes, keyEnd), COLON, this.#error));
      at = skipBlanks(bytes, value(key, at));
      if (bytes[at] === CLOSE_OBJECT) return at + 1;
      at = skipBlanks(bytes, expect(bytes, at, COMMA, this.#error));
    }
  }

  /** Behind the quotation mark that ends a text, from behind the one that begins it. */
  #endOfString(from: number): number {
    for (let at = from; at < this.#bytes.length; at++) {
      const byte = this.#bytes[at];
      if (byte === QUOTE) return at + 1;
      if (byte === BACKSLASH) at++;
    }
    throw cut(this.#error);
  }

  /** Behind a value of any kind. What is inside is looked at only when it is parsed. */
  #endOfValue(from: number): number {
    const bytes = this.#bytes;
    let depth = 0;
    for (let at = from; at < bytes.length; ) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        at = this.#endOfString(at + 1);
        if (depth === 0) return at;
        continue;
      }
      const isEnd = byte === CLOSE_OBJECT || byte === CLOSE_LIST;
      // A word or a number ends where the object or list around it goes on.
      if (depth === 0 && (isEnd || byte === COMMA)) return at;
      if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
      else if (isEnd && --depth === 0) return at + 1;
      at++;
    }
    throw cut(this.#error);
  }

  #parsed(from: number): number {
    const end = this.#endOfValue(from);
    this.#parse(from, end);
    return end;
  }

  #parse(from: number, to: number): unknown {
    if (to - from > MOST_PART_BYTES)
      throw this.#error('E_TOO_LARGE', `a part of ${to - from} bytes at byte ${from}`, `at most ${MOST_PART_BYTES}`);
    const text = new TextDecoder().decode(this.#bytes.subarray(from, to));
    const value = parseJsonText(text, this.#error);
    if (countColons(text) === countKeys(value)) return value;
    throw this.#error('E_CONTRADICTION', `a key that comes twice, behind byte ${from}`, 'every key once');
  }
}
