import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../src/repository-root.ts';
import { check } from '../src/scaffold/check.ts';
import { coverageFormat } from '../src/scaffold/coverage-format.ts';
import { findingsFormat } from '../src/scaffold/findings-format.ts';
import { withListed } from '../src/scaffold/listed.ts';
import { planRule } from '../src/scaffold/plan-rule.ts';
import { scaffoldFiles } from '../src/scaffold/scaffold.ts';
import { uptimeService } from '../src/scaffold/uptime-service.ts';

test.each([
  ['a new format', coverageFormat, 'cover-all', 'Cover All'],
  ['a new format of scan reports', findingsFormat, 'scan-all', 'Scan All'],
  ['a new check', check, 'coverage-trend', ''],
])('%s comes with code, test, fixture folder and its line in the list', (_name, scaffold, id, title) => {
  const files = scaffoldFiles(ROOT, scaffold, id, title);
  const paths = Object.keys(files);
  expect(paths).toEqual([
    scaffold.moduleOf(id),
    expect.stringMatching(`/test/(?:findings-)?${id}\\.test\\.ts$`),
    expect.stringMatching(`/fixtures/.*${id}/.*README\\.md$`),
    scaffold.list,
  ]);
  expect(files[scaffold.list]).toContain(`from './${id}.ts';`);
});

test('a new rule about plans comes with code, both examples and its line in the list', () => {
  const files = scaffoldFiles(ROOT, planRule, 'step-too-long', '');
  const fixtures = 'packages/criteria/fixtures/plan-rules/step-too-long';
  expect(Object.keys(files)).toEqual([
    planRule.moduleOf('step-too-long'),
    `${fixtures}/bad.md`,
    `${fixtures}/good.md`,
    planRule.list,
  ]);
  expect(files[`${fixtures}/bad.md`]).toMatch(/ \{step-too-long\}$/m);
  expect(files[planRule.list]).toContain("import { stepTooLong } from './step-too-long.ts';");
  expect(files[planRule.list]).toContain('  stepTooLong,');
});

test('a new source of uptime comes with code, a recorded exchange and its line in the list', () => {
  const files = scaffoldFiles(ROOT, uptimeService, 'status-cake', 'StatusCake');
  const fixtures = 'packages/evidence/fixtures/uptime/status-cake/always-up';
  expect(Object.keys(files)).toEqual([
    uptimeService.moduleOf('status-cake'),
    `${fixtures}/exchange.json`,
    `${fixtures}/expected.json`,
    uptimeService.list,
  ]);
  for (const name of ['exchange', 'expected']) JSON.parse(files[`${fixtures}/${name}.json`] ?? '');
  expect(files[uptimeService.list]).toContain("import { statusCake } from './status-cake.ts';");
});

test.each([
  ['an id that is taken', coverageFormat, 'lcov', 'LCOV', /there already/],
  ['a check that is taken', check, 'coverage-floor', '', /there already/],
  ['a source that is taken', uptimeService, 'gatus', 'Gatus', /there already/],
  ['a rule that is taken', planRule, 'trigger-missing', '', /there already/],
  ['a name in another case', coverageFormat, 'CoverAll', 'Cover All', /not kebab-case/],
  ['an underscore', check, 'cover_all', '', /not kebab-case/],
  ['a path', check, '../cover', '', /not kebab-case/],
  ['no name', check, '', '', /not kebab-case/],
  ['a format without title', coverageFormat, 'cover-all', '', /no title/],
  ['a title that ends its string', coverageFormat, 'cover-all', "it's", /quotes/],
])('refuses %s', (_name, scaffold, id, title, message) => {
  expect(() => scaffoldFiles(ROOT, scaffold, id, title)).toThrow(message);
});

test.each([
  ['first', 'aaa'],
  ['in the middle', 'covfile'],
  ['behind one it starts with', 'istanbul-zip'],
  ['last', 'zzz'],
])('an entry comes %s where it is sorted', (_name, id) => {
  const index = readFileSync(join(ROOT, coverageFormat.list), 'utf8');
  const files = scaffoldFiles(ROOT, coverageFormat, id, 'Title');
  const list = files[coverageFormat.list] as string;
  const modules = [...list.matchAll(/from '\.\/(.*)\.ts'/g)].map((match) => match[1] as string);
  expect(modules).toEqual([...modules].sort((a, b) => (a < b ? -1 : 1)));
  expect(list.split('\n')).toHaveLength(index.split('\n').length + 2);
});

