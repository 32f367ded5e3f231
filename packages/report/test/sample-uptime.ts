import {
  formatInstant,
  type Instant,
  type MeasuredOutage,
  type MeasuredSource,
  parseInstant,
  parsePercent,
  quantity,
  type Report,
  reaches,
  type UptimeMeasurements,
  type Verdict,
} from '@maturity-actions/criteria';
import { HOSTILE, report, verdict } from './sample-reports.ts';

type SlotName = 'up' | 'down' | 'maintenance' | 'unknown';
const DAY = 86_400;
const TO = '2026-11-20T09:30:00Z';
const at = (text: string): Instant => parseInstant(text) as Instant;
const told = (seconds: number): string => formatInstant(seconds * 1000);

/** A stretch that was not up: its first second before the end of the window, how long, what it was. */
export interface Stretch {
  readonly from: string;
  readonly seconds: number;
  readonly state: Exclude<SlotName, 'up'>;
}

/** How a sample of a window is made; the window ends at 2026-11-20T09:30Z. */
export interface Watched {
  readonly days?: number;
  readonly interval?: number;
  readonly piece?: number;
  readonly stretches?: readonly Stretch[];
  readonly threshold?: string | null;
  readonly earliestPass?: string | null;
}

/** What a source with samples shows, counted slot by slot; changed by `parts`. */
export function measuredUptime(watched: Watched = {}, parts: Partial<UptimeMeasurements> = {}): UptimeMeasurements {
  const { days = 7, interval = 30, piece = 3600, stretches = [], threshold = '99.5' } = watched;
  const to = at(TO) / 1000;
  const from = to - days * DAY;
  const slots = Math.ceil((to - from) / interval);
  const states: SlotName[] = Array.from({ length: slots }, () => 'up');
  for (const { from: start, seconds, state } of stretches) {
    const first = Math.max(0, (at(start) / 1000 - from) / interval);
    states.fill(state, first, Math.min(slots, first + seconds / interval));
  }
  const counts = countOf(states);
  const all = slots - counts.maintenance;
  const perPiece = piece / interval;
  const pieces = Array.from({ length: Math.ceil(slots / perPiece) }, (_, index) => ({
    from: told(from + index * piece),
    ...countOf(states.slice(index * perPiece, (index + 1) * perPiece)),
  }));
  const outages = stretches.flatMap(({ from: start, seconds, state }): MeasuredOutage[] =>
    state === 'down' ? [{ from: start, to: told(at(start) / 1000 + seconds), seconds }] : [],
  );
  const min = threshold === null ? undefined : parsePercent(threshold);
  const allowed = min ? Math.floor((all * interval * (100 * min.den - min.num)) / (100 * min.den)) : 0;
  const used = counts.down * interval;
  const samples = counts.up + counts.down;
  const lastSample = samples === 0 ? null : told(to - 12);
  const share = { lower: { num: counts.up, den: all }, upper: { num: counts.up + counts.unknown, den: all } };
  return {
    environment: 'staging',
    window: { from: told(from), to: told(to) },
    slots,
    ...counts,
    ...share,
    coverage: { num: all - counts.unknown, den: all },
    samples,
    interval,
    lastSample,
    outages,
    longestOutage: Math.max(0, ...outages.map(({ seconds }) => seconds)),
    threshold,
    budget: min ? { allowed, used, left: allowed - used } : null,
    earliestPass: watched.earliestPass ?? null,
    deployedSince: { at: '2026-11-10T08:00:00Z', from: 'deployment', where: 'deployment 4711 of staging' },
    require: 'all',
    strip: { seconds: piece, pieces },
    sources: [measuredSource({ ...counts, ...share, slots, samples, interval, lastSample })],
    ...parts,
  };
}

function countOf(states: readonly SlotName[]): Record<SlotName, number> {
  const counts = { up: 0, down: 0, maintenance: 0, unknown: 0 };
  for (const state of states) counts[state]++;
  return counts;
}

/** A Prometheus that saw the whole window up, changed by `parts`. */
export function measuredSource(parts: Partial<MeasuredSource> = {}): MeasuredSource {
  return {
    source: 'prometheus',
    where: 'prometheus.example.org',
    kind: 'samples',
    ...{ up: 20_160, down: 0, maintenance: 0, unknown: 0 },
    lower: { num: 20_160, den: 20_160 },
    upper: { num: 20_160, den: 20_160 },
    slots: 20_160,
    samples: 20_160,
    interval: 30,
    lastSample: '2026-11-20T09:29:48Z',
    notes: [],
    refused: [],
    ...parts,
  };
}

