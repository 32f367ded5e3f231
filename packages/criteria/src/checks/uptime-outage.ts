import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { formatSeconds } from '../duration.ts';
import { formatInstant } from '../instant.ts';
import type { TimeSpan } from '../uptime.ts';
import { incomplete, isComplete, isJudged, uptimeProvenance, usableUptime } from '../uptime-decision.ts';
import type { UptimeShare } from '../uptime-share.ts';
import { SLOT } from '../uptime-slots.ts';
import type { Judgement } from '../verdict.ts';
import { durationParam } from './duration-param.ts';

const params = v.strictObject({
  /** Longest single outage. */
  max: durationParam,
});

/** No single outage is longer than `max`. A source that tells no outages proves nothing. */
export const uptimeOutage = defineCheck<v.InferOutput<typeof params>>({
  kind: 'uptime-outage',
  needs: ['uptime'],
  params,
  judge({ uptime }, { max }) {
    const required = `no outage above ${formatSeconds(max / 1000)}`;
    const evidence = usableUptime(uptime, required);
    if (isJudged(evidence)) return evidence;
    const { shares, require, window } = evidence;
    const from = uptimeProvenance(evidence);
    const judged = shares.map((share) => ({ share, longest: longestOutage(share), gap: longestGap(share, window) }));
    const isOver = (one: (typeof judged)[number]): boolean => (one.longest ? length(one.longest) > max : false);
    const isShort = (one: (typeof judged)[number]): boolean =>
      one.longest !== undefined && !isOver(one) && one.gap <= max;
    const over = judged.filter(isOver);
    const isMet = require === 'any' ? judged.some(isShort) : judged.every(isShort);
    const worst = longestOf(over.length > 0 ? over : isMet && require === 'any' ? judged.filter(isShort) : judged);
    const observed =
      worst && length(worst) > 0 ? `${formatSeconds(length(worst) / 1000)} from ${formatInstant(worst.from)}` : 'none';
    if (isMet)
      return isComplete(evidence) ? { outcome: 'met', observed, required, from } : incomplete(observed, required);
    if (over.length > 0 && (require === 'all' || (over.length === judged.length && evidence.failures.length === 0)))
      return {
        outcome: 'unmet',
        observed,
        required,
        missing: `${formatSeconds(Math.ceil((length(worst as TimeSpan) - max) / 1000))} less of one outage`,
        why: `One outage lasted from ${formatInstant((worst as TimeSpan).from)} to ${formatInstant((worst as TimeSpan).to)}.`,
        fix: 'Find out why it took so long to come back: how it was noticed, and how it was mended.',
        from,
      };
    if (over.length === judged.length) return { ...incomplete(observed, required), from };
    return { outcome: 'unknown', required, from, ...openFacts(judged) };
  },
});

interface Judged {
  readonly share: UptimeShare;
  readonly longest: TimeSpan | undefined;
  readonly gap: number;
}

/** Why nobody can tell, by the source with the longest gap, or one that tells no outages at all. */
function openFacts(judged: readonly Judged[]): Pick<Judgement, 'observed' | 'why' | 'fix'> {
  const mute = judged.find(({ longest }) => longest === undefined);
  if (mute)
    return {
      observed: 'no outage is told',
      why: `${mute.share.source.where} does not tell its outages one by one.`,
      fix: 'Ask a source that tells its samples, such as `prometheus` or `history`.',
    };
  const { share, gap } = judged.reduce((a, b) => (b.gap > a.gap ? b : a));
  const span = formatSeconds(gap / 1000);
  return {
    observed: `a gap of ${span}`,
    why: `${share.source.where} tells nothing of a stretch of ${span}, in which it may have been down all the time.`,
    fix: 'Let the source look without gaps.',
  };
}

function longestOf(judged: readonly Judged[]): TimeSpan | undefined {
  const told = judged.flatMap(({ longest }) => longest ?? []);
  return told.length === 0 ? undefined : told.reduce((a, b) => (length(b) > length(a) ? b : a));
}

const length = ({ from, to }: TimeSpan): number => to - from;

/** The longest outage that a source tells; of length 0 when it tells that there was none, undefined when it tells nothing. */
export function longestOutage({ source, timeline }: UptimeShare): TimeSpan | undefined {
  const outages = timeline?.outages ?? (source.kind === 'figure' ? source.outages : undefined);
  return outages?.reduce((a, b) => (length(b) > length(a) ? b : a), { from: 0, to: 0 });
}

/** The longest run of slots that may have been down, in milliseconds; of a figure all that it does not know. */
function longestGap({ timeline, known, silent }: UptimeShare, window: TimeSpan): number {
  if (silent !== undefined) return length(window);
  if (!timeline) return (length(window) * (known.den - known.num)) / known.den;
  let [longest, run] = [0, 0];
  let hasGap = false;
  for (const slot of timeline.slots) {
    const mayBeDown = slot === SLOT.unknown || slot === SLOT.down;
    run = mayBeDown ? run + 1 : 0;
    hasGap = mayBeDown && (run === 1 ? slot === SLOT.unknown : hasGap || slot === SLOT.unknown);
    if (hasGap && run > longest) longest = run;
  }
  return longest * timeline.intervalMs;
}
