import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { coverageProvenance, isJudgement, usableCoverage } from '../coverage-scope.ts';
import { formatInstant } from '../instant.ts';
import { quantity } from '../ratio.ts';

const params = v.strictObject({});

/** A report may be this much older than the commit: clocks of machines differ. */
const TOLERANCE_MS = 60_000;

/** No report is older than the commit that it is said to measure. Reports that give no time are taken as they are. */
export const coverageFreshness = defineCheck<v.InferOutput<typeof params>>({
  kind: 'coverage-freshness',
  needs: ['coverage'],
  params,
  judge({ coverage }) {
    const required = 'not before the commit';
    const evidence = usableCoverage(coverage, required);
    if (isJudgement(evidence)) return evidence;
    const from = coverageProvenance(evidence);
    const { committedAt } = evidence;
    const dated = evidence.sources.filter((source) => source.observedAt !== undefined && !source.isTracked);
    if (committedAt === undefined || dated.length === 0) {
      return {
        outcome: 'not-applicable',
        observed: committedAt === undefined ? 'no commit to compare with' : 'no time stated',
        required,
        from,
      };
    }
    const stale = dated.filter((source) => (source.observedAt as number) < committedAt - TOLERANCE_MS);
    if (stale.length === 0) return { outcome: 'met', observed: quantity(dated.length, 'report'), required, from };
    return {
      outcome: 'unmet',
      observed: `${quantity(stale.length, 'report')} older`,
      required,
      why: `The commit is of ${formatInstant(committedAt)}; a report from before it measured other code.`,
      fix: 'Run the tests on this commit, and do not restore reports from a cache.',
      findings: stale.map((source) => ({
        rule: 'E_STALE',
        severity: 'medium',
        message: `${source.source} was written at ${formatInstant(source.observedAt as number)}, before the commit`,
        fix: 'Run the tests on this commit.',
        fingerprint: `E_STALE:${source.source}`,
      })),
      from,
    };
  },
});
