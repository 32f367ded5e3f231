import { DAY_MS } from './duration.ts';
import { formatDate, type Instant } from './instant.ts';

/** An unmet criterion or finding accepted by a named owner until a date. All dates are whole days in UTC. */
export interface Waiver {
  /** Criterion id; one of `criterion` and `finding` is set. */
  readonly criterion?: string;
  /** Finding fingerprint or rule. */
  readonly finding?: string;
  /** Component id; absent means the whole project. */
  readonly component?: string;
  /** Package or path that a waived finding is limited to; `*` for anywhere. */
  readonly scope?: string;
  readonly owner: string;
  readonly approver?: string;
  readonly reason: string;
  /** What keeps the risk small meanwhile. */
  readonly control?: string;
  readonly acceptedOn: Instant;
  /** Start of the last day on which the waiver still counts. */
  readonly expires: Instant;
  /** `.github/maturity.yml:14`, where the waiver is written. */
  readonly where: string;
}

/** A waiver that ends within this many milliseconds is announced. */
export const EXPIRING_SOON_MS = 14 * DAY_MS;

export type WaiverState = 'active' | 'expiring' | 'expired' | 'not-yet';

/** Where a waiver stands at `now`; it counts through the whole day it expires on. */
export function waiverState(waiver: Pick<Waiver, 'acceptedOn' | 'expires'>, now: Instant): WaiverState {
  if (now < waiver.acceptedOn) return 'not-yet';
  const end = waiver.expires + DAY_MS;
  if (now >= end) return 'expired';
  return end - now <= EXPIRING_SOON_MS ? 'expiring' : 'active';
}

/** Longest time from the day of acceptance to the last day, in milliseconds; 0 lets nothing be waived, absent sets no limit. */
export type LongestWaiver = number | undefined;

/** Why a waiver does not count at `now` where none may be longer than `longest`, as what comes after `it`; undefined when it counts. */
export function whyRefused(
  waiver: Pick<Waiver, 'acceptedOn' | 'expires'>,
  longest: LongestWaiver,
  now: Instant,
): string | undefined {
  const state = waiverState(waiver, now);
  if (state === 'not-yet') return `starts on ${formatDate(waiver.acceptedOn)}`;
  if (state === 'expired') return `expired on ${formatDate(waiver.expires)}`;
  if (longest === 0) return 'is of a severity that the level lets nobody waive';
  const span = waiver.expires - waiver.acceptedOn;
  if (longest === undefined || span <= longest) return undefined;
  return `runs ${Math.round(span / DAY_MS)} days, the level allows ${Math.floor(longest / DAY_MS)}`;
}
