import type { Percent, Ratio } from './ratio.ts';
import type { Maintenance, ReplicaMode, TimeSpan, UptimeSamples } from './uptime.ts';
import {
  lookedSlots,
  replicaSlots,
  SLOT,
  type SlotCounts,
  sampleInterval,
  slotCount,
  uniteSlots,
} from './uptime-slots.ts';

/** A window, slot by slot. */
export interface UptimeTimeline {
  readonly window: TimeSpan;
  readonly intervalMs: number;
  /** One of `SLOT` each. */
  readonly slots: Uint8Array;
  readonly counts: SlotCounts;
  readonly outages: readonly TimeSpan[];
  /** Number of samples in the window, of all replicas. */
  readonly samples: number;
  /** Number of slots in which somebody looked. */
  readonly looked: number;
  /** Time of the first and of the last sample; absent when there is none. */
  readonly first?: number;
  readonly last?: number;
  /** Maintenance that does not count, and why. */
  readonly refused: readonly { readonly maintenance: Maintenance; readonly why: string }[];
}

/** Most slots of one window: a week of seconds. More is an interval that nobody means. */
export const MOST_SLOTS = 700_000;

/** The slots of a source's window; undefined when its samples are too few to know how often it looks. */
export function uptimeTimeline(
  source: UptimeSamples,
  window: TimeSpan,
  options: {
    readonly replicas: ReplicaMode;
    readonly maintenanceCapMs: number;
    readonly maintenance: readonly Maintenance[];
  },
): UptimeTimeline | undefined {
  const intervalMs = source.intervalMs ?? sampleInterval(source.replicas);
  if (intervalMs === undefined || !(intervalMs > 0) || slotCount(window, intervalMs) > MOST_SLOTS) return undefined;
  const { granted, refused } = judgeMaintenance(
    [...source.maintenance, ...options.maintenance],
    window,
    options.maintenanceCapMs,
  );
  const length = slotCount(window, intervalMs);
  const startOf = (slot: number): number => window.from + slot * intervalMs;
  const isMaintenance = inside(granted, startOf, intervalMs);
  const replicas = source.replicas.map((one) => replicaSlots(one, window, intervalMs));
  const { slots, counts } = uniteSlots(replicas, length, options.replicas, isMaintenance);
  const seen = source.replicas.map(({ at }) => seenIn(at, window));
  return {
    window,
    intervalMs,
    slots,
    counts,
    outages: outagesOf(slots, startOf),
    samples: seen.reduce((sum, { samples }) => sum + samples, 0),
    looked: lookedSlots(source.replicas, window, intervalMs),
    ...extent(seen),
    refused,
  };
}

interface SeenSamples {
  readonly samples: number;
  readonly first?: number;
  readonly last?: number;
}

function seenIn(at: Float64Array, { from, to }: TimeSpan): SeenSamples {
  let start = 0;
  while (start < at.length && (at[start] as number) < from) start++;
  let end = at.length;
  while (end > start && (at[end - 1] as number) >= to) end--;
  return end === start
    ? { samples: 0 }
    : { samples: end - start, first: at[start] as number, last: at[end - 1] as number };
}

function extent(seen: readonly SeenSamples[]): { first?: number; last?: number } {
  const firsts = seen.flatMap(({ first }) => first ?? []);
  const lasts = seen.flatMap(({ last }) => last ?? []);
  if (firsts.length === 0) return {};
  return { first: firsts.reduce((a, b) => Math.min(a, b)), last: lasts.reduce((a, b) => Math.max(a, b)) };
}

/** Maintenance counts only when it was declared before it began, and only up to the cap, the earliest first. */
function judgeMaintenance(all: readonly Maintenance[], window: TimeSpan, capMs: number) {
  const refused: { maintenance: Maintenance; why: string }[] = [];
  const granted: TimeSpan[] = [];
  let left = capMs;
  for (const maintenance of [...all].sort((a, b) => a.from - b.from)) {
    const { declaredAt } = maintenance;
    const from = Math.max(maintenance.from, window.from, granted.at(-1)?.to ?? window.from);
    const to = Math.min(maintenance.to, window.to);
    if (to <= from) continue;
    if (declaredAt === undefined) refused.push({ maintenance, why: 'nobody can tell when it was declared' });
    else if (declaredAt > maintenance.from) refused.push({ maintenance, why: 'it was declared after it had begun' });
    else {
      if (to - from > left) refused.push({ maintenance, why: 'there is more of it than a window may have' });
      if (left > 0) granted.push({ from, to: Math.min(to, from + left) });
      left = Math.max(0, left - (to - from));
    }
  }
  return { granted, refused };
}

/** Whether a slot lies in one of the spans as a whole; asked slot by slot, from the first to the last. */
function inside(
  spans: readonly TimeSpan[],
  startOf: (slot: number) => number,
  intervalMs: number,
): (slot: number) => boolean {
  let next = 0;
  return (slot) => {
    const start = startOf(slot);
    while (next < spans.length && (spans[next] as TimeSpan).to < start + intervalMs) next++;
    const span = spans[next];
    return span !== undefined && span.from <= start;
  };
}

/** Runs of slots that are down. */
function outagesOf(slots: Uint8Array, startOf: (slot: number) => number): TimeSpan[] {
  const outages: TimeSpan[] = [];
  let from: number | undefined;
  for (let slot = 0; slot <= slots.length; slot++) {
    const isDown = slots[slot] === SLOT.down;
    if (isDown && from === undefined) from = slot;
    if (isDown || from === undefined) continue;
    outages.push({ from: startOf(from), to: startOf(slot) });
    from = undefined;
  }
  return outages;
}

/** The share that was up at least and at most; of nothing that counts, `den` is 0. */
export function uptimeBounds({ up, down, unknown }: SlotCounts): { readonly lower: Ratio; readonly upper: Ratio } {
  const den = up + down + unknown;
  return { lower: { num: up, den }, upper: { num: up + unknown, den } };
}

/**
 * The earliest time at which the window shows `min`, if from now on everything is up; `window.to` when it
 * does already. Maintenance is taken for up there. Undefined by `average` of several replicas, of which the
 * slots tell only what most of them were.
 */
export function earliestPass({ slots, counts, window, intervalMs }: UptimeTimeline, min: Percent): number | undefined {
  if (counts.up + counts.down + counts.unknown + counts.maintenance !== slots.length) return undefined;
  // (100 * den - num) / (100 * den) of the slots may be anything but up.
  const allowed = Number((BigInt(100 * min.den - min.num) * BigInt(slots.length)) / BigInt(100 * min.den));
  let bad = 0;
  let slot = slots.length;
  while (slot > 0) {
    const state = slots[slot - 1];
    if (state === SLOT.down || state === SLOT.unknown) bad++;
    if (bad > allowed) break;
    slot--;
  }
  return window.to + slot * intervalMs;
}
