import type { ByteSource } from '../byte-source.ts';
import { utf8Chunks } from './encoding.ts';
import type { ErrorAt } from './lines.ts';

/** Largest JSON document that is read: it is parsed whole, unlike XML and line-oriented reports. */
export const MAX_JSON_BYTES = 400 * 1_048_576;

export type JsonObject = Readonly<Record<string, unknown>>;

/** The whole document. Throws E_EMPTY, E_TRUNCATED, E_MALFORMED or E_TOO_LARGE. */
export async function readJson(input: ByteSource, error: ErrorAt): Promise<unknown> {
  if (input.size > MAX_JSON_BYTES) {
    throw error('E_TOO_LARGE', `${input.size} bytes of JSON`, `at most ${MAX_JSON_BYTES} bytes`);
  }
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of utf8Chunks(input)) text += decoder.decode(chunk, { stream: true });
  text += decoder.decode();
  if (text.trim() === '') throw error('E_EMPTY', 'an empty file', 'a JSON document');
  const document = parseJsonText(text, error);
  // A key that comes twice would silently lose its first value, uncovered lines included.
  if (countColons(text) === countKeys(document)) return document;
  throw error('E_CONTRADICTION', 'a key that comes twice in one object', 'every key once');
}

/** The value of a JSON text. Throws E_TRUNCATED or E_MALFORMED. */
export function parseJsonText(text: string, error: ErrorAt): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Only the place: the rest of the engine's message quotes the document, which may hold a secret.
    const [place = ''] = /at position \d+(?: \(line \d+ column \d+\))?/.exec(String(cause)) ?? [];
    if (isCut(text)) throw error('E_TRUNCATED', 'JSON that stops in the middle', 'a complete JSON document');
    throw error('E_MALFORMED', `invalid JSON ${place}`.trim(), 'a JSON document');
  }
}

/** Colons outside of strings: as many as keys are written. */
export function countColons(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 58) count++;
    else if (unit === 34) at = endOfString(text, at);
  }
  return count;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  for (let unit = text.charCodeAt(at); at < text.length && unit !== 34; unit = text.charCodeAt(++at))
    if (unit === 92) at++;
  return at;
}

/** How deep values are counted by recursion, which is faster than a list of what is still open. */
const DEEPEST_RECURSION = 200;

/** Keys of all objects. */
export function countKeys(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 0;
  // Nesting is the report's choice, and the stack is not endless.
  if (depth > DEEPEST_RECURSION) return countDeepKeys(value);
  let count = 0;
  if (Array.isArray(value)) for (const each of value) count += countKeys(each, depth + 1);
  else for (const key in value) count += 1 + countKeys((value as JsonObject)[key], depth + 1);
  return count;
}

function countDeepKeys(document: unknown): number {
  const open: unknown[] = [document];
  let count = 0;
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const values = Object.values(value);
    if (!Array.isArray(value)) count += values.length;
    for (const each of values) if (typeof each === 'object' && each !== null) open.push(each);
  }
  return count;
}

/** Whether a text that is no JSON ends inside a string, a list or an object. The engine's messages tell it only at times. */
function isCut(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (isString) {
      if (sign === '\\') at++;
      else if (sign === '"') isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
  }
  return isString || depth > 0;
}

/** Whether `value` is a JSON object, neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` as an object, or E_MALFORMED naming `what`. */
export function asObject(value: unknown, what: string, error: ErrorAt): JsonObject {
  if (isObject(value)) return value;
  throw error('E_MALFORMED', `${what} is ${kindOf(value)}`, 'an object');
}

/** `value` as an array, or E_MALFORMED naming `what`. */
export function asArray(value: unknown, what: string, error: ErrorAt): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw error('E_MALFORMED', `${what} is ${kindOf(value)}`, 'a list');
}

/** `value` as a string, or E_MALFORMED naming `what`. */
export function asString(value: unknown, what: string, error: ErrorAt): string {
  if (typeof value === 'string') return value;
  throw error('E_MALFORMED', `${what} is ${kindOf(value)}`, 'a string');
}

/** `value` as a finite number, or E_BAD_COUNT naming `what`. */
export function asNumber(value: unknown, what: string, error: ErrorAt): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const found = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : kindOf(value);
  throw error('E_BAD_COUNT', `${what} is ${found}`, 'a number');
}

/** How a value that was not expected is named in a message: short, never the whole value. */
function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'a text';
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return JSON.stringify(value).slice(0, 40);
}
