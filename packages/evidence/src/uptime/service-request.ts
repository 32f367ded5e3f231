import { ConfigurationError } from '@maturity-actions/criteria';
import type { HttpRequest, UptimeQuery, UptimeService, Want } from './uptime-service.ts';

type Asked = Pick<UptimeService, 'id' | 'wants'>;
type TextInput = 'url' | 'query' | 'token';

/** The text of an input that a service cannot do without. Throws ConfigurationError E_BAD_INPUT when it is missing. */
export function wantedText({ id, wants }: Asked, query: UptimeQuery, input: TextInput): string {
  const text = query[input]?.trim();
  if (text !== undefined && text !== '') return text;
  throw badText(id, input, 'nothing', wants[input]);
}

/** The id of a monitor as it may stand in an address. Throws ConfigurationError E_BAD_INPUT when it is missing or not of this form. */
export function wantedId(service: Asked, query: UptimeQuery, form: RegExp): string {
  const text = wantedText(service, query, 'query');
  if (form.test(text)) return encodeURIComponent(text);
  throw badText(service.id, 'query', `\`${text}\``, service.wants.query);
}

/** An input that a service cannot understand. `found` must not hold a secret. */
export function badText(id: string, input: TextInput, found: string, want: Want | undefined): ConfigurationError {
  return new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `\`${input}\` of source \`${id}\``,
    found,
    expected: want?.what ?? 'no such text',
    fix: want ? `Write for instance \`${input}: ${want.example}\`.` : `Remove \`${input}\`.`,
  });
}

/**
 * Address of a service without its final `/`; `known` where the user gives none. Throws
 * ConfigurationError E_BAD_INPUT for what is no http or https address, and for one with a password.
 */
export function serviceAddress(service: Asked, query: UptimeQuery, known?: string): string {
  const text = known !== undefined && !query.url?.trim() ? known : wantedText(service, query, 'url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // What cannot be read may still hold a password, so it is not repeated.
  if (!url || !/^https?:$/.test(url.protocol))
    throw badText(service.id, 'url', 'no http or https address', service.wants.url);
  if (url.username !== '' || url.password !== '')
    throw badText(service.id, 'url', 'an address with a user or a password; `token` or `headers` are for these', {
      what: 'an address alone',
      example: `${url.protocol}//${url.host}${url.pathname}`,
      isRequired: true,
    });
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}

/** Throws ConfigurationError E_BAD_INPUT when requests are to be counted by a service that knows of time only. */
export function requireTimeMeasure({ id, title }: Pick<UptimeService, 'id' | 'title'>, { measure }: UptimeQuery): void {
  if (measure === 'time') return;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `\`measure\` of source \`${id}\``,
    found: '`requests`',
    expected: `\`time\`: ${title} counts no requests`,
    fix: 'Write `measure: time`, or use a source that counts requests, such as `prometheus`.',
  });
}

/** A request for JSON; see `requestHeaders`. */
export function getRequest(query: UptimeQuery, url: string): HttpRequest {
  return { method: 'GET', url, headers: requestHeaders(query) };
}

/** Headers of a request for JSON: the service's own, the token as Bearer, and those of the user, which win. Names are in lower case. */
export function requestHeaders(
  { token, headers }: Pick<UptimeQuery, 'token' | 'headers'>,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return mergedHeaders({ accept: 'application/json', ...own, ...bearer }, headers);
}

/** Both, with names in lower case; `stronger` wins. */
export function mergedHeaders(
  weaker: Readonly<Record<string, string>>,
  stronger: Readonly<Record<string, string>>,
): Record<string, string> {
  const both = [...Object.entries(weaker), ...Object.entries(stronger)];
  return Object.fromEntries(both.map(([name, value]) => [name.toLowerCase(), value]));
}

/** `status.example.org core_api`: a monitor of a service, for people. */
export function monitorPlace(address: string, monitor: string): string {
  return `${address.replace(/^https?:\/\//, '')} ${monitor}`;
}
