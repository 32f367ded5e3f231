import { ConfigurationError, type Params, type PlanEvidence, type RuleRequest } from '@maturity-actions/criteria';
import { disable, judgementOf, planEvidence, samplePlan, trigger } from './plan-samples.ts';

const FAILURE = {
  kind: 'evidence',
  code: 'E_TOO_LARGE',
  where: 'docs/ROLLBACK.md',
  found: '6000000 characters',
  expected: 'at most 5 MB',
  fix: 'Make it shorter.',
} as const;
const bare = samplePlan({ triggers: [], owners: [] });

describe('plan-documents', () => {
  const judged = (evidence: PlanEvidence | undefined, params: Params = {}) =>
    judgementOf('plan-documents', params, evidence);

  test.each([
    { name: 'a plan is met', evidence: planEvidence([samplePlan()]), outcome: 'met', observed: 'docs/ROLLBACK.md' },
    {
      name: 'a part of a file is named by its heading',
      evidence: planEvidence([samplePlan({ path: 'MATURITY.md', sectionTitle: 'Rollback' })]),
      outcome: 'met',
      observed: 'MATURITY.md#Rollback',
    },
    { name: 'no plan is unmet', evidence: planEvidence([]), outcome: 'unmet', observed: 'none found' },
    {
      name: 'a deployment guide is no rollback plan',
      evidence: planEvidence([samplePlan({ kind: 'deployment' })]),
      outcome: 'unmet',
      observed: 'none found',
    },
    {
      name: 'nothing looked for is unknown',
      evidence: undefined,
      outcome: 'unknown',
      observed: 'no plan was looked for',
    },
    {
      name: 'one plan that cannot be read is unknown beside one that can',
      evidence: planEvidence([samplePlan()], { failures: [FAILURE] }),
      outcome: 'unknown',
      observed: 'E_TOO_LARGE',
    },
    {
      name: 'several that cannot be read are counted',
      evidence: planEvidence([], { failures: [FAILURE, { ...FAILURE, where: 'ROLLBACK.md' }] }),
      outcome: 'unknown',
      observed: '2 problems',
    },
  ])('$name', ({ evidence, outcome, observed }) => {
    expect(judged(evidence)).toMatchObject({ outcome, observed });
  });

  test('says where was looked', () => {
    expect(judged(planEvidence([], { lookedAt: ['docs/**/rollback*.md'] })).why).toContain('docs/**/rollback*.md');
  });

  test('asks for a deployment guide', () => {
    expect(judged(planEvidence([samplePlan({ kind: 'deployment' })]), { document: 'deployment' }).outcome).toBe('met');
    expect(judged(planEvidence([samplePlan()]), { document: 'deployment' }).outcome).toBe('unmet');
  });
});

