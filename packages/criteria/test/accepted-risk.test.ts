import { AcceptedRisks, riskOfWaiver, type SecurityFinding } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { dependency, finding, NOW, risk, waiver } from './security-samples.ts';

const judge = (one: SecurityFinding, parts: Parameters<typeof risk>[0], component?: string) =>
  new AcceptedRisks([risk(parts)], component).judge(one, undefined, NOW);
const covers = (one: SecurityFinding, scope: string) => judge(one, { id: one.rule, scope })?.counts === true;

describe('a scope', () => {
  const scoped = dependency({ package: { ecosystem: 'npm', name: '@babel/traverse', version: '7.1.0' } });
  const maven = dependency({ package: { name: 'org.apache.logging.log4j:log4j-core' } });
  test.each([
    { name: 'anywhere', one: finding(), scope: '*', expected: true },
    { name: 'the file', one: finding(), scope: 'src/a.py', expected: true },
    { name: 'the file below the root', one: finding(), scope: './src/a.py', expected: true },
    { name: 'another file', one: finding(), scope: 'src/b.py', expected: false },
    { name: 'the name of the file alone', one: finding(), scope: 'a.py', expected: false },
    { name: 'the beginning of the file', one: finding(), scope: 'src/a', expected: false },
    { name: 'in other letters', one: finding(), scope: 'SRC/a.py', expected: false },
    { name: 'the line', one: finding(), scope: 'src/a.py:12', expected: false },
    { name: 'all below a folder', one: finding(), scope: 'src/**', expected: true },
    { name: 'a folder', one: finding(), scope: 'src/', expected: true },
    { name: 'a folder without its sign', one: finding(), scope: 'src', expected: false },
    { name: 'a folder of a longer name', one: finding(), scope: 'sr/', expected: false },
    { name: 'all files of a kind', one: finding(), scope: '**/*.py', expected: true },
    { name: 'one of several', one: finding(), scope: '{lib,src}/**', expected: true },
    { name: 'nothing', one: finding(), scope: '', expected: false },
    { name: 'a folder above', one: finding(), scope: '../**', expected: false },
    { name: 'what looks like a negation', one: finding(), scope: '!lib/**', expected: false },
    { name: 'a glob of immense length', one: finding(), scope: `${'*'.repeat(5000)}`, expected: false },
    { name: 'a package', one: dependency(), scope: 'lodash', expected: true },
    { name: 'in other letters', one: dependency(), scope: 'Lodash', expected: true },
    { name: 'its ecosystem', one: dependency(), scope: 'npm/lodash', expected: true },
    { name: 'its version', one: dependency(), scope: 'lodash@4.17.20', expected: true },
    { name: 'both', one: dependency(), scope: 'npm/lodash@4.17.20', expected: true },
    { name: 'another version', one: dependency(), scope: 'lodash@4.17.19', expected: false },
    { name: 'the beginning of a version', one: dependency(), scope: 'lodash@4.17.2', expected: false },
    { name: 'another ecosystem', one: dependency(), scope: 'pypi/lodash', expected: false },
    { name: 'another package', one: dependency(), scope: 'lodash.template', expected: false },
    { name: 'the beginning of a package', one: dependency(), scope: 'lod*', expected: false },
    { name: 'its lock file', one: dependency(), scope: 'package-lock.json', expected: true },
    { name: 'another lock file', one: dependency(), scope: 'web/package-lock.json', expected: false },
    { name: 'a package with a scope', one: scoped, scope: '@babel/traverse', expected: true },
    { name: 'that and all', one: scoped, scope: 'npm/@babel/traverse@7.1.0', expected: true },
    { name: 'without its scope', one: scoped, scope: 'traverse', expected: false },
    { name: 'only its scope', one: scoped, scope: '@babel', expected: false },
    {
      name: 'a version where none is known',
      one: maven,
      scope: 'org.apache.logging.log4j:log4j-core@2',
      expected: false,
    },
    { name: 'a group and an artifact', one: maven, scope: 'org.apache.logging.log4j:log4j-core', expected: true },
    { name: 'a package of code', one: finding(), scope: 'lodash', expected: false },
  ])('of $name ($scope): $expected', ({ one, scope, expected }) => {
    expect(covers(one, scope)).toBe(expected);
  });

  const both = finding({
    places: [
      { path: 'src/a.py', line: 1 },
      { path: 'lib/b.py', line: 2 },
    ],
  });
  const partly = finding({ isPlaced: false, elsewhere: ['app/other.py'] });
  const image = finding({ isPlaced: false, places: [], where: 'shop:80', elsewhere: ['shop:80'] });
  const nowhere = dependency({ isPlaced: false, elsewhere: [''] });
  test.each([
    { name: 'one of two places', one: both, scope: 'src/**', expected: false },
    { name: 'the other one', one: both, scope: 'lib/', expected: false },
    { name: 'both places', one: both, scope: '{src,lib}/**', expected: true },
    { name: 'the one that is in the repository', one: partly, scope: 'src/**', expected: false },
    { name: 'the one that is not', one: partly, scope: 'app/**', expected: false },
    { name: 'those too', one: partly, scope: '{src,app}/**', expected: true },
    { name: 'all paths', one: partly, scope: '**', expected: true },
    { name: 'the name of an image', one: image, scope: 'shop:80', expected: true },
    { name: 'the name without what looks like a line', one: image, scope: 'shop', expected: false },
    {
      name: 'one place of two reports, of which one names none',
      one: nowhere,
      scope: 'package-lock.json',
      expected: false,
    },
    { name: 'its package', one: nowhere, scope: 'lodash', expected: true },
  ])('of $name: $expected', ({ one, scope, expected }) => {
    expect(covers(one, scope)).toBe(expected);
  });

  test('a path is itself, also when it would be a glob', () => {
    const page = (path: string) => finding({ places: [{ path }] });
    expect(covers(page('app/[id]/page.tsx'), 'app/[id]/page.tsx')).toBe(true);
    expect(covers(page('app/{a}/page.tsx'), 'app/{a}/page.tsx')).toBe(true);
  });
});

