import { type SecurityFinding, type Severity, worseSeverity } from '@maturity-actions/criteria';
import fc from 'fast-check';
import type { PlacedFinding, ReportedFinding } from '../src/findings/findings-report.ts';
import { advisory, anyFindings, anyInCode, anyOfPackage, placed, reported, unitePlaced } from './findings-samples.ts';

const unite = (...findings: readonly ReportedFinding[]) => unitePlaced(findings.map((one) => placed(one)));
/** `severity rule [ids] tools` of each. */
const line = ({ severity, ids, tools, suppression }: SecurityFinding) =>
  `${severity} ${ids.join('=')} ${tools.join('+')}${suppression ? ' suppressed' : ''}`;
const other = { tool: 'trivy' };

describe('findings of packages', () => {
  const cve = 'CVE-2021-23337';
  const lodash = (parts: object) => ({ package: { ecosystem: 'npm', name: 'lodash', ...parts } });
  test.each([
    {
      name: 'the same advisory of two tools',
      findings: [advisory(), advisory({ ...other, severity: 'high' })],
      expected: [`high ${cve} npm-audit+trivy`],
    },
    {
      name: 'ids in other letters',
      findings: [advisory(), advisory({ ...other, rule: cve.toLowerCase() })],
      expected: [`medium ${cve}=${cve.toLowerCase()} npm-audit+trivy`],
    },
    {
      name: 'aliases by way of a third',
      findings: [
        advisory({ rule: cve }),
        advisory({ ...other, rule: 'GHSA-x' }),
        advisory({ tool: 'grype', rule: 'PYSEC-1', ids: ['PYSEC-1', 'GHSA-x', cve] }),
      ],
      expected: [`medium ${cve}=GHSA-x=PYSEC-1 grype+npm-audit+trivy`],
    },
    {
      name: 'two advisories',
      findings: [advisory(), advisory({ ...other, rule: 'CVE-2020-1' })],
      expected: ['medium CVE-2020-1 trivy', `medium ${cve} npm-audit`],
    },
    {
      name: 'another version',
      findings: [advisory(), advisory({ ...other, ...lodash({ version: '3.0.0' }) })],
      expected: [`medium ${cve} trivy`, `medium ${cve} npm-audit`],
    },
    {
      name: 'a version with a letter in front',
      findings: [advisory(), advisory({ ...other, ...lodash({ version: 'v4.17.20' }) })],
      expected: [`medium ${cve} npm-audit+trivy`],
    },
    {
      name: 'no version',
      findings: [advisory(), advisory({ ...other, ...lodash({}) })],
      expected: [`medium ${cve} npm-audit+trivy`],
    },
    {
      name: 'no version where there are two: each is as bad as it may be',
      findings: [
        advisory(),
        advisory(lodash({ version: '3.0.0' })),
        advisory({ ...other, ...lodash({}), severity: 'critical' }),
      ],
      expected: [`critical ${cve} npm-audit+trivy`, `critical ${cve} npm-audit+trivy`],
    },
    {
      name: 'another ecosystem',
      findings: [
        advisory(),
        advisory({ ...other, package: { ecosystem: 'pypi', name: 'lodash', version: '4.17.20' } }),
      ],
      expected: [`medium ${cve} npm-audit`, `medium ${cve} trivy`],
    },
    {
      name: 'no ecosystem',
      findings: [advisory(), advisory({ ...other, package: { name: 'lodash', version: '4.17.20' } })],
      expected: [`medium ${cve} npm-audit+trivy`],
    },
    {
      name: 'two ecosystems are no less two because a third tool names none',
      findings: [
        advisory({ package: { ecosystem: 'npm', name: 'a' } }),
        advisory({ package: { ecosystem: 'pypi', name: 'a' } }),
        advisory({ ...other, package: { name: 'a', version: '1' } }),
      ],
      expected: [`medium ${cve} npm-audit+trivy`, `medium ${cve} npm-audit+trivy`],
    },
    {
      name: 'another package',
      findings: [
        advisory(),
        advisory({ ...other, package: { ecosystem: 'npm', name: 'lodash-es', version: '4.17.20' } }),
      ],
      expected: [`medium ${cve} trivy`, `medium ${cve} npm-audit`],
    },
    {
      name: 'names that only Python takes for the same',
      findings: [
        advisory({ package: { ecosystem: 'npm', name: 'lodash.template' } }),
        advisory({ ...other, package: { ecosystem: 'npm', name: 'lodash-template' } }),
      ],
      expected: [`medium ${cve} trivy`, `medium ${cve} npm-audit`],
    },
    {
      name: 'names of Python',
      findings: [
        advisory({ package: { ecosystem: 'pypi', name: 'zope.interface' } }),
        advisory({ ...other, package: { ecosystem: 'pypi', name: 'Zope_Interface' } }),
      ],
      expected: [`medium ${cve} npm-audit+trivy`],
    },
    {
      name: 'names of Java',
      findings: [
        advisory({ package: { ecosystem: 'maven', name: 'org.a:b' } }),
        advisory({ ...other, package: { name: 'org.a/b' } }),
      ],
      expected: [`medium ${cve} npm-audit+trivy`],
    },
    {
      name: 'the advisory of a distribution is none of its CVEs, and no bridge between them',
      findings: [
        advisory({ rule: 'CVE-2021-0001' }),
        advisory({ rule: 'CVE-2021-0002' }),
        advisory({ ...other, rule: 'ALAS-1', ids: ['ALAS-1', 'CVE-2021-0001', 'CVE-2021-0002'] }),
        advisory({ tool: 'grype', rule: 'ALAS-1', ids: ['ALAS-1'] }),
      ],
      expected: [
        'medium CVE-2021-0001=CVE-2021-0002=ALAS-1 grype+trivy',
        'medium CVE-2021-0001 npm-audit',
        'medium CVE-2021-0002 npm-audit',
      ],
    },
    {
      name: 'rules without a name',
      findings: [advisory({ rule: 'unnamed', title: 'one' }), advisory({ ...other, rule: 'unnamed', title: 'two' })],
      expected: ['medium unnamed npm-audit', 'medium unnamed trivy'],
    },
    {
      name: 'a flaw and a licence',
      findings: [advisory({ rule: 'x' }), advisory({ ...other, rule: 'x', category: 'license' })],
      expected: ['medium x npm-audit', 'medium x trivy'],
    },
    {
      name: 'names that objects inherit',
      findings: [advisory({ rule: '__proto__' }), advisory({ rule: 'constructor' })],
      expected: ['medium __proto__ npm-audit', 'medium constructor npm-audit'],
    },
  ])('$name', ({ findings, expected }) => {
    expect(unite(...findings).map(line)).toEqual(expected);
    expect(unite(...[...findings].reverse()).map(line)).toEqual(expected);
  });
});

