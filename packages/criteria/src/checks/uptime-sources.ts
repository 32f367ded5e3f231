import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { failureSummary } from '../failure.ts';
import { quantity } from '../ratio.ts';
import { uptimeProvenance } from '../uptime-decision.ts';
import { failureFinding } from './coverage-reports.ts';

const params = v.strictObject({});

/** Every source that is asked gives a usable answer; where one is enough, one does. */
export const uptimeSources = defineCheck<v.InferOutput<typeof params>>({
  kind: 'uptime-sources',
  needs: ['uptime'],
  params,
  judge({ uptime: evidence }) {
    const required = evidence?.require === 'any' ? 'an answer of one source' : 'an answer of every source';
    if (!evidence) return { outcome: 'unknown', observed: 'no source was asked', required };
    const { shares, failures, require } = evidence;
    const from = uptimeProvenance(evidence);
    const observed = `${shares.length} of ${quantity(shares.length + failures.length, 'source')} answered`;
    const findings = failures.map(failureFinding);
    const isEnough = shares.length > 0 && (failures.length === 0 || require === 'any');
    if (isEnough) return { outcome: 'met', observed, required, findings, from };
    const [first] = failures;
    return {
      outcome: 'unknown',
      observed: first ? observed : 'no source',
      required,
      why: first ? failureSummary(failures) : 'No source was asked.',
      fix: first?.fix ?? 'Name a `source`.',
      findings,
      from,
    };
  },
});
