import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import type { CoverageEvidence } from '../coverage.ts';
import { coverageProvenance } from '../coverage-scope.ts';
import { type Failure, failureFact, failureSummary } from '../failure.ts';
import type { Finding } from '../finding.ts';
import { quantity } from '../ratio.ts';

const params = v.strictObject({
  /** How many report files there must be at least; absent means one. */
  expected: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** All reports are there, whole and usable. This is what every other coverage criterion stands on. */
export const coverageReports = defineCheck<v.InferOutput<typeof params>>({
  kind: 'coverage-reports',
  needs: ['coverage'],
  params,
  judge({ coverage }, { expected }) {
    const required = expected === undefined ? 'complete reports' : `${quantity(expected, 'report')}, complete`;
    if (!coverage) return { outcome: 'unknown', observed: 'no coverage evidence was gathered', required };
    const from = coverageProvenance(coverage);
    const observed = reportsRead(coverage);
    const { failures } = coverage;
    if (failures.length > 0) {
      return {
        outcome: 'unknown',
        observed: failures.length === 1 ? (failures[0] as Failure).code : `${failures.length} problems`,
        required,
        why: failureSummary(failures),
        fix: (failures[0] as Failure).fix,
        findings: failures.map(failureFinding),
        from,
      };
    }
    if (expected !== undefined && coverage.reports < expected) {
      return {
        outcome: 'unknown',
        observed,
        required,
        missing: quantity(expected - coverage.reports, 'report'),
        why: `${quantity(coverage.reports, 'report')} found, ${expected} expected (E_MISSING_SHARD).`,
        fix: 'Look for the job or shard that wrote none; a missing shard hides uncovered lines.',
        from,
      };
    }
    const hasLines = coverage.files.some(
      (file) => file.counts.line.total > 0 || (file.counts.statement?.total ?? 0) > 0,
    );
    if (!hasLines) {
      if (coverage.mayBeEmpty)
        return { outcome: 'not-applicable', observed: `${observed} without a coverable line`, required, from };
      return {
        outcome: 'unknown',
        observed: `${observed} without a coverable line`,
        required,
        why: 'Nothing in the reports can be covered or uncovered (E_NO_LINES).',
        fix: 'Look whether the tests ran with coverage switched on; set `allow-empty: true` when there is nothing to measure.',
        from,
      };
    }
    return { outcome: 'met', observed, required, from };
  },
});

/** How many reports, and which when it is one. */
function reportsRead({ reports, sources }: CoverageEvidence): string {
  const count = quantity(reports, 'report');
  return reports === 1 ? `${count} (${sources.map(({ source }) => source).join(', ')})` : count;
}

/** A failure as a finding, so that every renderer shows it. */
export function failureFinding(failure: Failure): Finding {
  // Only what people write has a place worth pointing at; a report is made anew.
  const place = failure.kind === 'configuration' ? /^(.+?):(\d+)$/.exec(failure.where) : null;
  return {
    rule: failure.code,
    severity: 'high',
    message: failureFact(failure),
    fix: failure.fix,
    ...(place ? { at: { path: place[1] as string, line: Number(place[2]) } } : {}),
    fingerprint: `${failure.code}:${failure.where}:${failure.found}`,
  };
}

/** Oddities of the evidence as warnings. */
export function remarkFindings(remarks: readonly Failure[]): Finding[] {
  return remarks.map((remark) => ({ ...failureFinding(remark), severity: 'low' }));
}
