import { parseInstant } from '@maturity-actions/criteria';
import { INSTANTS, quotedKey, sortKeys, writeInstant } from './json-keys.ts';
import { JsonRows } from './json-row.ts';

type Members = Readonly<Record<string, unknown>>;

/** The lists whose every element takes one line, by the key of the object that holds them. */
const ROW_LISTS: Readonly<Record<string, string>> = { security: 'findings', plan: 'problems', strip: 'pieces' };

/**
 * Whose rows are written byte by byte: findings come by the 100,000, and the garbage of the engine's own writer takes
 * more memory than it saves time. Elsewhere it is the quicker one, above all for texts with signs to be escaped.
 */
const IN_BYTES = 'security';

/** Takes the next piece of a text, as a text or as UTF-8 that is valid only during the call. */
export type WritePiece = (piece: string | Uint8Array) => void;

/** All pieces as one text. */
export function joinPieces(pieces: (write: WritePiece) => void): string {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  pieces((piece) => texts.push(typeof piece === 'string' ? piece : decoder.decode(piece)));
  return texts.join('');
}

/**
 * Writes `value` as JSON, two blanks per level, keys in a fixed order, instants as text, absent values left
 * out. Findings and problems of plans take one line each: there may be 100,000 of them; so do the pieces of a timeline.
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

/** `key` is the one that holds the value, itself or in a list, `place` the line break and indentation that its own line begins with. */
function writeValue(value: unknown, key: string, place: string, write: WritePiece): void {
  if (typeof value !== 'object' || value === null) write(scalarText(value, key));
  else if (Array.isArray(value)) writeList(value, key, place, write);
  else writeMembers(value as Members, key, place, write);
}

const scalarText = (value: unknown, key: string): string => JSON.stringify(writeInstant(value, key)) ?? 'null';

function writeList(values: readonly unknown[], key: string, place: string, write: WritePiece): void {
  const inner = `${place}  `;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    write(`${index === 0 ? '[' : ','}${inner}`);
    // An instant is never one of a list.
    if (typeof value === 'object' && value !== null) writeValue(value, key, inner, write);
    else write(scalarText(value, ''));
  }
  write(values.length === 0 ? '[]' : `${place}]`);
}

function writeMembers(members: Members, owner: string, place: string, write: WritePiece): void {
  const keys = Object.keys(members).filter((key) => members[key] !== undefined);
  const inner = `${place}  `;
  let mark = '{';
  for (const key of sortKeys(keys, owner)) {
    const value = members[key];
    const isScalar = typeof value !== 'object' || value === null;
    // Most values are short: in one piece with their key they are written in half the calls.
    write(`${mark}${inner}${quotedKey(key)}: ${isScalar ? scalarText(value, key) : ''}`);
    mark = ',';
    if (isScalar) continue;
    if (ROW_LISTS[owner] === key && Array.isArray(value)) writeRows(value, owner, inner, write);
    else writeValue(value, key, inner, write);
  }
  write(keys.length === 0 ? '{}' : `${place}}`);
}

function writeRows(values: readonly unknown[], owner: string, place: string, write: WritePiece): void {
  const inner = `${place}  `;
  const [first, next] = [`[${inner}`, `,${inner}`];
  const start = (index: number): string => (index === 0 ? first : next);
  if (owner === IN_BYTES) {
    const rows = new JsonRows(write);
    for (const [index, value] of values.entries()) rows.add(start(index), value);
    rows.end();
  } else for (const [index, value] of values.entries()) write(`${start(index)}${JSON.stringify(inOrder(value))}`);
  write(values.length === 0 ? '[]' : `${place}]`);
}

/** The same with its keys in their order and instants as text: the value itself where it is so already. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some((one) => inOrder(one) !== one) ? value.map(inOrder) : value;
  const members = value as Members;
  const given = Object.keys(members);
  const keys = sortKeys(given, '');
  const isSame = keys.every((key, at) => key === given[at] && writtenMember(members, key) === members[key]);
  // Not by assignment: a key may be `__proto__`.
  return isSame ? value : Object.fromEntries(keys.map((key) => [key, writtenMember(members, key)]));
}

const writtenMember = (members: Members, key: string): unknown => inOrder(writeInstant(members[key], key));
