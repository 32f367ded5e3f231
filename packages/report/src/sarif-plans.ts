import {
  type MeasuredPlanProblem,
  PLAN_RULES,
  type PlanMeasurement,
  type PlanMeasurements,
} from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { PLAN_SEVERITY_ORDER } from './plan-wording.ts';
import type { SarifCandidate, SarifFinding, SarifLevel, SarifRule } from './sarif-findings.ts';

const LEVELS: Readonly<Record<MeasuredPlanProblem['severity'], SarifLevel>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** The problems of all plans; those of a plan that is no file have no place. */
export function planFindings(plans: PlanMeasurements): readonly SarifCandidate[] {
  return plans.flatMap((plan) =>
    plan.problems.map((problem) => ({
      path: plan.isFile ? plan.path : undefined,
      importance: importance(problem),
      describe: () => described(plan, problem),
    })),
  );
}

/** What counts comes before what the plan disables. */
function importance({ severity, disabled }: MeasuredPlanProblem): number {
  return (disabled === undefined ? 0 : 10) + PLAN_SEVERITY_ORDER.indexOf(severity);
}

function described({ section }: PlanMeasurement, problem: MeasuredPlanProblem): SarifFinding {
  const { rule, severity, message, fix, line, endLine = line, column, fingerprint, disabled } = problem;
  const where = section === null ? '' : `${section}: `;
  return {
    rule: ruleOf(rule),
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

function ruleOf(id: string): SarifRule {
  const known = PLAN_RULES.find((rule) => rule.id === id);
  return { id, title: known?.about ?? id, help: known?.why, tags: ['rollback-plan'] };
}
