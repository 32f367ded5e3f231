import {
  lastTested,
  PLAN_ELEMENTS,
  type Plan,
  type PlanElement,
  type PlanEvidence,
  type PlanRepository,
  parseInstant,
  planElements,
  planMeasurements,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import {
  active,
  disable,
  duration,
  NOW,
  planEvidence,
  procedure,
  samplePlan,
  step,
  test_,
  trigger,
} from './plan-samples.ts';

const elements = (plan: Plan, repository: PlanRepository = UNKNOWN_REPOSITORY) =>
  planElements(plan, planEvidence([plan], { repository }), NOW);
const repository = (parts: Partial<PlanRepository>): PlanRepository => ({
  ...UNKNOWN_REPOSITORY,
  isKnown: true,
  ...parts,
});

describe('the must-haves of a plan', () => {
  test('are all there in the sample', () => {
    expect(elements(samplePlan())).toEqual(Object.fromEntries(PLAN_ELEMENTS.map((name) => [name, 'yes'])));
  });

  test.each<{ element: PlanElement; without: Partial<Plan> }>([
    { element: 'triggerConditions', without: { triggers: [] } },
    { element: 'numberedSteps', without: { procedures: [] } },
    {
      element: 'numberedSteps',
      without: { procedures: [procedure([step(0, 9), step(0, 10)], { form: 'bullet-list', isNumbered: false })] },
    },
    { element: 'commands', without: { commands: [] } },
    { element: 'estimatedTime', without: { durations: [] } },
    { element: 'verification', without: { verifications: [] } },
    { element: 'testedEvidence', without: { tests: [] } },
    { element: 'testedEvidence', without: { tests: [test_(undefined)] } },
    { element: 'testedEvidence', without: { tests: [test_('2026-11-02', { isDone: false })] } },
    { element: 'testedEvidence', without: { tests: [test_('2027-11-02')] } },
  ])('$element is the one that is missing', ({ element, without }) => {
    const states = elements(samplePlan(without));
    expect(Object.entries(states).filter(([, state]) => state !== 'yes')).toEqual([[element, 'no']]);
  });

  test.each([
    { name: 'the repository is not known', repository: UNKNOWN_REPOSITORY, state: 'not-applicable' },
    { name: 'the repository has none', repository: repository({}), state: 'not-applicable' },
    {
      name: 'the repository has both',
      repository: repository({
        migrations: [{ tool: 'alembic', where: 'migrations/env.py', irreversible: [] }],
        flagTools: [{ tool: 'Unleash', where: 'package.json' }],
      }),
      state: 'no',
    },
  ])('database and flags that the plan does not name, when $name', ({ repository: known, state }) => {
    const { databaseRollback, featureFlags } = elements(samplePlan({ database: [], flags: [] }), known);
    expect([databaseRollback, featureFlags]).toEqual([state, state]);
  });

  test('cannot be switched off, neither by the plan nor by maturity.yml', () => {
    const plan = samplePlan({ triggers: [], disables: [disable('trigger-missing')] });
    const settings = { 'trigger-missing': { severity: 'off' } } as const;
    expect(planElements(plan, planEvidence([plan], { settings }), NOW).triggerConditions).toBe('no');
  });

  test('are read of a deployment guide as well', () => {
    expect(elements(samplePlan({ kind: 'deployment', triggers: [] })).triggerConditions).toBe('no');
  });
});

describe('the day of the last test', () => {
  test.each([
    { name: 'none', tests: [], day: null },
    {
      name: 'the newest',
      tests: ['2026-01-02', '2026-11-02', '2026-03-04'].map((day) => test_(day)),
      day: '2026-11-02',
    },
    { name: 'not one to come', tests: [test_('2026-01-02'), test_('2027-01-02')], day: '2026-01-02' },
    { name: 'not one that was not done', tests: [test_('2026-01-02', { isDone: false })], day: null },
    { name: 'not one without a day', tests: [test_(undefined)], day: null },
  ])('$name', ({ tests, day }) => {
    expect(lastTested(samplePlan({ tests }), NOW)).toBe(day === null ? null : parseInstant(day));
  });
});

describe('measurements', () => {
  const measured = (plan: Plan, rules: readonly ReturnType<typeof active>[], parts: Partial<PlanEvidence> = {}) =>
    planMeasurements(planEvidence([plan], parts), rules, NOW)[0];

  test('hold the figures of each plan', () => {
    const part = samplePlan({ path: 'MATURITY.md', sectionTitle: 'Rollback', line: 40 });
    const [first, second] = planMeasurements(planEvidence([samplePlan(), part]), [], NOW);
    expect(first).toMatchObject({
      path: 'docs/ROLLBACK.md',
      section: null,
      kind: 'rollback',
      line: 1,
      estimatedMinutes: 10,
      lastTested: parseInstant('2026-11-02'),
      problems: [],
      triggerConditions: 'yes',
    });
    expect(second).toMatchObject({ path: 'MATURITY.md', section: 'Rollback', line: 40 });
  });

  test('list problems in reading order, the worse first on one line', () => {
    const plan = samplePlan({
      owners: [],
      tests: [],
      durations: [duration(60)],
      triggers: [trigger({ isConcrete: false })],
    });
    const rules = ['trigger-vague', 'time-over-limit', 'owner-missing', 'tested-missing'].map((id) => active(id));
    expect(measured(plan, rules)?.problems.map(({ line, severity, rule }) => [line, severity, rule])).toEqual([
      [1, 'error', 'tested-missing'],
      [1, 'warning', 'owner-missing'],
      [5, 'warning', 'trigger-vague'],
      [7, 'error', 'time-over-limit'],
    ]);
  });

  test('count a rule that two criteria ask for once, at its worse', () => {
    const rules = [
      active('owner-missing', 'info'),
      active('owner-missing', 'error'),
      active('owner-missing', 'warning'),
    ];
    expect(measured(samplePlan({ owners: [] }), rules)?.problems.map(({ severity }) => severity)).toEqual(['error']);
  });

  test('keep what the plan disables, with its reason', () => {
    const plan = samplePlan({ owners: [], disables: [disable('owner-missing', { reason: 'one person only' })] });
    expect(measured(plan, [active('owner-missing')])?.problems).toMatchObject([
      { rule: 'owner-missing', disabled: 'one person only' },
    ]);
  });

  test('hold what an edit takes away', () => {
    const owners = new Map([['docs/ROLLBACK.md', ['@acme/shop']]]);
    const [problem] =
      measured(samplePlan({ owners: [] }), [active('owner-missing')], { repository: repository({ owners }) })
        ?.problems ?? [];
    expect(problem?.edit).toEqual({
      line: 1,
      endLine: 1,
      lines: ['# Rollback of the shop', '', 'Owner: @acme/shop'],
      before: ['# Rollback of the shop'],
    });
    expect(problem?.quote).toBe('# Rollback of the shop');
  });
});
