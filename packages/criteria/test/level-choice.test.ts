import { chooseLevel, GateError, MODELS, nextLevel } from '@maturity-actions/criteria';

const chosen = (model: string | undefined, level: string | undefined) => {
  const choice = chooseLevel({ model, level }, MODELS);
  return choice && `${choice.model.id} ${choice.level.id}`;
};

test.each([
  { model: undefined, level: 'staging', expected: 'component staging' },
  { model: undefined, level: 'L3', expected: 'ai-app L3' },
  { model: undefined, level: 'l3', expected: 'ai-app L3' },
  { model: undefined, level: 'pre-production', expected: 'ai-app L3' },
  { model: undefined, level: 'mvp', expected: 'infrastructure mvp' },
  { model: undefined, level: 'Scale', expected: 'infrastructure scale' },
  { model: undefined, level: 'manual', expected: 'devops manual' },
  { model: undefined, level: 'enterprise-grade', expected: 'devops enterprise-grade' },
  { model: 'component', level: 'production', expected: 'component production' },
  { model: 'infrastructure', level: 'production', expected: 'infrastructure production' },
  { model: 'AI-App', level: 'Production', expected: 'ai-app L4' },
  { model: 'ai-app', level: ' 2 ', expected: 'ai-app L2' },
  { model: 'devops', level: '3', expected: 'devops production-grade' },
  { model: 'devops', level: 'level-4', expected: 'devops enterprise-grade' },
  { model: undefined, level: undefined, expected: undefined },
])('model $model, level $level is $expected', ({ model, level, expected }) => {
  expect(chosen(model, level)).toBe(expected);
});

const choices = (asked: { model?: string; level?: string; where?: string }) => {
  try {
    chooseLevel(asked, MODELS);
  } catch (error) {
    if (error instanceof GateError) return error.failures;
    throw error;
  }
  return [];
};

test.each([
  {
    asked: { level: 'production' },
    code: 'E_AMBIGUOUS_LEVEL',
    expected: 'ai-app L4, component production, infrastructure production',
  },
  { asked: { level: 'poc' }, code: 'E_AMBIGUOUS_LEVEL', expected: 'ai-app L1, infrastructure poc' },
  { asked: { level: 'development' }, code: 'E_AMBIGUOUS_LEVEL', expected: 'ai-app L2, component development' },
  { asked: { level: '3' }, code: 'E_AMBIGUOUS_LEVEL', expected: 'devops production-grade' },
  { asked: { level: 'level-3' }, code: 'E_AMBIGUOUS_LEVEL', expected: 'ai-app L3, devops production-grade' },
  { asked: { level: 'stagging' }, code: 'E_UNKNOWN_LEVEL', expected: 'staging' },
  { asked: { level: '' }, code: 'E_UNKNOWN_LEVEL', expected: 'L1, L2, L3, L4' },
  {
    asked: { model: 'component', level: 'scale' },
    code: 'E_UNKNOWN_LEVEL',
    expected: 'development, staging, production',
  },
  { asked: { model: 'component', level: '4' }, code: 'E_UNKNOWN_LEVEL', expected: 'development, staging, production' },
  { asked: { model: 'component' }, code: 'E_UNKNOWN_LEVEL', expected: 'development, staging, production' },
  { asked: { model: 'componant', level: 'staging' }, code: 'E_UNKNOWN_MODEL', expected: 'component' },
])('$asked is $code', ({ asked, code, expected }) => {
  const [problem, ...others] = choices({ ...asked, where: 'maturity.yml:2' });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ kind: 'configuration', code, where: 'maturity.yml:2' });
  expect(problem?.expected).toContain(expected);
});

test('an unknown level suggests the nearest one', () => {
  expect(choices({ level: 'stagging' })[0]?.fix).toContain('`staging`');
});

test('without a place, the input is named', () => {
  expect(choices({ level: 'x' })[0]?.where).toBe('input level');
  expect(choices({ model: 'x' })[0]?.where).toBe('input model');
});

test('the next level is the one above, and there is none at the top', () => {
  for (const model of MODELS) {
    const above = model.levels.map((level) => nextLevel(model, level)?.id);
    expect(above).toEqual([...model.levels.slice(1).map((level) => level.id), undefined]);
  }
});
