import type { UptimeQuery } from './uptime-service.ts';

/** Headers of a request for JSON: the service's own, the token as Bearer, and those of the user, which win. Names are in lower case. */
export function requestHeaders(
  { token, headers }: Pick<UptimeQuery, 'token' | 'headers'>,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    accept: 'application/json',
    ...own,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...Object.fromEntries(given),
  };
}
