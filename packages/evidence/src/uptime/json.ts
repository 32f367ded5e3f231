import { ConfigurationError, type UptimeSource } from '@maturity-actions/criteria';
import { countColons, countKeys, isObject } from '../text/json.ts';
import { figureOf, parseExactly } from './json-figure.ts';
import { type JsonPath, readJsonPath, selectJson } from './json-path.ts';
import { jsonSamplesOf } from './json-samples.ts';
import { badReply, replyJson, replyText } from './reply.ts';
import { requireText, requireUrl } from './required-input.ts';
import { requestHeaders } from './service-request.ts';
import type { HttpReply, UptimeQuery, UptimeService } from './uptime-service.ts';

const URL_EXAMPLE = 'https://status.example.org/api/uptime';
const QUERY_EXAMPLE = '$.monitors[0].availability %';

/** Any service that answers in JSON: with the share of time that was up, or with a list of samples. */
export const jsonSource: UptimeService = {
  id: 'json',
  title: 'Any service that answers in JSON',
  wants: {
    url: { what: 'the address that is asked by GET', example: URL_EXAMPLE, isRequired: true },
    query: {
      what: 'the JSON path to a share of time (with ` %` behind it when it is in percent), or to a list of samples',
      example: QUERY_EXAMPLE,
      isRequired: true,
    },
    token: { what: 'a bearer token', example: '${{ secrets.STATUS_TOKEN }}', isRequired: false },
  },
  isPublicOnly: true,
  requests(query) {
    const url = requireUrl(query.url, URL_EXAMPLE);
    requireTime(query);
    wantedOf(query);
    return [{ method: 'GET', url, headers: requestHeaders(query) }];
  },
  decode(query, rounds) {
    const reply = rounds[0]?.[0] as HttpReply;
    const text = replyText(reply);
    const document = replyJson(reply);
    if (countColons(text) !== countKeys(document))
      throw badReply(reply.where, 'E_CONTRADICTION', {
        found: 'a key that comes twice in one object',
        expected: 'every key once',
        fix: 'Look at what writes the reply.',
      });
    return sourceOf(query, text, document);
  },
};

function requireTime({ measure }: UptimeQuery): void {
  if (measure === 'time') return;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: 'input measure',
    found: JSON.stringify(measure),
    expected: '`time`: of JSON no requests are read',
    fix: 'Leave `measure` out, or count requests by `prometheus`.',
  });
}

interface Wanted {
  readonly path: JsonPath;
  readonly isPercent: boolean;
}

function wantedOf({ query }: UptimeQuery): Wanted {
  const text = requireText(query, 'query', 'a JSON path', QUERY_EXAMPLE);
  const isPercent = text.endsWith('%');
  return { path: readJsonPath(isPercent ? text.slice(0, -1) : text, 'query'), isPercent };
}

function sourceOf(query: UptimeQuery, text: string, document: unknown): UptimeSource {
  const { path, isPercent } = wantedOf(query);
  const values = selectJson(document, path);
  const [first] = values;
  const list = path.isMany ? values : Array.isArray(first) ? first : undefined;
  const isFigure = list === undefined || (values.length === 1 && list === values && !isObject(first));
  if (values.length > 0 && isFigure) return figureOf(query, selectJson(parseExactly(text), path)[0], isPercent);
  if (list === undefined) throw badQuery(query, `nothing at ${path.text}`);
  if (list === values && values.length > 0 && !values.some(isObject))
    throw badQuery(query, `${values.length} values at ${path.text}`);
  if (isPercent) throw badQuery(query, `a list at ${path.text}, of which percents are expected`);
  return jsonSamplesOf(query, list);
}

function badQuery({ url }: UptimeQuery, found: string) {
  return badReply(url ?? '', 'E_BAD_QUERY', {
    found,
    expected: 'one figure, or a list of objects that are samples',
    fix: 'Compare `query` with what the address answers.',
  });
}
