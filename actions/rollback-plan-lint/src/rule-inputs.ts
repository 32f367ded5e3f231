import {
  ConfigurationError,
  type Failure,
  type PlanRuleSettings,
  planRule,
  type RuleRequest,
} from '@maturity-actions/criteria';
import type { Inputs } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Given = Inputs<typeof inputs>;
type Rules = Readonly<Record<string, RuleRequest>>;

/** An input that states a figure, the rule that has it as an option, and the rule without which it means nothing. */
const FIGURES = [
  {
    input: 'max-minutes',
    rule: 'time-over-limit',
    // A plan that gives no time keeps every limit.
    presence: 'time-missing',
    // The limit of the input is the only one: a level may ask for less than a span, or for at most one.
    options: (minutes: unknown) => ({ limit: `${minutes}m`, below: undefined }),
  },
  {
    input: 'tested-within',
    rule: 'tested-stale',
    presence: 'tested-missing',
    options: (span: unknown) => ({ within: span }),
  },
] as const;

const figuresOf = (given: Given) => FIGURES.filter(({ input }) => given[input] !== undefined);

/** Rules that the workflow asks for by its inputs, as a criterion asks for them. Throws ConfigurationError E_UNKNOWN_KEY, E_BAD_INPUT. */
export function rulesAsked(given: Given): Rules {
  const { required, ignored } = namedRules(given);
  const byFigure = figuresOf(given).flatMap(({ input, rule, presence, options }): [string, RuleRequest][] => [
    [presence, 'error'],
    [rule, { severity: 'error', ...options(given[input]) }],
  ]);
  const byName = required.map((id): [string, RuleRequest] => [id, 'error']);
  // A rule that is named and has a figure keeps the figure.
  return Object.fromEntries([...byName, ...byFigure].filter(([id]) => !ignored.includes(id)));
}

/** What the inputs change in rules, over what maturity.yml says of them. Throws as `rulesAsked` does. */
export function ruleSettings(given: Given, ofConfig: PlanRuleSettings = {}): PlanRuleSettings {
  const { required, ignored } = namedRules(given);
  const settings = new Map(Object.entries(ofConfig));
  const set = (id: string, change: PlanRuleSettings[string]): void => {
    const known = settings.get(id);
    settings.set(id, { ...known, ...change, options: { ...known?.options, ...change.options } });
  };
  for (const { input, rule, options } of figuresOf(given)) {
    // The figure is meant, also where maturity.yml leaves its rule out.
    const isOff = settings.get(rule)?.severity === 'off';
    set(rule, { ...(isOff ? { severity: 'error' } : {}), options: options(given[input]), where: `input ${input}` });
  }
  for (const id of required) set(id, { severity: 'error', where: 'input require' });
  for (const id of ignored) set(id, { severity: 'off', where: 'input ignore' });
  return Object.fromEntries(settings);
}

function namedRules(given: Given): { required: readonly string[]; ignored: readonly string[] } {
  const required = ruleIds(given.require, 'input require');
  const ignored = ruleIds(given.ignore, 'input ignore');
  const meant = [
    ...required.map((id) => ({ id, by: 'require' })),
    ...figuresOf(given).map(({ input, rule }) => ({ id: rule, by: input })),
  ];
  const contradictions = meant.filter(({ id }) => ignored.includes(id));
  if (contradictions.length === 0) return { required, ignored };
  throw new ConfigurationError(
    ...contradictions.map(({ id, by }) => ({
      code: 'E_BAD_INPUT' as const,
      where: 'input ignore',
      found: `the rule ${id}, which the input ${by} asks for`,
      expected: 'rules that no other input asks for',
      fix: `Take ${id} out of \`ignore\`, or leave out \`${by}\`.`,
    })),
  );
}

function ruleIds(lines: readonly string[] | undefined, where: string): string[] {
  if (lines === undefined) return [];
  const ids = lines.flatMap((line) => line.split(',').map((id) => id.trim())).filter((id) => id !== '');
  if (ids.length === 0) throw noRule(where);
  const failures = ids.flatMap((id) => unknownRule(id, where));
  if (failures.length > 0) throw new ConfigurationError(...failures);
  return [...new Set(ids)];
}

function unknownRule(id: string, where: string): readonly Failure[] {
  try {
    planRule(id, where);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.failures;
    throw error;
  }
}

/** A list of commas alone would ask for nothing, and look as if it asked for something. */
function noRule(where: string): ConfigurationError {
  return new ConfigurationError({
    code: 'E_BAD_INPUT',
    where,
    found: 'a list without a name',
    expected: 'ids of rules',
    fix: 'Example: time-missing, tested-missing',
  });
}
