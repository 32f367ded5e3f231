import { describe, expect, test } from '@jest/globals';
import type { Maintenance, ReplicaMode, UptimeSamples } from '../src/uptime.ts';
import { earliestPass, uptimeBounds, uptimeTimeline } from '../src/uptime-timeline.ts';
import { wilsonLowerBound } from '../src/wilson.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
const WEEK = { from: 0, to: 7 * DAY };
const INTERVAL = 15 * SECOND;

/** Samples every 15 s where `isThere`, up where `isUp`. */
function samples(
  replica: string,
  isUp: (at: number) => boolean,
  isThere: (at: number) => boolean = () => true,
  jitter: (index: number) => number = () => 0,
) {
  const at: number[] = [];
  for (let index = 0, time = 0; time < WEEK.to; index++, time += INTERVAL)
    if (isThere(time)) at.push(time + jitter(index));
  return { replica, at: Float64Array.from(at), isUp: Uint8Array.from(at, (time) => (isUp(time) ? 1 : 0)) };
}

function timeline(
  replicas: UptimeSamples['replicas'],
  mode: ReplicaMode = 'any',
  maintenance: readonly Maintenance[] = [],
) {
  const source: UptimeSamples = { kind: 'samples', source: 'test', where: 'test', replicas, maintenance, notes: [] };
  const found = uptimeTimeline(source, WEEK, { replicas: mode, maintenanceCapMs: 4 * HOUR, maintenance: [] });
  if (!found) throw new Error('no timeline');
  return found;
}

const bounds = (...given: Parameters<typeof timeline>): [number, number] => {
  const { lower, upper } = uptimeBounds(timeline(...given).counts);
  return [lower.num / lower.den, upper.num / upper.den];
};

const MIN = { num: 995, den: 10 };

describe('the truth of samples', () => {
  test('40 minutes down in a week', () => {
    const found = timeline([samples('a', (at) => at < DAY || at >= DAY + 40 * 60 * SECOND)]);
    expect(found.counts).toEqual({ up: 40_320 - 160, down: 160, unknown: 0, maintenance: 0 });
    expect(found.outages).toEqual([{ from: DAY, to: DAY + 40 * 60 * SECOND }]);
    expect(found).toMatchObject({ intervalMs: INTERVAL, samples: 40_320, first: 0, last: WEEK.to - INTERVAL });
  });

  test('a scraper that is dead for three days proves nothing', () => {
    const [lower, upper] = bounds([
      samples(
        'a',
        () => true,
        (at) => at < 2 * DAY || at >= 5 * DAY,
      ),
    ]);
    expect(lower).toBeCloseTo(4 / 7, 3);
    expect(upper).toBe(1);
  });

  test('a job of six hours proves six hours', () => {
    const [lower, upper] = bounds([
      samples(
        'a',
        () => true,
        (at) => at >= WEEK.to - 6 * HOUR,
      ),
    ]);
    expect(lower).toBeCloseTo(6 / 168, 5);
    expect(upper).toBe(1);
  });

  test('pods that are replaced every day, with an hour between', () => {
    const pods = [0, 1, 2, 3, 4, 5, 6].map((day) =>
      samples(
        `pod${day}`,
        () => true,
        (at) => at >= day * DAY && at < day * DAY + 23 * HOUR,
      ),
    );
    const [lower, upper] = bounds(pods);
    expect(lower).toBeCloseTo(23 / 24, 3);
    expect(upper).toBe(1);
  });

  test('two replicas with outages of two hours at other times', () => {
    const pods = [
      samples('a', (at) => at < DAY || at >= DAY + 2 * HOUR),
      samples('b', (at) => at < 3 * DAY || at >= 3 * DAY + 2 * HOUR),
    ];
    expect(bounds(pods, 'any')).toEqual([1, 1]);
    expect(bounds(pods, 'all')[0]).toBeCloseTo(1 - 4 / 168, 9);
    expect(bounds(pods, 'average')[0]).toBeCloseTo(1 - 2 / 168, 9);
  });

  test('one sample in twenty down, also when samples come a little late', () => {
    const isUp = (at: number): boolean => Math.floor(at / INTERVAL) % 20 !== 0;
    expect(bounds([samples('a', isUp)])).toEqual([0.95, 0.95]);
    const late = bounds([samples('a', isUp, undefined, (index) => (index % 7) * 40)]);
    expect(late[0]).toBeCloseTo(0.95, 3);
  });

  test('an hour that nobody looked at, every day', () => {
    const found = timeline([
      samples(
        'a',
        () => true,
        (at) => at % DAY >= HOUR,
      ),
    ]);
    expect(found.counts.unknown).toBe(7 * 240);
  });

  test('samples that drift through the slots leave no hole', () => {
    const found = timeline([
      samples(
        'a',
        () => true,
        undefined,
        (index) => Math.floor(index / 4) % 12_000,
      ),
    ]);
    expect(found.counts.unknown).toBeLessThanOrEqual(2);
    expect(found.counts.down).toBe(0);
  });

  test('an interval that was changed half-way leaves no gap', () => {
    const at: number[] = [];
    for (let time = 0; time < WEEK.to; time += time < 3 * DAY ? 4 * INTERVAL : INTERVAL) at.push(time);
    const found = timeline([{ replica: 'a', at: Float64Array.from(at), isUp: new Uint8Array(at.length).fill(1) }]);
    expect(found.intervalMs).toBe(INTERVAL);
    expect(found.counts).toEqual({ up: 40_320, down: 0, unknown: 0, maintenance: 0 });
    expect(found.looked).toBe(at.length);
  });

  test('a gap in a steady interval is one all the same', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => minute).filter((minute) => minute < 30 || minute > 34);
    const at = Float64Array.from(minutes, (minute) => minute * 4 * INTERVAL);
    const source: UptimeSamples = {
      kind: 'samples',
      source: 's',
      where: 'w',
      intervalMs: INTERVAL,
      replicas: [{ replica: 'a', at, isUp: new Uint8Array(at.length).fill(1) }],
      maintenance: [],
      notes: [],
    };
    const window = { from: 0, to: 240 * INTERVAL };
    const found = uptimeTimeline(source, window, { replicas: 'any', maintenanceCapMs: 0, maintenance: [] });
    // Six minutes from one look to the next, and what is behind the last look.
    expect(found?.counts.unknown).toBe(23 + 3);
  });

  test('nothing, or one sample, has no interval', () => {
    const one = samples(
      'a',
      () => true,
      (at) => at === 0,
    );
    const source: UptimeSamples = {
      kind: 'samples',
      source: 's',
      where: 'w',
      replicas: [one],
      maintenance: [],
      notes: [],
    };
    const options = { replicas: 'any', maintenanceCapMs: 0, maintenance: [] } as const;
    expect(uptimeTimeline(source, WEEK, options)).toBeUndefined();
    expect(uptimeTimeline({ ...source, replicas: [] }, WEEK, options)).toBeUndefined();
  });
});

