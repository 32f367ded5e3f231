import { type FailureCode, formatInstant, ServiceError, type TimeSpan } from '@maturity-actions/criteria';
import { asArray, asObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { secondsIn, secondsOf, shareOfPart, shareOfPercent } from './figure-share.ts';
import { replyJson } from './reply.ts';
import { amountOf, errorOf, partOf } from './reply-fields.ts';
import {
  mergedHeaders,
  monitorPlace,
  requireTimeMeasure,
  serviceAddress,
  wantedId,
  wantedText,
} from './service-request.ts';
import type { HttpReply, UptimeQuery, UptimeService } from './uptime-service.ts';
import { logsOf } from './uptimerobot-logs.ts';

const ADDRESS = 'https://api.uptimerobot.com/v2/getMonitors';
/** `status` of a monitor. */
const PAUSED = 0;
const NOT_CHECKED = 1;
const CHECKED: readonly unknown[] = [2, 8, 9];
/**
 * UptimeRobot, API v2: the percentage of one monitor for exactly the window, with what its logs say of
 * outages and pauses. What it did not watch, because it was paused or not yet there, is unknown; nobody
 * says whether its percentage counts that, so both are allowed for. A refusal comes with status 200 and
 * is named: E_UNAUTHORIZED, E_NOT_FOUND, E_RATE_LIMITED, else E_SERVICE. Its replies may repeat the API
 * key and are never quoted. Source: uptimerobot.com/api, getMonitors.
 */
export const uptimerobot: UptimeService = {
  id: 'uptimerobot',
  title: 'UptimeRobot',
  wants: {
    url: { what: 'the address of getMonitors', example: ADDRESS, isRequired: false },
    query: { what: 'the number of a monitor', example: '777749809', isRequired: true },
    token: {
      what: 'a read-only or monitor-specific API key',
      example: '${{ secrets.UPTIMEROBOT_KEY }}',
      isRequired: true,
    },
  },
  isPublicOnly: false,
  requests(query) {
    requireTimeMeasure(uptimerobot, query);
    const { from, to } = unixSpan(query.window);
    const form = new URLSearchParams({
      api_key: wantedText(uptimerobot, query, 'token'),
      format: 'json',
      monitors: wantedId(uptimerobot, query, /^\d{1,15}$/),
      custom_uptime_ranges: `${from}_${to}`,
      logs: '1',
      logs_start_date: String(from),
      logs_end_date: String(to),
      mwindows: '1',
    });
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const url = serviceAddress(uptimerobot, query, ADDRESS);
    return [{ method: 'POST', url, headers: mergedHeaders(headers, query.headers), body: form.toString() }];
  },
  decode(query, rounds) {
    const reply = rounds[0]?.[0] as HttpReply;
    const monitor = monitorOf(reply, query);
    const error = errorOf(reply);
    requireChecked(monitor, error);
    return figureOf(monitor, query, error);
  },
};

/** Whole seconds, as the service takes them. */
function unixSpan({ from, to }: TimeSpan): TimeSpan {
  return { from: Math.floor(from / 1000), to: Math.floor(to / 1000) };
}

function monitorOf(reply: HttpReply, query: UptimeQuery): JsonObject {
  const error = errorOf(
    reply,
    'Correct `query`: it is the number in the address of the monitor, and the key must be allowed to see it.',
  );
  // The body of a refusal may repeat the key, so that none is handed on to be quoted.
  const isRefused = reply.status < 200 || reply.status > 299;
  const document = asObject(replyJson(isRefused ? { ...reply, body: new Uint8Array() } : reply), 'the reply', error);
  if (document.stat !== 'ok') throw refusal(document, reply);
  const monitors = asArray(document.monitors, 'monitors', error);
  if (monitors.length !== 1)
    throw error(monitors.length === 0 ? 'E_NOT_FOUND' : 'E_BAD_QUERY', `${monitors.length} monitors`, 'one monitor');
  const monitor = asObject(monitors[0], 'a monitor', error);
  if (String(monitor.id) !== query.query?.trim())
    throw error('E_NOT_FOUND', 'another monitor', 'the one that was asked');
  return monitor;
}

const REFUSALS: Readonly<Record<string, { readonly code: FailureCode; readonly fix: string }>> = {
  api_key: { code: 'E_UNAUTHORIZED', fix: 'Give a `token` that is an API key of this account or monitor.' },
  not_found: { code: 'E_NOT_FOUND', fix: 'Correct `query`.' },
  rate_limit: { code: 'E_RATE_LIMITED', fix: 'Run this step less often: a free account may ask 10 times a minute.' },
};

function refusal(document: JsonObject, { where }: HttpReply): ServiceError {
  const { type, parameter_name: parameter } = partOf(document, 'error');
  const isKey = parameter === 'api_key' || /api_?key|unauthori|not_authori/.test(String(type));
  const kind = isKey
    ? 'api_key'
    : /not_found/.test(String(type))
      ? 'not_found'
      : /limit/.test(String(type))
        ? 'rate_limit'
        : '';
  const { code, fix } = REFUSALS[kind] ?? { code: 'E_SERVICE' as const, fix: 'Correct `query` and `token`.' };
  // Only a word of the kind that errors are named by: other parts may repeat the key.
  const name = typeof type === 'string' && /^[a-z_]{1,40}$/.test(type) ? ` (${type})` : '';
  return new ServiceError({ code, where, found: `a refusal${name}`, expected: 'a monitor', fix });
}

function requireChecked({ status }: JsonObject, error: ErrorAt): void {
  if (status === PAUSED) throw error('E_PAUSED', 'a monitor that is paused', 'one that checks');
  if (status === NOT_CHECKED) throw error('E_NO_SAMPLES', 'a monitor that has not checked yet', 'one that did');
  if (!CHECKED.includes(status)) throw error('E_MALFORMED', 'a monitor of an unknown status', '0, 1, 2, 8 or 9');
}

function figureOf(monitor: JsonObject, query: UptimeQuery, error: ErrorAt) {
  const { window } = query;
  const since = amountOf(monitor.create_datetime, '`create_datetime`', error) * 1000;
  if (since >= window.to)
    throw error(
      'E_TOO_YOUNG',
      `a monitor of ${formatInstant(Math.min(since, 8.64e15))}`,
      'one that is older than the end of the window',
    );
  const span = { from: Math.max(window.from, since), to: window.to };
  const { outages, pauses, notes } = logsOf(monitor, span, error);
  const of = secondsOf(span);
  const seen = Math.max(0, of - secondsIn(pauses));
  if (seen === 0) throw error('E_PAUSED', 'a monitor that was paused for all of the window', 'one that checks');
  return {
    kind: 'figure' as const,
    source: 'uptimerobot',
    where: monitorPlace(serviceAddress(uptimerobot, query, ADDRESS), query.query?.trim() ?? ''),
    since,
    ...shareOfPart(percentOf(monitor, error), { asked: secondsOf(window), seen, of }),
    span,
    ...(outages.length === 0 ? {} : { outages }),
    maintenance: [],
    notes: [...notes, ...maintenanceNotes(monitor)],
  };
}

function percentOf({ custom_uptime_ranges: text }: JsonObject, error: ErrorAt) {
  if (text === undefined || text === null || text === '')
    throw error('E_NO_SAMPLES', 'no percentage', 'one for the window');
  const share = typeof text === 'string' || typeof text === 'number' ? shareOfPercent(String(text)) : undefined;
  // Several windows come joined by dashes; only one was asked.
  if (!share) throw error('E_NOT_A_NUMBER', 'a percentage that cannot be read', 'one such as 99.950');
  return share;
}

function maintenanceNotes({ mwindows }: JsonObject): string[] {
  if (!Array.isArray(mwindows) || mwindows.length === 0) return [];
  return ['It has maintenance windows, in which it does not check; how its percentage counts them is not documented.'];
}
