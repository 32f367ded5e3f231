import {
  formatInstant,
  formatSeconds,
  type Instant,
  type MeasuredSpan,
  parseInstant,
} from '@maturity-actions/criteria';
import { counted } from './wording.ts';

const WEEKDAYS: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS: readonly string[] = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LENGTHS: readonly (readonly [unit: string, seconds: number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `Fri 13 Nov`, `Mon  9 Nov`: always as wide, so that rows are aligned. */
export function dayText(at: Instant): string {
  const date = new Date(at);
  const day = String(date.getUTCDate()).padStart(2);
  return `${WEEKDAYS[date.getUTCDay()]} ${day} ${MONTHS[date.getUTCMonth()]}`;
}

/** `12:00`: to the minute, as people look for times. */
export function timeOfDay(at: Instant): string {
  return formatInstant(at).slice(11, 16);
}

/** `2026-11-20 12:00 UTC`; a text that is no time stays as it is. Not escaped. */
export function timeText(text: string): string {
  const at = parseInstant(text);
  return at === undefined ? text : `${formatInstant(at).slice(0, 10)} ${timeOfDay(at)} UTC`;
}

/** `Wed 18 Nov 03:12`: a time of the window, as the rows of the timeline name days. Not escaped. */
export function startText(text: string): string {
  const at = parseInstant(text);
  return at === undefined ? text : `${dayText(at)} ${timeOfDay(at)}`;
}

/** `last 7 days (2026-11-13T12:00Z to 2026-11-20T12:00Z)`. Not escaped. */
export function windowText({ from, to }: MeasuredSpan): string {
  const at = (text: string): string => text.replace(/:\d{2}Z$/, 'Z');
  return `${lengthText(spanSeconds({ from, to }))} (${at(from)} to ${at(to)})`;
}

function lengthText(seconds: number): string {
  if (seconds === 86_400) return 'last 24 hours';
  const [unit, length] = LENGTHS.find((one) => seconds > 0 && seconds % one[1] === 0) ?? [];
  if (unit === undefined || length === undefined) return `last ${formatSeconds(seconds)}`;
  return seconds === length ? `last ${unit}` : `last ${counted(seconds / length, unit)}`;
}

/** Length in seconds; 0 when one of the ends is no time. */
export function spanSeconds({ from, to }: MeasuredSpan): number {
  return Math.max(0, ((parseInstant(to) ?? 0) - (parseInstant(from) ?? 0)) / 1000) || 0;
}
