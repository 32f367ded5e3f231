import * as v from 'valibot';
import type { FailureCode } from './failure.ts';
import { parseDate } from './instant.ts';
import { suggestion } from './nearest.ts';
import type { Problem, YamlFile } from './yaml-file.ts';

/**
 * The pieces that schemas of hand-written files are made of. Each piece has one description, which says
 * what is expected in a message and in an editor. None has a default or changes a value, so that
 * the JSON Schema says the same.
 */

/** A text that is not blank. */
export function text(description: string) {
  return v.pipe(v.string(description), v.regex(/\S/, description), v.description(description));
}

/** A text that passes `test`. */
export function textThat(test: (value: string) => boolean, description: string) {
  return v.pipe(v.string(description), v.check(test, description), v.description(description));
}

/** A day that exists, `2026-11-20`. */
export function date(description: string) {
  const isDay = (value: string) => parseDate(value) !== undefined;
  return v.pipe(v.string(description), v.isoDate(description), v.check(isDay, description), v.description(description));
}

/** One of a few words. */
export function oneOf<const W extends readonly string[]>(words: W, description: string) {
  return v.pipe(v.picklist(words, description), v.description(description));
}

/** A list; the empty one is allowed. */
export function list<T extends v.GenericSchema>(item: T, description: string) {
  return v.pipe(v.array(item, description), v.description(description));
}

/** A map from names that pass `key` to values of one kind; the empty one is allowed. */
export function mapOf<T extends v.GenericSchema>(key: v.GenericSchema<string>, value: T, description: string) {
  const isMap = v.check(isPlainMap, description);
  return v.pipe(v.any(), isMap, v.record(key, value, description), v.description(description));
}

/** A map with these keys and no others. */
export function closed<E extends v.ObjectEntries>(
  entries: E,
  description: string,
  hints: Readonly<Record<string, string>> = {},
) {
  const isMap = v.check(isPlainMap, description);
  // The message of a missing key is the description of what belongs there.
  const message = (issue: v.BaseIssue<unknown>) => describe(entries, issue.path?.at(-1)?.key) ?? description;
  return v.pipe(
    v.any(),
    isMap,
    v.looseObject(entries, message),
    unknownKeys(entries, hints),
    v.description(description),
  );
}

function describe(entries: v.ObjectEntries, key: unknown): string | undefined {
  const entry = typeof key === 'string' && Object.hasOwn(entries, key) ? entries[key] : undefined;
  return entry && v.getDescription(entry);
}

// valibot's strictObject names only the first unknown key and lets inherited names through.
function unknownKeys<T extends object>(entries: v.ObjectEntries, hints: Readonly<Record<string, string>>) {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    const input = dataset.value as Record<string, unknown>;
    const known = Object.keys(entries);
    for (const key of isPlainMap(input) ? Object.keys(input) : []) {
      if (known.includes(key)) continue;
      const message = Object.hasOwn(hints, key) ? (hints[key] ?? '') : suggestion(key, known, 'Remove the line.');
      const at = { type: 'object', origin: 'key', input, key, value: input[key] } as const;
      addIssue({ expected: `one of ${known.join(', ')}`, message, path: [at] });
    }
  });
}

/** Whether a value of a file is a map. */
export function isPlainMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Picks the code of a problem: the keys that lead to it, and whether the last of them is unknown. */
export type CodeOf = (keys: readonly (string | number)[], isUnknownKey: boolean) => FailureCode;

/** All departures of a file from a schema, at most one per entry, in the schema's order. */
export function schemaProblems(schema: v.GenericSchema, file: YamlFile, codeOf: CodeOf): Problem[] {
  const problems = new Map<string, Problem>();
  for (const issue of v.safeParse(schema, file.data).issues ?? []) {
    const keys = (issue.path ?? []).map((item) => item.key as string | number);
    const id = JSON.stringify(keys);
    if (!problems.has(id)) problems.set(id, problemOf(issue, keys, file, codeOf));
  }
  return [...problems.values()];
}

function problemOf(issue: v.BaseIssue<unknown>, keys: (string | number)[], file: YamlFile, codeOf: CodeOf): Problem {
  const last = issue.path?.at(-1);
  const isKey = last !== undefined && 'origin' in last && last.origin === 'key';
  const isUnknown = isKey && issue.type === 'raw_check';
  const place = { code: codeOf(keys, isUnknown), where: file.where(keys) };
  const name = String(keys.at(-1) ?? 'the file');
  const path = keys.join('.');
  if (isUnknown)
    return { ...place, found: `unknown key \`${path}\``, expected: issue.expected ?? '', fix: issue.message };
  const expected = issue.message;
  if (isKey && issue.type === 'loose_object')
    return { ...place, found: `no \`${name}\``, expected, fix: `Add \`${path}\`.` };
  if (isKey) return { ...place, found: `the name \`${name}\``, expected, fix: `Rename \`${path}\`.` };
  return { ...place, found: `${path || 'the file'} is ${shown(issue.input)}`, expected, fix: correction(issue, path) };
}

function correction(issue: v.BaseIssue<unknown>, path: string): string {
  const needsQuotes = issue.type === 'string' && ['number', 'boolean'].includes(typeof issue.input);
  if (needsQuotes) return `Put the value of \`${path}\` in quotes.`;
  return path === '' ? 'Begin with the keys.' : `Correct \`${path}\`.`;
}

const SHOWN = 60;

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}
