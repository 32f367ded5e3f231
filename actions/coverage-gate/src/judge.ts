import {
  CHECKS,
  type Component,
  ConfigurationError,
  type CoverageEvidence,
  componentEvidence,
  coverageMeasurements,
  evaluate,
  type Report,
  remarkFindings,
  suggestion,
  sumUp,
} from '@maturity-actions/criteria';
import { COVERAGE_FORMATS, type CoverageFormat, gatherCoverage } from '@maturity-actions/evidence';
import { parseReportJson } from '@maturity-actions/report';
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
  const evidence = await gatherCoverage(run.workspace, requestOf(run, config));
  const reports = plans.map((plan) => judgePlan(run, plan, evidence));
  const [only] = reports;
  if (only && reports.length === 1 && !run.inputs.component?.includes('all')) return only;
  return sumUp('coverage-gate', run.subject, reports, { coverage: coverageMeasurements(evidence) }, run.now);
}

function requestOf({ inputs: given, event }: Run, config: Plan['config']): Parameters<typeof gatherCoverage>[1] {
  return {
    reports: given.reports ?? config?.evidence.coverage?.map(({ glob }) => glob),
    formats: COVERAGE_FORMATS,
    format: namedFormat(given.format),
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

/** The format the workflow names. Throws ConfigurationError E_BAD_INPUT for one that nobody reads. */
function namedFormat(id: string): CoverageFormat | undefined {
  const named = COVERAGE_FORMATS.find((format) => format.id === id.toLowerCase());
  if (named || id.toLowerCase() === 'auto') return named;
  const ids = COVERAGE_FORMATS.map((format) => format.id);
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: 'input format',
    found: JSON.stringify(id),
    expected: `auto or one of ${ids.join(', ')}`,
    fix: suggestion(id, ['auto', ...ids], 'Leave it out: the format is found by content.'),
  });
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
