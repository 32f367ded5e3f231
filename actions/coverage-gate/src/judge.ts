import {
  CHECKS,
  type Component,
  type CoverageEvidence,
  componentEvidence,
  coverageMeasurements,
  evaluate,
  type Report,
  remarkFindings,
  sumUp,
} from '@maturity-actions/criteria';
import { type GateRun, loadConfig } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { chosenComponents, type Plan, planFor } from './plan.ts';

type Run = GateRun<typeof inputs>;

/** Gathers the coverage of the whole project once and judges each component that is asked for. */
export async function judge(run: Run): Promise<Report> {
  const config = await loadConfig(run.workspace, run.inputs.config);
  const components = chosenComponents(run.inputs.component, config);
  // Planned before any report is read: a mistake in the workflow is known at once.
  const plans = await Promise.all((components ?? [undefined]).map((component) => planFor(run, config, component)));
  const { wantedCoverage } = await import('./wanted-coverage.ts');
  const evidence = await wantedCoverage(run, config);
  const reports = plans.map((plan) => judgePlan(run, plan, evidence));
  const [only] = reports;
  if (only && reports.length === 1 && !run.inputs.component?.includes('all')) return only;
  return sumUp('coverage-gate', run.subject, reports, { coverage: coverageMeasurements(evidence) }, run.now);
}

function judgePlan(run: Run, plan: Plan, whole: CoverageEvidence): Report {
  const { component, config } = plan;
  const evidence = component ? componentEvidence(whole, component.name, component.path) : whole;
  return evaluate({
    gate: 'coverage-gate',
    subject: { ...run.subject, ...subjectPart(component) },
    choice: plan.choice,
    asked: plan.asked,
    next: plan.next,
    evidence: { coverage: evidence },
    waivers: config?.waivers ?? [],
    checks: CHECKS,
    measurements: { coverage: coverageMeasurements(evidence) },
    warnings: remarkFindings(evidence.remarks),
    now: run.now,
  });
}

const subjectPart = (component: Component | undefined) => (component ? { component: component.name } : {});
