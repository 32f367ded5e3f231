import type { TimeSpan } from '@maturity-actions/criteria';
import { requestHeaders } from './service-request.ts';
import type { HttpRequest, UptimeQuery } from './uptime-service.ts';

/** How samples are asked: the whole window at once, in pieces, or by steps. */
export type Way = 'whole' | 'pieces' | 'steps';

/** One attempt to ask. GET where a server takes no POST. */
export interface Attempt {
  readonly way: Way;
  readonly method: 'POST' | 'GET';
}

/** One question: what is asked, and the time its samples are of. */
export interface Question {
  readonly request: HttpRequest;
  readonly span: TimeSpan;
}

const DAY_MS = 86_400_000;
/** A window longer than a month is cut into longer pieces rather than into more. */
const MOST_PIECES = 31;
/** Servers refuse more points of one series by `query_range`. Source: Prometheus, web/api/v1/api.go. */
const MOST_POINTS = 11_000;
const SHORTEST_STEP_S = 55;
const SERVER_TIMEOUT = '60s';

/** Step of `query_range` in milliseconds: the finest for a week, or longer for a longer window. */
export function stepMs({ from, to }: TimeSpan): number {
  return Math.max(SHORTEST_STEP_S, Math.ceil((to - from) / 1000 / MOST_POINTS)) * 1000;
}

/**
 * What is asked of one selector. Raw ranges are one second longer at their beginning: newer servers leave
 * its first instant out, older ones do not. By steps each stretch is asked for its worst sample (`counter`:
 * its last), because a step that shows single instants would miss what is between them, and would repeat a
 * sample for five minutes of silence.
 */
export function questionsOf(query: UptimeQuery, selector: string, attempt: Attempt): Question[] {
  const { window } = query;
  if (attempt.way === 'whole') return [rawQuestion(query, selector, window, attempt)];
  if (attempt.way === 'pieces') return piecesOf(window).map((span) => rawQuestion(query, selector, span, attempt));
  const step = stepMs(window) / 1000;
  const worst = query.measure === 'time' ? 'min_over_time' : 'last_over_time';
  const parameters = {
    query: `${worst}(${selector}[${step}s])`,
    start: secondsText(window.from + stepMs(window)),
    end: secondsText(window.to),
    step: String(step),
    timeout: SERVER_TIMEOUT,
  };
  return [{ request: requestOf(query, 'query_range', parameters, attempt), span: window }];
}

/** Days of the window, the last one may be shorter. */
function piecesOf({ from, to }: TimeSpan): TimeSpan[] {
  const length = Math.max(DAY_MS, Math.ceil((to - from) / MOST_PIECES));
  const pieces: TimeSpan[] = [];
  for (let start = from; start < to; start += length) pieces.push({ from: start, to: Math.min(to, start + length) });
  return pieces;
}

function rawQuestion(query: UptimeQuery, selector: string, span: TimeSpan, attempt: Attempt): Question {
  const end = Math.ceil(span.to / 1000);
  const parameters = {
    query: `${selector}[${end - Math.floor(span.from / 1000) + 1}s]`,
    time: String(end),
    timeout: SERVER_TIMEOUT,
  };
  return { request: requestOf(query, 'query', parameters, attempt), span };
}

const secondsText = (at: number): string => String(at / 1000);

/** By POST, so that a selector may be of any length. */
function requestOf(
  query: UptimeQuery,
  endpoint: string,
  parameters: Readonly<Record<string, string>>,
  { method }: Attempt,
): HttpRequest {
  const url = new URL(query.url ?? '');
  // A base address, with or without what is behind it in the documentation of the API.
  url.pathname = `${url.pathname.replace(/\/+(api\/v1(\/query(_range)?)?\/*)?$/, '')}/api/v1/${endpoint}`;
  const form = new URLSearchParams(parameters);
  if (method === 'GET') {
    for (const [name, value] of form) url.searchParams.set(name, value);
    return { method, url: url.href, headers: requestHeaders(query) };
  }
  const headers = requestHeaders(query, { 'content-type': 'application/x-www-form-urlencoded' });
  return { method, url: url.href, headers, body: form.toString() };
}