describe('maintenance', () => {
  const down = samples('a', (at) => at < DAY || at >= DAY + HOUR);
  const declared = (declaredAt: number | undefined, to = DAY + HOUR): Maintenance => ({
    from: DAY,
    to,
    ...(declaredAt === undefined ? {} : { declaredAt }),
    reason: 'database',
    where: 'maturity.yml:3',
  });

  test('declared before it began, it does not count', () => {
    const found = timeline([down], 'any', [declared(DAY - 1)]);
    expect(found.counts).toEqual({ up: 40_080, down: 0, unknown: 0, maintenance: 240 });
    expect(found.outages).toEqual([]);
  });

  test.each([
    ['declared afterwards', DAY + 1],
    ['declared at no time that is known', undefined],
  ])('%s it is an outage', (_, at) => {
    const found = timeline([down], 'any', [declared(at)]);
    expect(found.counts.down).toBe(240);
    expect(found.refused).toHaveLength(1);
  });

  test('no more of it than the cap', () => {
    const found = timeline([down], 'any', [declared(0, DAY + 12 * HOUR)]);
    expect(found.counts.maintenance).toBe(4 * 240);
    expect(found.refused).toHaveLength(1);
  });
});

describe('when it can pass', () => {
  test('at once, when it does', () => {
    expect(earliestPass(timeline([samples('a', () => true)]), MIN)).toBe(WEEK.to);
  });

  test('when enough of an outage has left the window', () => {
    // 50.4 minutes may be down: of two hours, 69.6 minutes have to leave.
    const found = timeline([samples('a', (at) => at < 3 * DAY || at >= 3 * DAY + 2 * HOUR)]);
    expect(earliestPass(found, MIN)).toBe(WEEK.to + 3 * DAY + 69.75 * 60 * SECOND);
  });

  test('after nearly a week, for a job that just began', () => {
    const found = timeline([
      samples(
        'a',
        () => true,
        (at) => at >= WEEK.to - 6 * HOUR,
      ),
    ]);
    const wait = (earliestPass(found, MIN) ?? 0) - WEEK.to;
    expect(wait / HOUR).toBeCloseTo(168 - 6 - 0.84, 1);
  });
});

describe('the lower bound of Wilson', () => {
  test.each([
    [168, 168, 0.984],
    [336, 336, 0.992],
    [672, 672, 0.996],
    [2016, 2016, 0.9987],
    [10_080, 10_080, 0.9997],
  ])('%i of %i', (up, probes, bound) => {
    expect(wilsonLowerBound(up, probes, '0.95')).toBeCloseTo(bound, 3);
  });

  test('the failures that 99.5 percent allows', () => {
    const most = (probes: number): number => {
      let failures = 0;
      while (wilsonLowerBound(probes - failures - 1, probes, '0.95') >= 0.995) failures++;
      return wilsonLowerBound(probes - failures, probes, '0.95') >= 0.995 ? failures : -1;
    };
    expect([168, 336, 672, 2016, 10_080].map(most)).toEqual([-1, -1, 0, 4, 38]);
  });

  test('nothing proves nothing, and other confidences are refused', () => {
    expect(wilsonLowerBound(0, 0, '0.95')).toBe(0);
    expect(() => wilsonLowerBound(1, 1, '0.5')).toThrow(RangeError);
  });
});
