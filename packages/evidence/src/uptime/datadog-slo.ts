import { ConfigurationError, type EvidenceError, type TimeSpan } from '@maturity-actions/criteria';
import { asObject, isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { shareOfPercentNumber } from './figure-share.ts';
import { amountOf, errorOf, partOf, replyObject } from './reply-fields.ts';
import { getRequest, monitorPlace, serviceAddress, wantedId } from './service-request.ts';
import type { HttpReply, UptimeQuery, UptimeService } from './uptime-service.ts';

const ADDRESS = 'https://api.datadoghq.com';
const KEYS = ['DD-API-KEY', 'DD-APPLICATION-KEY'];
const CORRECTIONS = 'Corrections of the SLO do not count: Datadog does not tell whether they were declared before.';

/**
 * The history of a Datadog SLO over the window: its share of time, or for `measure: requests` the sums
 * of a metric SLO. Corrections are not applied. Errors inside of a reply are E_SERVICE without data and
 * E_PARTIAL beside it, so is a history that is still computed; an SLO of the other measure is
 * E_BAD_QUERY, one without a value E_NO_SAMPLES. Source: docs.datadoghq.com/api/latest, Service Level
 * Objectives, "Get an SLO's history"; `span_precision` is the number of decimals that are right.
 */
export const datadogSlo: UptimeService = {
  id: 'datadog-slo',
  title: 'Datadog SLO',
  wants: {
    url: { what: "the address of your site's API", example: 'https://api.datadoghq.eu', isRequired: false },
    query: { what: 'the id of an SLO', example: '12341234aaaabbbbccccddddeeeeffff', isRequired: true },
  },
  isPublicOnly: false,
  requests(query) {
    requireKeys(query);
    const id = wantedId(datadogSlo, query, /^[A-Za-z0-9-]{1,100}$/);
    const [from, to] = [query.window.from, query.window.to].map((at) => Math.floor(at / 1000));
    const url = `${serviceAddress(datadogSlo, query, ADDRESS)}/api/v1/slo/${id}/history?from_ts=${from}&to_ts=${to}&apply_correction=false`;
    const { method, headers } = getRequest({ ...query, token: undefined }, url);
    return [{ method, url, headers }];
  },
  decode(query, rounds) {
    const reply = rounds[0]?.[0] as HttpReply;
    const error = errorOf(reply);
    const data = dataOf(reply, error);
    const isMetric = data.type === 'metric' || (data.type === undefined && isObject(data.series));
    if (isMetric !== (query.measure === 'requests')) throw wrongMeasure(isMetric, reply);
    const facts = {
      source: 'datadog-slo',
      where: monitorPlace(serviceAddress(datadogSlo, query, ADDRESS), query.query?.trim() ?? ''),
      span: spanOf(data, error),
      maintenance: [],
    };
    return isMetric ? { ...facts, ...requestsOf(data, error) } : { ...facts, ...figureOf(data, error) };
  },
};

/** Throws ConfigurationError E_BAD_INPUT that names both headers. */
function requireKeys({ headers }: UptimeQuery): void {
  const given = Object.entries(headers).flatMap(([name, value]) => (value.trim() === '' ? [] : [name.toUpperCase()]));
  const missing = KEYS.filter((key) => !given.includes(key));
  if (missing.length === 0) return;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: '`headers` of source `datadog-slo`',
    found: `no ${missing.join(' and no ')}`,
    expected: `both ${KEYS.join(' and ')}`,
    fix: `Give both keys as secrets, for instance ${KEYS.map((key) => `\`${key}: \${{ secrets.${key.replaceAll('-', '_')} }}\``).join(' and ')}.`,
  });
}

function dataOf(reply: HttpReply, error: ErrorAt): JsonObject {
  const document = replyObject(reply);
  const data = isObject(document.data) ? document.data : undefined;
  const overall = data ? partOf(data, 'overall') : {};
  const said = [document.errors, data?.errors, overall.errors].flatMap((list) => (Array.isArray(list) ? list : []));
  if (said.length > 0)
    throw error(data ? 'E_PARTIAL' : 'E_SERVICE', `an error${firstMessage(said[0])}`, 'a history without errors');
  if (overall.preview === true) throw error('E_PARTIAL', 'a history that is still computed', 'a complete one');
  const { message } = data ? partOf(data, 'series') : {};
  if (typeof message === 'string' && message !== '') throw error('E_PARTIAL', 'a warning about the query', 'none');
  return asObject(data, '`data`', error);
}

function firstMessage(said: unknown): string {
  const { error, error_message: message } = isObject(said) ? said : {};
  const text = [message, error, said].find((each) => typeof each === 'string');
  return text === undefined ? '' : ` (${String(text).replace(/\s+/g, ' ').slice(0, 120)})`;
}

function wrongMeasure(isMetric: boolean, reply: HttpReply): EvidenceError {
  const [found, measure] = isMetric ? ['requests', 'requests'] : ['time', 'time'];
  return errorOf(reply, `Write \`measure: ${measure}\`, or name another SLO.`)(
    'E_BAD_QUERY',
    `an SLO that counts ${found}`,
    isMetric ? 'one that counts time' : 'one that counts requests',
  );
}

/** The history may be shorter than what was asked. */
function spanOf(data: JsonObject, error: ErrorAt): TimeSpan {
  const [from, to] = ['from_ts', 'to_ts'].map((key) => amountOf(data[key], `\`${key}\``, error) * 1000) as [
    number,
    number,
  ];
  if (from >= to || to > 8.64e15) throw error('E_BAD_TIME', 'a history without a length', '`from_ts` before `to_ts`');
  return { from, to };
}

function figureOf(data: JsonObject, error: ErrorAt) {
  const { sli_value: value, span_precision: decimals } = partOf(data, 'overall');
  if (value === null || value === undefined) throw error('E_NO_SAMPLES', 'an SLO without a value', 'a percentage');
  const places = typeof decimals === 'number' && Number.isInteger(decimals) ? decimals : undefined;
  const share = typeof value === 'number' ? shareOfPercentNumber(value, places) : undefined;
  if (!share) throw error('E_NOT_A_NUMBER', 'an `sli_value` that is no percentage', 'a number from 0 to 100');
  const notes = [CORRECTIONS, 'Time without data counts as Datadog is set up to count it, by default as up.'];
  return { kind: 'figure' as const, ...share, notes };
}

function requestsOf(data: JsonObject, error: ErrorAt) {
  const series = partOf(data, 'series');
  const [good, all] = ['numerator', 'denominator'].map((name) => partOf(series, name).sum) as [unknown, unknown];
  if (all === null || all === undefined) throw error('E_NO_SAMPLES', 'no sum of requests', 'the sums of both queries');
  // Sums of rates have fractions: what is cut of them is never cut in favour.
  const counts = {
    good: Math.floor(amountOf(good ?? 0, 'the sum of good requests', error)),
    all: Math.ceil(amountOf(all, 'the sum of requests', error)),
  };
  if (counts.good > counts.all)
    throw error('E_BAD_COUNT', `${counts.good} good of ${counts.all} requests`, 'no more than all');
  return { kind: 'requests' as const, ...counts, notes: [CORRECTIONS] };
}