describe('an id', () => {
  test.each([
    { id: 'CVE-2021-23337', expected: true },
    { id: 'cve-2021-23337', expected: true },
    { id: 'GHSA-35jh-r3h4-6jhm', expected: true },
    { id: dependency().fingerprint, expected: true },
    { id: 'CVE-2021-2333', expected: false },
    { id: 'CVE-2021-23337 ', expected: false },
    { id: '*', expected: false },
    { id: '', expected: false },
    { id: 'lodash', expected: false },
    { id: '__proto__', expected: false },
    { id: 'constructor', expected: false },
  ])('$id: $expected', ({ id, expected }) => {
    expect(judge(dependency(), { id })?.counts === true).toBe(expected);
  });

  test('names that objects inherit are names like others', () => {
    const one = finding({ rule: '__proto__', ids: ['__proto__', 'constructor'] });
    expect(judge(one, { id: '__proto__' })?.counts).toBe(true);
    expect(judge(one, { id: 'constructor' })?.counts).toBe(true);
    expect(judge(one, { id: 'toString' })).toBeUndefined();
  });

  test('a fingerprint needs no scope, anything else does', () => {
    const { scope: _, ...anywhere } = risk({ id: finding().fingerprint });
    expect(new AcceptedRisks([anywhere]).judge(finding(), undefined, NOW)?.counts).toBe(true);
    expect(new AcceptedRisks([{ ...anywhere, id: 'B303' }]).judge(finding(), undefined, NOW)).toBeUndefined();
  });

  test('one CVE of several is not all of them', () => {
    const bundle = dependency({ ids: ['ALAS-2021-1', 'CVE-2021-0001', 'CVE-2021-0002'], rule: 'ALAS-2021-1' });
    const judged = (...ids: string[]) =>
      new AcceptedRisks(ids.map((id) => risk({ id, scope: 'lodash' }))).judge(bundle, undefined, NOW);
    expect(judged('CVE-2021-0001')).toMatchObject({ counts: false, why: 'leaves out CVE-2021-0002' });
    expect(judged('CVE-2021-0001', 'cve-2021-0002')?.counts).toBe(true);
    expect(judged('ALAS-2021-1')?.counts).toBe(true);
    expect(judged(bundle.fingerprint)?.counts).toBe(true);
  });
});

test('a risk of a component is about no other, and not about the whole', () => {
  for (const component of [undefined, 'checkout', 'Ledger', 'ledger2', ''])
    expect(judge(finding(), { component: 'ledger' }, component)).toBeUndefined();
  expect(judge(finding(), { component: 'ledger' }, 'ledger')?.counts).toBe(true);
  expect(judge(finding(), {}, 'ledger')?.counts).toBe(true);
});

test('the first that counts is named, else the first', () => {
  const [expired, late, valid] = [
    risk({ expires: NOW - 86_400_000 * 2, where: 'a:1' }),
    risk({ acceptedOn: NOW + 1, where: 'a:2' }),
    risk({ where: 'a:3' }),
  ];
  expect(new AcceptedRisks([expired, late, valid]).judge(finding(), undefined, NOW)?.risk).toBe(valid);
  expect(new AcceptedRisks([late, expired]).judge(finding(), undefined, NOW)?.risk).toBe(late);
});

test('a waiver of a finding is an accepted risk, one of a criterion is none', () => {
  expect(riskOfWaiver(waiver())).toBeUndefined();
  const { criterion: _, ...rest } = waiver();
  expect(riskOfWaiver({ ...rest, finding: 'B303', scope: 'src/' })).toMatchObject({ id: 'B303', scope: 'src/' });
});

test('no scope but `*` and globs over all excuses what is elsewhere', () => {
  const segment = fc.constantFrom('a', 'b', 'src', 'lib');
  const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(path, path, (there, scope) => {
      const one = finding({ places: [{ path: there }] });
      expect(covers(one, scope)).toBe(there === scope);
      expect(covers(one, `${scope}/`)).toBe(there.startsWith(`${scope}/`));
      expect(covers(one, `${scope}/**`)).toBe(there.startsWith(`${scope}/`));
    }),
  );
});

test('a package of another name is never excused', () => {
  const name = fc.constantFrom('lodash', 'lodash.template', 'lodash-es', '@a/b', 'b', 'a', 'npm', 'a/b', 'b@1');
  const version = fc.constantFrom('1', '1.0', '10', undefined);
  fc.assert(
    fc.property(name, name, version, version, (own, scope, has, asks) => {
      const of = { ecosystem: 'npm', name: own, ...(has === undefined ? {} : { version: has }) };
      const one = dependency({ package: of, places: [{ path: 'lock' }] });
      const spelled = asks === undefined ? scope : `${scope}@${asks}`;
      const expected = [own, `npm/${own}`, `${own}@${has}`, `npm/${own}@${has}`].includes(spelled);
      expect(covers(one, spelled)).toBe(expected && !(has === undefined && spelled.endsWith('@undefined')));
    }),
  );
});
