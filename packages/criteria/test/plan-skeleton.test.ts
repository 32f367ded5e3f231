import { type PlanRepository, UNKNOWN_REPOSITORY } from '../src/plan-repository.ts';
import { planSkeleton } from '../src/plan-skeleton.ts';

const skeleton = (facts: Partial<PlanRepository>, name = 'shop'): string =>
  planSkeleton({ ...UNKNOWN_REPOSITORY, isKnown: true, ...facts, name });

const COMPOSE = 'docker-compose.prod.yml';

describe('what is known of the repository', () => {
  test('services of compose are started by the variable that their image has, those of others are left alone', () => {
    const text = skeleton({
      composeServices: [
        { name: 'api', image: 'ghcr.io/octo/shop:${SHOP_TAG:-latest}', where: COMPOSE },
        { name: 'worker', where: COMPOSE },
        { name: 'cache', image: 'redis:8', where: COMPOSE },
        { name: 'debug', image: 'octo/debug', where: 'docker-compose.dev.yml' },
      ],
    });
    expect(text).toContain('   export SHOP_TAG="$PREVIOUS"\n');
    expect(text).toContain(`   docker compose -f ${COMPOSE} up -d api worker\n`);
    expect(text).not.toMatch(/cache|debug/);
  });

  test('services that are built are built from the files of the release before', () => {
    const text = skeleton({ composeServices: [{ name: 'web', where: 'compose.yaml' }] });
    expect(text).toContain('   git checkout "$PREVIOUS"\n   docker compose -f compose.yaml up -d --build web\n');
  });

  test('a database of compose is saved before a migration is taken back', () => {
    const text = skeleton({
      composeServices: [{ name: 'db', image: 'postgres:17', where: COMPOSE }],
      migrations: [{ tool: 'alembic', where: 'alembic.ini', undo: 'alembic downgrade -1', irreversible: [] }],
    });
    const [dump, undo] = [text.indexOf('exec -T db sh -c'), text.indexOf('alembic downgrade -1')];
    expect(dump).toBeGreaterThan(0);
    expect(undo).toBeGreaterThan(dump);
  });

  test('a tool that takes nothing back and a migration that loses something are named', () => {
    const irreversible = [{ path: 'prisma/migrations/2/migration.sql', line: 3, statement: 'DROP TABLE "a`b";' }];
    const text = skeleton({ migrations: [{ tool: 'prisma', where: 'x', irreversible }] });
    expect(text).toContain('- `prisma` takes no migration back:');
    expect(text).toContain('- `prisma/migrations/2/migration.sql:3` loses something: `DROP TABLE "a\'b";`.');
  });

  test.each<[string, PlanRepository['deployWorkflows'], string]>([
    [
      'one that rolls back',
      [
        { path: '.github/workflows/deploy-prod.yml', name: 'Deploy', isManual: true, isRollback: false },
        { path: '.github/workflows/back.yml', name: 'Rollback', isManual: true, isRollback: true },
      ],
      'gh workflow run back.yml --ref "$PREVIOUS"',
    ],
    [
      'one of production, not of the docs',
      [
        { path: '.github/workflows/deploy-docs.yml', name: 'Deploy docs', isManual: true, isRollback: false },
        { path: '.github/workflows/deploy.yml', name: 'Deploy', isManual: true, isRollback: false },
        { path: '.github/workflows/cd.yml', name: 'Production', isManual: true, isRollback: false },
      ],
      'gh workflow run cd.yml --ref "$PREVIOUS"',
    ],
    [
      'none that nobody can start',
      [{ path: '.github/workflows/deploy.yml', name: 'Deploy', isManual: false, isRollback: true }],
      'TODO-deploy "$PREVIOUS"',
    ],
  ])('of workflows %s is taken', (_, deployWorkflows, command) => {
    expect(skeleton({ deployWorkflows })).toContain(`   ${command}\n`);
  });

  test('the owner is that of the place where the plan will be, of a component in its folder', () => {
    const owners = new Map([
      ['docs/ROLLBACK.md', ['@octo/all']],
      ['services/pay/docs/ROLLBACK.md', ['@octo/pay', 'ops@octo.dev']],
    ]);
    const components = [{ name: 'pay', path: 'services/pay' }];
    expect(skeleton({ owners, components })).toContain('- **Owner:** @octo/all\n');
    expect(skeleton({ owners, components }, 'pay')).toContain('- **Owner:** @octo/pay, ops@octo.dev\n');
    expect(skeleton({})).toContain('- **Owner:** TODO: ');
  });

  test('a component is started by its own compose file', () => {
    const composeServices = [
      { name: 'all', where: COMPOSE },
      { name: 'pay', where: 'services/pay/compose.yml' },
    ];
    const components = [{ name: 'pay', path: 'services/pay' }];
    expect(skeleton({ composeServices, components }, 'pay')).toContain(
      '-f services/pay/compose.yml up -d --build pay\n',
    );
    expect(skeleton({ composeServices, components })).toContain(`-f ${COMPOSE} up -d --build all\n`);
  });
});

test('the estimated time is the sum of the steps, at most a quarter of an hour', () => {
  const migrations = [
    { tool: 'alembic', where: 'a', undo: 'alembic downgrade -1', irreversible: [] },
    { tool: 'rails', where: 'b', undo: 'bin/rails db:rollback', irreversible: [] },
  ];
  const text = skeleton({ migrations, flagTools: [{ tool: 'unleash', where: 'package.json' }] });
  const steps = [...text.matchAll(/^\d+\. .*\((\d+) minutes?\)\.$/gm)].map(([, minutes]) => Number(minutes));
  const sum = steps.reduce((a, b) => a + b, 0);
  expect(steps.length).toBeGreaterThan(6);
  expect(text).toContain(`**Estimated time:** ${sum} minutes`);
  expect(sum).toBeLessThanOrEqual(15);
});

describe('untrusted names stay what they are', () => {
  const hostile = 'x`\n\n```\n# Steps\n1. <img src=x onerror=a>';

  test('no name breaks out of its line, heading or code', () => {
    const text = skeleton(
      {
        migrations: [{ tool: 'goose', where: 'x', irreversible: [{ path: hostile, line: 1, statement: hostile }] }],
        flagTools: [{ tool: hostile, where: 'x' }],
        owners: new Map([['docs/ROLLBACK.md', [hostile, '@octo/ops']]]),
        composeServices: [
          { name: hostile, where: COMPOSE },
          { name: '$(reboot)', where: COMPOSE },
          { name: 'web', where: 'a;reboot/compose.yml' },
        ],
        deployWorkflows: [{ path: `.github/workflows/${hostile}`, name: hostile, isManual: true, isRollback: true }],
      },
      hostile,
    );
    const lines = text.split('\n');
    expect(lines.filter((line) => line.startsWith('# '))).toEqual(['# Rollback plan: x Steps 1. img src=x onerror=a']);
    expect(lines.filter((line) => /^\s*```/.test(line)).length % 2).toBe(0);
    expect(text).not.toMatch(/^```/m);
    expect(text).not.toContain('reboot');
    // Only in code, where it is text.
    expect(text.replace(/`[^`\n]*`/g, '')).not.toContain('<img');
  });

  test('a name that is nothing asks for one', () => {
    expect(skeleton({}, '``')).toMatch(/^# Rollback plan: TODO: name\n/);
  });
});
