import fc from 'fast-check';
import { uptimeMeasurements } from '../src/uptime-measurements.ts';
import { earliestUptime, secondsAllowed, secondsDown, secondsUnknown } from '../src/uptime-outlook.ts';
import { uptimeStrip } from '../src/uptime-strip.ts';
import type { UptimeTimeline } from '../src/uptime-timeline.ts';
import {
  DAY,
  evidence,
  figure,
  HOUR,
  looks,
  MINUTE,
  NOW,
  requests,
  SILENCE,
  shareOf,
  THOUSAND,
  WEEK,
} from './uptime-samples.ts';

const MIN = { num: 995, den: 10 };

describe('the figures of a report', () => {
  test('of samples, to the slot', () => {
    expect(uptimeMeasurements(evidence([looks('500=10X10?480=')]), '99')).toEqual({
      environment: 'staging',
      window: { from: '2026-11-19T19:20:00Z', to: '2026-11-20T12:00:00Z' },
      up: 980,
      down: 10,
      maintenance: 0,
      unknown: 10,
      slots: 1000,
      lower: { num: 980, den: 1000 },
      upper: { num: 990, den: 1000 },
      coverage: { num: 990, den: 1000 },
      samples: 990,
      interval: 60,
      lastSample: '2026-11-20T11:59:00Z',
      outages: [{ from: '2026-11-20T03:40:00Z', to: '2026-11-20T03:50:00Z', seconds: 600 }],
      longestOutage: 600,
      threshold: '99',
      budget: { allowed: 600, used: 600, left: 0 },
      earliestPass: '2026-11-20T20:30:00Z',
      deployedSince: null,
      require: 'all',
      strip: expect.objectContaining({ seconds: 900 }),
      sources: [
        {
          source: 'test',
          where: 'history.jsonl',
          kind: 'samples',
          lower: { num: 980, den: 1000 },
          upper: { num: 990, den: 1000 },
          up: 980,
          down: 10,
          maintenance: 0,
          unknown: 10,
          slots: 1000,
          samples: 990,
          interval: 60,
          lastSample: '2026-11-20T11:59:00Z',
          notes: [],
          refused: [],
        },
      ],
    });
  });

  test('of nothing', () => {
    expect(uptimeMeasurements(evidence([], { failures: [SILENCE] }), undefined)).toMatchObject({
      slots: 0,
      lower: { num: 0, den: 1 },
      upper: { num: 1, den: 1 },
      coverage: { num: 0, den: 1 },
      samples: 0,
      interval: null,
      lastSample: null,
      outages: [],
      longestOutage: null,
      threshold: null,
      budget: null,
      earliestPass: null,
      strip: { seconds: 0, pieces: [] },
      sources: [],
    });
  });

  test.each([
    {
      name: 'a figure has a budget and no slots',
      source: figure(990),
      expected: { slots: 0, longestOutage: null, budget: { allowed: 300, used: 600, left: -300 } },
    },
    {
      name: 'requests have no time that may be down',
      source: requests(9900, 10_000),
      expected: { slots: 0, longestOutage: null, budget: null },
    },
    {
      name: 'a source that says nothing has no budget',
      source: requests(1, 1),
      expected: { budget: null, sources: [{ silent: expect.any(String) }] },
    },
  ])('$name', ({ source, expected }) => {
    expect(uptimeMeasurements(evidence([source]), 99.5)).toMatchObject(expected);
  });

  test.each([
    {
      name: 'all: the one that shows least',
      require: 'all',
      sources: [looks('1000='), looks('900=100?')],
      expected: 900,
    },
    {
      name: 'all: the one that refutes, before one that shows less',
      require: 'all',
      sources: [looks('950=50X'), looks('900=100?')],
      expected: 950,
    },
    {
      name: 'any: the one that shows most',
      require: 'any',
      sources: [looks('900=100?'), looks('1000=')],
      expected: 1000,
    },
  ] as const)('of several sources $name', ({ require, sources, expected }) => {
    expect(uptimeMeasurements(evidence(sources, { require }), 99.5).lower.num).toBe(expected);
  });

  test('maintenance that does not count is told with its reason', () => {
    const maintenance = { from: NOW - HOUR, to: NOW - HOUR / 2, reason: 'disk', where: 'maturity.yml:9' };
    const share = shareOf(looks('1000='), { maintenance: [maintenance] });
    expect(uptimeMeasurements(evidence([], { shares: [share] }), 99.5).sources[0]?.refused).toEqual([
      'maturity.yml:9: maintenance from 2026-11-20T11:00:00Z to 2026-11-20T11:30:00Z (disk) does not count: nobody can tell when it was declared.',
    ]);
  });
});

