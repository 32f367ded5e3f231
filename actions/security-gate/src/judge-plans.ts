import {
  type Config,
  componentSecurity,
  type EvidenceSet,
  evaluate,
  type Finding,
  type LevelChoice,
  type Report,
  registerRows,
  remarkFindings,
  SECURITY_CHECKS,
  type SecurityEvidence,
  type SecurityMeasurements,
  type Severity,
  securityMeasurements,
  securityPolicy,
  sumUp,
  sumUpSecurity,
  type Waiver,
  waiverFindings,
  withWorseSeverities,
} from '@maturity-actions/criteria';
import type { GateRun, Plan } from '@maturity-actions/runner';
import { loadAcceptedRisks } from './accepted-risks.ts';
import type { inputs } from './inputs.ts';
import { wantedFindings } from './wanted-findings.ts';

type Run = GateRun<typeof inputs>;

/** One report, or one that sums up a part per component. */
export async function judgePlans(run: Run, config: Config | undefined, plans: readonly Plan[]): Promise<Report> {
  const { risks, waivers, changes } = await loadAcceptedRisks(run, config, plans);
  const arranged = plans.map(arrange);
  const asked = arranged.flatMap((plan) => plan.asked);
  const evidence = await wantedFindings(run, config, asked, risks);
  const warnings = [...remarkFindings(evidence.remarks), ...changes];
  const isOne = arranged.length === 1 && !run.inputs.component?.includes('all');
  // What is said of the whole project is not said again for each component.
  const files = await run.workspace.files();
  const reports = arranged.map((plan) => judgePlan(run, plan, evidence, files, waivers, isOne ? warnings : []));
  const [only] = reports;
  if (only && isOne) return only;
  const report = sumUpParts(run, securityMeasurements(evidence, securityPolicy(asked), run.now), reports);
  return { ...report, warnings: [...warnings, ...report.warnings] };
}

/** One report over all components; a waiver that excuses something in none of them is said here. */
function sumUpParts(run: Run, whole: SecurityMeasurements, reports: readonly Report[]): Report {
  const parts = reports.flatMap(({ measurements }) => measurements.security ?? []);
  const security = sumUpSecurity(whole, parts, run.now);
  const idle = security.waivers.filter(({ state }) => state === 'unused');
  const report = sumUp('security-gate', run.subject, reports, { security }, run.now);
  return { ...report, warnings: [...unjudged(whole, parts), ...waiverFindings({ ...security, waivers: idle })] };
}

/** Findings that lie in none of the judged components: no limit saw them. */
function unjudged(whole: SecurityMeasurements, parts: readonly SecurityMeasurements[]): Finding[] {
  const seen = new Set(parts.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  const open = whole.findings.filter(({ state, fingerprint }) => state === 'open' && !seen.has(fingerprint));
  const [worst] = open;
  if (!worst) return [];
  const count = open.length === 1 ? '1 open finding lies' : `${open.length} open findings lie`;
  return [
    {
      rule: 'outside-components',
      severity: worst.severity,
      message: `${count} in none of the components that are judged, the worst of them ${worst.severity}: ${worst.rule} in ${worst.where}`,
      fix: 'Declare a component for it, or judge the whole project in a step without `component`.',
      fingerprint: 'outside-components',
    },
  ];
}

/** Limits also count worse findings that nothing else limits. */
function arrange(plan: Plan): Plan {
  const { asked, next } = plan;
  return {
    ...plan,
    asked: withWorseSeverities(asked),
    next: next && { ...next, asked: withWorseSeverities(next.asked) },
  };
}

function judgePlan(
  run: Run,
  plan: Plan,
  whole: SecurityEvidence,
  files: readonly string[],
  waivers: readonly Waiver[],
  projectWarnings: readonly Finding[],
): Report {
  const { component, choice } = plan;
  const own = component ? componentSecurity(whole, component, files) : whole;
  const security = withUnknownAs(own, unknownAs(run, choice));
  const measurements = { security: securityMeasurements(security, securityPolicy(plan.asked), run.now) };
  const evidence: EvidenceSet = { security };
  const report = evaluate({
    gate: 'security-gate',
    subject: { ...run.subject, ...(component ? { component: component.name } : {}) },
    choice,
    asked: plan.asked,
    next: plan.next,
    evidence,
    waivers: waivers.filter(({ finding }) => finding === undefined),
    checks: SECURITY_CHECKS,
    measurements,
    warnings: [...projectWarnings, ...waiverFindings(measurements.security)],
    now: run.now,
  });
  const rows = registerRows(report.verdicts, security, securityPolicy(plan.asked), run.now);
  const measured = { ...measurements.security, registerRows: rows };
  return rows.length === 0 ? report : { ...report, measurements: { security: measured } };
}

function withUnknownAs(
  { unknownAs: _, ...evidence }: SecurityEvidence,
  severity: Severity | undefined,
): SecurityEvidence {
  return severity === undefined ? evidence : { ...evidence, unknownAs: severity };
}

/** What a finding that no tool rates counts as: as stated, else high at the two top levels and without a level, else medium. */
function unknownAs({ inputs: given }: Run, choice: LevelChoice | undefined): Severity | undefined {
  const stated = given['unknown-severity'];
  if (stated !== undefined) return stated;
  if (given['max-unknown'] !== undefined) return undefined;
  const isTop = choice === undefined || choice.level.number >= choice.model.levels.length - 1;
  return isTop ? 'high' : 'medium';
}
