import {
  type ActiveRule,
  type Asked,
  activeRule,
  type PlanKind,
  type PlanRuleSettings,
  type RuleRequest,
} from '@maturity-actions/criteria';
import type { Plan as Assignment } from '@maturity-actions/runner';
import { statedRules } from './plan.ts';

/**
 * What is asked of a subject, with each rule in one criterion only: `stated-rules` keeps those that no
 * other criterion has, and takes in those to which maturity.yml gives a severity.
 */
export function withStatedRules(assignment: Assignment, settings: PlanRuleSettings): Assignment {
  const { asked, next, stated } = assignment;
  if (stated === 0) return assignment;
  return {
    ...assignment,
    asked: arranged(asked, settings),
    next: next && { ...next, asked: arranged(next.asked, settings) },
  };
}

function arranged(asked: readonly Asked[], settings: PlanRuleSettings): Asked[] {
  const others = asked.filter(({ criterion }) => criterion.id !== 'stated-rules');
  const elsewhere = new Set(
    others.filter((one) => isAbout(one, 'rollback')).flatMap((one) => Object.keys(rulesOf(one))),
  );
  const own = asked.find(({ criterion }) => criterion.id === 'stated-rules');
  const added = Object.entries(settings).flatMap(([id, { severity }]) =>
    severity === undefined || severity === 'off' ? [] : [[id, severity] as const],
  );
  const rules = { ...Object.fromEntries(added), ...(own ? rulesOf(own) : {}) };
  const left = Object.entries(rules).filter(([id]) => !elsewhere.has(id));
  return left.length === 0 ? others : [...others, statedRules(Object.fromEntries(left), own?.origin ?? 'maturity.yml')];
}

/** The rules that are asked of documents of a kind; undefined when nothing is asked of the kind. */
export function rulesAbout(
  kind: PlanKind,
  asked: readonly Asked[],
  settings: PlanRuleSettings,
): readonly ActiveRule[] | undefined {
  const about = asked.filter((one) => isAbout(one, kind));
  if (about.length === 0) return undefined;
  return about.flatMap((one) =>
    Object.entries(rulesOf(one)).flatMap(([id, request]) => activeRule(id, request, settings) ?? []),
  );
}

/** Whether a criterion is about documents of a kind; rollback plans, when it does not say. */
function isAbout({ params }: Asked, kind: PlanKind): boolean {
  return (params.document ?? 'rollback') === kind;
}

/** Rules of a criterion as they are written; what is no map is refused when it is judged. */
function rulesOf({ params: { rules } }: Asked): Readonly<Record<string, RuleRequest>> {
  return typeof rules === 'object' && rules !== null ? (rules as Record<string, RuleRequest>) : {};
}
