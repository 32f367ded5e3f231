import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import type { CoverageEvidence, DiffEvidence, LineCount, PartialRule } from '../coverage.ts';
import { coverageProvenance, isJudgement, lineRatio, usableCoverage } from '../coverage-scope.ts';
import { failureFact } from '../failure.ts';
import type { Finding } from '../finding.ts';
import { formatRange, toRanges } from '../location.ts';
import { formatCount, formatThreshold, missingFor, quantity, reaches } from '../ratio.ts';
import type { Judgement } from '../verdict.ts';
import { percentParam } from './percent-param.ts';

const params = v.strictObject({ min: percentParam });

/** At least `min` percent of the executable lines that the change added or changed is covered. */
export const coverageDiff = defineCheck<v.InferOutput<typeof params>>({
  kind: 'coverage-diff',
  needs: ['coverage'],
  params,
  judge({ coverage }, { min }) {
    const required = `at least ${formatThreshold(min)} %`;
    const evidence = usableCoverage(coverage, required);
    if (isJudgement(evidence)) return evidence;
    const from = coverageProvenance(evidence);
    const { diff } = evidence;
    if (!diff) return withoutBase(evidence, required);
    const line = diffCount(diff);
    if (line.total === 0)
      return { outcome: 'not-applicable', observed: `no executable line changed since ${diff.base}`, required, from };
    const ratio = lineRatio(line, evidence.partial);
    const count = { covered: evidence.partial === 'half' ? Math.floor(ratio.num / 2) : ratio.num, total: line.total };
    const observed = `${formatCount(count)} since ${diff.base}`;
    if (reaches(ratio, min)) return { outcome: 'met', observed, required, from, findings: [] };
    const missing = Math.max(1, missingFor(count, min));
    return {
      outcome: 'unmet',
      observed,
      required,
      missing: quantity(missing, 'line'),
      fix: `Cover ${quantity(missing, 'line')} more of what this change adds.`,
      findings: diffFindings(diff, evidence.partial),
      from,
    };
  },
});

/** Why what changed is not known: no base was named, or git could not compare with it. */
export function withoutBase({ remarks, sources }: CoverageEvidence, required: string): Judgement {
  const reason = remarks.find(({ code }) => code === 'E_NO_BASE' || code === 'E_CONTRADICTION');
  return {
    outcome: 'unknown',
    observed: reason ? reason.code : 'no base named',
    required,
    why: reason ? failureFact(reason) : 'What changed is only known against a base commit.',
    fix: reason?.fix ?? 'Give `base: origin/main`, or run on a pull request, and check out with `fetch-depth: 0`.',
    from: sources,
  };
}

/** Executable changed lines, all files together. */
export function diffCount(diff: DiffEvidence): LineCount {
  const count = { covered: 0, total: 0, partial: 0 };
  for (const { file, changed } of diff.files) {
    for (const { from, to } of changed) {
      for (let line = from; line <= to; line++) {
        const state = file.lineState(line);
        if (state === undefined) continue;
        count.total++;
        if (state !== 'uncovered') count.covered++;
        if (state === 'partial') count.partial++;
      }
    }
  }
  return count;
}

/** Uncovered changed lines for information, when no criterion is unmet because of them. */
export function uncoveredChanges({ diff, partial }: CoverageEvidence): Finding[] {
  return diff ? diffFindings(diff, partial).map((finding) => ({ ...finding, severity: 'info' })) : [];
}

/** One finding per run of uncovered changed lines. */
function diffFindings(diff: DiffEvidence, partial: PartialRule): Finding[] {
  return diff.files.flatMap(({ file, changed }) => {
    const lines = changed.flatMap(({ from, to }) => {
      const uncovered: number[] = [];
      for (let line = from; line <= to; line++) {
        const state = file.lineState(line);
        if (state === 'uncovered' || (state === 'partial' && partial !== 'hit')) uncovered.push(line);
      }
      return uncovered;
    });
    return toRanges(lines).map((range) => ({
      rule: 'changed-line-uncovered',
      severity: 'medium' as const,
      message:
        range.from === range.to ? `line ${range.from} is not covered` : `lines ${formatRange(range)} are not covered`,
      fix: 'Write a test that runs them.',
      at: { path: file.path, line: range.from, endLine: range.to },
      fingerprint: `changed-line-uncovered:${file.path}:${range.from}`,
    }));
  });
}
