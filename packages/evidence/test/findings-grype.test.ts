import { memorySource } from '../src/byte-source.ts';
import { grype } from '../src/findings/grype.ts';
import { testFindingsReader } from './findings-table.ts';

const V3 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

const match = (vulnerability: object = {}, over: object = {}) => ({
  vulnerability: {
    id: 'GHSA-aaaa-bbbb-cccc',
    severity: 'High',
    fix: { versions: ['3.2.10'], state: 'fixed' },
    cvss: [],
    ...vulnerability,
  },
  relatedVulnerabilities: [{ id: 'CVE-2024-1', severity: 'Low' }],
  artifact: {
    name: 'Django',
    version: '3.2.9',
    type: 'python',
    purl: 'pkg:pypi/Django@3.2.9',
    locations: [{ path: 'requirements.txt' }],
  },
  ...over,
});
const report = (matches: readonly object[], over: object = {}) => ({
  matches,
  source: { type: 'directory', target: '.' },
  distro: { name: '', version: '' },
  descriptor: { name: 'grype', version: '0.90.0', timestamp: '2026-11-20T09:30:00.123456789+01:00' },
  ...over,
});

testFindingsReader(grype, {
  reads: [
    {
      name: 'each severity',
      document: report(
        ['Critical', 'High', 'Medium', 'Low', 'Negligible', 'Unknown', 'Dire', undefined].map((severity) =>
          match({ severity }),
        ),
      ),
      expected: ['critical', 'high', 'medium', 'low', 'info', 'unknown', 'unknown', 'unknown'].map(
        (severity) => `${severity} dependency GHSA-aaaa-bbbb-cccc Django@3.2.9 -> 3.2.10 requirements.txt`,
      ),
      runs: ['grype 0.90.0 (dependencies)'],
    },
    {
      name: 'an image',
      document: report([match()], { source: { type: 'image', target: { userInput: 'shop:1' } } }),
      expected: ['high dependency GHSA-aaaa-bbbb-cccc Django@3.2.9 -> 3.2.10 requirements.txt'],
      runs: ['grype 0.90.0 (dependencies, containers)'],
    },
    { name: 'a clean scan', document: report([]), expected: [], runs: ['grype 0.90.0 (dependencies)'] },
    {
      name: 'what nobody rated, by its CVSS or that of a related record',
      document: report([
        match({ severity: 'Unknown', cvss: [{ vector: V3, metrics: { baseScore: 9.8 } }] }),
        match({ severity: 'Unknown', cvss: [{ vector: '', metrics: { baseScore: 5.5 } }] }),
        match({ severity: 'Unknown', cvss: [{ vector: '', metrics: { baseScore: 0 } }] }),
        match({ severity: 'Unknown' }, { relatedVulnerabilities: [{ id: 'CVE-2024-1', cvss: [{ vector: V3 }] }] }),
        match({ severity: 'Low', cvss: [{ vector: V3 }] }),
      ]),
      expected: ['critical', 'medium', 'unknown', 'critical', 'low'].map(
        (severity) => `${severity} dependency GHSA-aaaa-bbbb-cccc Django@3.2.9 -> 3.2.10 requirements.txt`,
      ),
    },
    {
      name: 'ignored matches',
      document: report([], { ignoredMatches: [match({}, { appliedIgnoreRules: [{ reason: 'not used' }] })] }),
      expected: ['high dependency GHSA-aaaa-bbbb-cccc Django@3.2.9 -> 3.2.10 requirements.txt (suppressed: external)'],
    },
    {
      name: 'packages that were not matched, and a broken database',
      document: report([], {
        alertsByPackage: [
          { package: { name: 'a' }, alerts: [{ type: 'distro-disabled', message: 'no data for arch' }] },
          { package: { name: 'b' }, alerts: [{ type: 'distro-disabled', message: 'no data for arch' }] },
          { package: { name: 'c' }, alerts: [{ type: 'distro-eol', message: 'old' }] },
        ],
        descriptor: { name: 'grype', db: { status: { error: 'checksum' } } },
      }),
      expected: [],
      runs: ['grype (dependencies), 2 errors'],
    },
    {
      name: 'hostile names, and a package without a URL',
      document: report([
        match({ id: '__proto__', fix: { versions: [], state: 'wont-fix' } }, { artifact: { name: 'constructor' } }),
      ]),
      expected: ['high dependency __proto__ constructor'],
    },
  ],
  refuses: [
    { name: 'no matches', document: { ...report([]), matches: undefined }, code: 'E_MALFORMED' },
    { name: 'matches that are no list', document: { ...report([]), matches: null }, code: 'E_MALFORMED' },
    { name: 'a match without a vulnerability', document: report([{ artifact: {} }]), code: 'E_MALFORMED' },
    { name: 'a match without an id', document: report([match({ id: null })]), code: 'E_MALFORMED' },
    { name: 'a match without a package', document: report([match({}, { artifact: {} })]), code: 'E_MALFORMED' },
    { name: 'matches twice', document: '{"matches":[],"matches":[]}', code: 'E_CONTRADICTION' },
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
  ],
});

test('keeps what is known of fixes, aliases and exploits', async () => {
  const document = report([
    match({
      epss: [
        { cve: 'CVE-2024-1', epss: 0.25 },
        { cve: 'CVE-2024-1', epss: 7 },
      ],
      knownExploited: [{ cve: 'CVE-2024-1' }],
    }),
    match(
      { fix: { versions: [], state: 'not-fixed' } },
      { artifact: { name: 'log4j-core', purl: 'pkg:maven/org.a/log4j-core@2' } },
    ),
    match({ fix: { versions: [], state: 'unknown' } }),
  ]);
  const { findings, producedAt } = await grype.read(memorySource('grype.json', JSON.stringify(document)));
  expect(findings[0]).toMatchObject({ ids: ['GHSA-aaaa-bbbb-cccc', 'CVE-2024-1'], epss: 0.25, isExploited: true });
  expect(findings.map(({ isFixable }) => isFixable)).toEqual([true, false, undefined]);
  expect(findings[1]?.package).toEqual({ ecosystem: 'maven', name: 'org.a:log4j-core', version: '2' });
  expect(producedAt).toBe(Date.parse('2026-11-20T08:30:00.123Z'));
});