/** The criterion about the share, judged by the figures. */
export function uptimeVerdict(uptime: UptimeMeasurements, parts: Partial<Verdict> = {}): Verdict {
  const min = parsePercent(uptime.threshold ?? '0');
  const isMet = min !== undefined && reaches(uptime.lower, min);
  const isUnmet = min !== undefined && !reaches(uptime.upper, min);
  const outcome = isMet ? 'met' : isUnmet ? 'unmet' : 'unknown';
  const required = `at least ${uptime.threshold} %`;
  return verdict({
    criterion: 'staging-uptime',
    title: 'Was it up long enough?',
    level: 'staging',
    outcome,
    observed: observedText(uptime),
    required,
    ...(isUnmet && uptime.budget
      ? { missing: `${quantity(Math.ceil(-uptime.budget.left / 60), 'minute')} too many` }
      : {}),
    why: isMet
      ? ''
      : isUnmet
        ? 'It was down for longer than the threshold allows.'
        : 'What nobody watched may have been up or down.',
    fix: isUnmet ? 'Find out what took it down, then wait.' : 'Watch it without gaps.',
    from: [],
    ...parts,
  });
}

function observedText({ lower, upper }: UptimeMeasurements): string {
  const [least, most] = [percent(lower), percent(upper)];
  if (least === '0.00' && most === '100.00') return 'nothing is known';
  return least === most ? `${least} %` : `at least ${least} %, at most ${most} %`;
}

function percent({ num, den }: { readonly num: number; readonly den: number }): string {
  return (Math.floor((10_000 * num) / den) / 100).toFixed(2);
}

/** A report about one uptime, changed by `parts`. */
export function uptimeReport(uptime: UptimeMeasurements, parts: Partial<Report> = {}): Report {
  return report({
    gate: 'staging-uptime-check',
    level: 'staging',
    measurements: { uptime },
    verdicts: [uptimeVerdict(uptime)],
    ...parts,
  });
}

const met = measuredUptime({
  interval: 12,
  stretches: [
    { from: '2026-11-15T21:00:00Z', seconds: 3600, state: 'maintenance' },
    { from: '2026-11-18T03:12:00Z', seconds: 744, state: 'down' },
    { from: '2026-11-19T17:00:00Z', seconds: 600, state: 'unknown' },
  ],
});

const unmet = measuredUptime({
  stretches: [
    { from: '2026-11-14T02:00:00Z', seconds: 300, state: 'down' },
    { from: '2026-11-18T03:12:00Z', seconds: 4980, state: 'down' },
    { from: '2026-11-18T14:40:30Z', seconds: 90, state: 'down' },
    { from: '2026-11-20T08:00:00Z', seconds: 1200, state: 'down' },
  ],
  earliestPass: '2026-11-25T04:34:00Z',
});

const REFUSED = [
  'Database upgrade from 2026-11-18T03:00Z to 2026-11-18T05:00Z (issue 12): it was declared after it had begun',
];
const withRefused: UptimeMeasurements = {
  ...unmet,
  sources: unmet.sources.map((one) => ({ ...one, refused: REFUSED })),
};

const gap = measuredUptime({
  stretches: [
    { from: '2026-11-15T06:30:00Z', seconds: 3 * DAY, state: 'unknown' },
    { from: '2026-11-19T11:00:00Z', seconds: 600, state: 'down' },
  ],
  earliestPass: '2026-11-25T05:54:00Z',
});

const NOTHING = { lower: { num: 0, den: 1 }, upper: { num: 1, den: 1 } };
const EMPTY = { up: 0, down: 0, maintenance: 0, unknown: 0, slots: 0, samples: 0, interval: null, lastSample: null };
const figureOnly = (parts: Partial<UptimeMeasurements>): UptimeMeasurements =>
  measuredUptime({}, { ...EMPTY, strip: { seconds: 0, pieces: [] }, outages: [], budget: null, ...parts });

const silent = figureOnly({
  ...NOTHING,
  coverage: { num: 0, den: 1 },
  longestOutage: null,
  deployedSince: null,
  sources: [
    measuredSource({
      ...EMPTY,
      ...NOTHING,
      silent: 'It has no sample in the window.',
      notes: ['The answer is partial: 1 of 2 stores did not reply.'],
    }),
  ],
});

const FIGURE = { lower: { num: 99_945, den: 100_000 }, upper: { num: 99_955, den: 100_000 } };
const figure = figureOnly({
  ...FIGURE,
  coverage: { num: 1, den: 1 },
  longestOutage: null,
  sources: [
    measuredSource({
      ...EMPTY,
      ...FIGURE,
      source: 'uptime-robot',
      where: 'monitor 777 of api.uptimerobot.com',
      kind: 'figure',
      notes: ['The figure is rounded to three decimals.', 'It does not tell what it did not watch.'],
    }),
  ],
});

