import {
  type Config,
  evaluate,
  loosenedRules,
  type Measurements,
  PLAN_CHECKS,
  type PlanEvidence,
  type PlanMeasurement,
  type PlanRuleSettings,
  planMeasurements,
  planSkeleton,
  type Report,
  remarkFindings,
} from '@maturity-actions/criteria';
import type { Plan as Assignment, GateRun } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { projectName } from './project-name.ts';
import { ruleSettings } from './rule-inputs.ts';
import { rulesAbout, withStatedRules } from './rules-in-force.ts';
import { sumUpPlans } from './sum-up-plans.ts';
import { wantedPlans } from './wanted-plans.ts';
import { type Mended, mendedNotes, writeFixes } from './write-fixes.ts';

type Run = GateRun<typeof inputs>;

/** A mended text may show what else can be mended; by then everything is. */
const MOST_ROUNDS = 5;

/** One report, or one that sums up a part per component. With `fix: true` of the plans as they are afterwards. */
export async function judgePlans(run: Run, config: Config | undefined, plans: readonly Assignment[]): Promise<Report> {
  const settings = ruleSettings(run.inputs, config?.planRules);
  const assignments = plans.map((plan) => withStatedRules(plan, settings));
  const judgeAll = () => Promise.all(assignments.map((one) => judgeOne(run, config, one, settings)));
  let reports = await judgeAll();
  const mended: Mended[] = [];
  // Judged first: a mistake in the config is known before anything is written.
  for (let rounds = 0; run.inputs.fix === 'true' && rounds < MOST_ROUNDS; rounds++) {
    const plansOfAll = reports.flatMap(({ measurements }) => measurements.plan ?? []);
    const round = await writeFixes(run.workspace, plansOfAll);
    if (round.length === 0) break;
    mended.push(...round);
    reports = await judgeAll();
  }
  const [only] = reports;
  const isOne = reports.length === 1 && !run.inputs.component?.includes('all');
  const report = only && isOne ? only : sumUpPlans(run.subject, reports, run.now);
  return { ...report, warnings: [...mendedNotes(mended), ...report.warnings] };
}

async function judgeOne(
  run: Run,
  config: Config | undefined,
  assignment: Assignment,
  settings: PlanRuleSettings,
): Promise<Report> {
  const { component, choice, asked, next } = assignment;
  const evidence = await wantedPlans(run, config, assignment, settings);
  return evaluate({
    gate: 'rollback-plan-lint',
    subject: { ...run.subject, ...(component ? { component: component.name } : {}) },
    choice,
    asked,
    next,
    evidence: { plan: evidence },
    waivers: (config?.waivers ?? []).filter(({ finding }) => finding === undefined),
    checks: PLAN_CHECKS,
    measurements: measured(run, assignment, evidence, settings),
    warnings: [...loosenedRules(asked, settings), ...remarkFindings(evidence.remarks)],
    now: run.now,
  });
}

function measured(
  run: Run,
  { asked, component, stated }: Assignment,
  evidence: PlanEvidence,
  settings: PlanRuleSettings,
): Measurements {
  const plan = (['rollback', 'deployment'] as const).flatMap((kind) => {
    const rules = rulesAbout(kind, asked, settings);
    const plans = evidence.plans.filter((one) => one.kind === kind);
    return rules ? planMeasurements({ ...evidence, plans }, rules, run.now) : [];
  });
  const isMissing = stated > 0 && evidence.failures.length === 0 && !plan.some(({ kind }) => kind === 'rollback');
  const name = component?.name ?? projectName(run.subject);
  return {
    plan: run.inputs.fix === 'false' ? plan.map(withoutEdits) : plan,
    ...(isMissing ? { planSkeleton: planSkeleton({ ...evidence.repository, name }) } : {}),
  };
}

function withoutEdits(plan: PlanMeasurement): PlanMeasurement {
  return { ...plan, problems: plan.problems.map(({ edit: _, ...problem }) => problem) };
}
