import { type Asked, askedByLevel, MODELS, type PlanRuleSettings, withOverrides } from '@maturity-actions/criteria';
import { loosenedRules } from '../src/plan-loosened.ts';

function askedAt(modelId: string, levelId: string): Asked[] {
  const model = MODELS.find(({ id }) => id === modelId);
  const level = model?.levels.find(({ id }) => id === levelId);
  if (!model || !level) throw new Error(`no ${modelId} ${levelId}`);
  return askedByLevel({ model, level }).filter(({ criterion }) => criterion.area === 'documentation');
}

const production = askedAt('component', 'production');
const messages = (asked: readonly Asked[], settings: PlanRuleSettings) =>
  loosenedRules(asked, settings).map(({ message }) => message);

test.each<{ name: string; settings: PlanRuleSettings; expected: string }>([
  {
    name: 'a rule that is off',
    settings: { secret: { severity: 'off', where: 'input ignore' } },
    expected: 'input ignore switches secret off, an error at production',
  },
  {
    name: 'a warning for an error',
    settings: { placeholder: { severity: 'warning', where: 'maturity.yml:4' } },
    expected: 'maturity.yml:4 turns placeholder from an error, as production asks, to a warning',
  },
  {
    name: 'a longer limit',
    settings: { 'time-over-limit': { options: { limit: '30m' }, where: 'input max-minutes' } },
    expected: 'input max-minutes lengthens time-over-limit from 15m, as production asks, to 30m',
  },
  {
    name: 'an older test',
    settings: { 'tested-stale': { options: { within: '26w' }, where: 'input tested-within' } },
    expected: 'input tested-within lengthens tested-stale from 90d, as production asks, to 182d',
  },
])('$name is named', ({ settings, expected }) => {
  expect(messages(production, settings)).toEqual([expected]);
});

test.each<{ name: string; settings: PlanRuleSettings }>([
  { name: 'the same', settings: { secret: { severity: 'error' } } },
  { name: 'more', settings: { 'trigger-vague': { severity: 'error' } } },
  { name: 'a shorter limit', settings: { 'time-over-limit': { options: { limit: '5m', below: undefined } } } },
  { name: 'a younger test', settings: { 'tested-stale': { options: { within: '30d' } } } },
  { name: 'nothing that the level asks', settings: { 'trigger-metrics': { severity: 'off' } } },
])('to ask $name is nothing to name', ({ settings }) => {
  expect(messages(production, settings)).toEqual([]);
});

test.each([
  { limit: '5m', expected: ['x lengthens time-over-limit from less than 5m, as production-grade asks, to 5m'] },
  { limit: '4m', expected: [] },
  { limit: '1d', expected: ['x lengthens time-over-limit from less than 5m, as production-grade asks, to 1d'] },
])('at most $limit against less than 5 minutes', ({ limit, expected }) => {
  const settings = { 'time-over-limit': { options: { limit, below: undefined }, where: 'x' } };
  expect(messages(askedAt('devops', 'production-grade'), settings)).toEqual(expected);
});

test('conditions that are no longer asked are named, further ones are not', () => {
  const asked = askedAt('devops', 'production-grade');
  const own = asked.find(({ criterion }) => criterion.id === 'rollback-triggers')?.params.rules as Readonly<
    Record<string, { readonly conditions: readonly object[] }>
  >;
  const conditions = own['trigger-metrics']?.conditions ?? [];
  const set = (now: readonly object[]): PlanRuleSettings => ({ 'trigger-metrics': { options: { conditions: now } } });
  expect(messages(asked, set(conditions.slice(1)))).toEqual([
    'level production-grade changes conditions of trigger-metrics',
  ]);
  expect(messages(asked, set([...conditions, { metric: 'data' }]))).toEqual([]);
});

test('an override of the rules of a criterion is compared with the level, and named by its place', () => {
  const overrides = {
    'rollback-time': { params: { rules: { 'time-missing': 'warning', 'time-sum': 'error' } }, where: 'maturity.yml:7' },
  };
  const asked = withOverrides(production, overrides, ['rollback-time']);
  expect(messages(asked, {})).toEqual([
    'maturity.yml:7 turns time-missing from an error, as production asks, to a warning',
    'maturity.yml:7 switches time-over-limit off, an error at production',
  ]);
});
