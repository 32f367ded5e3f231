import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { formatSeconds } from '../duration.ts';
import { formatInstant } from '../instant.ts';
import { formatThreshold, type Percent, reaches } from '../ratio.ts';
import type { UptimeSource } from '../uptime.ts';
import {
  decideUptime,
  decidingShare,
  formatBounds,
  isJudged,
  uptimeProvenance,
  usableUptime,
} from '../uptime-decision.ts';
import type { UptimeEvidence } from '../uptime-evidence.ts';
import { earliestUptime, secondsAllowed, secondsDown, secondsUnknown } from '../uptime-outlook.ts';
import { isProvable, tooFewLooks, UPTIME_CONFIDENCES, type UptimeConfidence } from '../uptime-proof.ts';
import type { UptimeShare } from '../uptime-share.ts';
import type { Judgement } from '../verdict.ts';
import { durationParam } from './duration-param.ts';
import { percentParam } from './percent-param.ts';

const params = v.strictObject({
  /** Least share of the window that was up. */
  min: percentParam,
  /** Least length of the window. */
  window: v.optional(durationParam),
  /** Deployment that is meant; absent means whichever is watched. */
  environment: v.optional(v.string()),
  confidence: v.optional(v.picklist(UPTIME_CONFIDENCES), 'possible'),
});

/**
 * At least `min` percent of the window was up. What nobody looked at is neither up nor down: the share
 * lies between two bounds, and only when both are on one side of the threshold is the answer known.
 */
export const uptimeFloor = defineCheck<v.InferOutput<typeof params>>({
  kind: 'uptime-floor',
  needs: ['uptime'],
  params,
  judge({ uptime }, { min, window, environment, confidence }) {
    const required = requiredText(min, window ?? (uptime ? uptime.window.to - uptime.window.from : undefined));
    const evidence = usableUptime(uptime, required, { environment, windowMs: window });
    if (isJudged(evidence)) return evidence;
    const deciding = decidingShare(evidence, min) as UptimeShare;
    const outcome = decideUptime(evidence, min);
    const judged = { observed: formatBounds(deciding), required, from: uptimeProvenance(evidence) };
    if (outcome === 'unmet') return { outcome, ...judged, ...unmetFacts(evidence, deciding, min) };
    if (outcome === 'unknown') return { outcome, ...judged, ...unknownFacts(evidence, deciding, min) };
    const few = fewLooks(evidence, min, confidence);
    if (few !== undefined)
      return {
        outcome: 'unknown',
        ...judged,
        why: few,
        fix: isProvable(min)
          ? 'Ask a source that looks more often and tells its looks, such as every minute; or say with `confidence: none` that the share alone is enough.'
          : 'Ask for less than all, or say with `confidence: none` that the share alone is enough.',
      };
    return { outcome, ...judged };
  },
});

function requiredText(min: Percent, windowMs: number | undefined): string {
  const span = windowMs === undefined ? '' : ` of ${formatSeconds(windowMs / 1000)}`;
  return `at least ${formatThreshold(min)} %${span}`;
}

function unmetFacts(evidence: UptimeEvidence, share: UptimeShare, min: Percent): Partial<Judgement> {
  const allowed = secondsAllowed(share, evidence.window, min);
  const down = secondsDown(share, evidence.window);
  const isTime = share.source.kind !== 'requests';
  return {
    ...(isTime ? { missing: `${formatSeconds(Math.max(1, down - allowed))} less downtime` } : {}),
    why: isTime ? `Down for ${formatSeconds(down)}; the threshold allows ${formatSeconds(allowed)}.` : '',
    fix: `Find out what the outages have in common, and mend it.${passText(evidence, min)}`,
  };
}

function unknownFacts(evidence: UptimeEvidence, deciding: UptimeShare, min: Percent): Partial<Judgement> {
  const { failures, shares, window } = evidence;
  const silent = shares.find((share) => share.silent !== undefined && !reaches(share.lower, min));
  if (silent) return { why: `${silent.source.where}: ${silent.silent}`, fix: FIX_SILENT[silent.source.kind] };
  if (failures.length > 0) return { why: 'Not every source answered.', fix: '' };
  const unseen = secondsUnknown(deciding, window);
  return {
    missing: `looks at ${formatSeconds(unseen)}`,
    why: `Of ${formatSeconds(unseen)} of the window nobody knows whether it was up.`,
    fix: `Let the source look without gaps.${passText(evidence, min)}`,
  };
}

/** What makes a source tell something, by its kind. */
const FIX_SILENT: Readonly<Record<UptimeSource['kind'], string>> = {
  samples: 'Let the source look often, and for the whole window.',
  figure: 'Ask for a figure of just this window.',
  requests: 'Look at a longer window, or lower `min-requests`.',
};

function passText(evidence: UptimeEvidence, min: Percent): string {
  const at = earliestUptime(evidence, min);
  return at === undefined ? '' : ` If it stays up and is watched, this passes from ${formatInstant(at)} on.`;
}

/** Why what is shown is no proof; by `any` it takes one source with enough looks. */
function fewLooks({ shares, require }: UptimeEvidence, min: Percent, confidence: UptimeConfidence): string | undefined {
  const showing = shares.filter(({ lower }) => reaches(lower, min));
  const reasons = showing.map((share) => tooFewLooks(share, min, confidence));
  return require === 'any' && reasons.includes(undefined) ? undefined : reasons.find((reason) => reason !== undefined);
}
