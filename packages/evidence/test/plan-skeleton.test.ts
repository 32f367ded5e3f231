import {
  activeRule,
  type DeployWorkflow,
  lint,
  PLAN_RULES,
  type PlanEvidence,
  type PlanRepository,
  parseInstant,
  planElements,
  planSkeleton,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import { readPlans } from '../src/plan/read-plan.ts';

const NOW = parseInstant('2026-11-20T12:00:00Z') as number;
const COMPOSE = 'docker-compose.prod.yml';
const ROLLBACK: DeployWorkflow = {
  path: '.github/workflows/rollback.yml',
  name: 'Rollback',
  isManual: true,
  isRollback: true,
};

const BARE: PlanRepository = { ...UNKNOWN_REPOSITORY, isKnown: true };
const FULL: PlanRepository = {
  ...BARE,
  files: new Set([COMPOSE, ROLLBACK.path, 'alembic.ini']),
  folders: new Set(['.github', '.github/workflows']),
  migrations: [
    {
      tool: 'alembic',
      where: 'alembic.ini',
      undo: 'alembic downgrade -1',
      irreversible: [{ path: 'alembic/versions/1_x.py', line: 12, statement: "op.drop_column('orders', 'note')" }],
    },
  ],
  flagTools: [{ tool: 'unleash', where: 'package.json' }],
  composeServices: [
    { name: 'api', image: 'ghcr.io/octo/shop:${TAG}', where: COMPOSE },
    { name: 'db', image: 'postgres:17', where: COMPOSE },
  ],
  owners: new Map([['docs/ROLLBACK.md', ['@octo/release']]]),
};
const PRISMA = { tool: 'prisma', where: 'prisma/migrations/1/migration.sql', irreversible: [] };

/** What the rules say of the skeleton for a repository, and its must-haves. */
async function linted(repository: PlanRepository) {
  const text = planSkeleton({ ...repository, name: 'shop' });
  const plans = await readPlans({ path: 'docs/ROLLBACK.md', isFile: true, text }, { kind: 'rollback', part: 'file' });
  const evidence: PlanEvidence = { plans, failures: [], remarks: [], lookedAt: [], repository, settings: {} };
  const [plan] = plans;
  if (!plan) throw new Error('no plan');
  const found = PLAN_RULES.flatMap(({ id, severity }) => {
    const rule = activeRule(id, severity, {});
    return rule ? lint(rule, plan, evidence, NOW).problems : [];
  });
  return {
    found: found.filter(({ severity }) => severity !== 'info'),
    elements: planElements(plan, evidence, NOW),
    plan,
  };
}

test.each<[string, PlanRepository, readonly string[]]>([
  ['of which little is known', BARE, ['databaseRollback', 'featureFlags']],
  ['with compose, a database and flags', FULL, []],
  ['with a workflow that rolls back', { ...FULL, deployWorkflows: [ROLLBACK] }, []],
  ['with a tool that takes nothing back', { ...FULL, composeServices: [], migrations: [PRISMA] }, []],
])(
  'the skeleton of a repository %s lacks nothing but its test, and what people have to fill in',
  async (_, facts, without) => {
    const { found, elements, plan } = await linted(facts);
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(['placeholder', 'tested-missing']));
    expect(elements.testedEvidence).toBe('no');
    const { testedEvidence: _tested, ...others } = elements;
    for (const [element, state] of Object.entries(others))
      expect([element, state]).toEqual([element, without.includes(element) ? 'not-applicable' : 'yes']);
    // Each line that has something to fill in is found, those in code by the step they stand in.
    const marked = plan.lines.flatMap((line, index) => (/TODO:/.test(line) ? [index + 1] : []));
    expect(found.flatMap(({ rule, line }) => (rule === 'placeholder' ? [line] : []))).toEqual(marked);
    for (const command of plan.commands.filter(({ text }) => text.includes('TODO'))) {
      const step = plan.procedures
        .flatMap(({ steps }) => steps)
        .find(({ line, endLine }) => line <= command.line && command.line <= endLine);
      expect(step?.text).toContain('TODO:');
    }
  },
);
