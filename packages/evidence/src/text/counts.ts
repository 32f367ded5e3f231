import type { ErrorAt } from './lines.ts';

const PLAIN = /^\d+$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A hit count as tools write it: `3`, `18446744073709551615`, `1e+0`, `-1` (a counter that
 * overflowed; the caller decides). Throws E_BAD_COUNT for anything that is not a number.
 */
export function parseHits(text: string, what: string, error: ErrorAt): number {
  const trimmed = text.trim();
  if (PLAIN.test(trimmed) || NUMBER.test(trimmed)) {
    const value = Number(trimmed);
    if (Number.isFinite(value)) return value;
  }
  throw error('E_BAD_COUNT', `${what} is ${JSON.stringify(text.slice(0, 40))}`, 'a number');
}

/** The largest line number that is read. */
export const MAX_LINE_NUMBER = 2 ** 30 - 1;

/** A count or line number: digits only. Throws E_BAD_COUNT for anything else. */
export function parseCount(text: string, what: string, error: ErrorAt): number {
  const trimmed = text.trim();
  if (PLAIN.test(trimmed)) {
    const value = Number(trimmed);
    if (Number.isSafeInteger(value)) return value;
  }
  throw error('E_BAD_COUNT', `${what} is ${JSON.stringify(text.slice(0, 40))}`, 'a whole number of 0 or more');
}