const [PROMETHEUS] = gap.sources as [MeasuredSource];
const several: UptimeMeasurements = {
  ...gap,
  sources: [
    { ...PROMETHEUS, notes: ['The answer came in 7 parts, one per day.'], refused: REFUSED },
    measuredSource({
      ...EMPTY,
      lower: { num: 4_031, den: 4_032 },
      upper: { num: 4_031, den: 4_032 },
      source: 'gatus',
      where: 'status.example.org/core_shop',
      kind: 'figure',
      notes: ['Hours in which it did not look are not in the figure.'],
    }),
    measuredSource({
      ...EMPTY,
      lower: { num: 999_812, den: 1_000_000 },
      upper: { num: 999_812, den: 1_000_000 },
      source: 'json',
      where: 'gateway.example.org/requests',
      kind: 'requests',
    }),
    measuredSource({
      ...EMPTY,
      ...NOTHING,
      source: 'history',
      where: 'uptime/history.jsonl',
      interval: 300,
      silent: 'It has no sample in the window.',
    }),
  ],
};

const month = measuredUptime({
  days: 30,
  interval: 60,
  piece: 6 * 3600,
  stretches: [
    { from: '2026-10-24T10:00:00Z', seconds: 5400, state: 'down' },
    { from: '2026-11-02T00:00:00Z', seconds: 14_400, state: 'maintenance' },
    { from: '2026-11-11T20:10:00Z', seconds: 1800, state: 'down' },
    { from: '2026-11-16T00:30:00Z', seconds: 43_200, state: 'unknown' },
  ],
});

const hour = measuredUptime(
  {
    days: 1 / 24,
    interval: 15,
    piece: 20 * 15,
    threshold: '99',
    stretches: [{ from: '2026-11-20T09:02:15Z', seconds: 45, state: 'down' }],
    earliestPass: '2026-11-20T09:32:30Z',
  },
  { deployedSince: { at: '2026-11-20T08:20:30Z', from: 'label', where: 'label deployed of pod shop-7f9c' } },
);

const FLAPS = Array.from({ length: 60 }, (_, index): Stretch => {
  const start = at('2026-11-17T00:00:00Z') / 1000 + index * 3000;
  return { from: told(start), seconds: 30 + 30 * (index % 7), state: 'down' };
});
const flapping = measuredUptime({ stretches: FLAPS, earliestPass: '2026-11-26T01:00:00Z' });

const hostile: UptimeMeasurements = {
  ...gap,
  environment: HOSTILE,
  deployedSince: { at: '2026-11-10T08:00:00Z', from: 'declared', where: `##[group]${HOSTILE}` },
  sources: [
    measuredSource({
      source: HOSTILE,
      where: `::warning::|\`x\`\n##[group]${HOSTILE}`,
      notes: [HOSTILE],
      refused: [HOSTILE],
    }),
    measuredSource({
      ...EMPTY,
      ...NOTHING,
      source: '::error::x',
      where: '',
      silent: `::error::${HOSTILE}`,
      notes: [`</pre>${HOSTILE}`],
    }),
  ],
};

const part = (component: string, uptime: UptimeMeasurements, parts: Partial<Report> = {}): Report =>
  uptimeReport(uptime, { subject: { repository: 'acme/shop', component }, ...parts });
const PARTS = [
  part('checkout', met),
  part('ledger', withRefused),
  part('mailer', gap),
  part('search', silent),
  part('web', figure, { level: 'production' }),
];
const parts = uptimeReport(met, {
  level: '',
  verdicts: PARTS.map((one) =>
    verdict({
      criterion: `component-${one.subject.component}`,
      title: `Does ${one.subject.component} meet its level?`,
      outcome: one.outcome as Verdict['outcome'],
      observed: 'x',
      required: 'component staging',
      from: [],
    }),
  ),
  measurements: {},
  parts: PARTS,
});

/** One report per golden file. */
export const UPTIME_REPORTS: Readonly<Record<string, Report>> = {
  'uptime-met': uptimeReport(met),
  'uptime-unmet': uptimeReport(withRefused),
  'uptime-gap': uptimeReport(gap),
  'uptime-silent': uptimeReport(silent, {
    verdicts: [uptimeVerdict(silent, { why: 'prometheus.example.org: no sample in the window.' })],
  }),
  'uptime-figure': uptimeReport(figure),
  'uptime-several': uptimeReport(several),
  'uptime-month': uptimeReport(month),
  'uptime-hour': uptimeReport(hour),
  'uptime-flapping': uptimeReport(flapping),
  'uptime-hostile': uptimeReport(hostile),
  'uptime-parts': parts,
};
