import type { MeasuredPlanProblem, PlanMeasurement, Report } from '@maturity-actions/criteria';
import type { Candidate } from './annotation-groups.ts';
import { ANNOTATION_LEVELS, type AnnotationLevel, openVerdicts } from './annotation-levels.ts';
import { openProblems } from './plan-problems.ts';

/** What blocks nothing is told by itself, an error as strictly as the criteria that it keeps open. */
const OWN_LEVEL: Readonly<Partial<Record<MeasuredPlanProblem['severity'], AnnotationLevel>>> = {
  warning: 'warning',
  info: 'notice',
};
const SEVERITIES = { error: 'high', warning: 'medium', info: 'low' } as const;

/** What is said beside the files of plans. */
export interface PlanCandidates {
  /** Every problem once, at its strictest level, plan by plan in reading order. */
  readonly byLevel: Readonly<Record<AnnotationLevel, readonly Candidate[]>>;
  /** Of the findings of verdicts, fingerprints of the problems of plans, also of those that are told at no level or in no file. */
  readonly known: ReadonlySet<string>;
  /** Fingerprints of those that are told. */
  readonly told: ReadonlySet<string>;
}

/** The problems of plans in files, however many criteria and components name them. */
export function planCandidates(reports: readonly Report[]): PlanCandidates {
  const named = new Set(
    reports.flatMap(({ verdicts }) => verdicts.flatMap(({ findings }) => findings.map(fingerprintOf))),
  );
  const said = new Set<string>();
  const told = new Set<string>();
  const byLevel: Record<AnnotationLevel, Candidate[]> = { error: [], warning: [], notice: [] };
  for (const level of ANNOTATION_LEVELS) {
    for (const report of reports) {
      for (const { plan, problem } of problemsAt(report, level)) {
        const { fingerprint, line } = problem;
        const key = `${fingerprint}\n${line}`;
        if (said.has(key)) continue;
        said.add(key);
        if (named.has(fingerprint)) told.add(fingerprint);
        byLevel[level].push(candidateOf(plan, problem));
      }
    }
  }
  const known = new Set(reports.flatMap(fingerprints).filter((one) => named.has(one)));
  return { byLevel, known, told };
}

function problemsAt(report: Report, level: AnnotationLevel): { plan: PlanMeasurement; problem: MeasuredPlanProblem }[] {
  const { plan: plans = [] } = report.measurements;
  if (plans.length === 0) return [];
  const named = new Set(openVerdicts(report, level).flatMap((one) => one.findings.map(fingerprintOf)));
  const isTold = ({ severity, fingerprint }: MeasuredPlanProblem): boolean =>
    severity === 'error' ? named.has(fingerprint) : OWN_LEVEL[severity] === level;
  return plans
    .filter(({ isFile }) => isFile)
    .flatMap((plan) => openProblems(plan).flatMap((problem) => (isTold(problem) ? [{ plan, problem }] : [])));
}

function candidateOf({ path }: PlanMeasurement, problem: MeasuredPlanProblem): Candidate {
  const { rule, severity, message, fix, line, endLine, column } = problem;
  const end = endLine === undefined ? {} : { endLine };
  const at = { path, line, ...end, ...(column === undefined ? {} : { column }) };
  return { title: rule, rule, severity: SEVERITIES[severity], message, fix, at, findings: 1 };
}

const fingerprintOf = ({ fingerprint }: { readonly fingerprint: string }): string => fingerprint;

function fingerprints({ measurements }: Report): string[] {
  return (measurements.plan ?? []).flatMap(({ problems }) => problems.map(fingerprintOf));
}