describe('findings in code', () => {
  test.each([
    {
      name: 'the same rule, file and line',
      findings: [reported(), reported({ ...other, severity: 'high' })],
      expected: ['high B303 bandit+trivy'],
    },
    {
      name: 'a rule in other letters',
      findings: [reported(), reported({ ...other, rule: 'b303' })],
      expected: ['medium B303=b303 bandit+trivy'],
    },
    {
      name: 'another rule',
      findings: [reported(), reported({ rule: 'B304' })],
      expected: ['medium B303 bandit', 'medium B304 bandit'],
    },
    {
      name: 'another line',
      findings: [reported(), reported({ line: 13 })],
      expected: ['medium B303 bandit', 'medium B303 bandit'],
    },
    {
      name: 'another file',
      findings: [reported(), reported({ path: 'src/b.py' })],
      expected: ['medium B303 bandit', 'medium B303 bandit'],
    },
    {
      name: 'a secret',
      findings: [reported(), reported({ category: 'secret' })],
      expected: ['medium B303 bandit', 'medium B303 bandit'],
    },
    {
      name: 'other text in the same line',
      findings: [reported(), reported({ title: 'x' })],
      expected: ['medium B303 bandit'],
    },
    {
      name: 'other text without a line',
      findings: [reported({ line: 0 }), reported({ title: 'x' })].map(({ line: _, ...one }) => one),
      expected: ['medium B303 bandit', 'medium B303 bandit'],
    },
    {
      name: 'other resources without a line',
      findings: [reported({ placeId: 'aws_s3_bucket.a' }), reported({ placeId: 'aws_s3_bucket.b' })].map(
        ({ line: _, ...one }) => one,
      ),
      expected: ['medium B303 bandit', 'medium B303 bandit'],
    },
    {
      name: 'sites that differ by the port',
      findings: [80, 81].map((port) => {
        const { path: _, line: __, ...one } = reported({ category: 'web', place: `http://shop:${port}` });
        return one;
      }),
      expected: ['medium B303 bandit', 'medium B303 bandit'],
    },
  ])('$name', ({ findings, expected }) => {
    expect(unite(...findings).map(line)).toEqual(expected);
  });
});

