import type { SecurityFinding } from '@maturity-actions/criteria';
import fc from 'fast-check';
import type { VexStatement } from '../src/findings/findings-report.ts';
import { applyStatements } from '../src/findings/vex.ts';
import { advisory, placed, reported, unitePlaced } from './findings-samples.ts';

const CVE = 'CVE-2021-23337';
const of = { ecosystem: 'npm', name: 'lodash', version: '4.17.20' };
const closed = (parts: Partial<VexStatement> = {}): VexStatement => ({
  ids: [CVE],
  package: of,
  status: 'closed',
  reason: 'not_affected: not reachable',
  ...parts,
});
const open = (parts: Partial<VexStatement> = {}): VexStatement =>
  closed({ status: 'open', reason: 'affected', ...parts });
const united = (...findings: Parameters<typeof placed>[0][]) => unitePlaced(findings.map((one) => placed(one)));
const isClosed = (finding: SecurityFinding | undefined, ...statements: readonly VexStatement[]) =>
  finding !== undefined && applyStatements([finding], statements)[0]?.suppression !== undefined;
const [lodash] = united(advisory({ rule: CVE, ids: [CVE, 'GHSA-35jh-r3h4-6jhm'] }));

describe('a statement', () => {
  const without = ({ package: _, ...rest }: VexStatement): VexStatement => rest;
  test.each([
    { name: 'about it', statement: closed(), expected: true },
    { name: 'that it is open', statement: open(), expected: false },
    { name: 'by an alias', statement: closed({ ids: ['GHSA-35jh-r3h4-6jhm'] }), expected: true },
    { name: 'by an alias of its own', statement: closed({ ids: ['X-1', 'ghsa-35JH-r3h4-6jhm'] }), expected: true },
    { name: 'about another flaw', statement: closed({ ids: ['CVE-2021-23338'] }), expected: false },
    { name: 'about nothing', statement: closed({ ids: [] }), expected: false },
    { name: 'without a package', statement: without(closed()), expected: false },
    { name: 'about another package', statement: closed({ package: { ...of, name: 'lodash-es' } }), expected: false },
    {
      name: 'about the package in other letters',
      statement: closed({ package: { ...of, name: 'Lodash' } }),
      expected: true,
    },
    {
      name: 'about every version',
      statement: closed({ package: { ecosystem: 'npm', name: 'lodash' } }),
      expected: true,
    },
    { name: 'about another version', statement: closed({ package: { ...of, version: '4.17.21' } }), expected: false },
    {
      name: 'about the beginning of the version',
      statement: closed({ package: { ...of, version: '4.17' } }),
      expected: false,
    },
    { name: 'about another ecosystem', statement: closed({ package: { ...of, ecosystem: 'pypi' } }), expected: false },
    {
      name: 'without an ecosystem',
      statement: closed({ package: { name: 'lodash', version: '4.17.20' } }),
      expected: true,
    },
    {
      name: 'about a name that objects inherit',
      statement: closed({ ids: ['__proto__', 'constructor'] }),
      expected: false,
    },
  ])('$name: $expected', ({ statement, expected }) => {
    expect(isClosed(lodash, statement)).toBe(expected);
  });

  test('closes nothing that is no package, and no version that nobody knows', () => {
    const [code] = united(reported({ rule: CVE, ids: [CVE] }));
    const [anyVersion] = united(advisory({ rule: CVE, package: { ecosystem: 'npm', name: 'lodash' } }));
    expect(isClosed(code, closed(), without(closed()))).toBe(false);
    expect(isClosed(anyVersion, closed())).toBe(false);
    expect(isClosed(anyVersion, closed({ package: { name: 'lodash' } }))).toBe(true);
  });

  test('gives its reason', () => {
    expect(applyStatements([lodash as SecurityFinding], [closed()])[0]?.suppression).toEqual({
      kind: 'external',
      reason: 'not_affected: not reachable',
    });
  });
});

