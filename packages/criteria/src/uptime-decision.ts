import { formatSeconds, parseDuration } from './duration.ts';
import { compareRatios, formatPercent, type Percent, type Ratio, reaches } from './ratio.ts';
import type { UptimeEvidence } from './uptime-evidence.ts';
import type { UptimeShare } from './uptime-share.ts';
import type { Judgement, Provenance } from './verdict.ts';

/**
 * The share that decides: where every source has to show it, the one that shows least, but first of all one
 * that refutes `min`; where one is enough, the one that shows most. Undefined when no source answered.
 */
export function decidingShare(
  { shares, require }: Pick<UptimeEvidence, 'shares' | 'require'>,
  min?: Percent,
): UptimeShare | undefined {
  // A source that says nothing shows least of all; what another one refutes, it cannot make open.
  const refuting = require === 'all' && min ? shares.filter(({ upper }) => !reaches(upper, min)) : [];
  if (refuting.length > 0)
    return firstOf(refuting, (a, b) => compareRatios(a.upper, b.upper) || compareRatios(a.lower, b.lower));
  const sign = require === 'all' ? 1 : -1;
  return firstOf(shares, (a, b) => sign * (compareRatios(a.lower, b.lower) || compareRatios(a.upper, b.upper)));
}

function firstOf(
  shares: readonly UptimeShare[],
  order: (a: UptimeShare, b: UptimeShare) => number,
): UptimeShare | undefined {
  return shares.reduce<UptimeShare | undefined>((best, one) => (best && order(one, best) >= 0 ? best : one), undefined);
}

/** What the sources together make of a threshold. */
export function decideUptime(
  { shares, failures, require }: Pick<UptimeEvidence, 'shares' | 'failures' | 'require'>,
  min: Percent,
): 'met' | 'unmet' | 'unknown' {
  // Who shows nothing shows no threshold, not even one of 0.
  const isShown = (share: UptimeShare): boolean => share.silent === undefined && reaches(share.lower, min);
  const isRefuted = (share: UptimeShare): boolean => !reaches(share.upper, min);
  if (shares.length === 0) return 'unknown';
  if (require === 'any') {
    if (shares.some(isShown)) return 'met';
    // A source that did not answer might have shown it.
    return failures.length === 0 && shares.every(isRefuted) ? 'unmet' : 'unknown';
  }
  if (shares.some(isRefuted)) return 'unmet';
  return failures.length === 0 && shares.every(isShown) ? 'met' : 'unknown';
}

/** `99.59 %`, `99.59 % to 99.60 %`, `unknown`: the share that was up, at least and at most, rounded down. */
export function formatBounds({ lower, upper }: { readonly lower: Ratio; readonly upper: Ratio }): string {
  const [least, most] = [formatPercent(lower), formatPercent(upper)];
  if (lower.num === 0 && compareRatios(upper, { num: 1, den: 1 }) === 0) return 'unknown';
  return least === most ? `${least} %` : `${least} % to ${most} %`;
}

/** Evidence of uptime that can be judged; a judgement when there is none, or it is about something else. */
export function usableUptime(
  evidence: UptimeEvidence | undefined,
  required: string,
  asked: { readonly environment?: string | undefined; readonly windowMs?: number | undefined } = {},
): UptimeEvidence | Judgement {
  if (!evidence) return { outcome: 'unknown', observed: 'no source was asked', required };
  const { environment, windowMs } = asked;
  if (environment !== undefined && environment !== evidence.environment) {
    return {
      outcome: 'unknown',
      observed: `${evidence.environment} is watched`,
      required,
      why: `The question is about ${environment}, and the sources watch ${evidence.environment}.`,
      fix: `Judge sources that watch ${environment}, with "environment: ${environment}".`,
    };
  }
  const { shares, window, failures } = evidence;
  // What is wrong with the sources is said once, by the criterion about them.
  if (shares.length === 0)
    return {
      outcome: 'unknown',
      observed: failures.length > 0 ? 'no source answered' : 'no source',
      required,
      fix: '',
    };
  const seen = window.to - window.from;
  if (windowMs !== undefined && seen < windowMs) {
    const [looked, asked] = [formatSeconds(seen / 1000), formatSeconds(windowMs / 1000)];
    return {
      outcome: 'unknown',
      observed: `a window of ${looked}`,
      required,
      why: `The last ${looked} were looked at, and ${asked} are asked for.`,
      fix: `Look at as much, with "window: ${spanText(windowMs)}".`,
    };
  }
  return evidence;
}

/** `30d`, `36h`: a span as people write it. */
function spanText(ms: number): string {
  const [unit, length] = (['d', 'h', 'm', 's'] as const)
    .map((name) => [name, parseDuration(`1${name}`) as number] as const)
    .find(([, one]) => ms % one === 0) ?? ['ms', 1];
  return `${ms / length}${unit}`;
}

/** Whether every source that has to tell did; the others may look as good as they like. */
export function isComplete({ failures, require }: Pick<UptimeEvidence, 'failures' | 'require'>): boolean {
  return require === 'any' || failures.length === 0;
}

/** The judgement where those that answered show it and others, that have to, did not answer. */
export function incomplete(observed: string, required: string): Judgement {
  // What is wrong with those sources is said once, by the criterion about them.
  return { outcome: 'unknown', observed, required, why: 'Not every source answered.', fix: '' };
}

/** Whether there is a judgement already. */
export function isJudged(value: UptimeEvidence | Judgement): value is Judgement {
  return 'outcome' in value;
}

/** Where the figures come from. */
export function uptimeProvenance({ shares }: UptimeEvidence): Provenance[] {
  return shares.map(({ source, timeline }) => ({
    source: source.where,
    tool: source.source,
    ...(timeline?.last === undefined ? {} : { observedAt: timeline.last }),
  }));
}
