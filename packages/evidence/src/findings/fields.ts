import { type Instant, parseInstant } from '@maturity-actions/criteria';
import { MAX_LINE_NUMBER } from '../text/counts.ts';
import { isObject, type JsonObject } from '../text/json.ts';

/** A text that is not empty; undefined for anything else. For fields that only inform. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A line number as a number or as digits; undefined for 0, null or anything else. */
export function lineNumber(value: unknown): number | undefined {
  const line = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  const isLine = typeof line === 'number' && Number.isInteger(line) && line > 0 && line <= MAX_LINE_NUMBER;
  return isLine ? line : undefined;
}

/** `{line: 12}` for a line number; nothing for what is none. */
export function optionalLine<K extends 'line' | 'endLine' | 'column'>(key: K, value: unknown): { [P in K]?: number } {
  const line = lineNumber(value);
  return (line === undefined ? {} : { [key]: line }) as { [P in K]?: number };
}

/** The texts of a list; nothing for anything else. For fields that only inform. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string' && each !== '') : [];
}

/** An object to look into; an empty one for anything else. For parts that only inform. */
export function objectOrEmpty(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** An ISO 8601 time, also with the offset `+0000` or without one (taken for UTC); undefined for anything else. */
export function optionalInstant(value: unknown): Instant | undefined {
  const text = optionalText(value)?.trim().replace(' ', 'T');
  if (text === undefined) return undefined;
  const zoned = text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return parseInstant(/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(zoned) || !zoned.includes('T') ? zoned : `${zoned}Z`);
}
