import type { UptimeEvidence } from '../src/uptime-evidence.ts';
import {
  DAY,
  evidence,
  figure,
  HOUR,
  looks,
  MINUTE,
  NOW,
  replica,
  requests,
  SILENCE,
  shareOf,
  THOUSAND,
  verdictOf,
} from './uptime-samples.ts';

interface Case {
  readonly name: string;
  readonly uptime: UptimeEvidence | undefined;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly expected: string;
  /** What is said, in this order; texts of `observed`, `missing`, `why` and `fix`. */
  readonly says?: string | RegExp;
}

/** Defines the table of one check. Whatever is red says why, or leaves that to the criterion about the sources. */
function table(check: string, usual: NonNullable<Case['params']>, cases: readonly Case[]): void {
  describe(check, () => {
    test.each(cases)('$name', ({ uptime, params = {}, expected, says }) => {
      const { outcome, observed, missing = '', why, fix } = verdictOf(check, { ...usual, ...params }, uptime);
      expect(outcome).toBe(expected);
      if (says !== undefined) expect([observed, missing, why, fix].join(' | ')).toMatch(says);
      if (outcome === 'unmet') expect(why === '' && fix === '').toBe(false);
    });
  });
}

const MAINTENANCE = { ...THOUSAND, declaredAt: 0, reason: 'move', where: 'maturity.yml:9' };
const failed = { failures: [SILENCE] };
const any = { require: 'any' } as const;
const none = { confidence: 'none' };

