const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const DURATION = /^(\d{1,6})\s*(ms|s|m|h|d|w)$/;

/** One day in milliseconds. */
export const DAY_MS = 86_400_000;

/** Reads `500ms`, `15s`, `30m`, `24h`, `7d`, `2w` into milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  return match ? Number(match[1]) * (UNITS[match[2] as string] as number) : undefined;
}

const SPAN_UNITS: readonly (readonly [unit: string, seconds: number])[] = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
];

/** `1 h 20 m`, `50 m 24 s`, `3 d 4 h 12 m`, `0 s`: whole seconds, told exactly up to a day, beyond that to the minute, rounded down. */
export function formatSeconds(seconds: number): string {
  const told: string[] = [];
  let left = Math.floor(Math.abs(seconds));
  if (left >= 86_400) left -= left % 60;
  for (const [unit, length] of SPAN_UNITS) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) told.push(`${count} ${unit}`);
  }
  return told.join(' ') || '0 s';
}
