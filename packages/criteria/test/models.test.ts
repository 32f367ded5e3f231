import { readdirSync, readFileSync } from 'node:fs';
import { activeRule, CHECKS, MODELS, PLAN_RULES, parseModel, type RuleRequest } from '@maturity-actions/criteria';

const FOLDER = new URL('../models/', import.meta.url);
const kinds = CHECKS.map((check) => check.kind);

test('the generated module equals the model files', async () => {
  const names = readdirSync(FOLDER).sort();
  const read = names.map((name) => parseModel(readFileSync(new URL(name, FOLDER), 'utf8'), name, kinds));
  expect(await Promise.all(read)).toEqual(MODELS);
});

/** The figures of the source documents: model, criterion, class of code, least percentage by level. */
test.each([
  ['ai-app', 'line-coverage', undefined, { L1: 60, L2: 75, L3: 80, L4: 85 }],
  ['devops', 'line-coverage', undefined, { 'production-grade': 80, 'enterprise-grade': 80 }],
  ['component', 'line-coverage', undefined, { staging: 70, production: 80 }],
  ['component', 'critical-coverage', 'critical', { staging: 90, production: 90 }],
  ['component', 'business-coverage', 'business', { staging: 80, production: 80 }],
  ['component', 'utility-coverage', 'utilities', { staging: 70, production: 70 }],
  ['component', 'ui-coverage', 'ui', { staging: 60, production: 60 }],
])('%s %s of class %s asks %j', (model, id, className, figures) => {
  const criterion = MODELS.find((each) => each.id === model)?.criteria.find((each) => each.id === id);
  const fixed = className === undefined ? { metric: 'line' } : { metric: 'line', class: className };
  expect(criterion).toMatchObject({ check: 'coverage-floor', area: 'tests', grade: 'measured', with: fixed });
  const asked = Object.entries(figures).map(([level, min]) => [level, { requirement: 'must', params: { min } }]);
  expect(criterion?.levels).toEqual(Object.fromEntries(asked));
});

test.each([
  ['ai-app', ['L1', 'L2', 'L3', 'L4'], ['poc', 'development', 'pre-production', 'production']],
  ['infrastructure', ['poc', 'mvp', 'production', 'scale'], []],
  ['devops', ['manual', 'basic', 'production-grade', 'enterprise-grade'], ['level-1', 'level-2', 'level-3', 'level-4']],
  ['component', ['development', 'staging', 'production'], []],
])('%s has the levels %j', (id, levels, aliases) => {
  const model = MODELS.find((each) => each.id === id);
  expect(model?.levels.map((level) => level.id)).toEqual(levels);
  expect(model?.levels.flatMap((level) => level.aliases)).toEqual(expect.arrayContaining(aliases));
});

test('a component soaks for seven days before production', () => {
  const levels = MODELS.find((model) => model.id === 'component')?.levels ?? [];
  expect(levels.map((level) => level.soakMs)).toEqual([undefined, undefined, 7 * 86_400_000]);
});

test('every parameter of every criterion passes the schema of its check, at every level', async () => {
  const { parse } = await import('valibot');
  for (const { check, levels, with: fixed } of MODELS.flatMap((model) => model.criteria)) {
    const params = CHECKS.find((each) => each.kind === check)?.params;
    if (!params) throw new Error(`no check is of the kind ${check}`);
    for (const asked of Object.values(levels)) expect(() => parse(params, { ...fixed, ...asked.params })).not.toThrow();
  }
});

test('every rule about plans that a model asks for exists, and has the options that are asked', () => {
  for (const { check, levels, with: fixed } of MODELS.flatMap((model) => model.criteria)) {
    if (check !== 'plan-rules') continue;
    for (const { params } of Object.values(levels)) {
      const { rules } = { ...fixed, ...params } as unknown as { rules: Readonly<Record<string, RuleRequest>> };
      for (const [id, request] of Object.entries(rules)) expect(() => activeRule(id, request, {})).not.toThrow();
    }
  }
});

test('production of the component model asks for every rule that needs no conditions of its own', () => {
  const component = MODELS.find(({ id }) => id === 'component')?.criteria ?? [];
  const asked = component.flatMap(({ levels }) => Object.keys(levels.production?.params.rules ?? {}));
  const ids = PLAN_RULES.map(({ id }) => id).filter((id) => id !== 'trigger-metrics');
  expect(asked.sort()).toEqual(ids.sort());
});
