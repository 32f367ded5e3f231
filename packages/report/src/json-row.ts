import { sortKeys, writeInstant } from './json-keys.ts';

type Members = Readonly<Record<string, unknown>>;

/** The keys of objects that have the same ones, in the order of the report JSON, and as they are written. */
interface RowKeys {
  readonly keys: readonly string[];
  readonly written: readonly string[];
}

/** Room for rows that are handed on together. */
const BUFFER_BYTES = 65_536;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Writes values as JSON on one line each, keys in the order of the report JSON, instants as text. It fills a
 * buffer byte by byte: there may be 100,000 rows, and `JSON.stringify` takes three times the memory of what it
 * writes for each of them. What is given to `write` is valid only during the call.
 */
export class JsonRows {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #bytes = new Uint8Array(BUFFER_BYTES);
  readonly #encoder = new TextEncoder();
  #length = 0;
  readonly #known = new Map<string, RowKeys>();
  /** Of the object before: the next one mostly has the same keys. */
  #last: { readonly given: readonly string[]; readonly sorted: RowKeys } | undefined;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  /** A row behind `start`, which is written as it is. */
  add(start: string, row: unknown): void {
    this.put(start);
    this.value(row);
  }

  /** A value behind what was put before. */
  value(value: unknown): void {
    if (typeof value === 'string') this.#text(value);
    else if (Array.isArray(value)) this.#list(value);
    else if (typeof value === 'object' && value !== null) this.#members(value as Members);
    else this.put(JSON.stringify(value) ?? 'null');
  }

  /** JSON as it is. */
  put(json: string): void {
    // A UTF-16 unit takes at most three bytes.
    const most = json.length * 3;
    this.#makeRoom(most);
    if (most > BUFFER_BYTES) this.#write(this.#encoder.encode(json));
    else if (!this.#copy(json, isAscii))
      this.#length += this.#encoder.encodeInto(json, this.#bytes.subarray(this.#length)).written;
  }

  /** Hands on what is left. */
  end(): void {
    if (this.#length > 0) this.#write(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }

  #list(values: readonly unknown[]): void {
    // No function for each list: there are two in every row.
    for (let index = 0; index < values.length; index++) {
      this.put(index === 0 ? '[' : ',');
      this.value(values[index]);
    }
    this.put(values.length === 0 ? '[]' : ']');
  }

  #members(members: Members): void {
    const { keys, written } = this.#keysOf(members);
    let sign = '{';
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as string;
      const value = members[key];
      if (value === undefined) continue;
      this.put(sign);
      this.put(written[index] as string);
      this.value(writeInstant(value, key));
      sign = ',';
    }
    this.put(sign === '{' ? '{}' : '}');
  }

  #text(text: string): void {
    this.#makeRoom(text.length + 2);
    const start = this.#length;
    if (start + text.length + 2 <= BUFFER_BYTES) {
      this.#bytes[this.#length++] = QUOTE;
      if (this.#copy(text, isPlain)) {
        this.#bytes[this.#length++] = QUOTE;
        return;
      }
    }
    // What has signs to be escaped, or of several bytes, is left to the engine.
    this.#length = start;
    this.put(JSON.stringify(text));
  }

  /** Writes a text if all of its units fit, each as one byte; nothing otherwise. There has to be room. */
  #copy(text: string, fits: (unit: number) => boolean): boolean {
    const bytes = this.#bytes;
    const from = this.#length;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (!fits(unit)) return false;
      bytes[from + index] = unit;
    }
    this.#length = from + text.length;
    return true;
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes > BUFFER_BYTES) this.end();
  }

  #keysOf(members: Members): RowKeys {
    if (this.#last && hasKeys(members, this.#last.given)) return this.#last.sorted;
    const given = Object.keys(members);
    const signature = given.join('\0');
    const sorted = this.#known.get(signature) ?? rowKeys(given);
    this.#known.set(signature, sorted);
    this.#last = { given, sorted };
    return sorted;
  }
}

const isAscii = (unit: number): boolean => unit < 128;
/** Whether JSON writes it as it is, in one byte. */
const isPlain = (unit: number): boolean => unit >= 32 && unit < 127 && unit !== QUOTE && unit !== BACKSLASH;

/** Whether these are its keys, in this order. */
function hasKeys(members: Members, keys: readonly string[]): boolean {
  let index = 0;
  for (const key in members) if (key !== keys[index++]) return false;
  return index === keys.length;
}

function rowKeys(given: readonly string[]): RowKeys {
  const keys = sortKeys([...given], '');
  return { keys, written: keys.map((key) => `${JSON.stringify(key)}:`) };
}
