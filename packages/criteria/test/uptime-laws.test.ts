import fc from 'fast-check';
import { compareRatios, type Percent } from '../src/ratio.ts';
import type { ReplicaMode } from '../src/uptime.ts';
import { decideUptime } from '../src/uptime-decision.ts';
import type { UptimeShare } from '../src/uptime-share.ts';
import { uptimeBounds } from '../src/uptime-timeline.ts';
import { evidence, looks, MINUTE, NOW, REDNESS, replica, SILENCE, shareOf, verdictOf } from './uptime-samples.ts';

/** 60 minutes: short enough for every way that slots may follow each other. */
const WINDOW = { from: NOW - 60 * MINUTE, to: NOW };
const SIGNS = fc.array(fc.constantFrom('=', '=', '=', 'X', '?'), { minLength: 60, maxLength: 60 });
const MODES = fc.constantFrom<ReplicaMode>('any', 'all', 'average');
const MIN: Percent = { num: 90, den: 1 };

/** The share of replicas with a look every minute; how often they look is stated, so that it stays the same. */
function share(replicas: readonly (readonly string[])[], mode: ReplicaMode = 'all'): UptimeShare {
  const all = replicas.map((signs, index) => replica(String(index), signs.join(''), WINDOW));
  return shareOf({ ...looks('', WINDOW), replicas: all, intervalMs: MINUTE }, { window: WINDOW, replicas: mode });
}

/** The signs with those at some places replaced. */
function replaced(signs: readonly string[], places: readonly number[], by: string, only?: string): string[] {
  return signs.map((sign, index) => (places.includes(index) && (only === undefined || sign === only) ? by : sign));
}

const PLACES = fc.array(fc.nat({ max: 59 }), { minLength: 1, maxLength: 20 });

describe('one replica', () => {
  test('all up is 1', () => {
    const { lower, upper } = share([Array(60).fill('=')]);
    expect([lower, upper]).toEqual([
      { num: 60, den: 60 },
      { num: 60, den: 60 },
    ]);
  });

  test('the bounds are bounds', () => {
    fc.assert(
      fc.property(SIGNS, (signs) => {
        const { lower, upper, known } = share([signs]);
        expect(compareRatios(lower, upper)).toBeLessThanOrEqual(0);
        expect(lower.num).toBeGreaterThanOrEqual(0);
        expect(upper.num).toBeLessThanOrEqual(upper.den);
        expect(known.num).toBeLessThanOrEqual(known.den);
      }),
    );
  });

  test('looks that saw it up and are missing never make the lower end larger', () => {
    fc.assert(
      fc.property(SIGNS, PLACES, (signs, places) => {
        const less = share([replaced(signs, places, '?', '=')]);
        expect(compareRatios(less.lower, share([signs]).lower)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('looks that saw it down never improve anything', () => {
    fc.assert(
      fc.property(SIGNS, PLACES, (signs, places) => {
        const worse = share([replaced(signs, places, 'X')]);
        const before = share([signs]);
        expect(compareRatios(worse.lower, before.lower)).toBeLessThanOrEqual(0);
        expect(compareRatios(worse.upper, before.upper)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('a gap is no better than an outage for the lower end, and no better than what is up', () => {
    const counts = fc.record({ up: fc.nat(500), down: fc.nat(500), unknown: fc.nat(500), maintenance: fc.nat(50) });
    fc.assert(
      fc.property(counts, fc.nat({ max: 500 }), (base, more) => {
        const bounds = (add: Partial<typeof base>) => uptimeBounds({ ...base, ...add, up: add.up ?? base.up + 1 });
        const unknown = bounds({ unknown: base.unknown + more });
        const down = bounds({ down: base.down + more });
        const up = bounds({ up: base.up + 1 + more });
        expect(compareRatios(unknown.lower, down.lower)).toBe(0);
        expect(compareRatios(unknown.lower, up.lower)).toBeLessThanOrEqual(0);
        expect(compareRatios(unknown.upper, up.upper)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('several replicas', () => {
  const several = fc.array(SIGNS, { minLength: 1, maxLength: 4 });

  test('all <= any', () => {
    fc.assert(
      fc.property(several, (replicas) => {
        const [all, any] = [share(replicas, 'all'), share(replicas, 'any')];
        fc.pre(all.silent === undefined);
        expect(compareRatios(all.lower, any.lower)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('their order does not matter', () => {
    fc.assert(
      fc.property(several, MODES, (replicas, mode) => {
        const { lower, upper } = share(replicas, mode);
        expect(share([...replicas].reverse(), mode)).toMatchObject({ lower, upper });
      }),
    );
  });

  test('looks that saw one down never make the lower end larger', () => {
    fc.assert(
      fc.property(several, MODES, PLACES, (replicas, mode, places) => {
        const [first = [], ...others] = replicas;
        const before = share(replicas, mode);
        fc.pre(before.silent === undefined);
        const worse = share([replaced(first, places, 'X'), ...others], mode);
        expect(compareRatios(worse.lower, before.lower)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('several sources', () => {
  const sources = fc.array(SIGNS, { minLength: 1, maxLength: 4 }).map((all) => all.map((signs) => share([signs])));
  const failures = fc.constantFrom([], [SILENCE]);
  const RANK = { unmet: 0, unknown: 1, met: 2 };

  test('what all show, any shows; what any refutes, all refute', () => {
    fc.assert(
      fc.property(sources, failures, (shares, missing) => {
        const [all, any] = (['all', 'any'] as const).map((require) =>
          decideUptime({ shares, failures: missing, require }, MIN),
        );
        expect(RANK[all ?? 'unknown']).toBeLessThanOrEqual(RANK[any ?? 'unknown']);
      }),
    );
  });

  test('their order does not matter', () => {
    fc.assert(
      fc.property(sources, failures, fc.constantFrom('all', 'any'), (shares, missing, require) => {
        const facts = { window: WINDOW, failures: missing, require } as const;
        const verdict = (some: readonly UptimeShare[]) =>
          verdictOf('uptime-floor', { min: 90, confidence: 'none' }, evidence([], { ...facts, shares: some }));
        const { outcome, observed } = verdict(shares);
        expect(verdict([...shares].reverse())).toMatchObject({ outcome, observed });
      }),
    );
  });

  test.each([
    'uptime-floor',
    'uptime-coverage',
    'uptime-outage',
    'uptime-freshness',
    'uptime-interval',
    'uptime-sources',
  ])('%s: a source that does not answer never makes it better', (check) => {
    const params =
      {
        'uptime-floor': { min: 90 },
        'uptime-coverage': { min: 90 },
        'uptime-outage': { max: '5m' },
        'uptime-interval': { max: '1m' },
      }[check] ?? {};
    fc.assert(
      fc.property(sources, fc.constantFrom('all', 'any'), (shares, require) => {
        const facts = { window: WINDOW, shares, require } as const;
        const { outcome } = verdictOf(check, params, evidence([], facts));
        const without = verdictOf(check, params, evidence([], { ...facts, failures: [SILENCE] }));
        expect(REDNESS[without.outcome]).toBeGreaterThanOrEqual(REDNESS[outcome] ?? 0);
        if (require === 'all') expect(without.outcome).not.toBe('met');
      }),
    );
  });
});
