import type { TimeSpan } from '@maturity-actions/criteria';
import { asObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { secondsOf, shareOfPercent, shareOfPercentNumber } from './figure-share.ts';
import { amountOf, errorOf, partOf, replyObject } from './reply-fields.ts';
import type { HttpReply } from './uptime-service.ts';

/** Downtime of some days. */
export interface Sla {
  readonly days: TimeSpan;
  /** Whole seconds, rounded up. */
  readonly downtime: number;
}

/**
 * The availability of `days`, of which the monitor can have seen `seen` seconds. Throws EvidenceError E_NO_SAMPLES when it has no
 * figure, and E_CONTRADICTION when its percentage and its downtime do not fit, whether it divides by all
 * of the days or by the time that the monitor was there.
 */
export function slaOf(reply: HttpReply, days: TimeSpan, seen: number): Sla {
  const error = errorOf(reply);
  const { availability, total_downtime: total } = asObject(
    partOf(replyObject(reply), 'data').attributes,
    '`data.attributes`',
    error,
  );
  if (availability === null || availability === undefined || total === null || total === undefined)
    throw error('E_NO_SAMPLES', 'no availability of these days', 'a percentage and the seconds of downtime');
  const downtime = Math.ceil(amountOf(total, '`total_downtime`', error));
  const percent =
    typeof availability === 'number' ? shareOfPercentNumber(availability) : shareOfPercent(String(availability));
  if (!percent) throw error('E_NOT_A_NUMBER', 'an `availability` that is no percentage', 'one such as 99.98');
  const isLess = (seconds: number) => (whole: number) =>
    BigInt(whole - seconds) * BigInt(percent.least.den) < BigInt(percent.least.num) * BigInt(whole);
  const isMore = (seconds: number) => (whole: number) =>
    BigInt(whole - seconds) * BigInt(percent.most.den) > BigInt(percent.most.num) * BigInt(whole);
  // A longer denominator makes the share larger, so that the two ends are enough.
  if (isLess(downtime)(secondsOf(days)) || isMore(downtime)(seen))
    throw error(
      'E_CONTRADICTION',
      `${downtime} s of downtime beside an availability of another amount`,
      'the same in both',
    );
  return { days, downtime };
}

const CLOCK = /^(\d{2}):(\d{2})(?::(\d{2}))?$/;
const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Seconds of daily maintenance in `days`, in which no incident is opened. Throws EvidenceError E_BAD_TIME. */
export function dailyMaintenance(
  { maintenance_from: from, maintenance_to: to, maintenance_days: weekdays }: JsonObject,
  days: TimeSpan,
  error: ErrorAt,
): { seconds: number; notes: string[] } {
  if (typeof from !== 'string' || typeof to !== 'string') return { seconds: 0, notes: [] };
  const [start, end] = [clockSeconds(from), clockSeconds(to)];
  if (start === undefined || end === undefined)
    throw error('E_BAD_TIME', 'a daily maintenance without times', 'times such as 01:02:00');
  const each = (end - start + 86_400) % 86_400;
  const isListed = Array.isArray(weekdays) && weekdays.length > 0;
  let count = 0;
  for (let day = days.from; day < days.to; day += DAY_MS)
    if (!isListed || weekdays.includes(WEEKDAYS[new Date(day).getUTCDay()])) count++;
  const seconds = each * count;
  return {
    seconds,
    notes:
      seconds === 0 ? [] : [`Better Stack opens no incident during its daily maintenance: ${seconds} s are unknown.`],
  };
}

function clockSeconds(text: string): number | undefined {
  const [, hours, minutes, seconds = '0'] = CLOCK.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
