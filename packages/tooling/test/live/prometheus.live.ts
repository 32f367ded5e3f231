import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@maturity-actions/criteria';
import { type BackFilledSeries, backFill, startPrometheus } from '../../src/live/prometheus.ts';
import type { ServiceProcess } from '../../src/live/service-process.ts';
import { runAction } from '../../src/runner-harness/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EVERY = 15_000;
/** The end of the week that is judged: the last quarter of a minute that has passed. */
const END = Math.floor(Date.now() / EVERY) * EVERY - EVERY;
const WEEK_AGO = END - 7 * DAY;
const NEVER = () => false;

/** A series of the week and the day before it; `isDown` and `isGone` get milliseconds since the beginning of the week. */
function series(
  job: string,
  instance: string,
  isDown: (since: number) => boolean,
  isGone: (since: number) => boolean = NEVER,
): BackFilledSeries {
  const valueAt = (at: number) => (isGone(at - WEEK_AGO) ? undefined : isDown(at - WEEK_AGO) ? 0 : 1);
  return { metric: 'up', labels: { job, instance }, valueAt };
}

const isWithin = (since: number, from: number, length: number): boolean => since >= from && since < from + length;

const SERIES: readonly BackFilledSeries[] = [
  series('staging', 'a:80', (since) => isWithin(since, DAY, 40 * 60_000)),
  series('dead-scraper', 'a:80', NEVER, (since) => isWithin(since, 2 * DAY, 3 * DAY)),
  series('young', 'a:80', NEVER, (since) => since < 7 * DAY - 6 * HOUR),
  ...[0, 1, 2, 3, 4, 5, 6].map((day) =>
    series('replaced', `pod-${day}:80`, NEVER, (since) => !isWithin(since, day * DAY, 23 * HOUR)),
  ),
  series('replicas', 'a:80', (since) => isWithin(since, DAY, 2 * HOUR)),
  series('replicas', 'b:80', (since) => isWithin(since, 3 * DAY, 2 * HOUR)),
  series('flapping', 'a:80', (since) => Math.floor(since / EVERY) % 20 === 0),
  series('gaps', 'a:80', NEVER, (since) => since % DAY < HOUR),
  series('sound', 'a:80', NEVER),
  { metric: 'up', labels: { job: 'nan' }, valueAt: () => Number.NaN },
  { metric: 'up', labels: { job: 'share' }, valueAt: () => 0.995 },
  { metric: 'requests_total', labels: { code: '200' }, valueAt: (at) => (at - WEEK_AGO) / EVERY + 100_000 },
  {
    metric: 'requests_total',
    labels: { code: '500' },
    valueAt: (at) => Math.floor((at - WEEK_AGO) / EVERY / 400) + 100_000,
  },
];

const folder = mkdtempSync(join(tmpdir(), 'live-prometheus-'));
let plain: ServiceProcess;
let narrow: ServiceProcess;

beforeAll(async () => {
  const data = backFill(folder, { from: WEEK_AGO - DAY, to: END, everyMs: EVERY, series: SERIES });
  plain = await startPrometheus(folder, data);
  // A copy of the blocks for a server that refuses large answers: two servers may not share a folder.
  const second = join(folder, 'second');
  const other = backFill(second, { from: WEEK_AGO - DAY, to: END, everyMs: EVERY, series: SERIES });
  narrow = await startPrometheus(second, other, undefined, ['--query.max-samples=30000']);
}, 180_000);

