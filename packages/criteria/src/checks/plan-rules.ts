import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import type { Finding } from '../finding.ts';
import type { Location } from '../location.ts';
import type { Plan, PlanEvidence, PlanSeverity } from '../plan.ts';
import { type ActiveRule, activeRule, type LintedProblem, lint } from '../plan-lint.ts';
import { quoteOf } from '../plan-quote.ts';
import { quantity } from '../ratio.ts';
import type { Severity } from '../severity.ts';
import type { Judgement } from '../verdict.ts';
import { planName, planProvenance } from './plan-documents.ts';

const severity = v.picklist(['error', 'warning', 'info', 'off']);

const params = v.strictObject({
  /** Kind of document that the rules are asked about. */
  document: v.optional(v.picklist(['rollback', 'deployment']), 'rollback'),
  /** Rules by id: how bad a problem is, with options of the rule beside it. Only errors make the criterion unmet. */
  rules: v.record(v.string(), v.union([severity, v.looseObject({ severity: v.optional(severity) })])),
});

type Params = v.InferOutput<typeof params>;

/** No rule that the level asks for finds an error in any plan. */
export const planRules = defineCheck<Params>({
  kind: 'plan-rules',
  needs: ['plan'],
  params,
  judge({ plan: evidence }, asked, now) {
    const required = 'no error';
    // Rules that nobody knows are a mistake also where there is no plan to use them on.
    const rules = activeRules(asked, evidence);
    if (!evidence) return { outcome: 'unknown', observed: 'no plan was looked for', required };
    // What is wrong with the files, and that there is none, is said once, by the criterion about them.
    if (evidence.failures.length > 0)
      return { outcome: 'unknown', observed: 'plans that cannot be read', required, fix: '' };
    const plans = evidence.plans.filter(({ kind }) => kind === asked.document);
    if (plans.length === 0) return { outcome: 'unmet', observed: 'no plan', required, fix: '' };
    if (rules.length === 0) return { outcome: 'not-applicable', observed: 'every rule is off', required };
    const results = plans.flatMap((plan) => rules.map((rule) => ({ plan, ...lint(rule, plan, evidence, now) })));
    const found = results.flatMap(({ plan, problems }) => problems.map((problem) => ({ plan, problem })));
    const idle = results.map(({ notApplicable }) => notApplicable);
    if (idle.every((reason) => reason !== undefined))
      return { outcome: 'not-applicable', observed: 'not asked here', required, why: idle[0] as string, fix: '' };
    return judgementOf(plans, found, required);
  },
});

/** The rules that are on, as the level asks for them and maturity.yml sets them. */
export function activeRules({ rules }: Pick<Params, 'rules'>, evidence: PlanEvidence | undefined): ActiveRule[] {
  return Object.entries(rules).flatMap(([id, request]) => activeRule(id, request, evidence?.settings ?? {}) ?? []);
}

interface FoundProblem {
  readonly plan: Plan;
  readonly problem: LintedProblem;
}

function judgementOf(plans: readonly Plan[], found: readonly FoundProblem[], required: string): Judgement {
  const errors = found.filter(({ problem }) => problem.severity === 'error');
  const from = planProvenance(plans);
  const others = found.filter(({ problem }) => problem.severity !== 'error');
  const findings = [...errors, ...others].slice(0, MOST_LISTED).map(findingOf);
  const [first] = errors;
  if (!first) {
    const observed = found.length === 0 ? `in order in ${whereText(plans)}` : quantity(found.length, 'remark');
    return { outcome: 'met', observed, required, findings, from };
  }
  const affected = new Set(errors.map(({ plan }) => plan));
  const more = errors.length === 1 ? '' : ` And ${errors.length - 1} more.`;
  return {
    outcome: 'unmet',
    observed: `${quantity(errors.length, 'error')}${plans.length === 1 ? '' : ` in ${affected.size} of ${plans.length} plans`}`,
    required,
    missing: quantity(errors.length, 'error'),
    why: `${planName(first.plan)}: ${first.problem.message}.${more}`,
    fix: first.problem.fix,
    findings,
    from,
  };
}

/** Findings that a verdict lists; all of them are in the measurements. */
const MOST_LISTED = 200;

function whereText(plans: readonly Plan[]): string {
  const [first] = plans as [Plan];
  return plans.length === 1 ? planName(first) : `${plans.length} plans`;
}

/** How bad a problem is on the scale of all gates. */
export const PLAN_SEVERITIES: Readonly<Record<PlanSeverity, Severity>> = {
  error: 'high',
  warning: 'medium',
  info: 'low',
};

function findingOf({ plan, problem }: FoundProblem): Finding {
  const { rule, message, fix, fingerprint } = problem;
  const quote = quoteOf(plan, problem);
  return {
    rule,
    severity: PLAN_SEVERITIES[problem.severity],
    message: `${planName(plan)}: ${message}${quote === '' ? '' : ` (${quote})`}`,
    fix,
    ...(plan.isFile ? { at: placeOf(plan, problem) } : {}),
    fingerprint,
  };
}

function placeOf({ path }: Plan, { line, endLine, column }: LintedProblem): Location {
  return { path, line, ...(endLine === undefined ? {} : { endLine }), ...(column === undefined ? {} : { column }) };
}
