import { type Asked, type Criterion, MODELS, type RuleRequest } from '@maturity-actions/criteria';
import { askedByInput, type Inputs, type PlanDomain } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { rulesAsked } from './rule-inputs.ts';

/** Kinds of check that this gate answers. */
const KINDS = new Set(['plan-documents', 'plan-rules']);

/** What rollback-plan-lint asks beside the level. */
export const PLAN_DOMAIN: PlanDomain<typeof inputs> = {
  about: 'rollback plans',
  example: 'require: steps-missing',
  isOwn: ({ criterion }) => KINDS.has(criterion.check),
  explicit: explicitCriteria,
  standing: standingCriteria,
  withoutLevel: allRules,
  explicitIds: ['stated-rules'],
};

function explicitCriteria(given: Inputs<typeof inputs>): Asked[] {
  const rules = rulesAsked(given);
  return Object.keys(rules).length === 0 ? [] : [statedRules(rules, 'inputs')];
}

/** Rules that no level asks for. */
export function statedRules(rules: Readonly<Record<string, RuleRequest>>, origin: string): Asked {
  const asks = 'Do the plans keep the rules that the workflow and maturity.yml add?';
  return ask({ id: 'stated-rules', asks, check: 'plan-rules' }, { rules }, origin);
}

/** There is a plan and it can be read; where nobody asks about plans it may also be absent. */
function standingCriteria(_given: Inputs<typeof inputs>, _isGit: boolean, stated: readonly Asked[]): Asked[] {
  const isAsked = stated.some(({ params }) => params.document !== 'deployment');
  const asks = 'Is there a rollback plan, and can every one be read?';
  return [ask({ id: 'rollback-plan', asks, check: 'plan-documents' }, isAsked ? {} : { optional: true })];
}

/**
 * Every rule with its own severity, under the questions that production of the component model asks:
 * a linter needs no threshold. A test holds that model to asking for every rule.
 */
function allRules(): Asked[] {
  const component = MODELS.find(({ id }) => id === 'component');
  return (component?.criteria ?? []).flatMap(({ id, asks, check, levels }) => {
    const rules = levels.production?.params.rules;
    if (check !== 'plan-rules' || !rules) return [];
    // Asked without a word, a rule has its own severity and its own options.
    return [ask({ id, asks, check }, { rules: Object.fromEntries(Object.keys(rules).map((rule) => [rule, {}])) })];
  });
}

function ask(facts: Pick<Criterion, 'id' | 'asks' | 'check'>, params: Asked['params'], origin?: string): Asked {
  return askedByInput({ ...facts, area: 'documentation' }, params, origin);
}