afterAll(async () => {
  await plain?.stop();
  await narrow?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function judge(url: string, inputs: Readonly<Record<string, string>>): Promise<{ report: Report; log: string }> {
  const workspace = mkdtempSync(join(folder, 'workspace-'));
  const { reportJson, log } = await runAction({
    action: 'staging-uptime-check',
    inputs: { source: 'prometheus', url, threshold: '99.5', 'as-of': new Date(END).toISOString(), ...inputs },
    workspace,
  });
  return { report: reportJson as Report, log };
}

const shareOf = ({ measurements: { uptime } }: Report, end: 'lower' | 'upper'): number =>
  uptime ? uptime[end].num / uptime[end].den : Number.NaN;

/** The series of a recipe, what a naive query makes of them, and the verdict that is right. */
describe('a week that is known', () => {
  test.each<{
    name: string;
    naive: string;
    inputs: Record<string, string>;
    outcome: 'met' | 'unmet' | 'unknown';
    lower: number;
    upper: number;
  }>([
    {
      name: '40 minutes down',
      naive: '0.996031',
      inputs: { query: 'up{job="staging"}' },
      outcome: 'met',
      lower: 0.99603,
      upper: 0.99603,
    },
    {
      name: '40 minutes down, 99.9 % asked',
      naive: '0.996031',
      inputs: { query: 'up{job="staging"}', threshold: '99.9' },
      outcome: 'unmet',
      lower: 0.99603,
      upper: 0.99603,
    },
    {
      name: 'a scraper that is dead for three days',
      naive: '1',
      inputs: { query: 'up{job="dead-scraper"}' },
      outcome: 'unknown',
      lower: 0.5714,
      upper: 1,
    },
    {
      name: 'a job of six hours',
      naive: '1',
      inputs: { query: 'up{job="young"}' },
      outcome: 'unknown',
      lower: 0.0357,
      upper: 1,
    },
    {
      name: 'pods replaced every day, an hour between',
      naive: '1 seven times',
      inputs: { query: 'up{job="replaced"}' },
      outcome: 'unknown',
      lower: 0.9583,
      upper: 1,
    },
    {
      name: 'replicas, one is enough',
      naive: '1',
      inputs: { query: 'up{job="replicas"}', replicas: 'any' },
      outcome: 'met',
      lower: 1,
      upper: 1,
    },
    {
      name: 'replicas, by the average',
      naive: '0.98809',
      inputs: { query: 'up{job="replicas"}', replicas: 'average' },
      outcome: 'unmet',
      lower: 0.98809,
      upper: 0.98809,
    },
    {
      name: 'replicas, all of them',
      naive: '0.97619',
      inputs: { query: 'up{job="replicas"}', replicas: 'all' },
      outcome: 'unmet',
      lower: 0.97619,
      upper: 0.97619,
    },
    {
      name: 'one sample in twenty down',
      naive: '1 by steps of a minute',
      inputs: { query: 'up{job="flapping"}' },
      outcome: 'unmet',
      lower: 0.95,
      upper: 0.95,
    },
    {
      name: 'an hour that nobody looked at, every day',
      naive: '1',
      inputs: { query: 'up{job="gaps"}' },
      outcome: 'unknown',
      lower: 0.9583,
      upper: 1,
    },
    {
      name: 'a sound week',
      naive: '1',
      inputs: { query: 'up{job="sound"}', threshold: '99.99' },
      outcome: 'met',
      lower: 1,
      upper: 1,
    },
  ])('$name (naive: $naive) is $outcome', async ({ inputs, outcome, lower, upper }) => {
    const { report } = await judge(plain.url, inputs);
    expect(report.outcome).toBe(outcome);
    expect(shareOf(report, 'lower')).toBeCloseTo(lower, 3);
    expect(shareOf(report, 'upper')).toBeCloseTo(upper, 3);
  });

  test.each([
    { name: 'no such series', query: 'up{job="nobody"}', code: 'E_NO_SAMPLES' },
    { name: 'NaN', query: 'up{job="nan"}', code: 'E_NOT_A_NUMBER' },
    { name: 'a share instead of 0 and 1', query: 'up{job="share"}', code: 'E_BAD_SAMPLE' },
    { name: 'a query that is none', query: 'up{job=', code: 'E_BAD_INPUT' },
  ])('$name is $code and red', async ({ query, code }) => {
    const { report } = await judge(plain.url, { query });
    expect(report.passed).toBe(false);
    expect(JSON.stringify(report)).toContain(code);
  });

  test('requests are counted over resets, and summed', async () => {
    const { report } = await judge(plain.url, {
      measure: 'requests',
      query: 'requests_total{code="200"}',
      'total-query': 'requests_total',
      threshold: '99.7',
    });
    expect(report.outcome).toBe('met');
    expect(shareOf(report, 'lower')).toBeCloseTo(400 / 401, 3);
  });
});

describe('a server that refuses large answers', () => {
  test.each<[string, Record<string, string>, string, number]>([
    ['the week in days', { query: 'up{job="staging"}' }, 'met', 0.99603],
    ['outages between the steps', { query: 'up{job="flapping"}' }, 'unmet', 0.95],
  ])('%s', async (_, inputs, outcome, lower) => {
    const { report } = await judge(narrow.url, inputs);
    expect(report.outcome).toBe(outcome);
    expect(shareOf(report, 'lower')).toBeCloseTo(lower, 3);
  });
});

test('a token that Prometheus does not ask for does no harm and is not shown', async () => {
  const { log } = await judge(plain.url, { query: 'up{job="sound"}', token: 'top-secret-token' });
  expect(log.replace(/^::add-mask::.*$/gm, '')).not.toContain('top-secret-token');
});
