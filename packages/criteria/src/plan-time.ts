import type { Plan, PlanDuration, PlanProcedure } from './plan.ts';

/**
 * How long a plan says that the way back takes, in minutes: its longest stated estimate, else the
 * longest sum over the steps of one procedure; null when it says neither.
 */
export function estimatedMinutes(plan: Plan): number | null {
  const stated = estimates(plan).map(({ minutes }) => minutes);
  if (stated.length > 0) return stated.reduce((a, b) => Math.max(a, b));
  const sums = plan.procedures.map((procedure) => sumOfSteps(plan, procedure)).filter((sum) => sum > 0);
  return sums.length === 0 ? null : sums.reduce((a, b) => Math.max(a, b));
}

/** Times that the plan states for a whole procedure. */
export function estimates({ durations }: Plan): readonly PlanDuration[] {
  return durations.filter(({ role }) => role === 'estimate');
}

/** Minutes of all steps of a procedure that state a time. */
export function sumOfSteps(plan: Plan, procedure: PlanProcedure): number {
  return stepTimes(plan, procedure).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** The times that the steps of a procedure state. */
export function stepTimes({ durations }: Plan, { line, endLine }: PlanProcedure): readonly PlanDuration[] {
  return durations.filter((one) => one.role === 'step' && one.line >= line && one.line <= endLine);
}
