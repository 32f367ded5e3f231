import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CHECKS,
  COVERAGE_CHECKS,
  PLAN_CHECKS,
  PLAN_RULES,
  SECURITY_CHECKS,
  UPTIME_CHECKS,
} from '@maturity-actions/criteria';
import { COVERAGE_FORMATS, FINDINGS_FORMATS, UPTIME_SERVICES } from '@maturity-actions/evidence';
import { ROOT } from '../src/repository-root.ts';
import { isKebabCase } from '../src/scaffold/names.ts';
import { filesBelow, foldersIn, textOf } from './source-files.ts';

interface Domain {
  readonly domain: string;
  readonly ids: readonly string[];
  /** Formats whose tools could not be run for a fixture, and why; their tests stand on documents written by hand. */
  readonly withoutFixture: Readonly<Record<string, string>>;
}

const NEEDS_ITS_SERVICE = 'the answer of a service, which a fixture script cannot ask';

const DOMAINS: readonly Domain[] = [
  {
    domain: 'coverage',
    ids: COVERAGE_FORMATS.map(({ id }) => id),
    withoutFixture: {
      dotcover: 'a licensed product for .NET',
      luacov: 'no Lua toolchain',
      opencover: 'runs on Windows only; the other writers need the .NET SDK',
      scoverage: 'needs a Scala build',
      'simplecov-json': 'needs a second gem that the fixture project does not pin',
      'vs-coverage': 'needs the .NET SDK or Visual Studio',
      xccov: 'needs Xcode on macOS',
    },
  },
  {
    domain: 'findings',
    ids: FINDINGS_FORMATS.map(({ id }) => id),
    withoutFixture: {
      brakeman: 'a gem that Debian does not package',
      'bundler-audit': 'a gem that Debian does not package',
      csaf: 'advisories that vendors publish; no scanner writes them',
      'dependency-check': 'needs its database of vulnerabilities from the network',
      'dependency-check-xml': 'needs its database of vulnerabilities from the network',
      'dependency-track': 'a server with a database',
      dockle: 'no module that can be built, and it looks at images',
      'dotnet-list-package': 'needs the .NET SDK',
      'github-code-scanning': NEEDS_ITS_SERVICE,
      'github-dependabot': NEEDS_ITS_SERVICE,
      'github-secret-scanning': NEEDS_ITS_SERVICE,
      'mix-audit': 'needs Elixir and its package registry',
      nancy: NEEDS_ITS_SERVICE,
      noseyparker: 'no crate that can be installed',
      nuclei: 'no module that can be built',
      snyk: NEEDS_ITS_SERVICE,
      terrascan: 'no module that can be built',
      trivy: 'no module that can be built',
      trufflehog: 'no module that can be built',
      zap: 'a desktop program that attacks a running site',
      'zap-xml': 'a desktop program that attacks a running site',
    },
  },
];

describe.each([
  { list: 'coverage', folder: 'packages/evidence/src/coverage', declares: /^export const \w+: CoverageFormat\b/m },
  { list: 'findings', folder: 'packages/evidence/src/findings', declares: /^export const \w+: FindingsFormat\b/m },
  { list: 'checks', folder: 'packages/criteria/src/checks', declares: /^export const \w+ = defineCheck\b/m },
  { list: 'plan-rules', folder: 'packages/criteria/src/plan-rules', declares: /\bdefinePlanRule\b/ },
  { list: 'uptime', folder: 'packages/evidence/src/uptime', declares: /^export const \w+: UptimeService\b/m },
])('$list/index.ts', ({ list, folder, declares }) => {
  const index = textOf(`${folder}/index.ts`);
  const listed = [...index.matchAll(/from '\.\/([^']+)'/g)].map((match) => match[1] as string);
  const declaring = filesBelow(folder)
    .filter((file) => declares.test(textOf(file)))
    .map((file) => file.slice(folder.length + 1));

  test('lists every file that declares one', () => {
    const missing = declaring.filter((file) => !listed.includes(file));
    expect(missing.map((file) => `\`${file}\` is not listed in ${list}/index.ts; add it there`)).toEqual([]);
  });

  test('lists nothing else', () => {
    const types = [...index.matchAll(/import type .* from '\.\/([^']+)'/g)].map((match) => match[1]);
    const idle = listed.filter((file) => !declaring.includes(file) && !types.includes(file));
    expect(idle.map((file) => `\`${file}\` is in ${list}/index.ts but declares nothing for it`)).toEqual([]);
  });

  test('holds what it imports, once and sorted by file', () => {
    const imports = [...index.matchAll(/^import \{ (\w+) \} from '\.\/(.+)\.ts';$/gm)];
    const items = [...index.matchAll(/^ {2}(\w+)(?:\(.*\))?,$/gm)].map((match) => match[1]);
    const modules = imports.map((match) => match[2] as string);
    expect(items).toEqual(imports.map((match) => match[1]));
    expect(modules).toEqual([...new Set(modules)].sort());
    expect(items).toHaveLength(declaring.length);
  });
});

