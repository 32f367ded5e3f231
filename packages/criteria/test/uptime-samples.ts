import { CHECKS } from '../src/checks/index.ts';
import { evaluate } from '../src/evaluate.ts';
import type { Failure } from '../src/failure.ts';
import type { Asked } from '../src/policy.ts';
import type { Maintenance, ReplicaMode, TimeSpan, UptimeFigure, UptimeRequests, UptimeSamples } from '../src/uptime.ts';
import type { UptimeEvidence } from '../src/uptime-evidence.ts';
import { type UptimeShare, uptimeShare } from '../src/uptime-share.ts';
import type { Verdict } from '../src/verdict.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const NOW = Date.UTC(2026, 10, 20, 12);
/** A week before NOW. */
export const WEEK: TimeSpan = { from: NOW - 7 * DAY, to: NOW };
/** 1000 minutes: a slot is 0.1 %. */
export const THOUSAND: TimeSpan = { from: NOW - 1000 * MINUTE, to: NOW };

/**
 * A source with a look every minute of the window, by signs: `=` up, `X` down, `?` nobody looked. A number
 * before a sign repeats it: `995=5X`.
 */
export function looks(signs: string, window = THOUSAND, facts: Partial<UptimeSamples> = {}): UptimeSamples {
  return { ...source('history.jsonl'), kind: 'samples', replicas: [replica('a', signs, window)], ...facts };
}

/** One replica by signs, a minute each. */
export function replica(name: string, signs: string, window = THOUSAND): UptimeSamples['replicas'][number] {
  const all = signs.replace(/(\d+)(.)/g, (_, count: string, sign: string) => sign.repeat(Number(count)));
  const seen = [...all].flatMap((sign, index) => (sign === '?' ? [] : [{ at: window.from + index * MINUTE, sign }]));
  return {
    replica: name,
    at: Float64Array.from(seen, ({ at }) => at),
    isUp: Uint8Array.from(seen, ({ sign }) => (sign === '=' ? 1 : 0)),
  };
}

/** A figure in thousandths of the window, from `least` to `most`. */
export function figure(least: number, most = least, facts: Partial<UptimeFigure> = {}): UptimeFigure {
  const ratio = (num: number) => ({ num, den: 1000 });
  return { ...source('status'), kind: 'figure', least: ratio(least), most: ratio(most), span: THOUSAND, ...facts };
}

/** Requests of the whole window. */
export function requests(good: number, all: number, facts: Partial<UptimeRequests> = {}): UptimeRequests {
  return { ...source('prometheus'), kind: 'requests', good, all, span: THOUSAND, ...facts };
}

const source = (where: string) => ({ source: 'test', where, maintenance: [], notes: [] });

/** How the share of a source is measured, where a test does not say. */
export interface Measuring {
  readonly window?: TimeSpan;
  readonly replicas?: ReplicaMode;
  readonly maintenance?: readonly Maintenance[];
  readonly maintenanceCapMs?: number;
}

/** The share of a source. */
export function shareOf(
  one: UptimeSamples | UptimeFigure | UptimeRequests,
  { window = THOUSAND, replicas = 'all', maintenance = [], maintenanceCapMs = 4 * HOUR }: Measuring = {},
): UptimeShare {
  return uptimeShare(one, window, { replicas, maintenance, maintenanceCapMs, minRequests: 1000 });
}

/** Evidence of sources about the window of 1000 minutes. */
export function evidence(
  sources: readonly (UptimeSamples | UptimeFigure | UptimeRequests)[],
  facts: Partial<UptimeEvidence> = {},
): UptimeEvidence {
  const { window = THOUSAND } = facts;
  const shares = sources.map((one) => shareOf(one, { window }));
  return { window, environment: 'staging', shares, failures: [], remarks: [], require: 'all', ...facts };
}

/** A source that did not answer. */
export const SILENCE: Failure = {
  kind: 'service',
  code: 'E_UNAUTHORIZED',
  where: 'status.example.org',
  found: 'status 401',
  expected: 'a status of 200',
  fix: 'Give a token.',
};

/** The verdict of a check on evidence, as a report has it. Throws when the parameters are not those of the check. */
export function verdictOf(check: string, params: Asked['params'], uptime: UptimeEvidence | undefined): Verdict {
  const criterion = { id: check, asks: 'Is it?', area: 'reliability', check, with: {}, levels: {}, why: '', fix: '' };
  const asked: Asked = {
    criterion: { ...criterion, source: '', traces: [] },
    requirement: 'must',
    params,
    level: '',
    origin: 'test',
  };
  const [verdict] = evaluate({
    gate: 'staging-uptime-check',
    subject: { repository: 'octo/parcels' },
    asked: [asked],
    evidence: uptime ? { uptime } : {},
    waivers: [],
    checks: CHECKS,
    measurements: {},
    now: NOW,
  }).verdicts;
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

/** How red an outcome is: unknown is no better than unmet. */
export const REDNESS = { met: 0, unknown: 1, unmet: 1 } as Readonly<Record<string, number>>;