test('an entry comes in the order of its file where that of its name is another', () => {
  const index = readFileSync(join(ROOT, planRule.list), 'utf8');
  const list = withListed(index, { module: 'flag-zoo', exported: 'flagZoo' });
  expect(list).toMatch(/^import \{ flagZoo \} from '\.\/flag-zoo\.ts';\nimport \{ flagsMissing \} /m);
  expect(list).toMatch(/^ {2}flagZoo,\n {2}flagsMissing,$/m);
});

test('a list of another form is not guessed at', () => {
  expect(() => withListed('export const ALL = [];\n', { module: 'a', exported: 'a' })).toThrow(/expected form/);
});

describe('in a copy', () => {
  const copy = mkdtempSync(join(tmpdir(), 'maturity-scaffold-'));
  const tool = (command: string, ...args: readonly string[]) =>
    spawnSync(join(ROOT, 'node_modules/.bin/node'), [...command.split(' '), ...args], {
      cwd: copy,
      encoding: 'utf8',
    });

  beforeAll(() => {
    const isWanted = (path: string) => !/\/(node_modules|fixtures|[^/]*\.test\.ts)$/.test(path);
    for (const folder of ['packages/criteria', 'packages/evidence', 'packages/tooling/src']) {
      cpSync(join(ROOT, folder), join(copy, folder), { recursive: true, filter: isWanted });
    }
    for (const file of ['package.json', 'tsconfig.json', 'jest.config.js']) cpSync(join(ROOT, file), join(copy, file));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('--dry-run writes nothing', () => {
    const before = readFileSync(join(copy, check.list), 'utf8');
    const said = tool('packages/tooling/src/scaffold.ts check coverage-trend --dry-run');
    expect(said).toMatchObject({ status: 0, stderr: '' });
    expect(said.stdout).toContain('would write packages/criteria/src/checks/coverage-trend.ts');
    expect(readFileSync(join(copy, check.list), 'utf8')).toBe(before);
  });

  test('what is written has sound types, and no test of it passes before it is filled in', () => {
    expect(tool('packages/tooling/src/scaffold.ts coverage cover-all', 'Cover All')).toMatchObject({ status: 0 });
    expect(tool('packages/tooling/src/scaffold.ts findings scan-all', 'Scan All')).toMatchObject({ status: 0 });
    expect(tool('packages/tooling/src/scaffold.ts check coverage-trend')).toMatchObject({ status: 0 });
    expect(tool('packages/tooling/src/scaffold.ts plan-rule step-too-long')).toMatchObject({ status: 0 });
    const include = ['packages/criteria/**/*.ts', 'packages/evidence/**/*.ts'];
    write('tsconfig.copy.json', JSON.stringify({ extends: './tsconfig.json', include }));
    expect(tool('node_modules/typescript/bin/tsc --noEmit -p tsconfig.copy.json').stdout).toBe('');
    const results = jestResults('cover-all', 'coverage-trend');
    expect(results).toMatchObject({ numTotalTestSuites: 2, numPassedTests: 0 });
    expect(results.numFailedTests).toBeGreaterThan(0);
  }, 60_000);

  test('neither example of a new rule passes before it is filled in', () => {
    const harness = 'packages/evidence/test/plan-rule-fixtures.test.ts';
    cpSync(join(ROOT, harness), join(copy, harness));
    // Packages are found through the link to those of the checkout; the list of rules has to be that of the copy.
    const ownRules = { '^@maturity-actions/criteria$': join(copy, 'packages/criteria/src/index.ts') };
    const results = jestResults(
      'plan-rule-fixtures',
      '-t',
      'step-too-long',
      '--moduleNameMapper',
      JSON.stringify(ownRules),
    );
    const tests: readonly { readonly title: string; readonly status: string }[] =
      results.testResults[0].assertionResults;
    const outcomes = tests.filter(({ title }) => title.endsWith('.md')).map(({ title, status }) => [title, status]);
    expect(outcomes.filter(([, status]) => status !== 'pending')).toEqual([
      ['bad.md', 'failed'],
      ['good.md', 'failed'],
    ]);
  }, 60_000);

  function jestResults(...args: readonly string[]) {
    const jest = '--experimental-vm-modules node_modules/jest/bin/jest.js --json --outputFile=results.json';
    tool(jest, ...args);
    return JSON.parse(readFileSync(join(copy, 'results.json'), 'utf8'));
  }

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), content);
  }
});