table('uptime-floor', { min: '99.5', confidence: 'none' }, [
  { name: 'nothing was asked', uptime: undefined, expected: 'unknown', says: 'no source was asked' },
  { name: 'all up', uptime: evidence([looks('1000=')]), expected: 'met', says: '100.00 %' },
  { name: 'exactly enough', uptime: evidence([looks('995=5X')]), expected: 'met', says: '99.50 %' },
  {
    name: 'one slot less',
    uptime: evidence([looks('994=6X')]),
    expected: 'unmet',
    says: /^99\.40 % \| 1 m less downtime \| Down for 6 m; the threshold allows 5 m\./,
  },
  {
    name: 'enough whatever the gap hides',
    uptime: evidence([looks('500=5?495=')]),
    expected: 'met',
    says: '99.50 % to 100.00 %',
  },
  {
    name: 'a gap that may hide too much',
    uptime: evidence([looks('500=6?494=')]),
    expected: 'unknown',
    says: /^99\.40 % to 100\.00 % \| looks at 6 m \| Of 6 m of the window nobody knows/,
  },
  { name: 'too little whatever the gap hides', uptime: evidence([looks('400=6X94=6?494=')]), expected: 'unmet' },
  { name: 'no sample in the window', uptime: evidence([looks('', THOUSAND)]), expected: 'unknown' },
  { name: 'one sample', uptime: evidence([looks('=')]), expected: 'unknown', says: 'too few to tell how often' },
  {
    name: 'a source that did not answer',
    uptime: evidence([], failed),
    expected: 'unknown',
    says: 'no source answered',
  },
  { name: 'no source at all', uptime: evidence([]), expected: 'unknown', says: 'no source' },
  { name: 'all: one did not answer', uptime: evidence([looks('1000=')], failed), expected: 'unknown' },
  { name: 'all: one refutes, one did not answer', uptime: evidence([looks('900=100X')], failed), expected: 'unmet' },
  {
    name: 'all: one refutes, one says nothing',
    uptime: evidence([looks(''), looks('900=100X')]),
    expected: 'unmet',
    says: /^90\.00 % \| 1 h 35 m less downtime \| Down for 1 h 40 m/,
  },
  {
    name: 'all: one shows it, one says nothing',
    uptime: evidence([looks('1000='), requests(1, 1)]),
    expected: 'unknown',
    says: 'lower `min-requests`',
  },
  { name: 'any: one shows it', uptime: evidence([looks('900=100X'), looks('1000=')], any), expected: 'met' },
  {
    name: 'any: one shows it, one did not answer',
    uptime: evidence([looks('1000=')], { ...any, ...failed }),
    expected: 'met',
  },
  {
    name: 'any: none shows it, one did not answer',
    uptime: evidence([looks('900=100X')], { ...any, ...failed }),
    expected: 'unknown',
    says: 'Not every source answered',
  },
  {
    name: 'any: all refute it',
    uptime: evidence([looks('900=100X'), looks('990=10X')], any),
    expected: 'unmet',
    says: '99.00 %',
  },
  { name: 'any: one is open', uptime: evidence([looks('900=100X'), looks('900=100?')], any), expected: 'unknown' },
  { name: 'a figure', uptime: evidence([figure(996)]), expected: 'met', says: '99.60 %' },
  {
    name: 'a figure that was rounded over the threshold',
    uptime: evidence([figure(994, 996)]),
    expected: 'unknown',
    says: '99.40 % to 99.60 %',
  },
  {
    name: 'a figure of a monitor that began yesterday',
    uptime: evidence([figure(1000, 1000, { since: NOW - 500 * MINUTE })]),
    expected: 'unknown',
    says: '50.00 % to 100.00 %',
  },
  {
    name: 'a figure of another time',
    uptime: evidence([figure(1000, 1000, { span: { from: NOW - 9 * DAY, to: NOW - 8 * DAY } })]),
    expected: 'unknown',
    says: 'about another time',
  },
  {
    name: 'a figure of a longer time',
    uptime: evidence([figure(1000, 1000, { span: { from: NOW - 9 * DAY, to: NOW } })]),
    expected: 'unknown',
    says: 'longer time than the window',
  },
  {
    name: 'nothing but maintenance',
    uptime: evidence([], {
      shares: [shareOf(looks('1000='), { maintenance: [MAINTENANCE], maintenanceCapMs: DAY })],
    }),
    expected: 'unknown',
    says: 'All of the window is maintenance',
  },
  { name: 'requests', uptime: evidence([requests(9950, 10_000)]), expected: 'met', says: '99.50 %' },
  {
    name: 'a request too few',
    uptime: evidence([requests(9949, 10_000)]),
    expected: 'unmet',
    says: /^99\.49 % \| {2}\|/,
  },
  { name: 'too few requests', uptime: evidence([requests(999, 999)]), expected: 'unknown', says: '999 requests' },
  { name: 'no requests', uptime: evidence([requests(0, 0)]), expected: 'unknown' },
  {
    name: 'requests of half of the window',
    uptime: evidence([requests(10_000, 10_000, { span: { from: NOW - 500 * MINUTE, to: NOW } })]),
    expected: 'unknown',
    says: '50.00 % to 100.00 %',
  },
  {
    name: 'requests of nearly all of the window',
    uptime: evidence([requests(10_000, 10_000, { span: { from: THOUSAND.from + 5 * MINUTE, to: NOW } })]),
    expected: 'met',
  },
  {
    name: 'another environment',
    uptime: evidence([looks('1000=')], { environment: 'production' }),
    params: { environment: 'staging' },
    expected: 'unknown',
    says: 'environment: staging',
  },
  {
    name: 'a window that is too short',
    uptime: evidence([looks('1000=')]),
    params: { window: '30d' },
    expected: 'unknown',
    says: /^a window of 16 h 40 m .* 30 d are asked for.*"window: 30d"/,
  },
  { name: 'a window that is longer', uptime: evidence([looks('1000=')]), params: { window: '16h' }, expected: 'met' },
  {
    name: 'as many looks as would prove it',
    uptime: evidence([looks('1000=')]),
    params: { confidence: 'possible' },
    expected: 'met',
  },
  {
    name: 'possible: of looks that would be enough some may be down',
    uptime: evidence([looks('995=5X')]),
    params: { confidence: 'possible' },
    expected: 'met',
  },
  {
    name: 'and for certain they are too few',
    uptime: evidence([looks('995=5X')]),
    params: { confidence: '0.95' },
    expected: 'unknown',
    says: '995 of 1,000 looks',
  },
  {
    name: 'too few looks',
    uptime: evidence([looks('1000=')]),
    params: { min: '99.9', confidence: 'possible' },
    expected: 'unknown',
    says: '1,000 looks without a failure prove 99.73 %',
  },
  {
    name: 'what no number of looks proves',
    uptime: evidence([looks('1000=')]),
    params: { min: '100', confidence: 'possible' },
    expected: 'unknown',
    says: 'no number of looks',
  },
  { name: 'all of it', uptime: evidence([looks('1000=')]), params: { min: '100' }, expected: 'met' },
  {
    name: 'a figure does not tell how many looks it is of',
    uptime: evidence([figure(1000)]),
    params: { confidence: '0.95' },
    expected: 'unknown',
    says: 'does not tell how often it looked',
  },
  {
    name: 'any: one with enough looks is enough',
    uptime: evidence([figure(1000), looks('1000=')], any),
    params: { confidence: '0.95' },
    expected: 'met',
  },
]);

