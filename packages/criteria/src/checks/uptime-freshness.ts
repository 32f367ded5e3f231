import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { formatSeconds } from '../duration.ts';
import { formatInstant } from '../instant.ts';
import type { TimeSpan, UptimeSamples } from '../uptime.ts';
import { incomplete, isComplete, isJudged, uptimeProvenance, usableUptime } from '../uptime-decision.ts';
import type { UptimeEvidence } from '../uptime-evidence.ts';
import type { UptimeShare } from '../uptime-share.ts';
import { durationParam } from './duration-param.ts';

const params = v.strictObject({
  /** How old the last look may be; absent: three times the interval, at least ten minutes. */
  'max-age': v.optional(durationParam),
});

/** Intervals after which a source that looks regularly has surely stopped. */
const LONGEST_SILENCE = 3;
const SHORTEST_SILENCE_MS = 600_000;

/** The sources still watch: what they say of last week is no proof for what runs now. By `any` one source is enough. */
export const uptimeFreshness = defineCheck<v.InferOutput<typeof params>>({
  kind: 'uptime-freshness',
  needs: ['uptime'],
  params,
  judge({ uptime }, { 'max-age': maxAge }) {
    const required =
      maxAge === undefined ? 'a source that still looks' : `a look within the last ${formatSeconds(maxAge / 1000)}`;
    const evidence = usableUptime(uptime, required);
    if (isJudged(evidence)) return evidence;
    const from = uptimeProvenance(evidence);
    const ages = evidence.shares.map((share) => ageOf(share, evidence, maxAge));
    const stale = ages.filter((one) => one.isStale);
    const isMet = evidence.require === 'any' ? stale.length < ages.length : stale.length === 0;
    const [shown] = isMet ? ages.filter((one) => !one.isStale) : stale;
    const observed = shown?.last === undefined ? 'no look' : formatInstant(shown.last);
    const text = { observed, required: `a look within the last ${formatSeconds((shown?.limit ?? 0) / 1000)}`, from };
    if (isMet) return isComplete(evidence) ? { outcome: 'met', ...text } : incomplete(observed, text.required);
    const age = shown?.last === undefined ? '' : `, ${formatSeconds((evidence.window.to - shown.last) / 1000)} ago`;
    return {
      outcome: 'unknown',
      ...text,
      why:
        shown?.last === undefined
          ? `${shown?.share.source.where} never looked.`
          : `${shown.share.source.where} looked last at ${formatInstant(shown.last)}${age}.`,
      fix: 'Start the monitor again, and look whether its schedule still runs.',
    };
  },
});

interface Age {
  readonly share: UptimeShare;
  readonly last: number | undefined;
  readonly limit: number;
  readonly isStale: boolean;
}

/** The last sample of the window, also where they are too few for more; undefined when there is none. */
function lastLook({ replicas }: UptimeSamples, { from, to }: TimeSpan): number | undefined {
  const times = replicas.flatMap(({ at }) => at.findLast((time) => time >= from && time < to) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

function ageOf(share: UptimeShare, { window }: UptimeEvidence, maxAge: number | undefined): Age {
  const { source, timeline } = share;
  const last =
    source.kind === 'samples' ? (timeline?.last ?? lastLook(source, window)) : Math.min(source.span.to, window.to);
  const usual = Math.max(SHORTEST_SILENCE_MS, LONGEST_SILENCE * (timeline?.intervalMs ?? 0));
  const limit = maxAge ?? usual;
  return { share, last, limit, isStale: last === undefined || window.to - last > limit };
}
