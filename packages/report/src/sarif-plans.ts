import {
  type MeasuredPlanProblem,
  PLAN_RULES,
  type PlanMeasurement,
  type PlanMeasurements,
} from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { PLAN_SEVERITY_ORDER } from './plan-wording.ts';
import type { SarifFinding, SarifLevel, SarifRule } from './sarif-findings.ts';

const LEVELS: Readonly<Record<MeasuredPlanProblem['severity'], SarifLevel>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** A problem and its plan, which may be no file and has no place then. */
export interface SarifPlanProblem {
  readonly plan: PlanMeasurement;
  readonly problem: MeasuredPlanProblem;
}

/** The problems of all plans. */
export function planFindings(plans: PlanMeasurements): readonly SarifPlanProblem[] {
  return plans.flatMap((plan) => plan.problems.map((problem) => ({ plan, problem })));
}

/** What counts comes before what the plan disables. */
export function planImportance({ severity, disabled }: MeasuredPlanProblem): number {
  return (disabled === undefined ? 0 : 10) + PLAN_SEVERITY_ORDER.indexOf(severity);
}

export function planFinding({ plan: { section }, problem }: SarifPlanProblem): SarifFinding {
  const { severity, message, fix, line, endLine = line, column, fingerprint, disabled } = problem;
  const where = section === null ? '' : `${section}: `;
  return {
    level: LEVELS[severity],
    message: `${where}${endSentence(message)} ${fix}`.trimEnd(),
    region: {
      startLine: line,
      ...(column === undefined ? {} : { startColumn: column }),
      ...(endLine > line ? { endLine } : {}),
    },
    fingerprint,
    ...(disabled === undefined ? {} : { suppression: { kind: 'inSource', justification: disabled } }),
  };
}

/** What the rule of this id is about. */
export function planRule(id: string): SarifRule {
  const known = PLAN_RULES.find((rule) => rule.id === id);
  return { id, title: known?.about ?? id, help: known?.why, tags: ['rollback-plan'] };
}
