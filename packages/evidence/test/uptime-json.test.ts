import { GateError } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { jsonSource } from '../src/uptime/json.ts';
import { readJsonPath, selectJson } from '../src/uptime/json-path.ts';
import { readShare } from '../src/uptime/stated-share.ts';
import { playExchange, queryOf } from './uptime-exchange.ts';

describe('paths', () => {
  const document = { a: [{ 'b c': 1 }, { 'b c': 2 }], "it's": 3, __proto__x: 4, 'x-y': { ü: 5 }, '"': 6 };

  test.each([
    ['$', [document]],
    ['$.a[0]', [{ 'b c': 1 }]],
    ["$.a[-1]['b c']", [2]],
    ['$.a[*]["b c"]', [1, 2]],
    ['$.a.*["b c"]', [1, 2]],
    ["$['it\\'s']", [3]],
    ['$["\\""]', [6]],
    ['$.x-y.ü', [5]],
    [' $[ "a" ][ 1 ] ', [{ 'b c': 2 }]],
    ['$.a[2]', []],
    ['$.a[-3]', []],
    ['$.a.length', []],
    ['$.toString', []],
    ['$.__proto__', []],
    ['$["a"].b.c', []],
  ])('%s', (text, expected) => {
    expect(selectJson(document, readJsonPath(text, 'query'))).toEqual(expected);
  });

  test.each(['', 'a', '.a', '$a', '$..a', '$.a[0:1]', '$.a[0,1]', '$.a[?(@.b)]', '$[a]', '$.', '$[', "$['a]", '$.1'])(
    'not %j',
    (text) => {
      expect(() => readJsonPath(text, 'query')).toThrow('`[*]`');
    },
  );
});

describe('shares', () => {
  test.each([
    ['99.95', true, 0.99945, 0.99955],
    ['0.9995', false, 0.99945, 0.99955],
    ['1', false, 0.995, 1],
    ['100', true, 0.995, 1],
    ['100.000', true, 0.999995, 1],
    ['0', false, 0, 0.005],
    ['-0', false, 0, 0.005],
    ['0.999500', false, 0.9995, 0.9995],
    ['99.123456', true, 0.99123456, 0.99123456],
    ['9.995e-1', false, 0.99945, 0.99955],
    ['9.9950e1', true, 0.999495, 0.999505],
    ['+1.000000', false, 1, 1],
    ['1e-7', false, 1e-7, 1e-7],
  ])('%s, percent: %s', (text, isPercent, least, most) => {
    const share = readShare(text, isPercent);
    if (share === undefined || share === 'range') throw new Error(String(share));
    expect([share.least.num / share.least.den, share.most.num / share.most.den]).toEqual([least, most]);
  });

  test.each([
    ['1.1', false, 'range'],
    ['100.01', true, 'range'],
    ['-0.1', true, 'range'],
    ['1e99', true, 'range'],
    ['NaN', false, undefined],
    ['Infinity', false, undefined],
    ['99,95', true, undefined],
    ['', false, undefined],
    ['.5', false, undefined],
    ['0x1', false, undefined],
    ['1 0', false, undefined],
  ])('%s, percent: %s, is %s', (text, isPercent, expected) => {
    expect(readShare(text, isPercent)).toBe(expected);
  });

  test('the bounds hold what is written, exactly, in exact integers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 20 }), (digits, places) => {
        const one = 10n ** BigInt(places);
        fc.pre(digits <= one);
        const text = `${digits / one}.${String(digits % one).padStart(places, '0')}`;
        const share = readShare(places === 0 ? String(digits) : text, false);
        if (share === undefined || share === 'range') throw new Error(text);
        const { least, most } = share;
        for (const part of [least.num, least.den, most.num, most.den]) expect(Number.isSafeInteger(part)).toBe(true);
        expect(BigInt(least.num) * one <= digits * BigInt(least.den)).toBe(true);
        expect(BigInt(most.num) * one >= digits * BigInt(most.den)).toBe(true);
        expect(most.num).toBeLessThanOrEqual(most.den);
      }),
    );
  });
});

const url = 'https://x.example';

test('no cut of a reply is taken for a source', () => {
  const body = '{"monitors": [{"checks": [{"t": 1795175000, "up": true}], "up": 99.95}]}';
  for (const query of ['$.monitors[0].up %', '$.monitors[0].checks', '$'])
    for (let at = 0; at < body.length; at++) {
      const exchange = { about: '', query: { url, query }, rounds: [[{ body: body.slice(0, at) }]] };
      expect(playExchange(jsonSource, exchange).codes).toEqual([at === 0 ? 'E_EMPTY' : expect.any(String)]);
    }
});

test('any document leads to a source or to a failure that has a code', () => {
  const queries = ['$', '$ %', '$[*]', '$[0]', '$.a', '$.a[*]', '$.a %'];
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(...queries), (body, query) => {
      const { codes } = playExchange(jsonSource, { about: '', query: { url, query }, rounds: [[{ body }]] });
      if (codes) expect(codes.length).toBeGreaterThan(0);
    }),
  );
});

test('many problems are told, not all of them', () => {
  const body = new TextEncoder().encode(JSON.stringify(Array.from({ length: 100 }, () => ({ t: 1, up: true }))));
  const query = queryOf({ query: { url, query: '$' } });
  try {
    jsonSource.decode(query, [[{ where: url, status: 200, headers: {}, body }]]);
    throw new Error('it was read');
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    expect(error.failures).toHaveLength(10);
    expect(error.failures.at(-1)?.found).toContain('and 90 more problems');
  }
});
