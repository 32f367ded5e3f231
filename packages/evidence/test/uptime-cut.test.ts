import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { GateError } from '@maturity-actions/criteria';
import { UPTIME_SERVICES } from '../src/uptime/index.ts';
import type { HttpReply, UptimeService } from '../src/uptime/uptime-service.ts';
import { addressOf } from '../src/uptime/uptime-service.ts';
import { type Exchange, type ExchangeResult, queryOf } from './uptime-exchange.ts';

const FOLDER = new URL('../fixtures/uptime/', import.meta.url);
const CUTS = 60;

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8'));

describe.each(UPTIME_SERVICES.map((service) => [service.id, service] as const))('%s', (id, service) => {
  const good = readdirSync(new URL(id, FOLDER)).filter((name) => {
    const { source, asked } = read(`${id}/${name}/expected.json`) as ExchangeResult;
    return source !== undefined && asked.length === 1;
  });

  test.each(good)('%s, cut anywhere, is no evidence', (name) => {
    const exchange = read(`${id}/${name}/exchange.json`) as Exchange;
    for (const [index, reply] of (exchange.rounds[0] ?? []).entries()) {
      if (typeof reply.body === 'string' || (reply.status ?? 200) !== 200) continue;
      const text = JSON.stringify(reply.body);
      for (let cut = 0; cut < CUTS; cut++) {
        const length = Math.floor((cut * text.length) / CUTS);
        expect(failureOf(service, exchange, index, text.slice(0, length))).toMatch(/^E_(EMPTY|TRUNCATED|MALFORMED)$/);
      }
    }
  });
});

/** Code of the failure when one reply of the first round is another text. */
function failureOf(service: UptimeService, exchange: Exchange, changed: number, text: string): string | undefined {
  const query = queryOf(exchange);
  const replies = service.requests(query).map(({ url }, index): HttpReply => {
    const { status = 200, headers = {}, body } = exchange.rounds[0]?.[index] ?? { body: '' };
    const whole = typeof body === 'string' ? body : JSON.stringify(body);
    const bytes = new TextEncoder().encode(index === changed ? text : whole);
    return { where: addressOf(url), status, headers, body: bytes };
  });
  try {
    service.decode(query, [replies]);
    return undefined;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return error.failures[0]?.code;
  }
}
