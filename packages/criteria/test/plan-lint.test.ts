import {
  activeRule,
  ConfigurationError,
  type Failure,
  lint,
  PLAN_RULES,
  type Plan,
  type PlanEvidence,
  planRule,
  quoteOf,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import { active, disable, NOW, planEvidence, samplePlan, trigger } from './plan-samples.ts';

const linted = (id: string, plan: Plan, parts: Partial<PlanEvidence> = {}) =>
  lint(active(id), plan, planEvidence([plan], parts), NOW);

/** The failures that a configuration is refused with. */
function refused(act: () => unknown): readonly Failure[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.failures;
    throw error;
  }
  throw new Error('it was accepted');
}

test('the sample satisfies every rule', () => {
  const plan = samplePlan();
  const spoken = PLAN_RULES.flatMap(({ id }) => linted(id, plan).problems.map(({ message }) => `${id}: ${message}`));
  expect(spoken).toEqual([]);
});

test('every rule has a default for each of its options', () => {
  for (const { id } of PLAN_RULES) expect(() => active(id)).not.toThrow();
});

describe('a rule that is asked for', () => {
  test.each([
    { name: 'nothing said', request: undefined, settings: {}, severity: 'error' },
    { name: 'a severity', request: 'info', settings: {}, severity: 'info' },
    { name: 'a severity beside options', request: { severity: 'warning' }, settings: {}, severity: 'warning' },
    { name: 'options only', request: { limit: '5m' }, settings: {}, severity: 'error' },
    {
      name: 'maturity.yml beats the level',
      request: 'error',
      settings: { 'time-over-limit': { severity: 'info' } },
      severity: 'info',
    },
    {
      name: 'settings of other rules do not matter',
      request: 'warning',
      settings: { 'time-missing': { severity: 'info' } },
      severity: 'warning',
    },
  ] as const)('$name', ({ request, settings, severity }) => {
    expect(activeRule('time-over-limit', request, settings)?.severity).toBe(severity);
  });

  test.each([
    { name: 'by the level', request: 'off', settings: {} },
    { name: 'by the level, beside options', request: { severity: 'off', limit: '5m' }, settings: {} },
    { name: 'by maturity.yml', request: 'error', settings: { 'time-over-limit': { severity: 'off' } } },
  ] as const)('is off $name', ({ request, settings }) => {
    expect(activeRule('time-over-limit', request, settings)).toBeUndefined();
  });

  test('options of maturity.yml come last', () => {
    const settings = { 'time-over-limit': { options: { limit: '20m' } } };
    expect(active('time-over-limit', { limit: '5m', below: '10m' }, settings).options).toEqual({
      limit: 1_200_000,
      below: 600_000,
    });
  });

  test('a property of objects is no rule of maturity.yml', () => {
    expect(refused(() => activeRule('constructor', 'error', {}))[0]?.code).toBe('E_UNKNOWN_KEY');
  });
});

describe('what is refused', () => {
  test('a rule that nobody knows, with the nearest', () => {
    const [failure] = refused(() => planRule('triger-missing', '.github/maturity.yml:9'));
    expect(failure).toMatchObject({
      code: 'E_UNKNOWN_KEY',
      where: '.github/maturity.yml:9',
      found: 'the rule "triger-missing"',
      fix: 'Did you mean `trigger-missing`?',
    });
  });

  test('a rule that is like no other, with the list', () => {
    const [failure] = refused(() => planRule('zzz', 'rule zzz'));
    expect(failure?.fix).toContain('trigger-missing');
  });

  test('an option that the rule does not have', () => {
    const [failure] = refused(() => activeRule('time-over-limit', { limits: '5m' }, {}));
    expect(failure).toMatchObject({
      code: 'E_UNKNOWN_KEY',
      where: 'rule time-over-limit',
      found: 'no option "limits"',
      fix: 'Did you mean `limit`?',
    });
  });

  test('an option of a rule that has none', () => {
    const [failure] = refused(() => activeRule('time-missing', { limit: '5m' }, {}));
    expect(failure).toMatchObject({ code: 'E_UNKNOWN_KEY', expected: 'no option' });
  });

  test.each([
    { name: 'a span', id: 'time-over-limit', options: { limit: 'soon' }, found: 'limit is "soon"' },
    { name: 'a number for a span', id: 'tested-stale', options: { within: 90 }, found: 'within is 90' },
    {
      name: 'a figure',
      id: 'trigger-metrics',
      options: { conditions: [{ metric: 'error-rate', above: 'much' }] },
      found: 'conditions.0.above is "much"',
    },
    {
      name: 'a metric',
      id: 'trigger-metrics',
      options: { conditions: [{ metric: 'mood' }] },
      found: 'conditions.0.metric is "mood"',
    },
  ])('$name that cannot be read', ({ id, options, found }) => {
    const failures = refused(() => activeRule(id, options, {}));
    expect(failures.map((one) => [one.code, one.found])).toEqual([['E_BAD_CONFIG', found]]);
  });

  test('everything at once', () => {
    expect(refused(() => activeRule('time-over-limit', { limit: 'soon', below: 'later' }, {}))).toHaveLength(2);
  });
});

