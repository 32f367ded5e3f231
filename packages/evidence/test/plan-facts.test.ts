import { ServiceError } from '@maturity-actions/criteria';
import { anchorsOf, slugOf } from '../src/plan/anchors.ts';
import { codeOwners, ownsPath } from '../src/plan/code-owners.ts';
import { FileIndex } from '../src/plan/file-index.ts';
import { readMakefile } from '../src/plan/make-targets.ts';
import { readPlans } from '../src/plan/read-plan.ts';
import { repositoryFacts } from '../src/plan/repository-facts.ts';
import type { Repository } from '../src/repository/repository.ts';
import { type MemoryFiles, memoryRepository } from './memory-repository.ts';

type Files = Readonly<Record<string, unknown>>;

const planOf = (text: string, path = 'docs/ROLLBACK.md') =>
  readPlans({ path, isFile: true, text }, { kind: 'rollback', part: 'file' });
const factsOf = (tracked: Files, more: Partial<Repository> = {}) =>
  repositoryFacts({ ...memoryRepository({ tracked }), ...more }, [], []);

describe('files', () => {
  test('every folder above a file is known, the root is not', () => {
    const { files, folders } = new FileIndex(['a/b/c.ts', 'a/d.ts', 'e.ts']);
    expect([[...files], [...folders].sort()]).toEqual([
      ['a/b/c.ts', 'a/d.ts', 'e.ts'],
      ['a', 'a/b'],
    ]);
  });

  test('names are found in any case, the nearest to the root first', () => {
    const index = new FileIndex(['z/Makefile', 'a/b/makefile', 'MAKEFILE', 'a/Makefile', 'Makefile.old']);
    expect(index.named('makefile')).toEqual(['MAKEFILE', 'a/Makefile', 'z/Makefile', 'a/b/makefile']);
    expect(index.ending('.old', '.none')).toEqual(['Makefile.old']);
  });

  test('what hidden folders hold is known where there is no Git as well', async () => {
    const untracked = { '.github/workflows/deploy.yml': 'name: Deploy\non: workflow_dispatch\njobs: {}\n' };
    const repository: Repository = { ...memoryRepository({ tracked: { 'a.ts': '' }, untracked }), isGit: false };
    // Hidden files match no glob of the library that the memory uses.
    const find = async (): Promise<string[]> => Object.keys(untracked);
    const { files, deployWorkflows } = await repositoryFacts({ ...repository, find }, [], []);
    expect(files.has('.github/workflows/deploy.yml')).toBe(true);
    expect(deployWorkflows.map(({ name }) => name)).toEqual(['Deploy']);
  });
});

