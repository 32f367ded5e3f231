import type { ReplicaMode, ReplicaSamples, TimeSpan } from './uptime.ts';

/** What a slot of the window was. */
export const SLOT = { unknown: 0, up: 1, down: 2, maintenance: 3 } as const;

/** Samples that are further apart than this many intervals leave a gap: what nobody looked at is not known. */
const LONGEST_HOLD = 2;
/** Looks in a row that came as regularly as this many are an interval that was changed, and no gaps. */
const STEADY = 20;
/** How much longer than the whole such an interval may be: more is a source that hardly answered. */
const MOST_CHANGE = 20;
/** Distances between samples that the median is taken of: enough to be sure, few enough to be quick. */
const MOST_DISTANCES = 20_001;

/** How far samples are apart, in milliseconds: the median over all replicas. Undefined for less than two samples. */
export function sampleInterval(replicas: readonly ReplicaSamples[]): number | undefined {
  const all = replicas.reduce((sum, { at }) => sum + Math.max(0, at.length - 1), 0);
  if (all === 0) return undefined;
  const stride = Math.max(1, Math.floor(all / MOST_DISTANCES));
  const distances: number[] = [];
  let index = 0;
  for (const { at } of replicas) {
    for (let one = 1; one < at.length; one++)
      if (index++ % stride === 0) distances.push((at[one] as number) - (at[one - 1] as number));
  }
  distances.sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)];
}

/**
 * The state of each slot of the window by one replica: down when one of its samples in it is. A slot
 * between two samples that are not too far apart, by the whole or by a steady interval around them, is
 * up when both are, down when the first is, and unknown when only the second is: nobody saw when it went
 * down.
 */
export function replicaSlots({ at, isUp }: ReplicaSamples, window: TimeSpan, intervalMs: number): Uint8Array {
  const slots = new Uint8Array(slotCount(window, intervalMs));
  const isSteady = steadyLooks(at, intervalMs);
  const slotOf = (index: number): number => Math.floor(((at[index] as number) - window.from) / intervalMs);
  for (let index = 0; index < at.length; index++) {
    const slot = slotOf(index);
    const state = isUp[index] === 1 ? SLOT.up : SLOT.down;
    if (slot >= 0 && slot < slots.length && slots[slot] !== SLOT.down) slots[slot] = state;
    const distance = (at[index + 1] ?? Number.POSITIVE_INFINITY) - (at[index] as number);
    if (distance > LONGEST_HOLD * intervalMs && isSteady[index] !== 1) continue;
    const between = state === SLOT.down ? SLOT.down : isUp[index + 1] === 1 ? SLOT.up : SLOT.unknown;
    for (let empty = Math.max(0, slot + 1); empty < slotOf(index + 1) && empty < slots.length; empty++)
      slots[empty] = between;
  }
  return slots;
}

/** 1 for each sample after which the next one came at a longer interval, but as regularly as those around it. */
function steadyLooks(at: Float64Array, intervalMs: number): Uint8Array {
  const steady = new Uint8Array(at.length);
  const distanceAfter = (index: number): number => (at[index + 1] ?? Number.NaN) - (at[index] as number);
  for (let start = 0; start < at.length; ) {
    const first = distanceAfter(start);
    let end = start + 1;
    while (end < at.length && Math.abs(distanceAfter(end) - first) <= first / 4) end++;
    if (end - start >= STEADY && first <= MOST_CHANGE * intervalMs) steady.fill(1, start, end);
    start = end;
  }
  return steady;
}

/** How many slots hold a sample: those between two are only held. */
export function lookedSlots(replicas: readonly ReplicaSamples[], window: TimeSpan, intervalMs: number): number {
  const seen = new Uint8Array(slotCount(window, intervalMs));
  for (const { at } of replicas)
    for (const time of at) {
      const slot = Math.floor((time - window.from) / intervalMs);
      if (slot >= 0 && slot < seen.length) seen[slot] = 1;
    }
  return seen.reduce((sum, one) => sum + one, 0);
}

/** Slots of a window; the last one may reach beyond its end. */
export function slotCount({ from, to }: TimeSpan, intervalMs: number): number {
  return Math.max(0, Math.ceil((to - from) / intervalMs));
}

/** How many slots, or slots of single replicas, were what. Their sum is what the share is taken of, without maintenance. */
export interface SlotCounts {
  readonly up: number;
  readonly down: number;
  readonly unknown: number;
  readonly maintenance: number;
}

/** Slots of all replicas together. */
export interface UnitedSlots {
  /** For outages and the picture: by `average`, down when more than half of the replicas are. */
  readonly slots: Uint8Array;
  readonly counts: SlotCounts;
}

/**
 * Unites replicas slot by slot. A replica counts from its first to its last sample in the window: one
 * that was replaced is not down for ever. By `any` a slot is up as soon as one replica is; by `all` down
 * as soon as one is; by `average` each replica's slot counts by itself.
 */
export function uniteSlots(
  replicas: readonly Uint8Array[],
  length: number,
  mode: ReplicaMode,
  isMaintenance: (slot: number) => boolean,
): UnitedSlots {
  const alive = replicas.map(lifeOf);
  const slots = new Uint8Array(length);
  const counts = { up: 0, down: 0, unknown: 0, maintenance: 0 };
  for (let slot = 0; slot < length; slot++) {
    const seen = { up: 0, down: 0, unknown: 0 };
    for (let index = 0; index < replicas.length; index++) {
      const { first, last } = alive[index] as Life;
      if (slot < first || slot > last) continue;
      const state = (replicas[index] as Uint8Array)[slot];
      seen[state === SLOT.up ? 'up' : state === SLOT.down ? 'down' : 'unknown']++;
    }
    const state = isMaintenance(slot) ? SLOT.maintenance : UNITED[mode](seen);
    slots[slot] = state;
    if (mode === 'average' && state !== SLOT.maintenance && seen.up + seen.down + seen.unknown > 0) {
      counts.up += seen.up;
      counts.down += seen.down;
      counts.unknown += seen.unknown;
    } else counts[NAMES[state] as keyof SlotCounts] += mode === 'average' ? Math.max(1, replicas.length) : 1;
  }
  return { slots, counts };
}

const NAMES: readonly (keyof SlotCounts)[] = ['unknown', 'up', 'down', 'maintenance'];

interface Life {
  readonly first: number;
  readonly last: number;
}

/** From the first to the last slot that a replica says something about. */
function lifeOf(slots: Uint8Array): Life {
  let first = 0;
  while (first < slots.length && slots[first] === SLOT.unknown) first++;
  let last = slots.length - 1;
  while (last >= 0 && slots[last] === SLOT.unknown) last--;
  return { first, last };
}

type Seen = { readonly up: number; readonly down: number; readonly unknown: number };

/** What replicas make of a slot. Nobody there is unknown: it may not run, or may not be watched. */
const UNITED: Readonly<Record<ReplicaMode, (seen: Seen) => number>> = {
  any: ({ up, down, unknown }) => (up > 0 ? SLOT.up : unknown > 0 || down === 0 ? SLOT.unknown : SLOT.down),
  all: ({ up, down, unknown }) => (down > 0 ? SLOT.down : unknown > 0 || up === 0 ? SLOT.unknown : SLOT.up),
  average: ({ up, down, unknown }) => {
    if (down * 2 > up + down + unknown) return SLOT.down;
    return up * 2 >= up + down + unknown && up > 0 ? SLOT.up : SLOT.unknown;
  },
};
