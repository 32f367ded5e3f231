import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { GateError } from '@maturity-actions/criteria';
import { UPTIME_SERVICES } from '../src/uptime/index.ts';
import type { UptimeService } from '../src/uptime/uptime-service.ts';
import { addressOf } from '../src/uptime/uptime-service.ts';
import { type Exchange, queryOf } from './uptime-exchange.ts';

const FOLDER = new URL('../fixtures/uptime/', import.meta.url);
const SECRET = 'a-secret-of-the-user';

describe.each(UPTIME_SERVICES.map((service) => [service.id, service] as const))('%s', (id, service) => {
  const exchanges = readdirSync(new URL(id, FOLDER)).map(
    (name) => JSON.parse(readFileSync(new URL(`${id}/${name}/exchange.json`, FOLDER), 'utf8')) as Exchange,
  );

  test('tells nobody a token or a header', () => {
    for (const exchange of exchanges) expect(toldBy(service, withSecret(exchange))).not.toContain(SECRET);
  });
});

/** Whatever is secret in a query, made known. */
function withSecret(exchange: Exchange): Exchange {
  const headers = Object.keys(exchange.query.headers ?? {}).map((name) => [name, SECRET]);
  return { ...exchange, query: { ...exchange.query, token: SECRET, headers: Object.fromEntries(headers) } };
}

/** All that is told about the first round: the source, or the failures. Refusals of UptimeRobot repeat its key. */
function toldBy(service: UptimeService, exchange: Exchange): string {
  const query = queryOf(exchange);
  try {
    const replies = service.requests(query).map(({ url }, index) => {
      const { status = 200, headers = {}, body } = exchange.rounds[0]?.[index] ?? { body: '' };
      const text = (typeof body === 'string' ? body : JSON.stringify(body)).replaceAll('ur-key-for-tests', SECRET);
      return { where: addressOf(url), status, headers, body: new TextEncoder().encode(text) };
    });
    const answer = service.decode(query, [replies]);
    return 'ask' in answer ? '' : JSON.stringify(answer);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return error.message;
  }
}