describe('Makefiles', () => {
  test('targets are what stands before the colon of a rule', () => {
    const text =
      '# a: b\nVERSION := 1\nURL = http://x:80\n.PHONY: all clean\nall: build test # : no\nbuild \\\n  pack: x\nbin/app:: main.go\nclean:\n\techo a: b\nexport FOO := a:b\nlint: VERSION = 2\n$(NAME)-x: y\nNAME = shop\nifeq ($(A),b:c)\nendif\n%.o: %.c\nsub.o: x\n';
    expect(readMakefile(text)).toEqual({
      targets: ['all', 'build', 'pack', 'bin/app', 'clean', 'lint', 'sub.o'],
      includes: [],
      isOpen: true,
    });
    expect(readMakefile(`NAME = shop\n${text.replace('NAME = shop\n', '')}`)).toMatchObject({ isOpen: false });
  });

  test.each([
    ['deploy-%: x\n', true],
    ['%.pb.go: %.proto\n', false],
    ['$(BIN)/app: main.go\n', false],
    ['$(TARGETS): x\n', true],
    ['include $(DIR)/x.mk\n', true],
    ['-include mk/*.mk\n', true],
    ['$(eval $(call rule,a))\n', true],
    ['a: $(wildcard *.c)\n', false],
  ])('of %j all targets are known but: %j', (text, isOpen) => {
    expect(readMakefile(text).isOpen).toBe(isOpen);
  });

  test('included files count, from the folder of the first one; a Makefile that cannot be known is left out', async () => {
    const { makeTargets } = await factsOf({
      'app/Makefile': 'include mk/deploy.mk\nall: x\n',
      'app/mk/deploy.mk': 'sinclude mk/more.mk\nrollback:\n',
      'app/mk/more.mk': 'include Makefile\nmore:\n',
      'lib/Makefile': 'include ../missing.mk\nall: x\n',
      GNUmakefile: 'check:\n',
    });
    expect([...makeTargets].map(([path, targets]) => [path, [...targets].sort()])).toEqual([
      ['GNUmakefile', ['check']],
      ['app/Makefile', ['all', 'more', 'rollback']],
    ]);
  });

  test('a hostile Makefile costs no time', () => {
    const start = performance.now();
    for (const text of [
      `${' '.repeat(500_000)}:`,
      'a '.repeat(300_000),
      `${'x'.repeat(500_000)} =`,
      ' #'.repeat(300_000),
      'export '.repeat(100_000),
    ])
      readMakefile(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('scripts are those of each package.json that can be read', async () => {
  const { packageScripts } = await factsOf({
    'package.json': '\uFEFF{"scripts": {"build": "x", "rollback": "y"}}',
    'a/package.json': '{"name": "a"}',
    'b/package.json': '{',
    'c/package.json': '[]',
    'd/package.json': '{"scripts": ["x"]}',
  });
  expect([...packageScripts].map(([path, scripts]) => [path, [...scripts]])).toEqual([
    ['package.json', ['build', 'rollback']],
    ['a/package.json', []],
    ['d/package.json', []],
  ]);
});

test('services are those of compose files, with their images', async () => {
  const { composeServices } = await factsOf({
    'docker-compose.prod.yml': 'services:\n  api:\n    image: octo/shop:${TAG}\n  web: { build: . }\n  none:\n',
    'deploy/compose.yaml': 'x-base: &base\n  image: a:1\nservices:\n  job:\n    <<: *base\n',
    'compose.broken.yml': 'services:\n  a: [\n',
    'compose.list.yml': '- services\n',
    'test/compose.yml': 'services:\n  test: {}\n',
    'recompose.yml': 'services:\n  no: {}\n',
  });
  expect(composeServices).toEqual([
    { name: 'api', image: 'octo/shop:${TAG}', where: 'docker-compose.prod.yml' },
    { name: 'web', where: 'docker-compose.prod.yml' },
    { name: 'none', where: 'docker-compose.prod.yml' },
    { name: 'job', where: 'deploy/compose.yaml' },
  ]);
});

describe('workflows', () => {
  test('those that bring something out are known, with who can start them', async () => {
    const { deployWorkflows } = await factsOf({
      '.github/workflows/a.yml': 'name: Deploy\non:\n  push:\n  workflow_dispatch:\n    inputs: {}\njobs:\n  x: {}\n',
      '.github/workflows/b.yaml': 'on: [push, workflow_dispatch]\njobs:\n  roll-back:\n    name: x\n',
      '.github/workflows/cd.yml': 'on: push\njobs: {}\n',
      '.github/workflows/test.yml': 'name: Test\non: push\njobs:\n  x:\n    steps: [{run: echo deploy}]\n',
      '.github/workflows/bad-deploy.yml': 'name: [\n',
      '.github/workflows/sub/deploy.yml': 'name: Deploy\n',
    });
    expect(deployWorkflows).toEqual([
      { path: '.github/workflows/a.yml', name: 'Deploy', isManual: true, isRollback: false },
      { path: '.github/workflows/b.yaml', name: 'b.yaml', isManual: true, isRollback: true },
      { path: '.github/workflows/cd.yml', name: 'cd.yml', isManual: false, isRollback: false },
    ]);
  });

  test('of a folder of a checkout they and the owners are those of the checkout', async () => {
    const outer: Files = {
      '../../.github/workflows/deploy.yml': 'name: Deploy\non: push\n',
      '../../.github/CODEOWNERS': '/services/pay/ @octo/pay\n',
    };
    const asked: string[] = [];
    const repository: Repository = {
      ...memoryRepository({ tracked: { 'docs/ROLLBACK.md': '# Rollback\n' }, untracked: outer }),
      root: '/work/repo/services/pay',
      checkout: '/work/repo',
      find: async (patterns) => {
        asked.push(...patterns);
        return ['../../.github/workflows/deploy.yml'];
      },
    };
    const plans = await planOf('# Rollback\n\nDo it.\n');
    const { deployWorkflows, owners } = await repositoryFacts(repository, plans, []);
    expect(asked).toEqual(['../../.github/workflows/*.yml', '../../.github/workflows/*.yaml']);
    expect(deployWorkflows.map(({ path }) => path)).toEqual(['.github/workflows/deploy.yml']);
    expect(owners).toEqual(new Map([['docs/ROLLBACK.md', ['@octo/pay']]]));
  });
});

describe('CODEOWNERS', () => {
  test.each([
    ['*', 'a/b.md', true],
    ['*.md', 'docs/a.md', true],
    ['*.md', 'docs/a.mdx', false],
    ['/docs/', 'docs/a/b.md', true],
    ['/docs/', 'x/docs/b.md', false],
    ['docs/', 'x/docs/b.md', true],
    ['docs/', 'docs', false],
    ['docs', 'x/docs/b.md', true],
    ['/docs', 'docs/b.md', true],
    ['docs/*', 'docs/a.md', true],
    ['docs/*', 'docs/a/b.md', false],
    ['docs/*', 'x/docs/a.md', false],
    ['/docs/**', 'docs/a/b.md', true],
    ['**/ops', 'a/b/ops/c.md', true],
    ['**/ops/*.md', 'ops/c.md', true],
    ['a/**/z.md', 'a/z.md', true],
    ['a/**/z.md', 'a/b/c/z.md', true],
    ['/a?c.md', 'abc.md', true],
    ['*a*b*', 'xxayybzz', true],
    ['*a*b*c', 'xxayybzz', false],
    ['/ROLLBACK.md', 'rollback.md', false],
  ])('%s owns %s: %j', (pattern, path, expected) => {
    expect(ownsPath(pattern, path)).toBe(expected);
  });

  test('the last line that fits counts, also one that names nobody', () => {
    const owners = codeOwners(
      '# all\n*  @octo/all\n\n/docs/ @octo/docs @ada # writers\n/docs/free.md\nwith\\ blank.md ops@octo.dev\n#x @no\n',
    );
    expect(['a.ts', 'docs/a.md', 'docs/free.md', 'x/with blank.md'].map(owners)).toEqual([
      ['@octo/all'],
      ['@octo/docs', '@ada'],
      [],
      ['ops@octo.dev'],
    ]);
  });

  test('the first file in the order of GitHub counts; the place of a new plan has its owner too', async () => {
    const files = { CODEOWNERS: '* @root', '.github/CODEOWNERS': '/docs/ @docs\n/pay/ @pay\n' };
    const components = [{ name: 'pay', path: 'pay' }];
    const facts = await repositoryFacts(memoryRepository({ tracked: files }), [], components, components[0]);
    expect(facts.owners).toEqual(
      new Map([
        ['docs/ROLLBACK.md', ['@docs']],
        ['pay/docs/ROLLBACK.md', ['@pay']],
      ]),
    );
    expect((await factsOf({ 'a.ts': '' })).owners.size).toBe(0);
  });

  test('a hostile pattern costs no time', () => {
    const start = performance.now();
    const owners = codeOwners(`${'**/a*'.repeat(90)} @x\n`.repeat(50));
    for (let at = 0; at < 5; at++) expect(owners(`${'aaaa/'.repeat(50)}b`)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('anchors', () => {
  test.each([
    ['Roll back: the `api`!', 'roll-back-the-api'],
    ['1. Stop & wait', '1-stop--wait'],
    ['Откат базы_данных', 'откат-базы_данных'],
    ['🚨 Emergency', '-emergency'],
    ['État – Über', 'état--über'],
  ])('%j is %j', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  test('headings that repeat are numbered, names in HTML count', async () => {
    const text =
      '# A\n\n## A\n\n## A-1\n\n# A\n\n<a id="own"></a> text <a name=other>\n\n<div id=\'div\'>\n</div>\n\n## B {#mine}\n\n```\n# no\n<a id="no">\n```\n';
    expect([...((await anchorsOf(text, 'a.md')) ?? [])].sort()).toEqual(
      ['a', 'a-1', 'a-1-1', 'a-2', 'b-mine', 'div', 'mine', 'other', 'own'].sort(),
    );
  });

  test('those of files that plans link to with an anchor are known, as far as they can be read', async () => {
    const plans = await planOf(
      '# Rollback\n\n[a](ops.md#x), [b](../README.md), [c](deep.md#y), [d](none.md#z), [e](ops.txt#x)\n',
    );
    const files = {
      'docs/ops.md': '# Ops\n',
      'README.md': '# R\n',
      'docs/deep.md': '> '.repeat(150),
      'docs/ops.txt': '',
    };
    const { anchors } = await repositoryFacts(memoryRepository({ tracked: files }), plans, []);
    expect(anchors).toEqual(new Map([['docs/ops.md', new Set(['ops'])]]));
  });
});

describe('feature flags', () => {
  const tools = async (files: Files) => (await factsOf(files)).flagTools.map(({ tool, where }) => `${tool} ${where}`);

  test.each<[string, Files, readonly string[]]>([
    [
      'npm',
      { 'a/package.json': '{"devDependencies": {"@unleash/proxy-client-react": "1", "@growthbook/growthbook": "1"}}' },
      ['unleash a/package.json', 'growthbook a/package.json'],
    ],
    [
      'what only a script says',
      { 'package.json': '{"scripts": {"x": "launchdarkly"}, "description": "flagsmith"}' },
      [],
    ],
    [
      'pip',
      { 'requirements/prod.txt': '# launchdarkly-server-sdk\ndjango-waffle==4.1\nUnleashClient==5\n' },
      ['django-waffle requirements/prod.txt'],
    ],
    [
      'go',
      { 'go.mod': 'require (\n\tgithub.com/Unleash/unleash-client-go/v4 v4\n\tgithub.com/open-feature/go-sdk v1\n)' },
      ['unleash go.mod', 'openfeature go.mod'],
    ],
    ['Ruby', { Gemfile: "gem 'flipper-active_record'\n# gem 'rollout'\n" }, ['flipper Gemfile']],
    [
      'a debugger of the same name',
      {
        'build.gradle': "debugImplementation 'com.facebook.flipper:flipper:0.2'",
        'package.json': '{"dependencies": {"react-native-flipper": "1"}}',
      },
      [],
    ],
    [
      '.NET',
      { 'src/A/A.csproj': '<PackageReference Include="Microsoft.FeatureManagement.AspNetCore" />' },
      ['Microsoft.FeatureManagement src/A/A.csproj'],
    ],
    ['a fixture', { 'test/fixtures/package.json': '{"dependencies": {"launchdarkly-js-client-sdk": "1"}}' }, []],
    [
      'the one nearest to the root',
      {
        'a/b/package.json': '{"dependencies": {"configcat-js": "1"}}',
        'z/package.json': '{"dependencies": {"configcat-js": "1"}}',
      },
      ['configcat z/package.json'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await tools(files)).toEqual(expected);
  });

  test('flags of a plan are known when the code has them in any spelling', async () => {
    const text =
      '# Rollback\n\n## Feature flags\n\n- Turn off `new-checkout`, `dark_mode` and SLOW_PATH with `ldctl off --flag old-cart` at once.\n- The flag fast-lane stays.\n';
    const files: Files = {
      'package.json': '{"dependencies": {"launchdarkly-node-server-sdk": "1"}}',
      'src/a.ts': 'if (client.isOn("NEW_CHECKOUT")) slowPath();',
      'src/b.py': 'x = "old-cart"',
      'docs/ROLLBACK.md': text,
      'docs/flags.md': 'dark_mode fast-lane',
      'image.png': 'dark_mode',
    };
    const plans = await planOf(text);
    const { knownFlags } = await repositoryFacts(memoryRepository({ tracked: files }), plans, []);
    const words = ['new-checkout', 'dark_mode', 'SLOW_PATH', 'old-cart', 'fast-lane'];
    expect(words.filter((word) => knownFlags.has(word))).toEqual(['new-checkout', 'SLOW_PATH', 'old-cart']);
  });

  test('where not all of the code can be searched, all count as known', async () => {
    const text = '# Rollback\n\n## Feature flags\n\n- Turn off `dark_mode`.\n';
    const files = Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`src/${at}.ts`, 'x']));
    const tracked = { 'package.json': '{"dependencies": {"configcat-js": "1"}}', ...files };
    const repository = memoryRepository({ tracked });
    const plans = await planOf(text);
    const plainText: Repository['plainText'] = async (path) =>
      path === 'package.json' ? String(tracked[path]) : undefined;
    expect((await repositoryFacts({ ...repository, plainText }, plans, [])).knownFlags.has('dark_mode')).toBe(true);
    expect((await repositoryFacts(repository, plans, [])).knownFlags.has('dark_mode')).toBe(false);
  });
});

describe('the history', () => {
  const TESTED = '# Rollback\n\n```bash\nmake stop\nmake start\n```\n\n## Tests\n\n- Tested on 2026-10-01.\n';
  const withBlame = (more: MemoryFiles, asked: string[]) =>
    memoryRepository({ ...more, blame: { 'docs/ROLLBACK.md': { 4: 1, 5: 2, 9: 3 } } }, asked);

  test('when commands were changed is asked where the plan says when it was tested', async () => {
    const asked: string[] = [];
    const { changedAt } = await repositoryFacts(
      withBlame({ tracked: { 'a.ts': '' } }, asked),
      await planOf(TESTED),
      [],
    );
    expect(asked).toEqual(['docs/ROLLBACK.md:4,5']);
    expect(changedAt).toEqual(
      new Map([
        [
          'docs/ROLLBACK.md',
          new Map([
            [4, 1],
            [5, 2],
          ]),
        ],
      ]),
    );
  });

  test.each([
    ['that was never tested', TESTED.replace('Tested on 2026-10-01', 'Not tested')],
    ['without a command', TESTED.replace(/```[\s\S]*```/, '')],
  ])('of a plan %s nothing is asked', async (_, text) => {
    const asked: string[] = [];
    const { changedAt } = await repositoryFacts(withBlame({ tracked: { 'a.ts': '' } }, asked), await planOf(text), []);
    expect([asked, changedAt.size]).toEqual([[], 0]);
  });

  test('the newest version is asked where a plan names one', async () => {
    let count = 0;
    const latestTag = async () => `v1.${++count}.0`;
    const repository = { ...memoryRepository({ tracked: { 'a.ts': '' } }), latestTag };
    const asked = async (text: string) => (await repositoryFacts(repository, await planOf(text), [])).lastRelease;
    expect(await asked('# Rollback\n\n`docker pull octo/shop:1.2.0`\n')).toBe('v1.1.0');
    expect(await asked(`# Rollback\n\n    git checkout ${'ab'.repeat(20)}\n`)).toBe('v1.2.0');
    expect(await asked('# Rollback\n\n1. Wait 5 minutes.\n')).toBeUndefined();
    expect(count).toBe(2);
  });
});

test('what belongs to another component is left out of migrations and flags', async () => {
  const components = [
    { name: 'pay', path: 'pay' },
    { name: 'cart', path: 'cart' },
  ];
  const tracked = {
    'pay/db/migrate/20260101120000_a.rb': '',
    'cart/Gemfile': "gem 'flipper'",
    'alembic.ini': '',
  };
  const facts = async (component?: (typeof components)[number]) => {
    const { migrations, flagTools } = await repositoryFacts(memoryRepository({ tracked }), [], components, component);
    return [...migrations, ...flagTools].map(({ tool }) => tool).sort();
  };
  expect(await facts(components[0])).toEqual(['alembic', 'rails']);
  expect(await facts(components[1])).toEqual(['alembic', 'flipper']);
  expect(await facts()).toEqual(['alembic', 'flipper', 'rails']);
});

test('files are read also where a repository gives no plain text, and none that cannot be opened', async () => {
  const { plainText: _, ...repository } = memoryRepository({
    tracked: { 'package.json': '{"scripts": {"a": "b"}}', 'b/package.json': '{}' },
  });
  const { open } = repository;
  const failing: Repository = {
    ...repository,
    open: async (path) => {
      if (path === 'package.json') return open(path);
      throw new ServiceError({ code: 'E_FILE_ACCESS', where: path, found: 'EACCES', expected: 'a file', fix: '' });
    },
  };
  const { packageScripts } = await repositoryFacts(failing, [], []);
  expect([...packageScripts.keys()]).toEqual(['package.json']);
});
