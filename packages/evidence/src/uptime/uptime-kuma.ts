import { EvidenceError, formatInstant, parseInstant, type UptimeSamples } from '@maturity-actions/criteria';
import { asArray, isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { SampleCollector } from './replica-samples.ts';
import { errorOf, partOf, replyObject } from './reply-fields.ts';
import {
  badText,
  getRequest,
  monitorPlace,
  requireTimeMeasure,
  serviceAddress,
  wantedText,
} from './service-request.ts';
import type { HttpReply, UptimeQuery, UptimeService } from './uptime-service.ts';

/** `status` of a beat. */
const DOWN = 0;
const UP = 1;
const PENDING = 2;
const MAINTENANCE = 3;
/** Slug of a status page, and number of a monitor. */
const PAGE_AND_MONITOR = /^([A-Za-z0-9-]{1,200})\/(\d{1,9})$/;
const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)$/;

/**
 * Uptime Kuma: the last 100 beats of a monitor on a public status page, which is all that it shows
 * without a login; what is older is unknown. Times have no zone and are UTC: `monitor.js` writes them
 * so. A beat that is pending or of maintenance is neither up nor down and is left out. Beats that the
 * page sums up by days say nothing of what was not watched: E_WRONG_FORMAT. Its badges and shares are
 * no evidence: they are rounded, and without data repeat the last that they knew. Without any beat
 * E_NO_SAMPLES. Source: louislam/uptime-kuma, server/routers/status-page-router.js, model/heartbeat.js.
 */
export const uptimeKuma: UptimeService = {
  id: 'uptime-kuma',
  title: 'Uptime Kuma',
  wants: {
    url: { what: 'the address of Uptime Kuma', example: 'https://status.example.org', isRequired: true },
    query: {
      what: 'the slug of a public status page, `/` and the number of a monitor on it',
      example: 'staging/7',
      isRequired: true,
    },
    token: {
      what: 'a bearer token of what stands in front of it',
      example: '${{ secrets.STATUS_TOKEN }}',
      isRequired: false,
    },
  },
  isPublicOnly: false,
  requests(query) {
    requireTimeMeasure(uptimeKuma, query);
    const address = serviceAddress(uptimeKuma, query);
    return [getRequest(query, `${address}/api/status-page/heartbeat/${pageAndMonitor(query).page}`)];
  },
  decode(query, rounds) {
    const reply = rounds[0]?.[0] as HttpReply;
    const { page, monitor } = pageAndMonitor(query);
    const where = monitorPlace(serviceAddress(uptimeKuma, query), `${page}/${monitor}`);
    const document = replyObject(reply);
    const beats = beatsOf(document, monitor, reply);
    return samplesOf(beats, query, where, [...shareNotes(document, monitor)]);
  },
};

function pageAndMonitor(query: UptimeQuery): { page: string; monitor: string } {
  const text = wantedText(uptimeKuma, query, 'query');
  const [, page, monitor] = PAGE_AND_MONITOR.exec(text) ?? [];
  if (page === undefined || monitor === undefined)
    throw badText(uptimeKuma.id, 'query', `\`${text}\``, uptimeKuma.wants.query);
  return { page, monitor };
}

interface Beat {
  readonly at: number;
  readonly status: number;
}

function beatsOf(document: JsonObject, monitor: string, reply: HttpReply): Beat[] {
  const error = errorOf(reply);
  if (!isObject(document.heartbeatList)) throw error('E_WRONG_FORMAT', 'a reply without `heartbeatList`', 'beats');
  // A page that does not exist has an empty list too.
  if (!Object.hasOwn(document.heartbeatList, monitor))
    throw errorOf(reply, 'Correct `query`, or add the monitor to the status page and publish it.')(
      'E_NOT_FOUND',
      `no monitor ${monitor} on the status page`,
      'a monitor that the page shows',
    );
  return asArray(document.heartbeatList[monitor], 'the beats', error).map((value) => beatOf(value, reply, error));
}

function beatOf(value: unknown, reply: HttpReply, error: ErrorAt): Beat {
  const { time, status } = isObject(value) ? value : {};
  // A page that shows days gives 0 for a stretch without a beat, and ISO times for the ends of the others.
  if (value === 0 || (typeof time === 'string' && time.includes('T')))
    throw errorOf(reply, 'Set the range of the heartbeat bar of the status page to auto.')(
      'E_WRONG_FORMAT',
      'beats that are summed up by days',
      'single beats',
    );
  const [, day, clock] = typeof time === 'string' ? (TIME.exec(time) ?? []) : [];
  const at = parseInstant(`${day}T${clock}Z`);
  if (at === undefined) throw error('E_BAD_TIME', 'a beat without a time', 'a time such as 2026-11-19 10:00:00.123');
  if (status !== DOWN && status !== UP && status !== PENDING && status !== MAINTENANCE)
    throw error('E_BAD_SAMPLE', 'a beat of an unknown status', '0 (down), 1 (up), 2 (pending) or 3 (maintenance)');
  return { at, status };
}

function samplesOf(beats: readonly Beat[], query: UptimeQuery, where: string, notes: readonly string[]): UptimeSamples {
  const collector = new SampleCollector(where, query.now);
  const { monitor } = pageAndMonitor(query);
  const counted = beats.filter(({ status }) => status === UP || status === DOWN);
  for (const { at, status } of counted) collector.add(monitor, at, status === UP);
  if (counted.length === 0)
    throw new EvidenceError({
      code: 'E_NO_SAMPLES',
      where,
      found: beats.length === 0 ? 'no beat' : `${beats.length} beats, all pending or of maintenance`,
      expected: 'beats that are up or down',
      fix: 'Look whether the monitor is paused, and wait until it has checked.',
    });
  return {
    kind: 'samples',
    source: 'uptime-kuma',
    where,
    replicas: collector.replicas(),
    maintenance: [],
    notes: [...rangeNotes(beats, query), ...leftOutNotes(beats), ...notes],
  };
}

function rangeNotes(beats: readonly Beat[], { window }: UptimeQuery): string[] {
  const earliest = beats.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
  if (earliest <= window.from) return [];
  return [
    `Uptime Kuma shows the last ${beats.length} beats only: what is before ${formatInstant(earliest)} is unknown. To know more, let Prometheus read its /metrics, and ask that by source \`prometheus\` for monitor_status.`,
  ];
}

function leftOutNotes(beats: readonly Beat[]): string[] {
  const count = (wanted: number) => beats.filter(({ status }) => status === wanted).length;
  const [pending, maintenance] = [count(PENDING), count(MAINTENANCE)];
  return [
    ...(pending > 0 ? [`Beats that are pending count as unknown: ${pending}.`] : []),
    ...(maintenance > 0
      ? [`Beats of maintenance count as unknown, because nobody can tell when it was declared: ${maintenance}.`]
      : []),
  ];
}

/** What it states itself, to compare. */
function shareNotes(document: JsonObject, monitor: string): string[] {
  const share = partOf(document, 'uptimeList')[`${monitor}_24`];
  if (typeof share !== 'number') return [];
  return [`Uptime Kuma itself states a share of ${share} for its last 24 hours; this is not counted.`];
}
