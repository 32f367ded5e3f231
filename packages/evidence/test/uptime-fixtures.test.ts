import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { UPTIME_SERVICES } from '../src/uptime/index.ts';
import { type Exchange, type ExchangeResult, playExchange } from './uptime-exchange.ts';

const FOLDER = new URL('../fixtures/uptime/', import.meta.url);

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8'));

describe.each(UPTIME_SERVICES.map((service) => [service.id, service] as const))('%s', (id, service) => {
  const cases = existsSync(new URL(id, FOLDER)) ? readdirSync(new URL(id, FOLDER)).sort() : [];

  test('has recorded exchanges, good ones and traps', () => {
    const results = cases.map((name) => read(`${id}/${name}/expected.json`) as ExchangeResult);
    expect(results.some(({ source }) => source !== undefined)).toBe(true);
    expect(results.filter(({ codes }) => codes !== undefined).length).toBeGreaterThanOrEqual(3);
  });

  // A missing expectation fails: nothing here writes one.
  test.each(cases)('%s', (name) => {
    const exchange = read(`${id}/${name}/exchange.json`) as Exchange;
    expect(playExchange(service, exchange)).toEqual(read(`${id}/${name}/expected.json`));
  });
});

test('every folder is of a service', () => {
  const ids = UPTIME_SERVICES.map(({ id }) => id);
  expect((existsSync(FOLDER) ? readdirSync(FOLDER) : []).filter((name) => !ids.includes(name))).toEqual([]);
});
