import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { coverageProvenance, isJudgement, metricOf, sumCounts, usableCoverage } from '../coverage-scope.ts';
import { compareRatios, formatCount, quantity } from '../ratio.ts';
import type { Judgement } from '../verdict.ts';

const params = v.strictObject({ metric: v.optional(v.picklist(['line', 'branch', 'function', 'statement']), 'line') });

/** The covered share is not below that of the base report; compared exactly. */
export const coverageNoDrop = defineCheck<v.InferOutput<typeof params>>({
  kind: 'coverage-no-drop',
  needs: ['coverage'],
  params,
  judge({ coverage }, { metric }): Judgement {
    const required = `${metric} coverage not below the base`;
    const evidence = usableCoverage(coverage, required);
    if (isJudgement(evidence)) return evidence;
    const from = coverageProvenance(evidence);
    const now = metricOf(sumCounts(evidence.files), metric, evidence.partial);
    const base = evidence.base && metricOf(evidence.base.counts, metric, evidence.partial);
    if (!now || now.ratio.den === 0 || !base || base.ratio.den === 0 || !evidence.base) {
      const side = base && base.ratio.den > 0 ? 'this run' : 'the base report';
      return {
        outcome: 'unknown',
        observed: `no ${metric} coverage in ${side}`,
        required,
        why: 'A drop can only be judged between two figures.',
        fix: 'Give `base-report` a report of the base that measures the same.',
        from,
      };
    }
    const observed = `${formatCount(now.count)}, base ${formatCount(base.count)}`;
    if (compareRatios(now.ratio, base.ratio) >= 0) return { outcome: 'met', observed, required, from };
    const needed =
      (BigInt(base.ratio.num) * BigInt(now.count.total) + BigInt(base.ratio.den) - 1n) / BigInt(base.ratio.den);
    const missing = Math.max(1, Number(needed) - now.count.covered);
    return {
      outcome: 'unmet',
      observed,
      required,
      missing: quantity(missing, metric),
      why: `Coverage fell below that of ${evidence.base.source}.`,
      fix: `Cover ${quantity(missing, metric)} more.`,
      from,
    };
  },
});
