import { type Instant, type PlanMeasurement, type Report, type Subject, sumUp } from '@maturity-actions/criteria';

/** One report over all components. A plan that stands for several is one, with the problems that any of them finds. */
export function sumUpPlans(subject: Subject, parts: readonly Report[], now: Instant): Report {
  const united = new Map<string, PlanMeasurement>();
  for (const plan of parts.flatMap(({ measurements }) => measurements.plan ?? [])) {
    const key = JSON.stringify([plan.path, plan.line, plan.kind]);
    const known = united.get(key);
    united.set(key, known ? { ...plan, problems: unitedProblems(known.problems, plan.problems) } : plan);
  }
  return sumUp('rollback-plan-lint', subject, parts, { plan: [...united.values()] }, now);
}

type Problems = PlanMeasurement['problems'];

/** Worse first, in the order of lines; of the same problem the worse rating stays. */
function unitedProblems(a: Problems, b: Problems): Problems {
  const all = [...a, ...b].sort((one, other) => RANK[one.severity] - RANK[other.severity]);
  const once = new Map<string, Problems[number]>();
  for (const problem of all) if (!once.has(problem.fingerprint)) once.set(problem.fingerprint, problem);
  return [...once.values()].sort((one, other) => one.line - other.line || RANK[one.severity] - RANK[other.severity]);
}

const RANK = { error: 0, warning: 1, info: 2 } as const;
