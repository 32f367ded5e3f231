import { memorySource } from '../src/byte-source.ts';
import { dependencyCheck } from '../src/findings/dependency-check.ts';
import { dependencyCheckSeverity } from '../src/findings/dependency-check-finding.ts';
import { testFindingsReader } from './findings-table.ts';

const vulnerability = (over: object = {}) => ({ source: 'NVD', name: 'CVE-2024-1', description: 'bad', ...over });
const dependency = (vulnerabilities: readonly object[] | undefined, over: object = {}) => ({
  isVirtual: false,
  fileName: 'log4j-core-2.14.1.jar',
  filePath: '/src/lib/log4j-core-2.14.1.jar',
  packages: [{ id: 'cpe:/a:x:y' }, { id: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1', confidence: 'HIGH' }],
  ...(vulnerabilities ? { vulnerabilities } : {}),
  ...over,
});
const report = (dependencies: unknown, scan: object = {}) => ({
  reportSchema: '1.1',
  scanInfo: { engineVersion: '12.1.0', dataSource: [], ...scan },
  projectInfo: { name: 'shop', reportDate: '2026-11-20T09:30:00.123456Z', credits: {} },
  dependencies,
});

const PACKAGE = 'org.apache.logging.log4j:log4j-core@2.14.1 /src/lib/log4j-core-2.14.1.jar';

testFindingsReader(dependencyCheck, {
  reads: [
    {
      name: 'each way to rate',
      document: report([
        dependency([
          vulnerability({ cvssv4: { baseSeverity: 'CRITICAL' }, cvssv3: { baseSeverity: 'LOW' }, severity: 'LOW' }),
          vulnerability({ cvssv3: { baseSeverity: 'HIGH', baseScore: 1 } }),
          vulnerability({ cvssv3: { baseScore: 5.5, 'baseSeverity>': 'MEDIUM' }, cvssv2: { score: 9.3 } }),
          vulnerability({ cvssv2: { score: 10.0, severity: 'HIGH' } }),
          vulnerability({ unscored: 'true', severity: 'moderate' }),
          vulnerability({ cvssScore: '7.5', severity: 'High' }),
          vulnerability({ severity: 'Unknown' }),
          vulnerability({ cvssv3: { baseScore: 0, baseSeverity: 'NONE' }, severity: '0.0' }),
          vulnerability({
            severity: 'UNSCORED',
            cvssv4: { vectorString: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' },
          }),
        ]),
      ]),
      expected: ['critical', 'high', 'medium', 'critical', 'medium', 'high', 'unknown', 'unknown', 'critical'].map(
        (severity) => `${severity} dependency CVE-2024-1 ${PACKAGE}`,
      ),
      runs: ['dependency-check 12.1.0 (dependencies)'],
    },
    {
      name: 'suppressed vulnerabilities',
      document: report([
        dependency(undefined, {
          suppressedVulnerabilities: [vulnerability({ cvssv3: { baseSeverity: 'HIGH' }, notes: 'not used' })],
        }),
      ]),
      expected: [`high dependency CVE-2024-1 ${PACKAGE} (suppressed: external)`],
    },
    {
      name: 'a dependency without a package, inside of a lock file',
      document: report([
        dependency([vulnerability({ severity: 'LOW' })], {
          fileName: 'lodash:4.17.4',
          filePath: 'package-lock.json?lodash',
          packages: undefined,
        }),
      ]),
      expected: ['low dependency CVE-2024-1 lodash:4.17.4 package-lock.json'],
    },
    {
      name: 'a clean scan',
      document: report([dependency(undefined)]),
      expected: [],
      runs: ['dependency-check 12.1.0 (dependencies)'],
    },
    {
      name: 'a scan of nothing, with exceptions',
      document: report([], { analysisExceptions: [{ exception: { message: 'no network' } }, {}] }),
      expected: [],
      runs: ['dependency-check 12.1.0 (), 3 errors'],
    },
    {
      name: 'hostile names',
      document: report([
        dependency([vulnerability({ name: '__proto__', severity: 'constructor' })], { fileName: 'a\nb', packages: [] }),
      ]),
      expected: ['unknown dependency __proto__ a b /src/lib/log4j-core-2.14.1.jar'],
    },
  ],
  refuses: [
    { name: 'no dependencies', document: report(undefined), code: 'E_MALFORMED' },
    { name: 'dependencies that are no list', document: report({}), code: 'E_MALFORMED' },
    { name: 'a dependency without a name', document: report([{ filePath: 'a' }]), code: 'E_MALFORMED' },
    {
      name: 'vulnerabilities that are no list',
      document: report([dependency(undefined, { vulnerabilities: {} })]),
      code: 'E_MALFORMED',
    },
    {
      name: 'a vulnerability without a name',
      document: report([dependency([{ severity: 'HIGH' }])]),
      code: 'E_MALFORMED',
    },
    { name: 'no scan', document: { reportSchema: '1.1', dependencies: [] }, code: 'E_MALFORMED' },
    {
      name: 'a key twice',
      document: '{"reportSchema":"1","scanInfo":{},"dependencies":[],"dependencies":[]}',
      code: 'E_CONTRADICTION',
    },
  ],
});

test('keeps what is exploited, and when the report was made', async () => {
  const document = report([dependency([vulnerability({ knownExploitedVulnerability: { DateAdded: '2024-01-01' } })])]);
  const { findings, producedAt } = await dependencyCheck.read(memorySource('a.json', JSON.stringify(document)));
  expect(findings[0]?.isExploited).toBe(true);
  expect(producedAt).toBe(Date.parse('2026-11-20T09:30:00.123Z'));
});

test.each([
  [{ v2: { score: '6.9' } }, 'medium'],
  [{ v2: { score: '7.0' } }, 'high'],
  [{ v2: { score: '8.9' } }, 'high'],
  [{ v2: { score: '9.0' } }, 'critical'],
  [{ v2: { score: '3.9' } }, 'low'],
  [{ v2: { score: '0.0' }, severity: 'high' }, 'high'],
  [{ v3: { score: '11' }, v2: { word: 'MEDIUM' } }, 'medium'],
  [{ v3: { word: 'odd', score: 'odd' } }, 'unknown'],
])('rates %j as %s', (rating, expected) => {
  expect(dependencyCheckSeverity({ name: 'a', isExploited: false, isSuppressed: false, ...rating })).toBe(expected);
});
