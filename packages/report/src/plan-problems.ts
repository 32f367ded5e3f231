import type { MeasuredPlanProblem, PlanMeasurement, PlanSeverity, Report, Verdict } from '@maturity-actions/criteria';
import { PLAN_SEVERITY_ORDER } from './plan-wording.ts';

const open = new WeakMap<readonly MeasuredPlanProblem[], readonly MeasuredPlanProblem[]>();

/** The problems that nobody accepts. Picked once: every renderer asks, and there may be thousands. */
export function openProblems({ problems }: PlanMeasurement): readonly MeasuredPlanProblem[] {
  const known = open.get(problems) ?? problems.filter(({ disabled }) => disabled === undefined);
  open.set(problems, known);
  return known;
}

/** The problems that a comment in the plan disables. */
export function disabledProblems({ problems }: PlanMeasurement): readonly MeasuredPlanProblem[] {
  return problems.filter(({ disabled }) => disabled !== undefined);
}

/** At most `most` of the problems, the worst of them, in reading order. */
export function worstProblems(problems: readonly MeasuredPlanProblem[], most: number): readonly MeasuredPlanProblem[] {
  if (problems.length <= most) return problems;
  let left = most;
  const room = new Map<PlanSeverity, number>();
  for (const severity of PLAN_SEVERITY_ORDER) {
    const fitting = Math.min(left, problems.filter((one) => one.severity === severity).length);
    room.set(severity, fitting);
    left -= fitting;
  }
  return problems.filter(({ severity }) => {
    const own = room.get(severity) ?? 0;
    room.set(severity, own - 1);
    return own > 0;
  });
}

/** The verdicts that say more than the lists of problems of the plans do. */
export function unsaidVerdicts({ measurements }: Report, verdicts: readonly Verdict[]): readonly Verdict[] {
  const { plan = [] } = measurements;
  const listed = new Set(plan.flatMap((one) => openProblems(one).map(({ fingerprint }) => fingerprint)));
  if (listed.size === 0) return verdicts;
  return verdicts.filter(
    ({ findings }) => findings.length === 0 || findings.some(({ fingerprint }) => !listed.has(fingerprint)),
  );
}

/** A plan to start from, where one is offered: that of the report, else of its first part that has one. */
export function offeredSkeleton(report: Report): string | undefined {
  return [report, ...(report.parts ?? [])].find(({ measurements }) => measurements.planSkeleton)?.measurements
    .planSkeleton;
}
