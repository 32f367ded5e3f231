import { type Instant, parseInstant } from '@maturity-actions/criteria';
import type { SampleError } from './problem-list.ts';

/** Numbers from here on are milliseconds: as seconds they would be in the year 5138, as milliseconds these are in 1973. */
const FIRST_MILLISECONDS = 1e11;
/** The year 2000: what is before is a duration, or a clock that was never set. */
const FIRST_TIME = 946_684_800_000;

const EXPECTED = 'an ISO 8601 time with its zone (2026-11-19T10:00:00Z), or seconds or milliseconds since 1970';

/**
 * When a sample was taken, in milliseconds since 1970: of an ISO 8601 time with its zone, or of a number of
 * seconds or milliseconds, also as text. Throws E_BAD_TIME for anything else: without a zone it may be hours away.
 */
export function sampleTime(value: unknown, error: SampleError): Instant {
  const at = typeof value === 'number' ? instantOf(value) : typeof value === 'string' ? textInstant(value.trim()) : NaN;
  if (at >= FIRST_TIME && at <= 8.64e15) return at;
  throw error('E_BAD_TIME', foundTime(value), EXPECTED);
}

function instantOf(number: number): number {
  return Math.round(number >= FIRST_MILLISECONDS ? number : number * 1000);
}

function textInstant(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return instantOf(Number(text));
  // A date alone is a day, and a day is no time.
  return text.length > 10 ? (parseInstant(text) ?? NaN) : NaN;
}

const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

function foundTime(value: unknown): string {
  if (value === undefined) return 'a sample without a time';
  const text = JSON.stringify(value).slice(0, 60);
  return typeof value === 'string' && WITHOUT_ZONE.test(value.trim())
    ? `a time without a zone, ${text}`
    : `the time ${text}, which cannot be read`;
}
