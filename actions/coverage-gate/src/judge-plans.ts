import {
  COVERAGE_CHECKS,
  type Component,
  type Config,
  type CoverageEvidence,
  componentEvidence,
  coverageMeasurements,
  evaluate,
  type Failure,
  type Report,
  remarkFindings,
  sumUp,
  uncoveredChanges,
} from '@maturity-actions/criteria';
import type { GateRun, Plan } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { wantedCoverage } from './wanted-coverage.ts';

type Run = GateRun<typeof inputs>;

/** One report, or one that sums up a part per component. */
export async function judgePlans(run: Run, config: Config | undefined, plans: readonly Plan[]): Promise<Report> {
  const evidence = await wantedCoverage(run, config);
  const reports = plans.map((plan) => judgePlan(run, plan, evidence));
  const [only] = reports;
  if (only && reports.length === 1 && !run.inputs.component?.includes('all')) return only;
  return sumUp('coverage-gate', run.subject, reports, { coverage: coverageMeasurements(evidence) }, run.now);
}

function judgePlan(run: Run, plan: Plan, whole: CoverageEvidence): Report {
  const { component, config } = plan;
  const evidence = component ? evidenceOf(component, whole) : whole;
  const report = evaluate({
    gate: 'coverage-gate',
    subject: { ...run.subject, ...(component ? { component: component.name } : {}) },
    choice: plan.choice,
    asked: plan.asked,
    next: plan.next,
    evidence: { coverage: evidence },
    waivers: config?.waivers ?? [],
    checks: COVERAGE_CHECKS,
    measurements: { coverage: coverageMeasurements(evidence) },
    warnings: remarkFindings(
      evidence.remarks.filter((remark) => remark.code !== 'E_NO_BASE' || run.inputs.base !== undefined),
    ),
    now: run.now,
  });
  const isSaid = report.verdicts.some(({ criterion, outcome }) => criterion === 'diff-coverage' && outcome === 'unmet');
  return isSaid ? report : { ...report, warnings: [...report.warnings, ...uncoveredChanges(evidence)] };
}

/** The evidence of a component; a path that holds no measured file is a mistake, not an empty component. */
function evidenceOf(component: Component, whole: CoverageEvidence): CoverageEvidence {
  const evidence = componentEvidence(whole, component.name, component.path);
  if (evidence.files.length > 0 || whole.files.length === 0) return evidence;
  const nothing: Failure = {
    kind: 'evidence',
    code: 'E_NO_LINES',
    where: component.where,
    found: `path ${JSON.stringify(component.path)} of component ${component.name} holds none of the ${whole.files.length} measured files`,
    expected: 'at least one',
    fix: 'Correct the path, or give the report of its tests.',
  };
  return { ...evidence, failures: [...evidence.failures, nothing] };
}
