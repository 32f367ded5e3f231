import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { COVERAGE_METRICS, type CoverageEvidence, type CoverageMetric, type CoveredFile } from '../coverage.ts';
import {
  coverageProvenance,
  fileFindings,
  isJudgement,
  metricOf,
  sumCounts,
  usableCoverage,
  worstFiles,
} from '../coverage-scope.ts';
import { formatCount, formatThreshold, missingFor, type Percent, quantity, reaches } from '../ratio.ts';
import type { Judgement } from '../verdict.ts';
import { percentParam } from './percent-param.ts';

const params = v.strictObject({
  metric: v.optional(v.picklist(COVERAGE_METRICS), 'line'),
  min: percentParam,
  /** Name of a class of code; absent means all measured files. */
  class: v.optional(v.string()),
});

/** At least `min` percent of a metric is covered, over all files or over one class of code. */
export const coverageFloor = defineCheck<v.InferOutput<typeof params>>({
  kind: 'coverage-floor',
  needs: ['coverage'],
  params,
  judge({ coverage }, { metric, min, class: className }) {
    const required = `at least ${formatThreshold(min)} %`;
    const evidence = usableCoverage(coverage, required);
    if (isJudgement(evidence)) return evidence;
    if (className === undefined) return judgeAll(evidence, metric, min, required);
    const files = filesOfClass(evidence, className, required);
    return Array.isArray(files) ? judgeFiles(evidence, files, metric, min, required) : (files as Judgement);
  },
});

const EXAMPLES: Readonly<Record<string, string>> = {
  critical: 'src/auth/**',
  business: 'src/domain/**',
  utilities: 'src/util/**',
  ui: 'src/components/**',
};

/** The files of a class, or why its floor cannot be judged or does not apply. */
function filesOfClass(evidence: CoverageEvidence, name: string, required: string): readonly CoveredFile[] | Judgement {
  const declared = Object.hasOwn(evidence.classes, name) ? evidence.classes[name] : undefined;
  if (!declared) {
    return {
      outcome: 'unknown',
      observed: 'not declared',
      required,
      why: `The level has a floor for ${name} code, and nothing says which files those are.`,
      fix: `Declare it in .github/maturity.yml, for instance "classes: { ${name}: ["${EXAMPLES[name] ?? 'src/**'}"] }", or as [] when there is none.`,
    };
  }
  if (declared.patterns.length === 0) {
    return { outcome: 'not-applicable', observed: `declared: no ${name} code`, required };
  }
  if (declared.idle.length > 0) {
    return {
      outcome: 'unknown',
      observed: `${declared.idle.length} of ${declared.patterns.length} patterns match no measured file`,
      required,
      why: `${declared.where}: ${declared.idle.map((glob) => JSON.stringify(glob)).join(', ')} in class ${name} matches nothing, so the class may be incomplete.`,
      fix: 'Correct the pattern, or make the tests measure those files.',
    };
  }
  if (declared.files.length === 0 && declared.unmeasured.length > 0) {
    return {
      outcome: 'unknown',
      observed: 'not measured',
      required,
      why: `${quantity(declared.unmeasured.length, 'file')} of class ${name} here, ${declared.unmeasured[0]} for instance, and no report measures any.`,
      fix: 'Let the tests of this component measure them.',
    };
  }
  if (declared.files.length === 0) return { outcome: 'not-applicable', observed: `no ${name} code here`, required };
  return declared.files;
}

/** Judges all files; where producers state other totals than their lines give, a floor is met only when both reach it. */
function judgeAll(evidence: CoverageEvidence, metric: CoverageMetric, min: Percent, required: string): Judgement {
  const judgement = judgeFiles(evidence, evidence.files, metric, min, required);
  const { covered, total } = evidence.statedExcess;
  const line = metricOf(sumCounts(evidence.files), 'line', evidence.partial);
  if (judgement.outcome !== 'met' || metric !== 'line' || total === 0 || !line) return judgement;
  const stated = { covered: line.count.covered + covered, total: line.count.total + total };
  if (reaches({ num: stated.covered, den: stated.total }, min)) return judgement;
  return {
    ...judgement,
    outcome: 'unknown',
    why: `E_TOTALS_MISMATCH: the lines say ${formatCount(line.count)}, the totals that the reports state ${formatCount(stated)}, which is below the floor.`,
    fix: 'Look whether the report is whole. If its tool is known to count a line once per function, set `on-mismatch: warn`.',
  };
}

function judgeFiles(
  evidence: CoverageEvidence,
  files: readonly CoveredFile[],
  metric: CoverageMetric,
  min: Percent,
  required: string,
): Judgement {
  const from = coverageProvenance(evidence);
  const measured = metricOf(sumCounts(files), metric, evidence.partial);
  if (evidence.mayBeEmpty && sumCounts(files).line.total === 0)
    return { outcome: 'not-applicable', observed: 'nothing to cover', required, from };
  if (!measured || measured.ratio.den === 0) {
    return {
      outcome: 'unknown',
      observed: measured ? `no ${metric} to count` : `${metric} coverage is not measured`,
      required,
      why: `No report gives ${metric} coverage for these files.`,
      fix: `Let the coverage tool measure ${metric} coverage, or drop the ${metric} floor.`,
      from,
    };
  }
  const observed = formatCount(measured.count);
  if (reaches(measured.ratio, min)) return { outcome: 'met', observed, required, from };
  const missing = Math.max(1, missingFor(measured.count, min));
  const [worst] = worstFiles(files, metric, evidence.partial, 1);
  const start = worst ? ` Start with ${worst.file.path} (${quantity(worst.missing, metric)} not covered).` : '';
  return {
    outcome: 'unmet',
    observed,
    required,
    missing: `${quantity(missing, metric)}`,
    fix: `Cover ${quantity(missing, metric)} more.${start}`,
    findings: fileFindings('coverage-floor', files, metric, evidence.partial),
    from,
  };
}
