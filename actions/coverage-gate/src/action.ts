import { CHECKS, type Component, type CoverageEvidence, componentEvidence, coverageMeasurements, evaluate, type Report, remarkFindings, sumUp } from '@maturity-actions/criteria';
import { COVERAGE_FORMATS, gatherCoverage } from '@maturity-actions/evidence';
import { parseReportJson, renderers } from '@maturity-actions/report';
import { type Gate, type GateRun, loadConfig } from '@maturity-actions/runner';
import { inputs, outputs } from './inputs.ts';
import { outputsOf } from './outputs.ts';
import { chosenComponents, type Plan, planFor } from './plan.ts';

type Run = GateRun<typeof inputs>;

/** Is the tested share of the code high enough for this level, in total, per class of code, and in this change? */
export const coverageGate: Gate<typeof inputs> = {
  name: 'coverage-gate',
  inputs,
  outputs,
  renderers,
  outputsOf,
  async judge(run) {
    const config = await loadConfig(run.workspace, run.inputs.config);
    const components = chosenComponents(run.inputs.component, config);
    // Planned before any report is read: a mistake in the workflow is known at once.
    const plans = await Promise.all((components ?? [undefined]).map((component) => planFor(run, config, component)));
    const evidence = await gatherCoverage(run.workspace, requestOf(run, config));
    const reports = plans.map((plan) => judgePlan(run, plan, evidence));
    const [only] = reports;
    if (only && reports.length === 1 && !run.inputs.component?.includes('all')) return only;
    return sumUp('coverage-gate', run.subject, reports, { coverage: coverageMeasurements(evidence) }, run.now);
  },
};

function requestOf({ inputs: given, event }: Run, config: Plan['config']): Parameters<typeof gatherCoverage>[1] {
  return {
    reports: given.reports ?? config?.evidence.coverage?.map(({ glob }) => glob),
    formats: COVERAGE_FORMATS,
    format: COVERAGE_FORMATS.find(({ id }) => id === given.format),
    exclude: [...(given.exclude ?? []).map((glob) => ({ glob, where: 'input exclude' })), ...(config?.exclude ?? [])],
    partial: given.partial,
    mayBeEmpty: given['allow-empty'],
    classes: config?.classes.values() ?? [],
    failOnMismatch: given['on-mismatch'] === 'fail',
    base: given.base ?? event.base,
    baseReports: given['base-report'],
    readReport: parseReportJson,
  };
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
