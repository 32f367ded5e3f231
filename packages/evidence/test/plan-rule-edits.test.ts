import { readdirSync, readFileSync } from 'node:fs';
import {
  activeRule,
  type LintedProblem,
  lint,
  type Plan,
  type PlanRepository,
  parseInstant,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import { readPlans } from '../src/plan/read-plan.ts';

const NOW = parseInstant('2026-11-20T12:00:00Z') as number;

async function linted(
  id: string,
  text: string,
  repository: Partial<PlanRepository> = {},
): Promise<readonly LintedProblem[]> {
  const [plan] = await readPlans({ path: 'docs/ROLLBACK.md', isFile: true, text }, { kind: 'rollback', part: 'file' });
  const rule = activeRule(id, undefined, {});
  if (!plan || !rule) throw new Error('nothing to lint');
  const known = { ...UNKNOWN_REPOSITORY, isKnown: true, ...repository };
  const evidence = { plans: [plan], failures: [], remarks: [], lookedAt: [], repository: known, settings: {} };
  return lint(rule, plan, evidence, NOW).problems;
}

/** The text with the edits of all problems, from the bottom up. */
function applied(text: string, problems: readonly LintedProblem[]): string {
  const lines = text.split('\n');
  const edits = problems.flatMap(({ edit }) => edit ?? []).sort((a, b) => b.line - a.line);
  for (const { line, endLine, lines: others } of edits) lines.splice(line - 1, endLine - line + 1, ...others);
  return lines.join('\n');
}

const list = (...lines: readonly string[]): string => ['# Rollback', '', '## Steps', '', ...lines, ''].join('\n');

describe.each<{ rule: string; name: string; before: string; after: string; repository?: Partial<PlanRepository> }>([
  {
    rule: 'steps-unnumbered',
    name: 'bullets become numbers',
    before: list('- Stop it: `make stop`', '* Start it: `make start`').replace('* S', '- S'),
    after: list('1. Stop it: `make stop`', '2. Start it: `make start`'),
  },
  {
    rule: 'steps-unnumbered',
    name: 'sentences that go on and blank lines stay',
    before: list('* Stop it:', '  `make stop`', '', '* Start it: `make start`'),
    after: list('1. Stop it:', '  `make stop`', '', '2. Start it: `make start`'),
  },
  {
    rule: 'step-order',
    name: 'a gap is closed',
    before: list('1. Stop: `make stop`', '3. Build: `make build`', '4. Start: `make start`'),
    after: list('1. Stop: `make stop`', '2. Build: `make build`', '3. Start: `make start`'),
  },
  {
    rule: 'step-order',
    name: 'a repeated number is put right, and the mark stays',
    before: list('1) Stop: `make stop`', '2) Build: `make build`', '2) Start: `make start`'),
    after: list('1) Stop: `make stop`', '2) Build: `make build`', '3) Start: `make start`'),
  },
  {
    rule: 'step-order',
    name: 'what stands below a step stays below it',
    before: list('1. Stop:', '', '   ```sh', '   make stop', '   ```', '', '3. Start: `make start`'),
    after: list('1. Stop:', '', '   ```sh', '   make stop', '   ```', '', '2. Start: `make start`'),
  },
  {
    rule: 'time-sum',
    name: 'the total is corrected',
    before: list(
      'Estimated time: 5 minutes',
      '',
      '1. Stop (2 minutes): `make stop`',
      '2. Start (6 minutes): `make start`',
    ),
    after: list(
      'Estimated time: 8 minutes',
      '',
      '1. Stop (2 minutes): `make stop`',
      '2. Start (6 minutes): `make start`',
    ),
  },
  {
    rule: 'owner-missing',
    name: 'the owner of CODEOWNERS is written down',
    before: list('1. Stop: `make stop`'),
    after: list('1. Stop: `make stop`').replace('# Rollback\n', '# Rollback\n\nOwner: @acme/shop, @lee\n'),
    repository: { owners: new Map([['docs/ROLLBACK.md', ['@acme/shop', '@lee']]]) },
  },
  {
    rule: 'owner-missing',
    name: 'text right below the heading stays apart',
    before: 'Rollback\n========\nText.\n',
    after: 'Rollback\n========\n\nOwner: @acme/shop\n\nText.\n',
    repository: { owners: new Map([['docs/ROLLBACK.md', ['@acme/shop']]]) },
  },
])('$rule', ({ rule, name, before, after, repository }) => {
  test(`${name}`, async () => {
    const problems = await linted(rule, before, repository);
    expect(applied(before, problems)).toBe(after);
    expect(await linted(rule, after, repository)).toEqual([]);
  });
});

describe.each<{ rule: string; name: string; text: string; repository?: Partial<PlanRepository> }>([
  {
    rule: 'steps-unnumbered',
    name: 'lists below a step',
    text: list('- Stop: `make stop`', '  - all of it', '- Start: `make start`'),
  },
  {
    rule: 'steps-unnumbered',
    name: 'a fence below a step',
    text: list('- Stop:', '', '  ```sh', '  make stop', '  ```', '', '- Start: `make start`'),
  },
  { rule: 'steps-unnumbered', name: 'quoted lists', text: list('> - Stop: `make stop`', '> - Start: `make start`') },
  {
    rule: 'step-order',
    name: 'a step that another one names',
    text: list('1. Stop: `make stop`', '3. Start: `make start`', '4. Repeat step 3: `make start`'),
  },
  {
    rule: 'step-order',
    name: 'a fence that splits the list',
    text: list('1. Stop', '', '```sh', 'make stop', '```', '', '1. Start: `make start`'),
  },
  {
    rule: 'step-order',
    name: 'headings',
    text: '# Rollback\n\n### Step 1: Stop\n\n`make stop`\n\n### Step 3: Start\n\n`make start`\n',
  },
  {
    rule: 'time-sum',
    name: 'a total with other figures on its line',
    text: list(
      'Estimated time: 5 minutes for 3 services',
      '',
      '1. Stop (2 minutes): `make stop`',
      '2. Start (6 minutes): `make start`',
    ),
  },
  { rule: 'owner-missing', name: 'no CODEOWNERS', text: list('1. Stop: `make stop`') },
  {
    rule: 'owner-missing',
    name: 'no heading',
    text: 'Text.\n',
    repository: { owners: new Map([['docs/ROLLBACK.md', ['@acme/shop']]]) },
  },
  {
    rule: 'owner-missing',
    name: 'an owner that is none',
    text: list('1. Stop: `make stop`'),
    repository: { owners: new Map([['docs/ROLLBACK.md', ['@a](http://x)', '<b>']]]) },
  },
])('$rule edits nothing', ({ rule, name, text, repository }) => {
  test(`with ${name}`, async () => {
    const problems = await linted(rule, text, repository);
    expect(problems).not.toEqual([]);
    expect(problems.map(({ edit }) => edit)).toEqual(problems.map(() => undefined));
  });
});

describe('every edit of a fixture', () => {
  const folder = new URL('../../criteria/fixtures/plan-rules/', import.meta.url);
  const rules = ['steps-unnumbered', 'step-order', 'time-sum', 'owner-missing'];
  const cases = rules.flatMap((rule) => readdirSync(new URL(`${rule}/`, folder)).map((name) => ({ rule, name })));

  test.each(cases)('$rule/$name holds the lines it does not change', async ({ rule, name }) => {
    const text = readFileSync(new URL(`${rule}/${name}`, folder), 'utf8').replaceAll(` {${rule}}`, '');
    for (const { edit } of await linted(rule, text)) {
      if (!edit) continue;
      expect(edit.line).toBeGreaterThanOrEqual(1);
      expect(edit.endLine).toBeLessThanOrEqual(text.split('\n').length);
      expect(edit.lines).toHaveLength(edit.endLine - edit.line + 1);
    }
  });
});

describe('texts that are large or made to be slow', () => {
  const RULES = [
    'irreversible-migration',
    'one-click-missing',
    'restore-without-source',
    'step-order',
    'step-without-command',
    'steps-unnumbered',
    'tested-missing',
    'time-over-limit',
    'time-sum',
    'verify-not-last',
    'verify-vague',
  ];
  const many = (count: number, line: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => line(at)).join('\n');

  test.each([
    {
      name: 'many procedures',
      text: many(4000, (at) => `## Way ${at}\n\n1. Restart it\n3. Check it\n2. Restore the backup (2 minutes)\n`),
    },
    {
      name: 'one long list',
      text: `# Rollback\n\n${many(12_000, (at) => `${(at * 7) % 1000}. Restart part ${at} (1 minute)`)}`,
    },
    {
      name: 'one long line of letters',
      text: `# Rollback\n\n1. Restart ${'a'.repeat(200_000)}\n2. Restore the ${'b '.repeat(100_000)}`,
    },
    {
      name: 'one long command',
      text: `# Rollback\n\n\`\`\`sh\nhelm ${'a '.repeat(100_000)}\npsql ${'psql '.repeat(40_000)}\n\`\`\``,
    },
    {
      name: 'many headings with one verb',
      text: `# Rollback\n\n${many(6000, (at) => `## Restart part ${at}\n\n1. Restart part ${at}\n2. Stop it\n`)}`,
    },
  ])('$name', async ({ text }) => {
    const [plan] = await readPlans({ path: 'a.md', isFile: true, text }, { kind: 'rollback', part: 'file' });
    const repository: PlanRepository = {
      ...UNKNOWN_REPOSITORY,
      migrations: [{ tool: 'a', where: 'b', irreversible: [{ path: 'c', line: 1, statement: 'drop' }] }],
    };
    const evidence = { plans: [plan as Plan], failures: [], remarks: [], lookedAt: [], repository, settings: {} };
    const slow: string[] = [];
    for (const id of RULES) {
      const rule = activeRule(id, undefined, {});
      const start = performance.now();
      if (rule) lint(rule, plan as Plan, evidence, NOW);
      const took = performance.now() - start;
      if (took > 1500) slow.push(`${id}: ${took} ms`);
    }
    expect(slow).toEqual([]);
  });
});

test('an edit of the numbers holds no line that stays at its ends', async () => {
  const text = list('1. Stop: `make stop`', '2. Save: `make save`', '4. Build: `make build`', '4. Start: `make start`');
  const problems = await linted('step-order', text);
  expect(problems.flatMap(({ edit }) => edit ?? [])).toEqual([
    { line: 7, endLine: 7, lines: ['3. Build: `make build`'] },
  ]);
});