table('uptime-coverage', { min: '99' }, [
  { name: 'nothing was asked', uptime: undefined, expected: 'unknown' },
  { name: 'all seen', uptime: evidence([looks('1000=')]), expected: 'met', says: '100.00 % seen' },
  { name: 'down is seen as well', uptime: evidence([looks('1000X')]), expected: 'met' },
  { name: 'exactly enough', uptime: evidence([looks('500=10?490=')]), expected: 'met', says: '99.00 % seen' },
  {
    name: 'a slot too few',
    uptime: evidence([looks('500=11?489=')]),
    expected: 'unmet',
    says: /98\.90 % seen .*nothing about 11 m of the window.*without gaps/,
  },
  { name: 'all: the least counts', uptime: evidence([looks('1000='), looks('900=100?')]), expected: 'unmet' },
  { name: 'any: the most counts', uptime: evidence([looks('1000='), looks('900=100?')], any), expected: 'met' },
  { name: 'all: one did not answer', uptime: evidence([looks('1000=')], failed), expected: 'unknown' },
  {
    name: 'any: one did not answer',
    uptime: evidence([looks('1000=')], { ...any, ...failed }),
    expected: 'met',
  },
  {
    name: 'all: one saw too little, one did not answer',
    uptime: evidence([looks('900=100?')], failed),
    expected: 'unmet',
  },
  { name: 'a source without a sample', uptime: evidence([looks('')]), expected: 'unmet' },
  {
    name: 'requests of half of the window',
    uptime: evidence([requests(5000, 5000, { span: { from: NOW - 500 * MINUTE, to: NOW } })]),
    expected: 'unmet',
    says: '50.00 % seen',
  },
  { name: 'no source answered', uptime: evidence([], failed), expected: 'unknown' },
]);

table('uptime-outage', { max: '30m' }, [
  { name: 'nothing was asked', uptime: undefined, expected: 'unknown' },
  { name: 'none', uptime: evidence([looks('1000=')]), expected: 'met', says: 'none' },
  {
    name: 'exactly as long as it may be',
    uptime: evidence([looks('500=30X470=')]),
    expected: 'met',
    says: '30 m from 2026-11-20T03:40:00Z',
  },
  {
    name: 'a minute longer',
    uptime: evidence([looks('500=31X469=')]),
    expected: 'unmet',
    says: /31 m from .* 1 m less of one outage .* lasted from 2026-11-20T03:40:00Z to 2026-11-20T04:11:00Z/,
  },
  { name: 'many short ones', uptime: evidence([looks('400=30X=30X=30X508=')]), expected: 'met' },
  { name: 'a gap that is as long', uptime: evidence([looks('500=30?470=')]), expected: 'met' },
  {
    name: 'a gap that is longer',
    uptime: evidence([looks('500=31?469=')]),
    expected: 'unknown',
    says: /^a gap of 31 m .* tells nothing of a stretch of 31 m/,
  },
  {
    name: 'an outage and a gap that together are longer',
    uptime: evidence([looks('500=20X20?460=')]),
    expected: 'unknown',
    says: 'a gap of 40 m',
  },
  { name: 'all: one is over', uptime: evidence([looks('1000='), looks('900=100X')]), expected: 'unmet' },
  { name: 'any: one is short enough', uptime: evidence([looks('1000='), looks('900=100X')], any), expected: 'met' },
  { name: 'any: all are over', uptime: evidence([looks('900=100X'), looks('950=50X')], any), expected: 'unmet' },
  {
    name: 'any: all are over, one did not answer',
    uptime: evidence([looks('900=100X')], { ...any, ...failed }),
    expected: 'unknown',
    says: 'Not every source answered',
  },
  {
    name: 'all: one did not answer',
    uptime: evidence([looks('1000=')], failed),
    expected: 'unknown',
    says: 'Not every source answered',
  },
  {
    name: 'a figure does not tell its outages',
    uptime: evidence([figure(1000)]),
    expected: 'unknown',
    says: 'no outage is told',
  },
  {
    name: 'a figure that does',
    uptime: evidence([figure(990, 990, { outages: [{ from: NOW - HOUR, to: NOW - HOUR / 2 }] })]),
    expected: 'met',
  },
  {
    name: 'a figure of a part of the window may miss one',
    uptime: evidence([figure(1000, 1000, { outages: [], since: NOW - 500 * MINUTE })]),
    expected: 'unknown',
    says: 'a gap of 8 h 20 m',
  },
  {
    name: 'a figure of another time tells of none here',
    uptime: evidence([figure(1000, 1000, { outages: [], span: { from: NOW - 9 * DAY, to: NOW - 8 * DAY } })]),
    expected: 'unknown',
  },
  { name: 'requests have none', uptime: evidence([requests(5000, 5000)]), expected: 'unknown' },
]);