test.each([
  { a: 'low', b: 'critical', expected: 'critical' },
  { a: 'unknown', b: 'low', expected: 'low' },
  { a: 'unknown', b: 'unknown', expected: 'unknown' },
  { a: 'info', b: 'medium', expected: 'medium' },
] as const)('of $a and $b, $expected stays', ({ a, b, expected }) => {
  expect(unite(reported({ severity: a }), reported({ ...other, severity: b }))[0]?.severity).toBe(expected);
});

describe('suppressions', () => {
  const suppression = { kind: 'external', reason: 'baseline' } as const;
  test('one report that does not suppress it keeps it open, as bad as any tool says', () => {
    const [one] = unite(reported({ suppression, severity: 'critical' }), reported({ ...other, severity: 'low' }));
    expect(one).toMatchObject({ severity: 'critical', tools: ['bandit', 'trivy'] });
    expect(one?.suppression).toBeUndefined();
  });

  test('all of them suppress it', () => {
    expect(unite(reported({ suppression }), reported({ ...other, suppression }))[0]?.suppression).toEqual(suppression);
  });
});

test('a change at the end of a place touches it, whichever tool tells the end', () => {
  const [one] = unite(reported({ endLine: 20 }), reported(other), reported({ tool: 'semgrep', endLine: 14 }));
  expect(one?.places).toEqual([{ path: 'src/a.py', line: 12, endLine: 20 }]);
});

test('what is not in the repository is told apart', () => {
  const [one] = unite(
    advisory({ path: 'package-lock.json' }),
    advisory({ ...other, path: '/app/lock' }),
    advisory({ tool: 'snyk' }),
  );
  expect(one).toMatchObject({ isPlaced: false, places: [{ path: 'package-lock.json' }], elsewhere: ['', '/app/lock'] });
});

describe('fingerprints', () => {
  const names = (...findings: readonly ReportedFinding[]) => unite(...findings).map(({ fingerprint }) => fingerprint);
  test.each([
    { name: 'a package', findings: [advisory()], expected: ['dependency:npm/lodash@4.17.20:CVE-2021-23337'] },
    {
      name: 'a package of which little is known',
      findings: [advisory({ package: { name: 'lodash' } })],
      expected: ['dependency:lodash:CVE-2021-23337'],
    },
    { name: 'code', findings: [reported()], expected: ['code:src/a.py:B303:1d0f1f4e'] },
    {
      name: 'the same twice',
      findings: [reported({ line: 30 }), reported()],
      expected: ['code:src/a.py:B303:1d0f1f4e', 'code:src/a.py:B303:1d0f1f4e:2'],
    },
    {
      name: 'a rule that looks like a numbered one',
      findings: [
        advisory({ rule: 'unnamed', title: 'one' }),
        advisory({ rule: 'unnamed', title: 'two' }),
        advisory({ rule: 'unnamed:2' }),
      ],
      expected: ['', ':2', '::2'].map((end) => `dependency:npm/lodash@4.17.20:unnamed${end}`),
    },
    { name: 'no place', findings: [reported({ path: '/app/a.py' })], expected: ['code:/app/a.py:B303:1d0f1f4e'] },
  ])('of $name', ({ findings, expected }) => {
    expect(names(...findings)).toEqual(expected);
  });

  test('are unique', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const all = unitePlaced(findings).map(({ fingerprint }) => fingerprint);
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });

  test('stay when lines are added above, and hold no line', () => {
    const moved = (one: PlacedFinding, by: number): PlacedFinding => {
      const { line: from, endLine: to } = one.finding;
      const lines = {
        ...(from === undefined ? {} : { line: from + by }),
        ...(to === undefined ? {} : { endLine: to + by }),
      };
      return placed({ ...one.finding, ...lines }, one.report);
    };
    fc.assert(
      fc.property(fc.array(anyInCode, { maxLength: 10 }), fc.integer({ min: 1, max: 100_000 }), (findings, by) => {
        const before = unitePlaced(findings);
        const after = unitePlaced(findings.map((one) => moved(one, by)));
        expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
        const atLines = (all: readonly SecurityFinding[], less: number) =>
          all.map(({ fingerprint, places: [place] }) => `${fingerprint} ${(place?.line ?? less) - less}`);
        expect(atLines(after, by)).toEqual(atLines(before, 0));
      }),
    );
  });

  test('stay whatever the tools and the reports that hold a finding', () => {
    const [alone] = names(advisory());
    expect(names(advisory(), advisory(other), advisory({ tool: 'snyk', package: { name: 'lodash' } }))).toEqual([
      alone,
    ]);
  });
});

