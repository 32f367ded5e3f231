import { GateError } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { prometheus } from '../src/uptime/prometheus.ts';
import { type MatrixReply, readMatrix } from '../src/uptime/prometheus-matrix.ts';
import { readSelector } from '../src/uptime/prometheus-selector.ts';
import { errorOf } from '../src/uptime/prometheus-series.ts';
import { type Exchange, playExchange, queryOf } from './uptime-exchange.ts';

interface Series {
  readonly metric: unknown;
  readonly values: readonly (readonly [number, number])[];
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function scan(text: string): { readonly reply: MatrixReply; readonly series: readonly Series[] } {
  const series: Series[] = [];
  const reply = readMatrix(bytes(text), errorOf('x'), (labels, { at, value, length }) => {
    const values = Array.from({ length }, (_, index) => [at[index] as number, value[index] as number] as const);
    series.push({ metric: { ...labels }, values });
  });
  return { reply, series };
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof GateError) return error.failures.map(({ code }) => code).join();
    throw error;
  }
  return '';
}

interface WireReply {
  readonly data: { readonly result: readonly { readonly metric: unknown; readonly values: [number, string][] }[] };
}

/** What JSON.parse makes of the same text. */
function parsed(text: string): Series[] {
  const special: Record<string, number> = { '+Inf': Number.POSITIVE_INFINITY, '-Inf': Number.NEGATIVE_INFINITY };
  const { data } = JSON.parse(text) as WireReply;
  return data.result.map(({ metric, values }) => ({
    metric,
    values: values.map(([at, value]) => [Math.round(at * 1000), special[value] ?? Number(value)]),
  }));
}