table('uptime-freshness', {}, [
  { name: 'nothing was asked', uptime: undefined, expected: 'unknown' },
  { name: 'a look a minute ago', uptime: evidence([looks('1000=')]), expected: 'met', says: '2026-11-20T11:59:00Z' },
  { name: 'ten minutes are granted', uptime: evidence([looks('991=9?')]), expected: 'met' },
  {
    name: 'and not more',
    uptime: evidence([looks('990=10?')]),
    expected: 'unknown',
    says: /looked last at 2026-11-20T11:49:00Z, 11 m ago.*Start the monitor again/,
  },
  {
    name: 'as a workflow states',
    uptime: evidence([looks('990=10?')]),
    params: { 'max-age': '11m' },
    expected: 'met',
  },
  {
    name: 'three intervals of a source that looks seldom',
    uptime: evidence([
      looks('1000=', THOUSAND, { intervalMs: 30 * MINUTE }),
      looks('930=70?', THOUSAND, { intervalMs: 30 * MINUTE }),
    ]),
    expected: 'met',
  },
  { name: 'one look is a look', uptime: evidence([looks('999?=')]), expected: 'met' },
  { name: 'no look', uptime: evidence([looks('')]), expected: 'unknown', says: 'never looked' },
  { name: 'all: one stopped', uptime: evidence([looks('1000='), looks('900=100?')]), expected: 'unknown' },
  { name: 'any: one still looks', uptime: evidence([looks('1000='), looks('900=100?')], any), expected: 'met' },
  { name: 'all: one did not answer', uptime: evidence([looks('1000=')], failed), expected: 'unknown' },
  { name: 'a figure up to now', uptime: evidence([figure(1000)]), expected: 'met' },
  {
    name: 'a figure that ends an hour ago',
    uptime: evidence([figure(1000, 1000, { span: { from: THOUSAND.from, to: NOW - HOUR } })]),
    expected: 'unknown',
  },
  {
    name: 'requests up to an hour ago',
    uptime: evidence([requests(5000, 5000, { span: { from: THOUSAND.from, to: NOW - HOUR } })]),
    expected: 'unknown',
  },
]);

const since = (at: number, from: 'deployment' | 'declared' = 'declared') => ({
  deployedSince: { at, from, where: 'maturity.yml:5' },
});

