import { memorySource } from '../src/byte-source.ts';
import { dependencyTrack } from '../src/findings/dependency-track.ts';
import { testFindingsReader } from './findings-table.ts';

const V3 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

const finding = (vulnerability: object = {}, analysis: object = {}, component: object = {}) => ({
  component: {
    name: 'log4j-core',
    group: 'org.x',
    version: '2.1',
    purl: 'pkg:maven/org.x/log4j-core@2.1',
    ...component,
  },
  attribution: { analyzerIdentity: 'INTERNAL_ANALYZER', attributedOn: '2026-11-01 10:00:00.5' },
  vulnerability: { source: 'NVD', vulnId: 'CVE-2024-1', severity: 'HIGH', description: 'bad', ...vulnerability },
  analysis: { isSuppressed: false, ...analysis },
  matrix: 'a:b:c',
});
const report = (findings: unknown, meta: object = {}) => ({
  version: '1.3',
  meta: { application: 'Dependency-Track', version: '4.14.0', timestamp: '2026-11-20T09:30:00Z', ...meta },
  project: { name: 'shop', version: '1' },
  ...(findings === undefined ? {} : { findings }),
});

testFindingsReader(dependencyTrack, {
  reads: [
    {
      name: 'each severity',
      document: report(
        ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO', 'UNASSIGNED', 'DIRE'].map((severity) => finding({ severity })),
      ),
      expected: ['critical', 'high', 'medium', 'low', 'info', 'unknown', 'unknown'].map(
        (severity) => `${severity} dependency CVE-2024-1 org.x:log4j-core@2.1 shop`,
      ),
      runs: ['dependency-track 4.14.0 (dependencies)'],
    },
    {
      name: 'what nobody rated, by its CVSS',
      document: report([
        finding({ severity: 'UNASSIGNED', cvssV3Vector: V3, cvssV2BaseScore: 1 }),
        finding({ severity: 'UNASSIGNED', cvssV2BaseScore: 5 }),
        finding({ severity: 'UNASSIGNED', cvssV3BaseScore: 0 }),
      ]),
      expected: ['critical', 'medium', 'unknown'].map(
        (severity) => `${severity} dependency CVE-2024-1 org.x:log4j-core@2.1 shop`,
      ),
    },
    {
      name: 'what auditors closed, and what they left open',
      document: report([
        finding({}, { isSuppressed: true }),
        finding({}, { state: 'FALSE_POSITIVE', detail: 'another package' }),
        finding({}, { state: 'NOT_AFFECTED' }),
        finding({}, { state: 'RESOLVED' }),
        finding({}, { state: 'IN_TRIAGE' }),
        finding({}, { state: 'EXPLOITABLE' }),
        finding({}, { state: 'NOT_SET', isSuppressed: 'true' }),
      ]),
      expected: [true, true, true, true, false, false, false].map(
        (isClosed) =>
          `high dependency CVE-2024-1 org.x:log4j-core@2.1 shop${isClosed ? ' (suppressed: external)' : ''}`,
      ),
    },
    {
      name: 'a clean project',
      document: report(undefined),
      expected: [],
      runs: ['dependency-track 4.14.0 (dependencies)'],
    },
    { name: 'an empty list', document: report([]), expected: [] },
    {
      name: 'findings before the rest',
      document: { findings: [finding()], ...report(undefined) },
      expected: ['high dependency CVE-2024-1 org.x:log4j-core@2.1 shop'],
    },
    {
      name: 'hostile names',
      document: report([
        finding({ vulnId: '__proto__' }, {}, { name: 'constructor', purl: 'pkg:%', group: undefined }),
      ]),
      expected: ['high dependency __proto__ constructor@2.1 shop'],
    },
  ],
  refuses: [
    { name: 'findings that are no list', document: report(null), code: 'E_MALFORMED' },
    {
      name: 'a finding without a component',
      document: report([{ ...finding(), component: null }]),
      code: 'E_MALFORMED',
    },
    { name: 'a finding without an id', document: report([finding({ vulnId: 7 })]), code: 'E_MALFORMED' },
    { name: 'a component without a name', document: report([finding({}, {}, { name: null })]), code: 'E_MALFORMED' },
    { name: 'no meta', document: { findings: [] }, code: 'E_MALFORMED' },
    { name: 'another application', document: report([], { application: 'Other' }), code: 'E_WRONG_FORMAT' },
    { name: 'findings twice', document: '{"meta":{},"findings":[{}],"findings":[]}', code: 'E_CONTRADICTION' },
  ],
});

test('keeps aliases, EPSS and since when a finding is known', async () => {
  const document = report([
    finding({
      aliases: [{ cveId: 'CVE-2024-1', ghsaId: 'GHSA-aaaa-bbbb-cccc' }, 'x'],
      epssScore: 0.5,
      published: 1704067200000,
    }),
  ]);
  const { findings, producedAt } = await dependencyTrack.read(memorySource('a.fpf', JSON.stringify(document)));
  expect(findings[0]).toMatchObject({
    ids: ['CVE-2024-1', 'GHSA-aaaa-bbbb-cccc'],
    epss: 0.5,
    publishedAt: Date.parse('2024-01-01T00:00:00Z'),
    firstSeen: { at: Date.parse('2026-11-01T10:00:00.500Z'), from: 'scanner' },
  });
  expect(producedAt).toBe(Date.parse('2026-11-20T09:30:00Z'));
});