describe('plan-rules', () => {
  const judged = (
    rules: Readonly<Record<string, RuleRequest>>,
    evidence: PlanEvidence | undefined,
    more: Params = {},
  ) => judgementOf('plan-rules', { rules, ...more }, evidence);

  test.each<{
    name: string;
    rules: Record<string, RuleRequest>;
    evidence: PlanEvidence | undefined;
    outcome: string;
    observed: string;
  }>([
    {
      name: 'a plan without problems',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([samplePlan()]),
      outcome: 'met',
      observed: 'in order in docs/ROLLBACK.md',
    },
    {
      name: 'an error',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([bare]),
      outcome: 'unmet',
      observed: '1 error',
    },
    {
      name: 'warnings and remarks alone',
      rules: { 'trigger-missing': 'warning', 'owner-missing': 'info' },
      evidence: planEvidence([bare]),
      outcome: 'met',
      observed: '2 remarks',
    },
    {
      name: 'an error in one of two plans',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([samplePlan(), { ...bare, path: 'ROLLBACK.md' }]),
      outcome: 'unmet',
      observed: '1 error in 1 of 2 plans',
    },
    {
      name: 'no plan',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([]),
      outcome: 'unmet',
      observed: 'no plan',
    },
    {
      name: 'no plan of this kind',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([samplePlan({ kind: 'deployment' })]),
      outcome: 'unmet',
      observed: 'no plan',
    },
    {
      name: 'plans that cannot be read, whatever the others say',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([samplePlan()], { failures: [FAILURE] }),
      outcome: 'unknown',
      observed: 'plans that cannot be read',
    },
    {
      name: 'nothing looked for',
      rules: {},
      evidence: undefined,
      outcome: 'unknown',
      observed: 'no plan was looked for',
    },
    {
      name: 'every rule off',
      rules: { 'trigger-missing': 'off' },
      evidence: planEvidence([bare]),
      outcome: 'not-applicable',
      observed: 'every rule is off',
    },
    {
      name: 'rules that maturity.yml switches off',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([bare], { settings: { 'trigger-missing': { severity: 'off' } } }),
      outcome: 'not-applicable',
      observed: 'every rule is off',
    },
    {
      name: 'rules that maturity.yml makes milder',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([bare], { settings: { 'trigger-missing': { severity: 'warning' } } }),
      outcome: 'met',
      observed: '1 remark',
    },
    {
      name: 'rules that do not apply to any plan',
      rules: { 'db-missing': 'error', 'flags-missing': 'error' },
      evidence: planEvidence([samplePlan({ database: [], flags: [] })]),
      outcome: 'not-applicable',
      observed: 'not asked here',
    },
    {
      name: 'one rule that applies beside one that does not',
      rules: { 'db-missing': 'error', 'trigger-missing': 'error' },
      evidence: planEvidence([samplePlan({ database: [] })]),
      outcome: 'met',
      observed: 'in order in docs/ROLLBACK.md',
    },
    {
      name: 'a problem that the plan disables',
      rules: { 'owner-missing': 'error' },
      evidence: planEvidence([{ ...bare, disables: [disable('owner-missing')] }]),
      outcome: 'met',
      observed: 'in order in docs/ROLLBACK.md',
    },
    {
      name: 'a must-have that the plan cannot disable',
      rules: { 'trigger-missing': 'error' },
      evidence: planEvidence([{ ...bare, disables: [disable('trigger-missing')] }]),
      outcome: 'unmet',
      observed: '1 error',
    },
  ])('$name', ({ rules, evidence, outcome, observed }) => {
    expect(judged(rules, evidence)).toMatchObject({ outcome, observed });
  });

  test('a rule that nobody knows is refused, even where there is no plan', () => {
    for (const evidence of [planEvidence([]), planEvidence([bare]), undefined])
      expect(() => judged({ 'trigger-mising': 'error' }, evidence)).toThrow(ConfigurationError);
  });

  test('errors are listed first, at their place', () => {
    const vague = samplePlan({ triggers: [trigger({ isConcrete: false })], owners: [] });
    const { findings, why, fix } = judged(
      { 'owner-missing': 'warning', 'trigger-vague': 'error' },
      planEvidence([vague]),
    );
    expect(findings?.map(({ rule, severity, at }) => [rule, severity, at?.line])).toEqual([
      ['trigger-vague', 'high', 5],
      ['owner-missing', 'medium', 1],
    ]);
    expect(why).toContain('docs/ROLLBACK.md: this condition names no metric');
    expect(fix).toContain('Error rate above 5 %');
  });

  test('a text that is no file has no place', () => {
    const text = { ...bare, isFile: false, path: 'input text' };
    expect(judged({ 'trigger-missing': 'error' }, planEvidence([text])).findings?.[0]).not.toHaveProperty('at');
  });

  test('a deployment guide is asked for steps', () => {
    const guide = samplePlan({ kind: 'deployment', procedures: [] });
    const asked = { 'steps-missing': 'error' } as const;
    expect(judged(asked, planEvidence([guide]), { document: 'deployment' }).outcome).toBe('unmet');
  });
});
