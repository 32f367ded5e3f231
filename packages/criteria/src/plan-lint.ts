import { safeParse } from 'valibot';
import { ConfigurationError } from './failure.ts';
import type { Instant } from './instant.ts';
import { suggestion } from './nearest.ts';
import type { Plan, PlanDisable, PlanEvidence, PlanRuleSettings, PlanSeverity } from './plan.ts';
import { fingerprintOf } from './plan-quote.ts';
import type { PlanRepository } from './plan-repository.ts';
import type { NotApplicable, PlanProblem, PlanRule } from './plan-rule.ts';
import { PLAN_RULES } from './plan-rules/index.ts';

/** A problem with the rule that found it, as it is judged. */
export interface LintedProblem extends PlanProblem {
  readonly rule: string;
  readonly severity: PlanSeverity;
  /** Stable across runs while the line stays as it is. */
  readonly fingerprint: string;
}

/** What one rule says about one plan. */
export interface RuleResult {
  readonly problems: readonly LintedProblem[];
  /** Why the rule does not apply. */
  readonly notApplicable?: string;
  /** Problems that a comment in the plan disables, with its reason. */
  readonly disabled: readonly { readonly problem: LintedProblem; readonly by: PlanDisable }[];
}

/** How a level or an input asks for a rule: its severity, and options beside it. */
export type RuleRequest =
  | PlanSeverity
  | 'off'
  | { readonly severity?: PlanSeverity | 'off' | undefined; readonly [option: string]: unknown };

/** The rule of this id. Throws ConfigurationError E_UNKNOWN_KEY. */
export function planRule(id: string, where: string): PlanRule<unknown> {
  const rule = PLAN_RULES.find((one) => one.id === id);
  if (rule) return rule as unknown as PlanRule<unknown>;
  const ids = PLAN_RULES.map((one) => one.id);
  throw new ConfigurationError({
    code: 'E_UNKNOWN_KEY',
    where,
    found: `the rule ${JSON.stringify(id)}`,
    expected: 'the id of a rule about plans',
    fix: suggestion(id, ids, `Known are ${ids.join(', ')}.`),
  });
}

/** A rule with the severity and the options that hold in this run; undefined when it is off. */
export interface ActiveRule {
  readonly rule: PlanRule<unknown>;
  readonly severity: PlanSeverity;
  readonly options: unknown;
}

/**
 * What a request and the settings of maturity.yml make of a rule: settings come last. Throws
 * ConfigurationError E_UNKNOWN_KEY, E_BAD_CONFIG for options that the rule does not have.
 */
export function activeRule(
  id: string,
  request: RuleRequest | undefined,
  settings: PlanRuleSettings,
): ActiveRule | undefined {
  const rule = planRule(id, `rule ${id}`);
  const { severity: asked, ...options } = typeof request === 'object' ? request : { severity: request };
  const own = Object.hasOwn(settings, id) ? settings[id] : undefined;
  const severity = own?.severity ?? asked ?? rule.severity;
  if (severity === 'off') return undefined;
  const parsed = safeParse(rule.options, { ...options, ...own?.options });
  if (parsed.success) return { rule, severity, options: parsed.output };
  const known = Object.keys((rule.options as { entries?: object }).entries ?? {});
  throw new ConfigurationError(
    ...parsed.issues.map((issue) => {
      const name = issue.path?.map(({ key }) => String(key)).join('.') ?? 'options';
      const isUnknown = issue.type === 'strict_object';
      return {
        code: isUnknown ? ('E_UNKNOWN_KEY' as const) : ('E_BAD_CONFIG' as const),
        where: `rule ${id}`,
        found: isUnknown ? `no option ${JSON.stringify(name)}` : `${name} is ${issue.received}`,
        expected: isUnknown ? (known.length > 0 ? `one of ${known.join(', ')}` : 'no option') : issue.message,
        fix: isUnknown ? suggestion(name, known, 'Remove it.') : 'Correct the option.',
      };
    }),
  );
}

/** What rules said about a plan, as long as they are asked about the same repository at the same time. */
interface KnownResults {
  readonly repository: PlanRepository;
  readonly now: Instant;
  readonly results: Map<string, RuleResult>;
}

const known = new WeakMap<Plan, KnownResults>();

/**
 * What a rule says about a plan. A must-have cannot be disabled by the plan itself: a waiver does that.
 * Worked out once: criteria, must-haves and measurements ask the same.
 */
export function lint(active: ActiveRule, plan: Plan, evidence: PlanEvidence, now: Instant): RuleResult {
  const results = resultsOf(plan, evidence.repository, now);
  const key = keyOf(active);
  const result = results.get(key) ?? lintAnew(active, plan, evidence, now);
  results.set(key, result);
  return result;
}

const keys = new WeakMap<ActiveRule, string>();

/** The same for rules that say the same. */
function keyOf(active: ActiveRule): string {
  const key = keys.get(active) ?? `${active.rule.id} ${active.severity} ${JSON.stringify(active.options)}`;
  keys.set(active, key);
  return key;
}

function resultsOf(plan: Plan, repository: PlanRepository, now: Instant): Map<string, RuleResult> {
  const last = known.get(plan);
  if (last?.repository === repository && last.now === now) return last.results;
  const results = new Map<string, RuleResult>();
  known.set(plan, { repository, now, results });
  return results;
}

function lintAnew(
  { rule, severity, options }: ActiveRule,
  plan: Plan,
  evidence: PlanEvidence,
  now: Instant,
): RuleResult {
  const isAsked = (rule.kinds ?? ['rollback']).includes(plan.kind);
  const found: readonly PlanProblem[] | NotApplicable = isAsked
    ? rule.find({ plan, repository: evidence.repository, options, now })
    : { notApplicable: `The rule is not about a ${plan.kind} document.` };
  if ('notApplicable' in found) return { problems: [], disabled: [], notApplicable: found.notApplicable };
  const seen = new Map<string, number>();
  const all = found.map((problem): LintedProblem => {
    const name = fingerprintOf(plan, rule.id, problem.line);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { ...problem, rule: rule.id, severity, fingerprint: count === 1 ? name : `${name}:${count}` };
  });
  if (rule.element) return { problems: all, disabled: [] };
  const byOf = disablesOf(plan, rule.id);
  const disabled = all.flatMap((problem) => {
    const by = byOf(problem.line);
    return by ? [{ problem, by }] : [];
  });
  const open = disabled.length === 0 ? all : all.filter(({ line }) => !byOf(line));
  return { problems: open, disabled };
}

/** By line, the first comment with a reason that disables a rule there. */
function disablesOf({ disables: all, lines }: Plan, id: string): (line: number) => PlanDisable | undefined {
  // Of comments about the same lines the first one counts; what is left are sections, of which few are in each other.
  const once = new Map<string, PlanDisable>();
  for (const one of all) {
    const key = `${one.from}:${one.to}`;
    if (isAbout(one, id) && !once.has(key)) once.set(key, one);
  }
  if (once.size === 0) return () => undefined;
  const byLine: (PlanDisable | undefined)[] = new Array(lines.length + 1);
  for (const one of [...once.values()].reverse()) byLine.fill(one, one.from, one.to + 1);
  return (line) => byLine[line];
}

const isAbout = ({ rule, reason }: PlanDisable, id: string): boolean => reason !== '' && rule === id;
