import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { formatSeconds } from '../duration.ts';
import { isJudged, uptimeProvenance, usableUptime } from '../uptime-decision.ts';
import { durationParam } from './duration-param.ts';

const params = v.strictObject({
  /** Longest time between two looks. */
  max: durationParam,
});

/** A schedule of one minute drifts by the time that a look takes. */
const TOLERANCE = 1.1;

/** The sources look often enough; by `any` one of them does. */
export const uptimeInterval = defineCheck<v.InferOutput<typeof params>>({
  kind: 'uptime-interval',
  needs: ['uptime'],
  params,
  judge({ uptime }, { max }) {
    const required = `a look every ${formatSeconds(max / 1000)}`;
    const evidence = usableUptime(uptime, required);
    if (isJudged(evidence)) return evidence;
    const from = uptimeProvenance(evidence);
    const intervals = evidence.shares.map(({ source, timeline }) => ({
      where: source.where,
      ms: timeline?.intervalMs,
    }));
    const slow = intervals.filter(({ ms }) => ms === undefined || ms > max * TOLERANCE);
    const isMet = evidence.require === 'any' ? slow.length < intervals.length : slow.length === 0;
    const [shown] = isMet ? intervals.filter((one) => !slow.includes(one)) : slow;
    if (shown?.ms === undefined)
      return {
        outcome: 'unknown',
        observed: 'not told',
        required,
        why: `${shown?.where} does not tell how often it looks.`,
        from,
      };
    const observed = `every ${formatSeconds(shown.ms / 1000)}`;
    if (isMet) return { outcome: 'met', observed, required, from };
    return {
      outcome: 'unmet',
      observed,
      required,
      why: `${shown.where} looks ${observed}.`,
      fix: 'Shorten the interval of the monitor.',
      from,
    };
  },
});
