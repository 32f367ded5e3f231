import type { Instant } from './instant.ts';
import type { Plan, PlanEvidence, PlanKind, PlanSeverity } from './plan.ts';
import { newestTest } from './plan-anatomy.ts';
import { type ActiveRule, activeRule, type LintedProblem, lint } from './plan-lint.ts';
import { quoteOf } from './plan-quote.ts';
import { PLAN_ELEMENTS, type PlanEdit, type PlanElement } from './plan-rule.ts';
import { PLAN_RULES } from './plan-rules/index.ts';
import { maskSecrets } from './plan-secrets.ts';
import { estimatedMinutes } from './plan-time.ts';

export type ElementState = 'yes' | 'no' | 'not-applicable';

/** One problem in the report JSON. */
export interface MeasuredPlanProblem {
  readonly rule: string;
  readonly severity: PlanSeverity;
  readonly line: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly message: string;
  readonly fix: string;
  /** The line it is about. */
  readonly quote: string;
  readonly fingerprint: string;
  /** What its fix makes of the file, for a diff. */
  readonly edit?: PlanEdit & { readonly before: readonly string[] };
  /** Why it does not count: the reason that the plan gives. */
  readonly disabled?: string;
}

/** The exact figures of one plan, as published in the report JSON. */
export interface PlanMeasurement extends Readonly<Record<PlanElement, ElementState>> {
  readonly path: string;
  /** Whether it is a file of the repository, and no text that was given. */
  readonly isFile: boolean;
  /** Heading of the part of the file that is the plan; null when the whole file is. */
  readonly section: string | null;
  readonly kind: PlanKind;
  readonly line: number;
  /** How long it says that the way back takes; null when it does not say. */
  readonly estimatedMinutes: number | null;
  /** The newest day on which it says that it was tested; null when it names none. */
  readonly lastTested: Instant | null;
  /** In reading order, disabled ones included. */
  readonly problems: readonly MeasuredPlanProblem[];
}

export type PlanMeasurements = readonly PlanMeasurement[];

/** Every plan with its must-haves and the problems that `rules` find. A rule that comes twice counts once, the worse. */
export function planMeasurements(evidence: PlanEvidence, rules: readonly ActiveRule[], now: Instant): PlanMeasurements {
  const once = new Map<string, ActiveRule>();
  for (const one of rules) {
    const known = once.get(one.rule.id);
    if (!known || RANK[one.severity] < RANK[known.severity]) once.set(one.rule.id, one);
  }
  return evidence.plans.map((plan) => ({
    path: plan.path,
    isFile: plan.isFile,
    section: plan.sectionTitle ?? null,
    kind: plan.kind,
    line: plan.line,
    ...planElements(plan, evidence, now),
    estimatedMinutes: estimatedMinutes(plan),
    lastTested: lastTested(plan, now),
    problems: [...once.values()]
      .flatMap((rule) => measuredProblems(rule, plan, evidence, now))
      .sort((a, b) => a.line - b.line || RANK[a.severity] - RANK[b.severity]),
  }));
}

/** Rank for lists: 0 is shown first. */
const RANK: Readonly<Record<PlanSeverity, number>> = { error: 0, warning: 1, info: 2 };

/** Which must-haves a plan holds. */
export function planElements(plan: Plan, evidence: PlanEvidence, now: Instant): Record<PlanElement, ElementState> {
  const asked: Plan = plan.kind === 'rollback' ? plan : { ...plan, kind: 'rollback' };
  const state = (element: PlanElement): ElementState => {
    const results = elementRules(element).map((rule) => lint(rule, asked, evidence, now));
    if (results.some(({ problems }) => problems.length > 0)) return 'no';
    return results.every(({ notApplicable }) => notApplicable !== undefined) ? 'not-applicable' : 'yes';
  };
  return Object.fromEntries(PLAN_ELEMENTS.map((element) => [element, state(element)])) as Record<
    PlanElement,
    ElementState
  >;
}

const rulesOf = new Map<PlanElement, readonly ActiveRule[]>();

/** The rules that tell whether a must-have is there, with their own severity and options. */
function elementRules(element: PlanElement): readonly ActiveRule[] {
  const rules =
    rulesOf.get(element) ??
    PLAN_RULES.filter((rule) => rule.element === element).flatMap(
      (rule) => activeRule(rule.id, rule.severity, {}) ?? [],
    );
  rulesOf.set(element, rules);
  return rules;
}

/** The newest day on which the plan says that it was tested; a day that has begun somewhere on earth is none to come. */
export function lastTested(plan: Plan, now: Instant): Instant | null {
  return newestTest(plan, now)?.at ?? null;
}

function measuredProblems(rule: ActiveRule, plan: Plan, evidence: PlanEvidence, now: Instant): MeasuredPlanProblem[] {
  const { problems, disabled } = lint(rule, plan, evidence, now);
  return [
    ...problems.map((problem) => measured(plan, problem)),
    ...disabled.map(({ problem, by }) => ({ ...measured(plan, problem), disabled: by.reason })),
  ];
}

function measured(plan: Plan, problem: LintedProblem): MeasuredPlanProblem {
  const { rule, severity, line, endLine, column, message, fix, fingerprint } = problem;
  const edit = shownEdit(plan, problem);
  return {
    // In the order of the report JSON, in which thousands of them are written.
    rule,
    severity,
    message,
    fix,
    line,
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
    fingerprint,
    ...(edit ? { edit } : {}),
    quote: quoteOf(plan, problem),
  };
}

/** The edit with the lines it is for; none where these hold a secret, which no report may repeat. */
function shownEdit({ lines }: Plan, { edit }: LintedProblem): MeasuredPlanProblem['edit'] {
  if (!edit) return undefined;
  const before = lines.slice(edit.line - 1, edit.endLine);
  return [...before, ...edit.lines].some((line) => maskSecrets(line) !== line)
    ? undefined
    : { line: edit.line, endLine: edit.endLine, before, lines: edit.lines };
}
