import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { formatSeconds } from '../duration.ts';
import { incomplete, isComplete, isJudged, uptimeProvenance, usableUptime } from '../uptime-decision.ts';
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
    // One that does not tell is open; one that is too slow is not.
    const slow = intervals.filter(({ ms }) => ms === undefined || ms > max * TOLERANCE);
    const isMet = evidence.require === 'any' ? slow.length < intervals.length : slow.length === 0;
    const tellers = slow.filter(({ ms }) => ms !== undefined);
    const [shown] = isMet
      ? intervals.filter((one) => !slow.includes(one))
      : evidence.require === 'all' && tellers.length > 0
        ? tellers
        : slow;
    if (shown?.ms === undefined)
      return {
        outcome: 'unknown',
        observed: 'not told',
        required,
        why: `${shown?.where} does not tell how often it looks.`,
        fix: 'Ask a source that tells its samples, such as `prometheus` or `history`.',
        from,
      };
    const observed = `every ${formatSeconds(shown.ms / 1000)}`;
    if (isMet)
      return isComplete(evidence) ? { outcome: 'met', observed, required, from } : incomplete(observed, required);
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