const time = fc.oneof(
  fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }),
  fc.integer({ min: 0, max: 4_000_000_000_000 }).map((at) => at / 1000),
);
const value = fc.oneof(
  fc.constantFrom('0', '1', 'NaN', '+Inf', '-Inf', '-0', '1e+21', '0.5', '1.7976931348623157e+308'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.maxSafeNat().map(String),
);
const labels = fc.dictionary(fc.string({ maxLength: 6 }), fc.string({ maxLength: 8, unit: 'binary' }), { maxKeys: 4 });
const series = fc.record({ metric: labels, values: fc.array(fc.tuple(time, value), { maxLength: 8 }) });
const document = fc
  .tuple(fc.array(series, { maxLength: 4 }), fc.constantFrom(undefined, 1, '\t'), fc.boolean())
  .map(([result, space, isTurned]) => {
    const data = { resultType: 'matrix', result };
    const reply = isTurned ? { warnings: ['w"[]{}'], data, status: 'success' } : { status: 'success', data };
    return JSON.stringify(reply, null, space);
  });

describe('the scanner', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { reply, series } = scan(text);
        expect(series).toEqual(parsed(text));
        expect(reply).toMatchObject({ resultType: 'matrix', histograms: 0, facts: { status: 'success' } });
      }),
    );
  });

  test('refuses every cut', () => {
    fc.assert(
      fc.property(document, fc.nat(), (text, at) => {
        const cut = text.slice(0, at % text.length);
        expect(codeOf(() => scan(cut))).toMatch(cut.trim() === '' ? /^E_EMPTY$/ : /^E_TRUNCATED$|^E_MALFORMED$/);
      }),
      { numRuns: 300 },
    );
    const one = '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1.5,"1"]]}]}}';
    const codes = Array.from({ length: one.length - 1 }, (_, at) => codeOf(() => scan(one.slice(0, at + 1))));
    expect(new Set(codes)).toEqual(new Set(['E_TRUNCATED']));
  });

  test('accepts no text that is not JSON, whatever is changed', () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.constantFrom(...'0",[]{}:. -eN\\x'), (text, place, sign) => {
        const at = place % text.length;
        const changed = text.slice(0, at) + sign + text.slice(at + 1);
        const code = codeOf(() => scan(changed));
        if (code === '') expect(() => JSON.parse(changed)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['labels behind the samples', '{"data":{"result":[{"values":[[1,"1"]],"metric":{"a":"b"}}]}}', 1],
    ['blanks', ' { "data" : { "result" : [ { "metric" : { } , "values" : [ [ 1 , "1" ] ] } ] } } \n', 1],
    ['no series', '{"data":{"result":[]}}', 0],
    [
      'numbers in other ways',
      '{"data":{"result":[{"metric":{},"values":[[1.5e9,"1e0"],[1500000015.0001,"0.0"]]}]}}',
      1,
    ],
  ])('reads %s', (_, text, count) => {
    const found = scan(text).series;
    expect(found).toEqual(parsed(text));
    expect(found).toHaveLength(count);
  });

  test.each([
    ['a time with a leading zero', '[[01794485700,"1"]]'],
    ['a time in quotation marks', '[["1794485700","1"]]'],
    ['a value without quotation marks', '[[1794485700,1]]'],
    ['a value that is empty', '[[1794485700,""]]'],
    ['a value of words', '[[1794485700,"up"]]'],
    ['a value with a leading zero', '[[1794485700,"01"]]'],
    ['a value with blanks', '[[1794485700," 1"]]'],
    ['a hexadecimal value', '[[1794485700,"0x1"]]'],
    ['a third part', '[[1794485700,"1",2]]'],
    ['a missing part', '[[1794485700]]'],
    ['a comma at the end', '[[1794485700,"1"],]'],
    ['no comma between', '[[1794485700,"1"][1794485715,"1"]]'],
    ['null', '[null]'],
    ['a number as long as a page', `[[${'1'.repeat(5000)},"1"]]`],
  ])('refuses %s', (_, values) => {
    expect(codeOf(() => scan(`{"data":{"result":[{"metric":{},"values":${values}}]}}`))).toBe('E_MALFORMED');
  });

  test.each([
    ['E_CONTRADICTION', '{"status":"success","status":"success"}'],
    ['E_CONTRADICTION', '{"data":{"result":[{"metric":{"a":"1","a":"2"},"values":[]}]}}'],
    ['E_CONTRADICTION', '{"data":{"result":[],"result":[]}}'],
    ['E_MALFORMED', '{"data":{"result":[{"values":[]}]}}'],
    ['E_MALFORMED', '{"data":{"result":[]}}{}'],
    ['E_MALFORMED', '[]'],
    ['E_WRONG_FORMAT', ' <html>'],
    ['E_EMPTY', ' \n'],
    ['E_TOO_LARGE', `{"warnings":["${'x'.repeat(2_000_000)}"]}`],
    ['E_TRUNCATED', '{"data":{"result":[[[['],
  ])('%s for %.60s', (code, text) => {
    expect(codeOf(() => scan(text))).toBe(code);
  });

  test('a week of 20 series with a sample every 15 seconds', () => {
    const count = 40_320;
    const pairs = Array.from({ length: count }, (_, index) => `[${1_794_571_200 + 15 * index}.123,"1"]`).join();
    const all = Array.from({ length: 20 }, (_, index) => `{"metric":{"pod":"${index}"},"values":[${pairs}]}`).join();
    const exchange = { rounds: [], about: '', query: { url: 'https://x.example', query: 'up' } };
    const body = bytes(`{"status":"success","data":{"resultType":"matrix","result":[${all}]}}`);
    const source = prometheus.decode(queryOf(exchange), [[{ where: 'x', status: 200, headers: {}, body }]]);
    expect('replicas' in source && source.replicas.map(({ at }) => at.length)).toEqual(Array(20).fill(count));
  });
});