table('uptime-deployment', { for: '7d' }, [
  { name: 'nothing was asked', uptime: undefined, expected: 'unknown' },
  {
    name: 'nobody tells',
    uptime: evidence([]),
    expected: 'unknown',
    says: 'Nobody tells since when this is in staging',
  },
  {
    name: 'who was asked does not tell',
    uptime: evidence([], { remarks: [SILENCE] }),
    expected: 'unknown',
    says: /status 401.*E_UNAUTHORIZED.*Give a token/,
  },
  { name: 'for exactly a week', uptime: evidence([], since(NOW - 7 * DAY)), expected: 'met', says: 'maturity.yml:5' },
  {
    name: 'a second less',
    uptime: evidence([], since(NOW - 7 * DAY + 1000, 'deployment')),
    expected: 'unmet',
    says: /another 1 s .*By a deployment of GitHub.*Wait until 2026-11-20T12:00:01Z/,
  },
  { name: 'a time that is to come', uptime: evidence([], since(NOW + 1)), expected: 'unknown', says: 'to come' },
  {
    name: 'the whole window where no span is stated',
    uptime: evidence([], since(THOUSAND.from)),
    params: { for: '1000m' },
    expected: 'met',
  },
  {
    name: 'another environment',
    uptime: evidence([], since(NOW - 30 * DAY)),
    params: { environment: 'production' },
    expected: 'unknown',
    says: 'environment: production',
  },
]);

table('uptime-interval', { max: '1m' }, [
  { name: 'nothing was asked', uptime: undefined, expected: 'unknown' },
  { name: 'every minute', uptime: evidence([looks('1000=')]), expected: 'met', says: 'every 1 m' },
  {
    name: 'a little late',
    uptime: evidence([looks('1000=', THOUSAND, { intervalMs: 66_000 })]),
    expected: 'met',
  },
  {
    name: 'too late',
    uptime: evidence([looks('1000=', THOUSAND, { intervalMs: 67_000 })]),
    expected: 'unmet',
    says: 'Shorten the interval',
  },
  {
    name: 'a figure does not tell',
    uptime: evidence([figure(1000)]),
    expected: 'unknown',
    says: 'does not tell how often it looks',
  },
  {
    name: 'all: one does not tell, one is too slow',
    uptime: evidence([figure(1000), looks('1000=', THOUSAND, { intervalMs: HOUR })]),
    expected: 'unmet',
    says: 'every 1 h',
  },
  { name: 'any: one does not tell', uptime: evidence([figure(1000), looks('1000=')], any), expected: 'met' },
  { name: 'all: one did not answer', uptime: evidence([looks('1000=')], failed), expected: 'unknown' },
]);

table('uptime-sources', {}, [
  { name: 'nothing was asked', uptime: undefined, expected: 'unknown' },
  { name: 'no source', uptime: evidence([]), expected: 'unknown', says: 'Name a `source`' },
  { name: 'one answered', uptime: evidence([looks('1000=')]), expected: 'met', says: '1 of 1 source answered' },
  {
    name: 'all: one did not',
    uptime: evidence([looks('1000=')], failed),
    expected: 'unknown',
    says: /1 of 2 sources answered .*status\.example\.org: status 401.*Give a token/,
  },
  { name: 'any: one did not', uptime: evidence([looks('1000=')], { ...any, ...failed }), expected: 'met' },
  { name: 'any: none did', uptime: evidence([], { ...any, ...failed }), expected: 'unknown' },
]);

test('parameters that are not those of a check are refused', () => {
  expect(() => verdictOf('uptime-floor', { min: '99,5' }, evidence([]))).toThrow('99,5');
  expect(() => verdictOf('uptime-floor', { min: 99, confidence: '0.5' }, evidence([]))).toThrow('0.5');
});

describe('replicas', () => {
  const both = { ...looks(''), replicas: [replica('a', '900=100X'), replica('b', '100X900=')] };
  test.each([
    { mode: 'any', lower: 1000 },
    { mode: 'all', lower: 800 },
  ] as const)('$mode', ({ mode, lower }) => {
    expect(shareOf(both, { replicas: mode }).lower).toEqual({ num: lower, den: 1000 });
  });

  test('by average the looks of all count, and the earliest pass is not told', () => {
    const share = shareOf(both, { replicas: 'average' });
    expect(share.lower).toEqual({ num: 1800, den: 2000 });
    const { fix } = verdictOf('uptime-floor', { min: '99', ...none }, evidence([], { shares: [share] }));
    expect(fix).not.toContain('passes from');
  });
});
