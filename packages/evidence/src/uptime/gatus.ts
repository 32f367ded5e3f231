import { EvidenceError, formatInstant, type UptimeSamples } from '@maturity-actions/criteria';
import { asArray, asObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { SampleCollector } from './replica-samples.ts';
import { errorOf, replyObject, timeOf } from './reply-fields.ts';
import { getRequest, monitorPlace, requireTimeMeasure, serviceAddress, wantedId } from './service-request.ts';
import {
  addressOf,
  type HttpReply,
  type HttpRequest,
  MOST_ROUNDS,
  type UptimeQuery,
  type UptimeService,
} from './uptime-service.ts';

/** More than a Gatus keeps: its first page holds at most `maximum-number-of-results`, whatever is asked. */
const FIRST_PAGE_SIZE = 50_000;
/** What its own figure is told for, in hours. */
const FIGURES: Readonly<Record<number, string>> = { 1: '1h', 24: '24h', 168: '7d', 720: '30d' };
const HOUR_MS = 3_600_000;
const KEY = /^[^/\\\s?#%]{1,200}$/;

/**
 * Gatus: the results that it keeps of one endpoint are the evidence, whether maintenance muted its
 * alerts or not. It keeps 100 of them unless `maximum-number-of-results` says more, so that the rest of
 * the window is often unknown. Its own figure, by whole hours, knows nothing of gaps and is 0 without a
 * result: it is only noted. Without any result E_NO_SAMPLES. Source: TwiN/gatus, api/endpoint_status.go,
 * api/raw.go, api/util.go, config/endpoint/result.go.
 */
export const gatus: UptimeService = {
  id: 'gatus',
  title: 'Gatus',
  wants: {
    url: { what: 'the address of Gatus', example: 'https://status.example.org', isRequired: true },
    query: { what: 'the key of an endpoint: its group, `_` and its name', example: 'core_api', isRequired: true },
    token: {
      what: 'a bearer token of what stands in front of it',
      example: '${{ secrets.STATUS_TOKEN }}',
      isRequired: false,
    },
  },
  isPublicOnly: false,
  requests(query) {
    requireTimeMeasure(gatus, query);
    const figure = figureWindow(query);
    const urls = [pageUrl(query, 1, FIRST_PAGE_SIZE), ...(figure ? [`${endpointUrl(query)}/uptimes/${figure}`] : [])];
    return urls.map((url) => getRequest(query, url));
  },
  decode(query, rounds) {
    const where = monitorPlace(serviceAddress(gatus, query), query.query?.trim() ?? '');
    const pages = rounds.map((replies) => resultsOf(replies[0] as HttpReply));
    const [first = []] = pages;
    const earliest = earliestOf(pages.flat());
    const isOver =
      pages.at(-1)?.length !== first.length || pages.slice(0, -1).some((page) => earliestOf(page) === earliest);
    if (first.length > 0 && earliest > query.window.from && !isOver && rounds.length < MOST_ROUNDS)
      return { ask: [nextPage(query, rounds.length + 1, first.length)] };
    return samplesOf(pages.flat(), query, where, figureNotes(query, rounds[0]?.[1]));
  },
};

interface GatusResult {
  readonly at: number;
  readonly isUp: boolean;
}

function endpointUrl(query: UptimeQuery): string {
  return `${serviceAddress(gatus, query)}/api/v1/endpoints/${wantedId(gatus, query, KEY)}`;
}

function pageUrl(query: UptimeQuery, page: number, size: number): string {
  return `${endpointUrl(query)}/statuses?page=${page}&pageSize=${size}`;
}

const nextPage = (query: UptimeQuery, page: number, size: number): HttpRequest =>
  getRequest(query, pageUrl(query, page, size));

/** `7d` when Gatus has a figure for a window like this one that ends now. */
function figureWindow({ window, now }: UptimeQuery): string | undefined {
  return now - window.to < HOUR_MS ? FIGURES[(window.to - window.from) / HOUR_MS] : undefined;
}

function resultsOf(reply: HttpReply): GatusResult[] {
  const error = errorOf(reply);
  const { results } = replyObject(reply);
  // An endpoint without any result has `null` in some versions.
  return results === null
    ? []
    : asArray(results, 'results', error).map((value) => resultOf(asObject(value, 'a result', error), error));
}

function resultOf({ success, timestamp }: JsonObject, error: ErrorAt): GatusResult {
  if (typeof success !== 'boolean') throw error('E_BAD_SAMPLE', 'a result without `success`', 'true or false');
  return { at: timeOf(timestamp, 'the `timestamp` of a result', error), isUp: success };
}

const earliestOf = (results: readonly GatusResult[]): number =>
  results.reduce((earliest, { at }) => Math.min(earliest, at), Number.POSITIVE_INFINITY);

function samplesOf(
  results: readonly GatusResult[],
  query: UptimeQuery,
  where: string,
  notes: readonly string[],
): UptimeSamples {
  const collector = new SampleCollector(where, query.now);
  const replica = query.query?.trim() ?? '';
  for (const { at, isUp } of results) collector.add(replica, at, isUp);
  if (collector.count === 0)
    throw new EvidenceError({
      code: 'E_NO_SAMPLES',
      where: addressOf(endpointUrl(query)),
      found: 'an endpoint without any result',
      expected: 'results in the window',
      fix: 'Wait until Gatus has checked it, and look whether it is disabled.',
    });
  const earliest = earliestOf(results);
  const kept =
    earliest > query.window.from
      ? [
          `Gatus keeps its last ${results.length} results only: what is before ${formatInstant(earliest)} is unknown; more of them are kept with storage.maximum-number-of-results.`,
        ]
      : [];
  return {
    kind: 'samples',
    source: 'gatus',
    where,
    replicas: collector.replicas(),
    maintenance: [],
    notes: [...kept, ...notes],
  };
}

/** What Gatus says itself, to compare; nothing when it does not answer with a share. */
function figureNotes(query: UptimeQuery, reply: HttpReply | undefined): string[] {
  const text = reply?.status === 200 ? new TextDecoder().decode(reply.body).trim() : '';
  if (!/^[01]\.\d{1,12}$/.test(text)) return [];
  const nothing = Number(text) === 0 ? ', which it also does without any result' : '';
  return [
    `Gatus itself states ${text} for ${figureWindow(query)}, by whole hours and without its gaps${nothing}; this is not counted.`,
  ];
}
