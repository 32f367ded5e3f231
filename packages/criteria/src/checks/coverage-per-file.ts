import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { COVERAGE_METRICS } from '../coverage.ts';
import {
  coverageProvenance,
  isJudgement,
  MAX_FILE_FINDINGS,
  metricOf,
  usableCoverage,
  worstFiles,
} from '../coverage-scope.ts';
import { formatCount, formatThreshold, missingFor, quantity, reaches } from '../ratio.ts';
import { percentParam } from './percent-param.ts';

const params = v.strictObject({ metric: v.optional(v.picklist(COVERAGE_METRICS), 'line'), min: percentParam });

/** Every single file reaches `min` percent; files with nothing to count are left out. */
export const coveragePerFile = defineCheck<v.InferOutput<typeof params>>({
  kind: 'coverage-per-file',
  needs: ['coverage'],
  params,
  judge({ coverage }, { metric, min }) {
    const required = `at least ${formatThreshold(min)} % in every file`;
    const evidence = usableCoverage(coverage, required);
    if (isJudgement(evidence)) return evidence;
    const from = coverageProvenance(evidence);
    const countable = evidence.files.filter(
      (file) => (metricOf(file.counts, metric, evidence.partial)?.ratio.den ?? 0) > 0,
    );
    if (countable.length === 0)
      return { outcome: 'unknown', observed: `no file with ${metric} coverage`, required, from };
    const below = countable.filter((file) => {
      const measured = metricOf(file.counts, metric, evidence.partial);
      return measured !== null && !reaches(measured.ratio, min);
    });
    if (below.length === 0)
      return { outcome: 'met', observed: `all ${quantity(countable.length, 'file')}`, required, from };
    const worst = worstFiles(below, metric, evidence.partial, MAX_FILE_FINDINGS);
    return {
      outcome: 'unmet',
      observed: `${quantity(below.length, 'file')} of ${countable.length} below`,
      required,
      missing: quantity(below.length, 'file'),
      why: `${quantity(below.length, 'file')} below ${formatThreshold(min)} %.`,
      fix: `Raise ${worst[0]?.file.path} first.`,
      findings: worst.map(({ file, count }) => ({
        rule: 'coverage-per-file',
        severity: 'medium',
        message: `${metric} coverage ${formatCount(count)}, at least ${formatThreshold(min)} % expected`,
        fix: `Cover ${quantity(missingFor(count, min), metric)} more.`,
        at: { path: file.path },
        fingerprint: `coverage-per-file:${file.path}`,
      })),
      from,
    };
  },
});
