import {
  activeRule,
  type LintedProblem,
  lint,
  PLAN_ELEMENTS,
  PLAN_RULES,
  type Plan,
  type PlanElement,
  type PlanEvidence,
  type PlanRepository,
  parseInstant,
  planElements,
  planMeasurements,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import { type PlanSelection, readPlans } from '../src/plan/read-plan.ts';

/** The time at which tests judge plans. */
export const NOW = parseInstant('2026-11-20T12:00:00Z') as number;

/** Reads a text as docs/ROLLBACK.md. */
export function plansOf(text: string, part: PlanSelection['part'] = 'file'): Promise<Plan[]> {
  return readPlans({ path: 'docs/ROLLBACK.md', isFile: true, text }, { kind: 'rollback', part });
}

/** The must-haves that a text holds; that of the first plan in it. */
export async function heldBy(text: string, part: PlanSelection['part'] = 'file'): Promise<PlanElement[]> {
  const [plan] = await plansOf(text, part);
  if (!plan) throw new Error('no plan');
  return heldIn(plan);
}

/** The must-haves that a plan holds, in the order of people. */
export function heldIn(plan: Plan): PlanElement[] {
  const states = planElements(plan, evidenceOf([plan]), NOW);
  return PLAN_ELEMENTS.filter((element) => states[element] === 'yes');
}

/** What all rules say about a plan, each at its own severity. */
export function problemsOf(plan: Plan, repository: PlanRepository = UNKNOWN_REPOSITORY): LintedProblem[] {
  const evidence = evidenceOf([plan], repository);
  return PLAN_RULES.flatMap(({ id }) => {
    const rule = activeRule(id, undefined, {});
    return rule ? lint(rule, plan, evidence, NOW).problems : [];
  });
}

/** What the report JSON says about a plan when all rules are asked. */
export function reportOf(plan: Plan, repository: PlanRepository = UNKNOWN_REPOSITORY): string {
  const rules = PLAN_RULES.flatMap(({ id }) => activeRule(id, undefined, {}) ?? []);
  return JSON.stringify(planMeasurements(evidenceOf([plan], repository), rules, NOW));
}

function evidenceOf(plans: readonly Plan[], repository: PlanRepository = UNKNOWN_REPOSITORY): PlanEvidence {
  return { plans, failures: [], remarks: [], lookedAt: [], repository, settings: {} };
}
