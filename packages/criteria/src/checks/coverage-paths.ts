import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import type { CoverageEvidence } from '../coverage.ts';
import { coverageProvenance, isJudgement, MAX_FILE_FINDINGS, usableCoverage } from '../coverage-scope.ts';
import type { Finding } from '../finding.ts';
import { formatThreshold, type Percent, quantity, reaches } from '../ratio.ts';
import { percentParam } from './percent-param.ts';

const params = v.strictObject({
  /**
   * How many report paths may match no file of the repository: a count, or a share of all files.
   * Absent where there is no Git checkout to match with: then only paths that lead out of it are refused.
   */
  max: v.optional(
    v.union([
      v.strictObject({ files: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
      v.strictObject({ percent: percentParam }),
    ]),
  ),
});

/** The paths in the reports are files of the repository, but for an allowed number. */
export const coveragePaths = defineCheck<v.InferOutput<typeof params>>({
  kind: 'coverage-paths',
  needs: ['coverage'],
  params,
  judge({ coverage }, { max }) {
    const required = requirement(max);
    const evidence = usableCoverage(coverage, required);
    if (isJudgement(evidence)) return evidence;
    const from = coverageProvenance(evidence);
    const count = (max ? evidence.unmatched.length + evidence.ambiguous.length : 0) + evidence.outside.length;
    const observed = count === 0 ? 'all paths match' : `${quantity(count, 'file')} unmatched`;
    if (count === 0) return { outcome: 'met', observed, required, from };
    const isWithin =
      max !== undefined &&
      ('percent' in max ? isShareWithin(count, evidence.files.length, max.percent) : count <= max.files);
    const findings = pathFindings(evidence);
    if (isWithin) return { outcome: 'met', observed, required, from, findings };
    return {
      outcome: 'unknown',
      observed,
      required,
      why: `${quantity(count, 'file')} of the reports cannot be found in the repository for certain, so classes, components and changed lines would be judged wrongly.`,
      fix: 'Let the tool write paths relative to the repository, `exclude` what is not source code of this repository, or set `max-unmatched`.',
      findings,
      from,
    };
  },
});

function requirement(max: v.InferOutput<typeof params>['max']): string {
  if (!max) return 'no path outside of the folder';
  return 'percent' in max
    ? `at most ${formatThreshold(max.percent)} % unmatched`
    : `at most ${quantity(max.files, 'file')} unmatched`;
}

/** Whether count / all <= percent; `reaches` asks the other way round. */
function isShareWithin(count: number, all: number, percent: Percent): boolean {
  return reaches({ num: all - count, den: all }, { num: 100 * percent.den - percent.num, den: percent.den });
}

function pathFindings(evidence: CoverageEvidence): Finding[] {
  const unmatched = evidence.unmatched.map((path) => ({
    path,
    code: 'E_UNMATCHED_PATHS',
    message: 'matches no file of the repository',
  }));
  const outside = evidence.outside.map((path) => ({
    path,
    code: 'E_OUTSIDE_REPOSITORY',
    message: 'points outside of the repository',
  }));
  const ambiguous = evidence.ambiguous.map(({ path, candidates }) => ({
    path,
    code: 'E_AMBIGUOUS_PATH',
    message: `could be any of ${candidates.slice(0, 5).join(', ')}${candidates.length > 5 ? `, and ${candidates.length - 5} more` : ''}`,
  }));
  return [...outside, ...ambiguous, ...unmatched].slice(0, MAX_FILE_FINDINGS).map(({ path, code, message }) => ({
    rule: code,
    severity: 'medium',
    message: `${path} ${message}`,
    fix: 'Let the coverage tool write paths relative to the repository, or exclude the file.',
    fingerprint: `${code}:${path}`,
  }));
}