describe('a problem that the plan disables', () => {
  const plan = samplePlan({ triggers: [trigger({ isConcrete: false })], owners: [] });

  test('is not counted, but kept with its reason', () => {
    const by = disable('owner-missing');
    const { problems, disabled } = linted('owner-missing', { ...plan, disables: [by] });
    expect(problems).toEqual([]);
    expect(disabled).toEqual([{ problem: expect.objectContaining({ rule: 'owner-missing', line: 1 }), by }]);
  });

  test.each([
    { name: 'without a reason', by: disable('owner-missing', { reason: '' }) },
    { name: 'for another rule', by: disable('trigger-vague') },
    { name: 'for lines further down', by: disable('owner-missing', { from: 2 }) },
    { name: 'for lines further up', by: disable('owner-missing', { from: 0, to: 0 }) },
  ])('stays $name', ({ by }) => {
    expect(linted('owner-missing', { ...plan, disables: [by] }).problems).toHaveLength(1);
  });

  test('stays when it is a must-have', () => {
    const without = samplePlan({ triggers: [], disables: [disable('trigger-missing')] });
    const { problems, disabled } = linted('trigger-missing', without);
    expect(problems).toHaveLength(1);
    expect(disabled).toEqual([]);
  });

  test.each(PLAN_RULES.filter(({ element }) => element !== undefined).map(({ id }) => id))(
    '%s is a must-have, and an error unless it is about flags',
    (id) => {
      const rule = planRule(id, 'test');
      expect(rule.severity).toBe(rule.element === 'featureFlags' ? 'warning' : 'error');
    },
  );
});

describe('fingerprints', () => {
  const twice = samplePlan({
    triggers: [trigger({ isConcrete: false }), trigger({ isConcrete: false })],
  });

  test('of problems on equal lines are told apart', () => {
    const [first, second] = linted('trigger-vague', twice).problems.map(({ fingerprint }) => fingerprint);
    expect(first).toMatch(/^plan:docs\/ROLLBACK\.md:trigger-vague:[0-9a-f]{8}$/);
    expect(second).toBe(`${first}:2`);
  });

  test('stay when lines are added above', () => {
    const moved = samplePlan({
      lines: ['', ...twice.lines],
      triggers: twice.triggers.map((one) => ({ ...one, line: one.line + 1 })),
    });
    const of = (plan: Plan) => linted('trigger-vague', plan).problems.map(({ fingerprint }) => fingerprint);
    expect(of(moved)).toEqual(of(twice));
  });

  test('name the part of the file', () => {
    const part = { ...twice, sectionTitle: 'Rollback' };
    expect(linted('trigger-vague', part).problems[0]?.fingerprint).toMatch(/^plan:docs\/ROLLBACK\.md#Rollback:/);
  });
});

test('a rule for rollback plans says nothing of a deployment guide', () => {
  const guide = samplePlan({ kind: 'deployment', triggers: [], procedures: [] });
  expect(linted('trigger-missing', guide)).toEqual({
    problems: [],
    disabled: [],
    notApplicable: 'The rule is not about a deployment document.',
  });
  expect(linted('steps-missing', guide).problems[0]?.message).toBe('it has no steps that say how to deploy');
});

test.each([
  { id: 'db-missing', plan: samplePlan({ database: [] }) },
  { id: 'flags-missing', plan: samplePlan({ flags: [] }) },
  { id: 'irreversible-migration', plan: samplePlan() },
  { id: 'tested-before-change', plan: samplePlan() },
  { id: 'trigger-metrics', plan: samplePlan() },
])('$id does not apply when nothing is known', ({ id, plan }) => {
  expect(linted(id, plan).notApplicable).toMatch(/^[A-Z].*\.$/);
  expect(linted(id, plan, { repository: { ...UNKNOWN_REPOSITORY, isKnown: true } }).notApplicable).toBeDefined();
});

describe('the quoted line', () => {
  test.each([
    { name: 'is that of the problem', problem: { line: 7 }, quote: 'Estimated time: 10 minutes' },
    { name: 'is what the rule shows instead', problem: { line: 7, quote: 'token ***' }, quote: 'token ***' },
    { name: 'is empty beyond the end', problem: { line: 99 }, quote: '' },
  ])('$name', ({ problem, quote }) => {
    expect(quoteOf(samplePlan(), { message: '', fix: '', ...problem })).toBe(quote);
  });

  test('is cut, and is one line', () => {
    const plan = samplePlan({ lines: [`a\u001b[31m\u202e${'b'.repeat(500)}`] });
    const quote = quoteOf(plan, { line: 1, message: '', fix: '' });
    expect(quote).toHaveLength(200);
    expect(quote.startsWith('a<U+202E>bbb')).toBe(true);
  });
});
