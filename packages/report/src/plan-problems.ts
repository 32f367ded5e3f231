import type { MeasuredPlanProblem, PlanMeasurement, Report, Verdict } from '@maturity-actions/criteria';
import { PLAN_SEVERITY_ORDER } from './plan-wording.ts';

/** The problems that nobody accepts. */
export function openProblems({ problems }: PlanMeasurement): readonly MeasuredPlanProblem[] {
  return problems.filter(({ disabled }) => disabled === undefined);
}

/** The problems that a comment in the plan disables. */
export function disabledProblems({ problems }: PlanMeasurement): readonly MeasuredPlanProblem[] {
  return problems.filter(({ disabled }) => disabled !== undefined);
}

/** At most `most` of the problems, the worst of them, in reading order. */
export function worstProblems(problems: readonly MeasuredPlanProblem[], most: number): readonly MeasuredPlanProblem[] {
  if (problems.length <= most) return problems;
  const rank = ({ severity }: MeasuredPlanProblem): number => PLAN_SEVERITY_ORDER.indexOf(severity);
  const worst = new Set([...problems].sort((a, b) => rank(a) - rank(b)).slice(0, most));
  return problems.filter((problem) => worst.has(problem));
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
