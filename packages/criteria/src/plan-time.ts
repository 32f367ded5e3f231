import type { Plan, PlanDuration, PlanProcedure } from './plan.ts';
import { foldedText, onLines } from './plan-anatomy.ts';

/**
 * How long a plan says that the way back takes, in minutes: its longest stated estimate, else the
 * longest sum over the steps of one procedure; null when it says neither.
 */
export function estimatedMinutes(plan: Plan): number | null {
  const stated = estimates(plan).map(({ minutes }) => minutes);
  if (stated.length > 0) return stated.reduce((a, b) => Math.max(a, b));
  const sums = plan.procedures.map((procedure) => procedureTime(plan, procedure).minutes).filter((sum) => sum > 0);
  return sums.length === 0 ? null : sums.reduce((a, b) => Math.max(a, b));
}

/** Times that the plan states for a whole procedure. */
export function estimates({ durations }: Plan): readonly PlanDuration[] {
  return durations.filter(({ role }) => role === 'estimate');
}

/** How long one procedure takes by its steps. */
export interface ProcedureTime {
  /** Where it says so. */
  readonly line: number;
  readonly minutes: number;
  /** Whether the times of the steps were added: of ways back that are listed together, the longest counts. */
  readonly isSum: boolean;
}

/** The sum over the steps that state a time; 0 minutes when none does. */
export function procedureTime(plan: Plan, procedure: PlanProcedure): ProcedureTime {
  const { line, steps } = procedure;
  const times = stepTimes(plan, procedure);
  const isSum = steps.filter(({ text }) => ALTERNATIVE.test(foldedText(text))).length < 2;
  if (isSum) return { line, minutes: times.reduce((sum, { minutes }) => sum + minutes, 0), isSum };
  const longest = times.reduce((most, one) => (one.minutes > most.minutes ? one : most), { line, minutes: 0 });
  return { line: longest.line, minutes: longest.minutes, isSum };
}

/** `Quick rollback`, `Full rollback`, `Option B`: each is a way of its own. */
const ALTERNATIVE =
  /^[^\p{L}]*(?:(?:quick|fast|instant|full|complete|partial|emergency|manual|automat\w*|application|code|blue.green|canary)\s[^:.(]{0,30}?(?:roll ?back|revert)|(?:option|variant|alternative|scenario|method|plan|strategy)\s+[a-z0-9]\b)/u;

/** The times that the steps of a procedure state. */
export function stepTimes({ durations }: Plan, { line, endLine }: PlanProcedure): readonly PlanDuration[] {
  return onLines(durations, line, endLine).filter(({ role }) => role === 'step');
}
