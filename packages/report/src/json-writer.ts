import { formatDate, parseInstant } from '@maturity-actions/criteria';
import { type Members, orderOf, sortedKeys } from './json-keys.ts';

/** Keys whose number is an instant, and how each is written. */
const INSTANTS: ReadonlyMap<string, (at: number) => string> = new Map([
  ['asOf', exactInstant],
  ['observedAt', exactInstant],
  ['producedAt', exactInstant],
  ['publishedAt', exactInstant],
  ['firstSeen', exactInstant],
  ['due', exactInstant],
  ['acceptedOn', formatDate],
  ['expires', formatDate],
  ['lastTested', formatDate],
]);

/** The lists whose every element takes one line, by the key of the object that holds them. */
const ROW_LISTS: Readonly<Record<string, string>> = { security: 'findings', strip: 'pieces' };

interface KeyOrder {
  readonly order: readonly string[];
  /** Whether the keys come in this order, and none of them holds an instant. */
  readonly isSame: boolean;
}
/** The sorted keys of objects with the same keys; 100,000 findings have few different sets of them. */
class KeyOrders {
  readonly #known = new Map<string, KeyOrder>();
  #last: { readonly keys: readonly string[]; readonly order: KeyOrder } | undefined;

  of(members: Members): KeyOrder {
    // Mostly the same as of the row before: seeing that is cheaper than any name for a set of keys.
    if (this.#last && hasKeys(members, this.#last.keys)) return this.#last.order;
    const keys = Object.keys(members);
    const signature = keys.join('\0');
    const order = this.#known.get(signature) ?? keyOrder(keys);
    this.#known.set(signature, order);
    this.#last = { keys, order };
    return order;
  }
}

/** Whether these are its keys, in this order. */
function hasKeys(members: Members, keys: readonly string[]): boolean {
  let index = 0;
  for (const key in members) if (key !== keys[index++]) return false;
  return index === keys.length;
}

function keyOrder(keys: readonly string[]): KeyOrder {
  const order = sortedKeys([...keys]);
  return { order, isSame: order.every((key, index) => key === keys[index] && !INSTANTS.has(key)) };
}

/** Takes the next piece of a text. */
export type WritePiece = (piece: string) => void;

/**
 * Writes `value` as JSON, two blanks per level, keys in a fixed order, instants as text, absent values left
 * out. Security findings take one line each: there may be 100,000 of them; so do the pieces of a timeline.
 */
export function writeJson(value: unknown, write: WritePiece): void {
  writeValue(value, '', '\n', write);
}

/** Turns the instants of parsed JSON back into numbers, in place; a text that is no instant stays as it is. */
export function readInstants(value: unknown): void {
  if (Array.isArray(value)) for (const element of value) readInstants(element);
  else if (typeof value === 'object' && value !== null) readMembers(value as Record<string, unknown>);
}

function readMembers(members: Record<string, unknown>): void {
  for (const key of Object.keys(members)) {
    const value = members[key];
    if (typeof value === 'object') readInstants(value);
    else if (typeof value === 'string' && INSTANTS.has(key)) members[key] = parseInstant(value) ?? value;
  }
}

/** `key` is the one that holds the value, `place` the line break and indentation that its own line begins with. */
function writeValue(value: unknown, key: string, place: string, write: WritePiece): void {
  if (typeof value !== 'object' || value === null) write(JSON.stringify(writeInstant(value, key)) ?? 'null');
  else if (Array.isArray(value)) writeList(value, place, write);
  else writeMembers(value as Members, key, place, write);
}

function writeList(values: readonly unknown[], place: string, write: WritePiece): void {
  const inner = `${place}  `;
  for (const [index, value] of values.entries()) {
    write(`${index === 0 ? '[' : ','}${inner}`);
    writeValue(value, '', inner, write);
  }
  write(values.length === 0 ? '[]' : `${place}]`);
}

function writeMembers(members: Members, owner: string, place: string, write: WritePiece): void {
  const keys = orderOf(members, owner).filter((key) => members[key] !== undefined);
  const inner = `${place}  `;
  for (const [index, key] of keys.entries()) {
    const value = members[key];
    write(`${index === 0 ? '{' : ','}${inner}${JSON.stringify(key)}: `);
    if (ROW_LISTS[owner] === key && Array.isArray(value)) writeRows(value, inner, write);
    else writeValue(value, key, inner, write);
  }
  write(keys.length === 0 ? '{}' : `${place}}`);
}

function writeRows(rows: readonly unknown[], place: string, write: WritePiece): void {
  const inner = `${place}  `;
  const orders = new KeyOrders();
  const separator = `,${inner}`;
  // The row by itself: joined with its comma it would be copied once more, and there may be 100,000.
  rows.forEach((row, index) => {
    write(index === 0 ? `[${inner}` : separator);
    write(JSON.stringify(plainValue(row, orders)) ?? 'null');
  });
  write(rows.length === 0 ? '[]' : `${place}]`);
}

/** A copy whose keys are sorted and whose instants are text, for `JSON.stringify` to write on one line; the value itself where that changes nothing. */
function plainValue(value: unknown, orders: KeyOrders): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => plainValue(element, orders));
  const members = value as Members;
  const { order, isSame } = orders.of(members);
  if (isSame && order.every((key) => !isNested(members[key]))) return members;
  const plain: Record<string, unknown> = {};
  for (const key of order) {
    const member = plainValue(writeInstant(members[key], key), orders);
    if (key === '__proto__') Object.defineProperty(plain, key, { value: member, enumerable: true });
    else plain[key] = member;
  }
  return plain;
}

/** Whether there may be keys in it. */
function isNested(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isNested);
  return typeof value === 'object' && value !== null;
}

function writeInstant(value: unknown, key: string): unknown {
  const write = typeof value === 'number' ? INSTANTS.get(key) : undefined;
  return write ? write(value as number) : value;
}

/** Milliseconds only when there are some, so that reading gives the same instant. */
function exactInstant(at: number): string {
  const text = new Date(at).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}
