import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { formatSeconds } from '../duration.ts';
import { failureFact } from '../failure.ts';
import { formatInstant } from '../instant.ts';
import type { DeployedSince } from '../uptime.ts';
import type { UptimeEvidence } from '../uptime-evidence.ts';
import type { Judgement } from '../verdict.ts';
import { durationParam } from './duration-param.ts';

const params = v.strictObject({
  /** How long it has to be there; absent: the whole window. */
  for: v.optional(durationParam),
  environment: v.optional(v.string()),
});

/** What is judged was deployed for the whole window: what ran before it proves nothing of it. */
export const uptimeDeployment = defineCheck<v.InferOutput<typeof params>>({
  kind: 'uptime-deployment',
  needs: ['uptime'],
  params,
  judge({ uptime: evidence }, { for: asked, environment }, now) {
    if (!evidence)
      return { outcome: 'unknown', observed: 'nobody was asked', required: 'deployed for the whole window' };
    const span = asked ?? evidence.window.to - evidence.window.from;
    const required = `in ${environment ?? evidence.environment} for ${formatSeconds(span / 1000)}`;
    const { deployedSince } = evidence;
    if (environment !== undefined && environment !== evidence.environment) {
      return {
        outcome: 'unknown',
        observed: `${evidence.environment} is watched`,
        required,
        why: `The question is about ${environment}, and the sources watch ${evidence.environment}.`,
        fix: `Judge sources that watch ${environment}, with "environment: ${environment}".`,
      };
    }
    if (!deployedSince) {
      return {
        outcome: 'unknown',
        observed: 'nobody tells since when',
        required,
        ...untold(evidence),
      };
    }
    const { at } = deployedSince;
    const observed = `since ${formatInstant(at)}`;
    const why = `${ORIGINS[deployedSince.from]}: ${deployedSince.where}.`;
    if (at > now) return { outcome: 'unknown', observed, required, why: `${why} That is to come.`, fix: FIX_FUTURE };
    const left = span - (now - at);
    if (left <= 0) return { outcome: 'met', observed, required, why };
    return {
      outcome: 'unmet',
      observed,
      required,
      missing: `another ${formatSeconds(Math.ceil(left / 1000))}`,
      why,
      fix: `Wait until ${formatInstant(at + span)} without another deployment.`,
    };
  },
});

/** Why nobody tells: by what was asked and did not, else because nothing was asked that knows. */
function untold({ environment, remarks: [remark] }: UptimeEvidence): Pick<Judgement, 'why' | 'fix'> {
  if (remark) return { why: `${failureFact(remark)}.`, fix: remark.fix };
  return {
    why: `Nobody tells since when this is in ${environment}.`,
    fix: 'Give `github-token` where deployments are recorded on GitHub, or state `since` of the component in maturity.yml, or `deployed-since`.',
  };
}

const FIX_FUTURE = 'Correct that time, or judge a later one: without `as-of` it is now.';

/** Who says since when, the most trusted first. */
const ORIGINS: Readonly<Record<DeployedSince['from'], string>> = {
  deployment: 'By a deployment of GitHub',
  label: 'By a label',
  git: 'By the history of the configuration',
  declared: 'As declared',
};