describe('selectors', () => {
  test.each([
    ['up', 'up'],
    [' up{job="staging"} ', 'up'],
    ['up {job="staging", instance!~"a.*",}', 'up'],
    ['job:up:max{}', 'job:up:max'],
    ['{__name__="up",job="x"}', 'up'],
    ['{"up.time", job="x"}', 'up.time'],
    ["{job=\"avg(x[5m]) } offset\", b=~'{\\''}", undefined],
    ['{__name__=~"up|down"}', undefined],
  ])('%s', (text, metric) => {
    expect(readSelector(text, 'query', 'up')).toEqual({ text: text.trim(), ...(metric ? { metric } : {}) });
  });

  test.each([
    ['up[7d]', 'a range'],
    ['avg_over_time(up[7d])', 'a function'],
    ['(up)', 'brackets'],
    ['up offset 1d', 'modifier'],
    ['up @ 1', 'modifier'],
    ['up == 1', 'operator'],
    ['up or down', 'operator'],
    ['up{job="a"', 'no selector'],
    ['up{job=a}', 'no selector'],
    ['up{job="a"}}', 'no selector'],
    ['up{,}', 'no selector'],
    ['1', 'no selector'],
    ['', 'no selector'],
  ])('not %s', (text, what) => {
    expect(() => readSelector(text, 'query', 'up')).toThrow(what);
    expect(codeOf(() => readSelector(text, 'query', 'up'))).toBe('E_BAD_INPUT');
  });
});

describe('what is asked', () => {
  const ask = (query: Exchange['query']) => prometheus.requests(queryOf({ query }));

  test('the token, and the headers of the user, which win', () => {
    const query = { url: 'https://x.example', query: 'up', token: 'abc' };
    expect(ask(query)[0]?.headers).toMatchObject({ authorization: 'Bearer abc', accept: 'application/json' });
    const headers = { Authorization: 'Basic xyz', 'X-Scope-OrgID': 'staging' };
    expect(ask({ ...query, headers })[0]?.headers).toMatchObject({
      authorization: 'Basic xyz',
      'x-scope-orgid': 'staging',
    });
  });

  test.each([
    ['https://x.example', 'https://x.example/api/v1/query'],
    ['https://x.example//', 'https://x.example/api/v1/query'],
    ['https://x.example/prometheus/api/v1/', 'https://x.example/prometheus/api/v1/query'],
    ['https://x.example/api/v1/query_range?tenant=1', 'https://x.example/api/v1/query?tenant=1'],
  ])('at %s', (url, expected) => {
    expect(ask({ url, query: 'up' })[0]?.url).toBe(expected);
  });

  test.each(['ftp://x.example', 'x.example', ''])('not at %j', (url) => {
    expect(codeOf(() => ask({ url, query: 'up' }))).toBe('E_BAD_INPUT');
  });

  test('no selector twice', () => {
    const query = { url: 'https://x.example', measure: 'requests', query: 'r', totalQuery: ' r' } as const;
    expect(codeOf(() => ask(query))).toBe('E_BAD_INPUT');
  });
});

test('what a server says never leads to an answer without end', () => {
  const reply = { status: 503, body: { status: 'error', errorType: 'timeout', error: 'query timed out' } };
  const query = { url: 'https://x.example', query: 'up' };
  const rounds = [[reply], Array(7).fill(reply), [reply]];
  expect(playExchange(prometheus, { about: '', query, rounds }).codes).toEqual(['E_TOO_LARGE']);
});

test('a failure tells no token, header or query of the address', () => {
  const query = { url: 'https://u:secret1@x.example/?key=secret2', query: 'up', token: 'secret3' };
  const full = queryOf({ query });
  const where = 'https://x.example';
  const replies = [401, 500, 302].map((status) => ({ where, status, headers: {}, body: bytes('no') }));
  const pages = [...replies, { where, status: 200, headers: {}, body: bytes('{"status":"success","data":{}}') }];
  for (const reply of pages) expect(() => prometheus.decode(full, [[reply]])).toThrow(/^(?!.*secret)/s);
});
