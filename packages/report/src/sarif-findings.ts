import type { MeasuredFinding, Report } from '@maturity-actions/criteria';
import { planFinding, planFindings, planImportance, planRule, type SarifPlanProblem } from './sarif-plans.ts';
import { securityFinding, securityImportance, securityRule } from './sarif-security.ts';

/** One finding as code scanning takes it, whatever measured it. Texts are not escaped yet. */
export interface SarifFinding {
  readonly level: SarifLevel;
  readonly message: string;
  readonly region: { readonly startLine: number; readonly startColumn?: number; readonly endLine?: number };
  readonly fingerprint: string;
  /** CVSS-like rating in a string, of what is a risk. */
  readonly score?: string | undefined;
  /** Who accepts it, the source itself or somebody outside of it, and why; empty when nobody says. */
  readonly suppression?: { readonly kind: 'inSource' | 'external'; readonly justification: string };
}

export type SarifLevel = 'error' | 'warning' | 'note';

/** What a result is an example of. */
export interface SarifRule {
  readonly id: string;
  readonly title: string;
  /** Why, for people who look the rule up. */
  readonly help?: string | undefined;
  readonly url?: string | undefined;
  readonly tags: readonly string[];
  /** That of the finding which names it. */
  readonly score?: string | undefined;
}

/** A finding on its way into the file, as it was measured: there may be 100,000, and few are among the results. */
export type SarifCandidate = MeasuredFinding | SarifPlanProblem;

/** Everything that was measured; undefined when nothing was, which is not the same as no finding. */
export function sarifCandidates({ measurements }: Report): readonly SarifCandidate[] | undefined {
  const { security, plan } = measurements;
  if (!plan) return security?.findings;
  return [...(security?.findings ?? []), ...planFindings(plan)];
}

const isPlan = (one: SarifCandidate): one is SarifPlanProblem => 'problem' in one;

/** Relative to the judged folder; undefined when it is in no file of it. */
export function pathOf(one: SarifCandidate): string | undefined {
  if (!isPlan(one)) return one.path;
  return one.plan.isFile ? one.plan.path : undefined;
}

/** 0 is shown first. */
export function importanceOf(one: SarifCandidate): number {
  return isPlan(one) ? planImportance(one.problem) : securityImportance(one);
}

/** Id of its rule, not yet cut or escaped. */
export function ruleIdOf(one: SarifCandidate): string {
  return isPlan(one) ? one.problem.rule : one.rule;
}

export function ruleOf(one: SarifCandidate): SarifRule {
  return isPlan(one) ? planRule(one.problem.rule) : securityRule(one);
}

export function described(one: SarifCandidate): SarifFinding {
  return isPlan(one) ? planFinding(one) : securityFinding(one);
}
