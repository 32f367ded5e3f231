import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { formatSeconds } from '../duration.ts';
import { compareRatios, formatPercent, formatThreshold, reaches } from '../ratio.ts';
import { incomplete, isComplete, isJudged, uptimeProvenance, usableUptime } from '../uptime-decision.ts';
import { percentParam } from './percent-param.ts';

const params = v.strictObject({
  /** Least share of the window of which something is known. */
  min: percentParam,
});

/** The sources saw enough of the window; maintenance counts as seen. By `any` one source is enough. */
export const uptimeCoverage = defineCheck<v.InferOutput<typeof params>>({
  kind: 'uptime-coverage',
  needs: ['uptime'],
  params,
  judge({ uptime }, { min }) {
    const required = `at least ${formatThreshold(min)} % of the window seen`;
    const evidence = usableUptime(uptime, required);
    if (isJudged(evidence)) return evidence;
    const { shares, require, window } = evidence;
    const from = uptimeProvenance(evidence);
    const order = [...shares].sort((a, b) => compareRatios(a.known, b.known));
    const share = require === 'all' ? order[0] : order.at(-1);
    const known = share?.known ?? { num: 0, den: 1 };
    const observed = `${formatPercent(known)} % seen`;
    if (reaches(known, min))
      return isComplete(evidence) ? { outcome: 'met', observed, required, from } : incomplete(observed, required);
    const unseen = Math.ceil(((known.den - known.num) * (window.to - window.from)) / known.den / 1000 - 1e-6);
    return {
      outcome: 'unmet',
      observed,
      required,
      why: `${share?.source.where} tells nothing about ${formatSeconds(unseen)} of the window.`,
      fix: 'Let the source look without gaps, from the beginning of the window on.',
      from,
    };
  },
});
