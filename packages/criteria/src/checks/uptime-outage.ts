import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { formatSeconds } from '../duration.ts';
import { formatInstant } from '../instant.ts';
import type { TimeSpan } from '../uptime.ts';
import { isJudged, uptimeProvenance, usableUptime } from '../uptime-decision.ts';
import type { UptimeShare } from '../uptime-share.ts';
import { SLOT } from '../uptime-slots.ts';
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
    const { shares, require, failures } = evidence;
    const from = uptimeProvenance(evidence);
    const judged = shares.map((share) => ({ share, longest: longestOutage(share), gap: longestGap(share) }));
    const isOver = (one: (typeof judged)[number]): boolean => (one.longest ? length(one.longest) > max : false);
    const isShort = (one: (typeof judged)[number]): boolean =>
      one.longest !== undefined && !isOver(one) && one.gap <= max;
    const over = judged.filter(isOver);
    const isMet = require === 'any' ? judged.some(isShort) : failures.length === 0 && judged.every(isShort);
    const worst = over[0]?.longest ?? judged.find(({ longest }) => longest)?.longest;
    const observed =
      worst && length(worst) > 0 ? `${formatSeconds(length(worst) / 1000)} from ${formatInstant(worst.from)}` : 'none';
    if (isMet) return { outcome: 'met', observed, required, from };
    if (over.length > 0 && (require === 'all' || over.length === judged.length))
      return {
        outcome: 'unmet',
        observed,
        required,
        missing: `an outage shorter by ${formatSeconds((length(worst as TimeSpan) - max) / 1000)}`,
        from,
      };
    return {
      outcome: 'unknown',
      observed: judged.some(({ longest }) => longest) ? 'a gap that is longer' : 'no outage is told',
      required,
      why: 'Of a stretch of time that is longer than the longest outage allowed nobody knows whether it was up.',
      fix: 'Let the source look without gaps.',
      from,
    };
  },
});

const length = ({ from, to }: TimeSpan): number => to - from;

/** The longest outage that a source tells; of length 0 when it tells that there was none, undefined when it tells nothing. */
export function longestOutage({ source, timeline }: UptimeShare): TimeSpan | undefined {
  const outages = timeline?.outages ?? (source.kind === 'figure' ? source.outages : undefined);
  return outages?.reduce((a, b) => (length(b) > length(a) ? b : a), { from: 0, to: 0 });
}

/** The longest run of slots that may have been down, in milliseconds; 0 where no slots are. */
function longestGap({ timeline }: UptimeShare): number {
  if (!timeline) return 0;
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