describe('of several the newest counts', () => {
  test.each([
    { name: 'closed after open', statements: [open({ at: 1 }), closed({ at: 2 })], expected: true },
    { name: 'open after closed', statements: [closed({ at: 1 }), open({ at: 2 })], expected: false },
    { name: 'both at once', statements: [closed({ at: 1 }), open({ at: 1 })], expected: false },
    { name: 'both without a time', statements: [closed(), open()], expected: false },
    { name: 'closed without a time', statements: [closed(), open({ at: 1 })], expected: false },
    { name: 'open without a time', statements: [closed({ at: 1 }), open()], expected: true },
    {
      name: 'a newer one about another version',
      statements: [closed({ at: 1 }), open({ at: 2, package: { ...of, version: '1' } })],
      expected: true,
    },
    {
      name: 'a newer one by an alias',
      statements: [closed({ at: 1 }), open({ at: 2, ids: ['GHSA-35jh-r3h4-6jhm'] })],
      expected: false,
    },
  ])('$name: $expected', ({ statements, expected }) => {
    expect(isClosed(lodash, ...statements)).toBe(expected);
    expect(isClosed(lodash, ...[...statements].reverse())).toBe(expected);
  });
});

describe('an advisory of several CVEs', () => {
  const [bundle] = united(advisory({ rule: 'ALAS-1', ids: ['ALAS-1', 'CVE-2021-0001', 'CVE-2021-0002'] }));
  test.each([
    { name: 'one of them', statements: [closed({ ids: ['CVE-2021-0001'] })], expected: false },
    {
      name: 'all of them',
      statements: [closed({ ids: ['CVE-2021-0001'] }), closed({ ids: ['cve-2021-0002'] })],
      expected: true,
    },
    { name: 'all of them at once', statements: [closed({ ids: ['CVE-2021-0001', 'CVE-2021-0002'] })], expected: true },
    { name: 'the advisory', statements: [closed({ ids: ['ALAS-1'] })], expected: true },
    {
      name: 'all of them, and later one is open again',
      statements: [
        closed({ ids: ['CVE-2021-0001'], at: 3 }),
        closed({ ids: ['CVE-2021-0002'], at: 1 }),
        open({ ids: ['CVE-2021-0002'], at: 2 }),
      ],
      expected: false,
    },
  ])('is closed by $name: $expected', ({ statements, expected }) => {
    expect(isClosed(bundle, ...statements)).toBe(expected);
  });
});

test('what a tool suppresses stays as it is, and nothing else changes', () => {
  const [own] = united(advisory({ rule: CVE, suppression: { kind: 'in-source', reason: 'mine' } }));
  expect(applyStatements([own as SecurityFinding], [closed()])).toEqual([own]);
  expect(applyStatements([lodash as SecurityFinding], [])).toEqual([lodash]);
  const { suppression: _, ...rest } = applyStatements([lodash as SecurityFinding], [closed()])[0] as SecurityFinding;
  expect(rest).toEqual(lodash);
});

test('statements only ever close, their order says nothing, and open ones close nothing', () => {
  const ids = fc.uniqueArray(fc.constantFrom(CVE, 'CVE-2021-0001', 'GHSA-x', 'ALAS-1'), { minLength: 1 });
  const named = fc.constantFrom(of, { name: 'lodash' }, { ...of, version: '1' }, { name: 'other' });
  const statement = fc
    .record({
      ids,
      package: named,
      status: fc.constantFrom('open' as const, 'closed' as const),
      at: fc.constantFrom(0, 1, 2),
    })
    .map((parts): VexStatement => ({ reason: 'said', ...parts }));
  const findings = fc
    .array(fc.tuple(ids, named), { maxLength: 4 })
    .map((all) => united(...all.map(([own, one]) => advisory({ rule: own[0] as string, ids: own, package: one }))));
  fc.assert(
    fc.property(findings, fc.array(statement, { maxLength: 6 }), (all, statements) => {
      const after = applyStatements(all, statements);
      expect(after.map(({ suppression: _, ...one }) => one)).toEqual(all);
      const isClosedNow = (list: readonly SecurityFinding[]) =>
        list.map(({ suppression }) => suppression !== undefined);
      expect(isClosedNow(applyStatements(all, [...statements].reverse()))).toEqual(isClosedNow(after));
      const never = statements.map((one): VexStatement => ({ ...one, status: 'open' }));
      expect(isClosedNow(applyStatements(all, never))).not.toContain(true);
      const [first, ...others] = statements;
      if (first?.status !== 'open') return;
      const without = isClosedNow(applyStatements(all, others));
      for (const [index, now] of isClosedNow(after).entries()) expect(now && !without[index]).toBe(false);
    }),
  );
});

test('very many statements about one flaw are looked through once', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => closed({ package: { name: `p${index}` } }));
  expect(isClosed(lodash, ...many.slice(0, 50_000))).toBe(false);
  expect(applyStatements([lodash as SecurityFinding], [...many, closed()])[0]?.suppression).toBeDefined();
});