describe('budget and outlook', () => {
  test('half a percent of a week is 50 minutes and 24 seconds', () => {
    const share = shareOf(looks('10080=', WEEK), { window: WEEK });
    expect(secondsAllowed(share, WEEK, MIN)).toBe(3024);
    expect(secondsDown(share, WEEK)).toBe(0);
  });

  test('maintenance takes its part of the budget', () => {
    const maintenance = { from: NOW - HOUR, to: NOW, declaredAt: 0, reason: 'disk', where: 'here' };
    const share = shareOf(looks('940=60X'), { maintenance: [maintenance] });
    expect(share.lower).toEqual({ num: 940, den: 940 });
    expect(secondsAllowed(share, THOUSAND, MIN)).toBe(282);
    expect(secondsDown(share, THOUSAND)).toBe(0);
  });

  test('what is down is rounded up, what may be down is rounded down', () => {
    const share = shareOf(figure(0, 0, { least: { num: 2, den: 3 }, most: { num: 2, den: 3 } }), {});
    expect(secondsDown(share, { from: 0, to: 1000_000 })).toBe(334);
    expect(secondsAllowed(share, { from: 0, to: 1999 }, { num: 50, den: 1 })).toBe(0);
  });

  test('what nobody knows lies between the bounds', () => {
    expect(secondsUnknown(shareOf(looks('900=100?')), THOUSAND)).toBe(6000);
  });

  test.each([
    { name: 'when the outage leaves the window', sources: [looks('100=20X880=')], expected: 115 },
    { name: 'not when it is reached', sources: [looks('1000=')], expected: undefined },
    { name: 'not for a figure', sources: [figure(900)], expected: undefined },
    { name: 'all: the last one', sources: [looks('100=20X880='), looks('200=20X780=')], expected: 215 },
    {
      name: 'any: the first one',
      require: 'any',
      sources: [looks('100=20X880='), looks('200=20X780=')],
      expected: 115,
    },
    {
      name: 'all: not when one did not answer',
      failures: [SILENCE],
      sources: [looks('100=20X880=')],
      expected: undefined,
    },
    {
      name: 'any: also when one did not answer',
      require: 'any',
      failures: [SILENCE],
      sources: [looks('100=20X880=')],
      expected: 115,
    },
  ] as const)('it passes $name', ({ sources, expected, ...facts }) => {
    const at = earliestUptime(evidence(sources, facts), MIN);
    expect(at === undefined ? undefined : (at - NOW) / MINUTE).toBe(expected);
  });
});

describe('the picture of the window', () => {
  const timeline = (facts: Partial<UptimeTimeline>): UptimeTimeline => ({
    window: WEEK,
    intervalMs: MINUTE,
    slots: new Uint8Array(10_080).fill(1),
    counts: { up: 10_080, down: 0, unknown: 0, maintenance: 0 },
    outages: [],
    samples: 10_080,
    looked: 10_080,
    refused: [],
    ...facts,
  });

  test('a week by the hour, days below each other', () => {
    const { seconds, pieces } = uptimeStrip(timeline({}));
    expect(seconds).toBe(3600);
    expect(pieces).toHaveLength(168);
    expect(pieces[0]).toEqual({ from: '2026-11-13T12:00:00Z', up: 60, down: 0, maintenance: 0, unknown: 0 });
    expect(pieces[12]?.from).toBe('2026-11-14T00:00:00Z');
  });

  test('a window that begins within an hour begins with a part of it', () => {
    const window = { from: WEEK.from + 17 * MINUTE, to: WEEK.to };
    const { pieces } = uptimeStrip(timeline({ window, slots: new Uint8Array(10_063).fill(1) }));
    expect(pieces[0]).toMatchObject({ from: '2026-11-13T12:00:00Z', up: 43 });
  });

  test('pieces are aligned, at most 200, and together all slots', () => {
    const spans = fc.record({
      from: fc.integer({ min: 0, max: 400 * 1440 }),
      minutes: fc.integer({ min: 1, max: 100 * 1440 }),
      interval: fc.integer({ min: 1, max: 3 * 1440 }),
    });
    fc.assert(
      fc.property(spans, ({ from, minutes, interval }) => {
        const window = { from: NOW - 400 * DAY + from * MINUTE, to: NOW - 400 * DAY + (from + minutes) * MINUTE };
        const slots = Uint8Array.from({ length: Math.ceil(minutes / interval) }, (_, index) => index % 4);
        const { seconds, pieces } = uptimeStrip(timeline({ window, intervalMs: interval * MINUTE, slots }));
        const sum = pieces.reduce((all, one) => all + one.up + one.down + one.maintenance + one.unknown, 0);
        expect(sum).toBe(slots.length);
        expect(pieces.length).toBeLessThanOrEqual(200);
        expect(Date.parse(pieces[0]?.from ?? '') % (seconds * 1000)).toBe(0);
      }),
    );
  });
});
