import { formatInstant } from './instant.ts';
import type { MeasuredSlots, UptimeStrip } from './uptime-measurements.ts';
import { SLOT } from './uptime-slots.ts';
import type { UptimeTimeline } from './uptime-timeline.ts';

/** Lengths that a piece may have: each a part of a day, or days. */
const LENGTHS_MS = [60_000, 300_000, 900_000, 3_600_000, 14_400_000, 43_200_000, 86_400_000, 604_800_000];
const MOST_PIECES = 200;

/** No picture of a window that no source tells slot by slot. */
export const NO_STRIP: UptimeStrip = { seconds: 0, pieces: [] };

/**
 * The window in pieces that begin at full hours or days of UTC, so that those of a day stand below those
 * of another. The first and the last may lie in the window only in part; a slot counts where it begins.
 */
export function uptimeStrip({ slots, window, intervalMs }: UptimeTimeline): UptimeStrip {
  const long =
    LENGTHS_MS.find((length) => (window.to - window.from) / length < MOST_PIECES - 1) ?? window.to - window.from;
  const length = Math.max(long, Math.min(intervalMs, window.to - window.from));
  const begin = Math.floor(window.from / length) * length;
  const pieces = Array.from({ length: Math.ceil((window.to - begin) / length) }, () => [0, 0, 0, 0]);
  for (let slot = 0; slot < slots.length; slot++) {
    const piece = pieces[Math.floor((window.from + slot * intervalMs - begin) / length)];
    const state = slots[slot] as number;
    if (piece) piece[state] = (piece[state] as number) + 1;
  }
  return {
    seconds: length / 1000,
    pieces: pieces.map((counts, index) => ({ from: formatInstant(begin + index * length), ...slotsOf(counts) })),
  };
}

function slotsOf(counts: readonly number[]): MeasuredSlots {
  const of = (state: number): number => counts[state] ?? 0;
  return { up: of(SLOT.up), down: of(SLOT.down), maintenance: of(SLOT.maintenance), unknown: of(SLOT.unknown) };
}