describe('laws', () => {
  const united = (findings: readonly PlacedFinding[]) => unitePlaced(findings);
  const shuffled = fc.array(fc.nat(), { minLength: 12, maxLength: 12 });
  const ordered = (findings: readonly PlacedFinding[], keys: readonly number[]) =>
    findings
      .map((one, index) => ({ one, key: keys[index] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one);

  test('the order of reports and findings says nothing', () => {
    fc.assert(
      fc.property(anyFindings, shuffled, (findings, keys) => {
        expect(united(ordered(findings, keys))).toEqual(united(findings));
      }),
      { numRuns: 500 },
    );
  });

  test('a report given twice adds nothing', () => {
    const withoutReports = (all: readonly SecurityFinding[]) => all.map(({ reports: _, ...one }) => one);
    fc.assert(
      fc.property(anyFindings, (findings) => {
        expect(united([...findings, ...findings])).toEqual(united(findings));
        const copies = findings.map((one) => ({ ...one, report: `copy of ${one.report}` }));
        expect(withoutReports(united([...findings, ...copies]))).toEqual(withoutReports(united(findings)));
      }),
    );
  });

  /** Whether `whole` holds all that one reported finding says. */
  const holds = (whole: SecurityFinding, { finding, report, at }: PlacedFinding): boolean =>
    finding.ids.every((id) => whole.ids.includes(id)) &&
    whole.category === finding.category &&
    whole.tools.includes(finding.tool) &&
    whole.reports.includes(report) &&
    worseSeverity(whole.severity, finding.severity) === whole.severity &&
    (finding.suppression !== undefined || whole.suppression === undefined) &&
    (at === undefined
      ? (whole.elsewhere ?? []).includes(finding.path ?? '') && !whole.isPlaced
      : whole.places.some(
          ({ path, line: from, endLine = 0 }) => path === at.path && from === at.line && endLine >= (at.endLine ?? 0),
        )) &&
    (finding.isExploited !== true || whole.isExploited === true) &&
    (finding.epss ?? 0) <= (whole.epss ?? 0) &&
    (finding.isNew === false || whole.isNew !== false) &&
    (finding.isFixable === false || whole.isFixable !== false);

  test('nothing is lost: no id, tool, report or place, and no severity is lowered', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const all = united(findings);
        for (const one of findings) expect(all.some((whole) => holds(whole, one))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  const worst: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
  const openAtLeast = (findings: readonly PlacedFinding[], severity: Severity) =>
    united(findings).filter(
      (one) => !one.suppression && worst.indexOf(one.severity) <= worst.indexOf(severity) && one.severity !== 'unknown',
    ).length;

  test('a finding more never takes away the last one of a severity or worse', () => {
    fc.assert(
      fc.property(anyFindings, anyFindings, (findings, more) => {
        for (const severity of worst)
          if (openAtLeast(findings, severity) > 0)
            expect(openAtLeast([...findings, ...more], severity)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('where ids tell of no aliases, a finding more never lowers the count of a severity or worse', () => {
    const plain = anyOfPackage(fc.constantFrom(['CVE-2021-0001'], ['GHSA-a']));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(plain, anyInCode), { maxLength: 10 }),
        fc.oneof(plain, anyInCode),
        (findings, more) => {
          for (const severity of worst)
            expect(openAtLeast([...findings, more], severity)).toBeGreaterThanOrEqual(openAtLeast(findings, severity));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('long chains of aliases and very many findings of one place or package are united all the same', () => {
  const count = (findings: readonly ReportedFinding[]) => unitePlaced(findings.map((one) => placed(one))).length;
  const many = <T>(length: number, make: (at: number) => T) => Array.from({ length }, (_, at) => make(at));
  const chain = many(50_000, (at) => advisory({ rule: `X-${at + 1}`, ids: [`X-${at + 1}`, `X-${at}`] }));
  expect(count(chain)).toBe(1);
  expect(count(chain.reverse())).toBe(1);
  expect(count(many(200_000, () => advisory({ epss: 0.5, publishedAt: 1 })))).toBe(1);
  expect(count(many(50_000, (at) => advisory({ package: { ecosystem: 'npm', name: 'a', version: String(at) } })))).toBe(
    50_000,
  );
});
