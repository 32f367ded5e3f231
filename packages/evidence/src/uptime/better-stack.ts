import { formatDate, formatInstant, type Instant, reducedRatio, type TimeSpan } from '@maturity-actions/criteria';
import { asObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { dailyMaintenance, type Sla, slaOf } from './better-stack-sla.ts';
import { secondsOf } from './figure-share.ts';
import { errorOf, partOf, replyObject, timeOf } from './reply-fields.ts';
import {
  getRequest,
  monitorPlace,
  requireTimeMeasure,
  serviceAddress,
  wantedId,
  wantedText,
} from './service-request.ts';
import type { HttpReply, UptimeQuery, UptimeService } from './uptime-service.ts';

const ADDRESS = 'https://uptime.betterstack.com';
const DAY_MS = 86_400_000;
const NOTES = [
  'Better Stack counts by days, whose time zone is not documented and taken for UTC, and of which the last one asked is taken to be included: downtime of the first and the last day counts as if all of it were in the window at the least, and as if none were at the most.',
  'Better Stack does not tell of pauses that are over: time in which the monitor was paused would count as up.',
];

/**
 * Better Stack: seconds of downtime of one monitor, by whole days. The days that touch the window hold
 * all its downtime and maybe more, those inside of it hold no more than its downtime: between them lies
 * the share. Daily maintenance, in which it opens no incident, is unknown. A paused monitor is E_PAUSED,
 * one without a check E_NO_SAMPLES, one that stopped to check E_STALE. Source: betterstack.com/docs/
 * uptime/api, get-a-single-monitor, get-a-monitors-availability-summary.
 */
export const betterStack: UptimeService = {
  id: 'better-stack',
  title: 'Better Stack',
  wants: {
    url: { what: 'the address of its API', example: ADDRESS, isRequired: false },
    query: { what: 'the number of a monitor', example: '258338', isRequired: true },
    token: { what: 'a token of the uptime API', example: '${{ secrets.BETTER_STACK_TOKEN }}', isRequired: true },
  },
  isPublicOnly: false,
  requests(query) {
    requireTimeMeasure(betterStack, query);
    wantedText(betterStack, query, 'token');
    const monitor = `${serviceAddress(betterStack, query, ADDRESS)}/api/v2/monitors/${wantedId(betterStack, query, /^\d{1,15}$/)}`;
    const days = askedDays(query.window).map(
      ({ from, to }) => `${monitor}/sla?from=${formatDate(from)}&to=${formatDate(to - DAY_MS)}`,
    );
    return [monitor, ...days].map((url) => getRequest(query, url));
  },
  decode(query, rounds) {
    const [monitorReply, ...slaReplies] = rounds[0] ?? [];
    const monitor = monitorOf(monitorReply as HttpReply, query.window);
    const [touched, inside] = slaReplies.map((reply, index) => {
      const days = askedDays(query.window)[index] as TimeSpan;
      return slaOf(reply, days, seenSeconds(days, monitor, query.now));
    });
    return figureOf(query, monitor, touched as Sla, inside);
  },
};

/** The days that touch the window, then those that lie in it where they are others. */
function askedDays({ from, to }: TimeSpan): TimeSpan[] {
  const touched = { from: Math.floor(from / DAY_MS) * DAY_MS, to: Math.ceil(to / DAY_MS) * DAY_MS };
  const inside = { from: Math.ceil(from / DAY_MS) * DAY_MS, to: Math.floor(to / DAY_MS) * DAY_MS };
  const isSame = inside.from === touched.from && inside.to === touched.to;
  return isSame || inside.to <= inside.from ? [touched] : [touched, inside];
}

/** What the monitor can have seen of days. */
function seenSeconds(days: TimeSpan, { since, attributes, error }: Monitor, now: Instant): number {
  const there = secondsOf({ from: Math.max(days.from, since), to: Math.min(days.to, now) });
  return Math.max(0, there - dailyMaintenance(attributes, days, error).seconds);
}

interface Monitor {
  readonly since: Instant;
  readonly isDown: boolean;
  readonly attributes: JsonObject;
  readonly error: ErrorAt;
}

function monitorOf(reply: HttpReply, window: TimeSpan): Monitor {
  const error = errorOf(reply);
  const attributes = asObject(partOf(replyObject(reply), 'data').attributes, '`data.attributes`', error);
  const { status } = attributes;
  if (status === 'paused') throw error('E_PAUSED', 'a monitor that is paused', 'one that checks');
  if (status === 'pending' || attributes.last_checked_at === null)
    throw error('E_NO_SAMPLES', 'a monitor that has not checked yet', 'one that did');
  if (!['up', 'down', 'validating', 'maintenance'].includes(String(status)))
    throw error(
      'E_MALFORMED',
      'a monitor of an unknown status',
      'up, down, validating, maintenance, pending or paused',
    );
  const since = timeOf(attributes.created_at, '`created_at`', error);
  if (since >= window.to)
    throw error('E_TOO_YOUNG', `a monitor of ${formatInstant(since)}`, 'one that is older than the end of the window');
  requireRecent(attributes, window, error);
  return { since, isDown: status === 'down', attributes, error };
}

/** Three checks late, and not less than an hour. */
function requireRecent(
  { last_checked_at: last, check_frequency: every }: JsonObject,
  window: TimeSpan,
  error: ErrorAt,
): void {
  const at = timeOf(last, '`last_checked_at`', error);
  const lateMs = Math.max(3_600_000, typeof every === 'number' ? 3000 * every : 0);
  if (window.to - at > lateMs)
    throw error(
      'E_STALE',
      `a monitor that last checked at ${formatInstant(at)}`,
      'one that checks until the end of the window',
    );
}

function figureOf(query: UptimeQuery, { since, isDown, attributes, error }: Monitor, touched: Sla, inside = touched) {
  const { window, now } = query;
  const span = { from: Math.max(window.from, since), to: window.to };
  const whole = secondsOf(span);
  if (isDown && touched.days.to > now && touched.downtime === 0)
    throw error('E_CONTRADICTION', 'a monitor that is down, and no downtime today', 'downtime since it is down');
  const isInside = inside.days.from >= window.from && inside.days.to <= window.to;
  const leastDown = isInside ? inside.downtime : 0;
  if (leastDown > whole)
    throw error('E_CONTRADICTION', `${leastDown} s of downtime in ${whole} s`, 'no more downtime than time');
  const maintenance = dailyMaintenance(attributes, touched.days, error);
  const share = (seconds: number) => reducedRatio(BigInt(Math.max(0, seconds)), BigInt(whole));
  return {
    kind: 'figure' as const,
    source: 'better-stack',
    where: monitorPlace(serviceAddress(betterStack, query, ADDRESS), query.query?.trim() ?? ''),
    since,
    least: share(whole - touched.downtime - maintenance.seconds),
    most: share(whole - leastDown),
    span,
    maintenance: [],
    notes: [...NOTES, ...maintenance.notes],
  };
}
