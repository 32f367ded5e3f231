import type { ByteSource } from '../byte-source.ts';
import { utf8Chunks } from './encoding.ts';
import { countColons, countKeys, parseJsonText } from './json.ts';
import { ElementBytes } from './json-element.ts';
import type { ErrorAt } from './lines.ts';

/** Gets one element of a list; `parents` are the positions in the lists around it, outermost first. */
export type VisitElement = (element: unknown, index: number, parents: readonly number[]) => void;

/** Longest text of a document without its scanned elements, in UTF-16 units. */
const MAX_REST = 200 * 1_048_576;

interface Place {
  readonly keys: Map<string, Place>;
  element?: Place;
  visit?: VisitElement;
}

/** An object or a list that is open while the document is walked. */
interface Frame {
  readonly isList: boolean;
  /** Where this is on the way to a list; undefined when no list is inside. */
  readonly place: Place | undefined;
  index: number;
  /** Place of the value of the last key. */
  value: Place | undefined;
  isKeyNext: boolean;
}

/**
 * Reads a JSON document in one pass and hands the elements of some lists to their visitors, so that
 * a large report is never in memory as a whole. `lists` names them: `runs[].results[]`, or `[]` for a
 * document that is a list. Returns the document with these lists empty, once all elements were
 * visited. A document without such a list is returned as it is.
 * Throws E_EMPTY, E_TRUNCATED, E_MALFORMED, E_CONTRADICTION (a key that comes twice), E_TOO_LARGE.
 */
export async function scanJson(
  input: ByteSource,
  error: ErrorAt,
  lists: Readonly<Record<string, VisitElement>>,
): Promise<unknown> {
  const scan = new JsonScan(placesOf(lists), error);
  for await (const chunk of utf8Chunks(input)) scan.add(chunk);
  return scan.end();
}

function placesOf(lists: Readonly<Record<string, VisitElement>>): Place {
  const root: Place = { keys: new Map() };
  for (const [path, visit] of Object.entries(lists)) {
    let place = root;
    for (const [, key, brackets] of path.matchAll(/([^.[\]]+)|(\[\])/g)) {
      if (brackets === undefined) place = getOrAdd(place.keys, key as string);
      else {
        place.element ??= { keys: new Map() };
        place = place.element;
      }
    }
    place.visit = visit;
  }
  return root;
}

function getOrAdd(places: Map<string, Place>, key: string): Place {
  const known = places.get(key);
  if (known) return known;
  const place: Place = { keys: new Map() };
  places.set(key, place);
  return place;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const COMMA = 44;

class JsonScan {
  readonly #root: Place;
  readonly #error: ErrorAt;
  readonly #frames: Frame[] = [];
  readonly #decoder = new TextDecoder();
  readonly #element: ElementBytes;
  #rest = '';
  #inString = false;
  #isEscaped = false;
  /** Bytes of a key that is being read; undefined while no key matters. */
  #key: number[] | undefined;
  /** Visitor of the list whose elements are being captured. */
  #visit: VisitElement | undefined;

  constructor(root: Place, error: ErrorAt) {
    this.#root = root;
    this.#error = error;
    this.#element = new ElementBytes(error);
  }

  add(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) at = this.#visit ? this.#capture(chunk, at, this.#visit) : this.#walk(chunk, at);
  }

  end(): unknown {
    this.#rest += this.#decoder.decode();
    if (this.#rest.trim() === '') throw this.#error('E_EMPTY', 'an empty file', 'a JSON document');
    if (this.#visit || this.#inString || this.#frames.length > 0)
      throw this.#error('E_TRUNCATED', 'JSON that stops in the middle', 'a complete JSON document');
    const document = parseJsonText(this.#rest, this.#error);
    if (countColons(this.#rest) !== countKeys(document))
      throw this.#error('E_CONTRADICTION', 'a key that comes twice in one object', 'every key once');
    return document;
  }

  /** Captures elements until the chunk or the list ends; returns where the walk goes on. */
  #capture(bytes: Uint8Array, from: number, visit: VisitElement): number {
    const frame = this.#frames.at(-1) as Frame;
    const parents = this.#frames.slice(0, -1).flatMap(({ isList, index }) => (isList ? [index] : []));
    let at = from;
    while (at < bytes.length) {
      at = this.#element.read(bytes, at);
      if (at >= bytes.length) return at;
      const isLast = bytes[at] === CLOSE_LIST;
      if (bytes[at] === CLOSE_OBJECT) throw this.#error('E_MALFORMED', 'a list that ends with }', 'a JSON document');
      // Only a list without any element may have nothing before its end.
      if (!(isLast && frame.index === 0 && this.#element.isBlank)) visit(this.#element.parse(), frame.index++, parents);
      this.#element.reset();
      if (isLast) {
        this.#visit = undefined;
        return at;
      }
      at++;
    }
    return at;
  }

  /** Walks until the chunk ends or a list to capture begins; what it passes is kept as text. */
  #walk(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length) {
      if (this.#inString) {
        at = this.#string(bytes, at);
        continue;
      }
      const byte = bytes[at++];
      if (byte === QUOTE) this.#openString();
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (this.#open(byte === OPEN_LIST)) break;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#close();
      else if (byte === COMMA) this.#next();
    }
    this.#keep(bytes.subarray(from, at));
    return at;
  }

  #openString(): void {
    this.#inString = true;
    const frame = this.#frames.at(-1);
    if (frame?.isKeyNext && frame.place) this.#key = [];
  }

  #string(bytes: Uint8Array, from: number): number {
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) {
        this.#closeString();
        return at + 1;
      }
      this.#key?.push(byte);
    }
    return at;
  }

  #closeString(): void {
    this.#inString = false;
    const frame = this.#frames.at(-1);
    if (frame) frame.isKeyNext = false;
    if (!this.#key || !frame) return;
    const text = new TextDecoder().decode(new Uint8Array(this.#key));
    this.#key = undefined;
    frame.value = frame.place?.keys.get(text.includes('\\') ? String(parseJsonText(`"${text}"`, this.#error)) : text);
  }

  /** Opens an object or list; whether it is one whose elements are captured. */
  #open(isList: boolean): boolean {
    const outer = this.#frames.at(-1);
    const place = outer ? (outer.isList ? outer.place?.element : outer.value) : this.#root;
    this.#frames.push({ isList, place, index: 0, value: undefined, isKeyNext: !isList });
    this.#visit = isList ? place?.element?.visit : undefined;
    return this.#visit !== undefined;
  }

  #close(): void {
    if (!this.#frames.pop()) throw this.#error('E_MALFORMED', 'a bracket that closes nothing', 'a JSON document');
  }

  #next(): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    if (frame.isList) frame.index++;
    else {
      frame.isKeyNext = true;
      frame.value = undefined;
    }
  }

  #keep(bytes: Uint8Array): void {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    if (this.#rest.length > MAX_REST)
      throw this.#error('E_TOO_LARGE', `more than ${MAX_REST} characters beside its lists`, 'a smaller report');
  }
}