test.each([
  { what: 'coverage formats', ids: COVERAGE_FORMATS.map(({ id }) => id), folder: 'packages/evidence/src/coverage' },
  { what: 'findings formats', ids: FINDINGS_FORMATS.map(({ id }) => id), folder: 'packages/evidence/src/findings' },
  { what: 'checks', ids: CHECKS.map(({ kind }) => kind), folder: 'packages/criteria/src/checks' },
  { what: 'sources of uptime', ids: UPTIME_SERVICES.map(({ id }) => id), folder: 'packages/evidence/src/uptime' },
  { what: 'rules about plans', ids: PLAN_RULES.map(({ id }) => id), folder: 'packages/criteria/src/plan-rules' },
])('ids of $what are unique, kebab-case, and name their files', ({ ids, folder }) => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !isKebabCase(id))).toEqual([]);
  expect(ids.filter((id) => !existsSync(join(ROOT, folder, `${id}.ts`)))).toEqual([]);
});

test('every check belongs to one gate', () => {
  const ofGates = [COVERAGE_CHECKS, PLAN_CHECKS, SECURITY_CHECKS, UPTIME_CHECKS].flat();
  expect(ofGates.map(({ kind }) => kind).sort()).toEqual(CHECKS.map(({ kind }) => kind).sort());
});

describe('rules about plans', () => {
  const home = 'packages/criteria/fixtures/plan-rules';
  const ids = PLAN_RULES.map(({ id }) => id);
  const files = filesBelow(home);

  test('every file in the folder is one, named by its id', () => {
    const folder = 'packages/criteria/src/plan-rules/';
    const names = filesBelow(folder).map((file) => file.slice(folder.length));
    const strange = names.filter((name) => name !== 'index.ts' && !ids.includes(name.replace(/\.ts$/, '')));
    expect(strange.map((name) => `\`${name}\` is not listed in plan-rules/index.ts; add it there`)).toEqual([]);
  });

  test('every one has an example that meets it and one that does not', () => {
    const missing = ids.flatMap((id) => ['bad.md', 'good.md'].map((name) => `${home}/${id}/${name}`));
    expect(missing.filter((file) => !files.includes(file)).map((file) => `${file} is missing; write it`)).toEqual([]);
  });

  test('every folder of examples is that of one, and holds Markdown only', () => {
    expect(foldersIn(home).filter((name) => !ids.includes(name))).toEqual([]);
    expect(files.filter((file) => !file.endsWith('.md'))).toEqual([]);
  });

  test('every one says in sentences what it asks and why', () => {
    const isSentence = (text: string) => /^[A-Z"`].*\.$/s.test(text);
    expect(PLAN_RULES.filter(({ about, why }) => !isSentence(about) || !isSentence(why)).map(({ id }) => id)).toEqual(
      [],
    );
  });
});

describe.each(DOMAINS)('$domain fixtures', ({ domain, ids, withoutFixture }) => {
  const home = `packages/evidence/fixtures/${domain}`;
  const withFixture = foldersIn(home);

  test('every format has one, or a reason why not', () => {
    const missing = ids.filter((id) => !withFixture.includes(id) && !(id in withoutFixture));
    expect(missing.map((id) => `${home}/${id}: no fixture; make one, or give the reason here`)).toEqual([]);
  });

  test('no reason is left over', () => {
    expect(Object.keys(withoutFixture).filter((id) => !ids.includes(id) || withFixture.includes(id))).toEqual([]);
  });

  test('every folder is that of a format', () => {
    expect(withFixture.filter((name) => !ids.includes(name))).toEqual([]);
  });

  test('every case has an input and an expectation', () => {
    const cases = withFixture.flatMap((id) => foldersIn(`${home}/${id}`).map((name) => `${home}/${id}/${name}`));
    expect(cases.length).toBeGreaterThan(0);
    const files = filesBelow(home);
    const lacks = (name: string) =>
      cases.filter((folder) => !files.some((file) => file.startsWith(`${folder}/${name}`)));
    expect(lacks('input.').map((folder) => `${folder} has no input.*`)).toEqual([]);
    expect(lacks('expected.json').map((folder) => `${folder} has no expected.json`)).toEqual([]);
  });
});

test('no fixture names a path of the machine that made it', () => {
  const own = [`${dirname(ROOT)}/`, `${homedir()}/`].filter((path) => path.length > 4);
  const fixtures = foldersIn('packages')
    .filter((name) => existsSync(join(ROOT, `packages/${name}/fixtures`)))
    .flatMap((name) => filesBelow(`packages/${name}/fixtures`));
  // On a GitHub runner the checkout lies where the fixtures say theirs lay, on purpose.
  const neutral = /\/home\/runner\//g;
  const telling = fixtures.filter((file) => {
    const text = readFileSync(join(ROOT, file), 'latin1').replace(neutral, 'runner/');
    return own.some((path) => startsAt(text, path));
  });
  expect(telling).toEqual([]);
});

/** Whether an absolute path occurs that starts like this, not one that merely has the same folders further down. */
function startsAt(text: string, path: string): boolean {
  return text
    .split(path)
    .slice(0, -1)
    .some((before) => !/[\w.-]$/.test(before));
}
