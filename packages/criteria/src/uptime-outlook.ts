import type { Instant } from './instant.ts';
import { type Percent, reaches } from './ratio.ts';
import type { TimeSpan } from './uptime.ts';
import type { UptimeEvidence } from './uptime-evidence.ts';
import type { UptimeShare } from './uptime-share.ts';
import { earliestPass } from './uptime-timeline.ts';

/** The part of a window that counts, without maintenance, in whole seconds. */
function countedSeconds({ timeline }: UptimeShare, { from, to }: TimeSpan): bigint {
  const whole = BigInt(Math.floor((to - from) / 1000));
  if (!timeline) return whole;
  const { up, down, unknown, maintenance } = timeline.counts;
  const all = up + down + unknown + maintenance;
  return all === 0 ? whole : (whole * BigInt(all - maintenance)) / BigInt(all);
}

/** How long the threshold allows it to be down, in whole seconds, rounded down. */
export function secondsAllowed(share: UptimeShare, window: TimeSpan, min: Percent): number {
  const den = 100n * BigInt(min.den);
  return Number((countedSeconds(share, window) * (den - BigInt(min.num))) / den);
}

/** How long it was surely down, in whole seconds, rounded up. */
export function secondsDown(share: UptimeShare, window: TimeSpan): number {
  const { upper } = share;
  if (upper.den === 0) return 0;
  return ceiling(BigInt(upper.den - upper.num) * countedSeconds(share, window), BigInt(upper.den));
}

/** How long nobody knows what it was, in whole seconds, rounded up. */
export function secondsUnknown(share: UptimeShare, window: TimeSpan): number {
  const { lower, upper } = share;
  const counted = countedSeconds(share, window);
  if (lower.den === 0 || upper.den === 0) return Number(counted);
  const between = BigInt(upper.num) * BigInt(lower.den) - BigInt(lower.num) * BigInt(upper.den);
  return ceiling(between * counted, BigInt(lower.den) * BigInt(upper.den));
}

/**
 * The earliest time at which the threshold can be reached, if from now on everything is up and seen:
 * by `all` that of the last source, by `any` that of the first. Undefined when it is reached, or when a
 * source does not tell its outages one by one.
 */
export function earliestUptime(evidence: UptimeEvidence, min: Percent): Instant | undefined {
  const { shares, require, window, failures } = evidence;
  if (shares.length === 0 || (require === 'all' && failures.length > 0)) return undefined;
  const times = shares.map((share) =>
    reaches(share.lower, min) ? window.to : share.timeline && earliestPass(share.timeline, min),
  );
  const known = times.filter((time) => time !== undefined);
  if (known.length === 0 || (require === 'all' && known.length < times.length)) return undefined;
  const at = known.reduce((a, b) => (require === 'all' ? Math.max(a, b) : Math.min(a, b)));
  return at > window.to ? at : undefined;
}

/** Numerators are never below 0 here. */
function ceiling(num: bigint, den: bigint): number {
  return Number((num + den - 1n) / den);
}
