import {
  DAY_MS,
  type ElementState,
  formatDate,
  formatInteger,
  formatLocation,
  type Instant,
  type MeasuredPlanProblem,
  PLAN_ELEMENTS,
  type PlanElement,
  type PlanKind,
  type PlanMeasurement,
  type PlanSeverity,
} from '@maturity-actions/criteria';
import { counted } from './wording.ts';

/** Severities of problems in the order of lists: what must be fixed comes first. */
export const PLAN_SEVERITY_ORDER: readonly PlanSeverity[] = ['error', 'warning', 'info'];

/** What a plan must hold, in the words of those who look for it. */
const NAMES: Readonly<Record<PlanElement, string>> = {
  triggerConditions: 'When to roll back',
  numberedSteps: 'Numbered steps',
  commands: 'Commands',
  databaseRollback: 'Database',
  featureFlags: 'Feature flags',
  estimatedTime: 'Estimated time',
  verification: 'Verification',
  testedEvidence: 'Tested',
};

/** What each kind of document is looked through for: a guide to deploy tells no way back. */
const CHECKLISTS: Readonly<Record<PlanKind, readonly PlanElement[]>> = {
  rollback: PLAN_ELEMENTS,
  deployment: ['numberedSteps', 'commands'],
};

/** One line of a plan's checklist. */
export interface MustHave {
  readonly name: string;
  readonly state: ElementState;
  /** What the plan says of it: `10 min`; empty when there is nothing to add. */
  readonly remark: string;
}

/** What a plan must hold, and whether it does. */
export function mustHaves(plan: PlanMeasurement, asOf: Instant): readonly MustHave[] {
  const remarks: Partial<Record<PlanElement, string>> = {
    estimatedTime: minutesText(plan),
    testedEvidence: testedText(plan, asOf),
  };
  return CHECKLISTS[plan.kind].map((element) => {
    const state = plan[element];
    return { name: NAMES[element], state, remark: state === 'yes' ? (remarks[element] ?? '') : '' };
  });
}

/** `10 min`, `2.4 min`: rounded up; empty when the plan does not say. */
export function minutesText({ estimatedMinutes: minutes }: PlanMeasurement): string {
  if (minutes === null) return '';
  return `${minutes < 1000 ? Math.ceil(minutes * 10) / 10 : formatInteger(Math.ceil(minutes))} min`;
}

/** `2026-10-01, 50 days ago`: the newest test; empty when the plan names none. */
export function testedText({ lastTested }: PlanMeasurement, asOf: Instant): string {
  if (lastTested === null) return '';
  const days = Math.floor((asOf - lastTested) / DAY_MS);
  return `${formatDate(lastTested)}, ${days < 1 ? 'today' : `${counted(days, 'day')} ago`}`;
}

/** `2 errors, 1 warning, 3 info`: how many problems of each severity there are; empty when there is none. */
export function problemCounts(problems: readonly MeasuredPlanProblem[]): string {
  return PLAN_SEVERITY_ORDER.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [severity === 'info' ? counted(count, 'info', 'info') : counted(count, severity)];
  }).join(', ');
}

/** `MATURITY.md, section Rollback plan`: where a plan is. Not escaped. */
export function planPlace({ path, section }: PlanMeasurement): string {
  return section === null ? path : `${path}, section ${section}`;
}

/** `MATURITY.md#Rollback plan`: how verdicts name where they come from. Not escaped. */
export function planSource({ path, section }: PlanMeasurement): string {
  return section === null ? path : `${path}#${section}`;
}

/** `line 12`, `lines 12-14`. */
export function linesText({ line, endLine = line }: MeasuredPlanProblem): string {
  return endLine > line ? `lines ${line}-${endLine}` : `line ${line}`;
}

/** `docs/ROLLBACK.md:12:4`. Not escaped. */
export function problemPlace({ path }: PlanMeasurement, { line, column }: MeasuredPlanProblem): string {
  return `${formatLocation({ path, line })}${column === undefined ? '' : `:${column}`}`;
}

/** Shown with a problem: the line it is about. Empty for what is missing, which is said at the heading of the plan. */
export function quoteText({ line }: PlanMeasurement, problem: MeasuredPlanProblem): string {
  return problem.line === line && problem.column === undefined ? '' : problem.quote;
}
