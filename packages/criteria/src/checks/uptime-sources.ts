import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { failureSummary } from '../failure.ts';
import { quantity } from '../ratio.ts';
import { uptimeProvenance } from '../uptime-decision.ts';
import { failureFinding } from './coverage-reports.ts';

const params = v.strictObject({
  /** Whether there may be no source: nothing else is asked of it. */
  optional: v.optional(v.boolean(), false),
});

/** Every source that is asked gives a usable answer; where one is enough, one does. */
export const uptimeSources = defineCheck<v.InferOutput<typeof params>>({
  kind: 'uptime-sources',
  needs: ['uptime'],
  params,
  judge({ uptime: evidence }, { optional }) {
    const required = evidence?.require === 'any' ? 'an answer of one source' : 'an answer of every source';
    if (!evidence) return { outcome: 'unknown', observed: 'no source was asked', required };
    const { shares, failures, require } = evidence;
    const from = uptimeProvenance(evidence);
    const observed = `${shares.length} of ${quantity(shares.length + failures.length, 'source')} answered`;
    const findings = failures.map(failureFinding);
    const isEnough = shares.length > 0 && (failures.length === 0 || require === 'any');
    if (isEnough) return { outcome: 'met', observed, required, findings, from };
    if (optional && failures.length === 0)
      return { outcome: 'not-applicable', observed: 'none named', required, why: 'The level asks for none.' };
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
