/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads `2026-11-20` as the start of that day in UTC; undefined when there is no such day. */
export function parseDate(text: string): Instant | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const instant = Date.parse(`${text}T00:00:00Z`);
  const roundTrips = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
  return roundTrips ? instant : undefined;
}

/** Reads an ISO 8601 date, or date and time with its offset; undefined for anything else. */
export function parseInstant(text: string): Instant | undefined {
  if (!DATE_TIME.test(text)) return parseDate(text);
  if (parseDate(text.slice(0, 10)) === undefined) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** `2026-11-20` in UTC. */
export function formatDate(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `2026-11-20T09:30:00Z`. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
