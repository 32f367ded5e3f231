import type { GenericSchema } from 'valibot';
import type { Instant } from './instant.ts';
import type { Plan, PlanKind, PlanSeverity } from './plan.ts';
import type { PlanRepository } from './plan-repository.ts';

/** What a plan must hold; the measured elements of a plan, in the order people check them. */
export type PlanElement =
  | 'triggerConditions'
  | 'numberedSteps'
  | 'commands'
  | 'databaseRollback'
  | 'featureFlags'
  | 'estimatedTime'
  | 'verification'
  | 'testedEvidence';

export const PLAN_ELEMENTS: readonly PlanElement[] = [
  'triggerConditions',
  'numberedSteps',
  'commands',
  'databaseRollback',
  'featureFlags',
  'estimatedTime',
  'verification',
  'testedEvidence',
];

/** Whole lines of the file that others take the place of, both ends included; an empty `lines` removes them. */
export interface PlanEdit {
  readonly line: number;
  readonly endLine: number;
  readonly lines: readonly string[];
}

/** One problem in one plan. Texts may quote the plan; renderers escape them. */
export interface PlanProblem {
  /** 1-based line of the file; the heading of the plan for what is missing. */
  readonly line: number;
  readonly endLine?: number;
  /** 1-based, in UTF-16 units of the raw line; absent when the whole line is meant. */
  readonly column?: number;
  /** What is wrong, one sentence without a full stop, lower case first: `step 3 says what to do, but no command`. */
  readonly message: string;
  /** What to do, a sentence. */
  readonly fix: string;
  /** What is shown instead of the raw line, where that must not be shown. */
  readonly quote?: string;
  /** Only where applying it can do no harm. */
  readonly edit?: PlanEdit;
}

/** What a rule judges by. */
export interface PlanRuleContext<O> {
  readonly plan: Plan;
  readonly repository: PlanRepository;
  readonly options: O;
  readonly now: Instant;
}

/** Why a rule has nothing to say about a plan, a sentence: `The repository has no migrations.` */
export interface NotApplicable {
  readonly notApplicable: string;
}

/** One rule about plans. Pure. */
export interface PlanRule<O> {
  /** Kebab-case id that speaks: `trigger-missing`. */
  readonly id: string;
  /** What a plan has to do, one sentence, for lists: `The plan says when to roll back.` */
  readonly about: string;
  /** Why, one or two sentences, for the page of the rule. */
  readonly why: string;
  /** When a level does not say. */
  readonly severity: PlanSeverity;
  /** The element that is absent when the rule has a problem. Such a rule cannot be disabled inside the plan. */
  readonly element?: PlanElement;
  /** Kinds of document it is about; default: rollback plans only. */
  readonly kinds?: readonly PlanKind[];
  /** Reads its options; `v.strictObject({})` when it has none. Every option has a default. */
  readonly options: GenericSchema<unknown, O>;
  /** All problems in reading order, or why the rule does not apply. */
  find(context: PlanRuleContext<O>): readonly PlanProblem[] | NotApplicable;
}

export type AnyPlanRule = PlanRule<never>;

/** Declares a rule; only there to tie `find` to the type of its options. */
export function definePlanRule<O>(rule: PlanRule<O>): AnyPlanRule {
  return rule as unknown as AnyPlanRule;
}

/** 1-based column of `text` in a line of the plan's file; undefined when it is not there as such. */
export function columnOf(plan: Plan, line: number, text: string): number | undefined {
  const at = text === '' ? -1 : (plan.lines[line - 1] ?? '').indexOf(text);
  return at < 0 ? undefined : at + 1;
}
