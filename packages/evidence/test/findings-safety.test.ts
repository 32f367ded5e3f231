import { memorySource } from '../src/byte-source.ts';
import { safety } from '../src/findings/safety.ts';
import { testFindingsReader } from './findings-table.ts';

const rating = (base_severity: string | undefined, base_score: number | null) => ({
  source: 'CVE-2020-1',
  cvssv2: null,
  cvssv3: { base_score, ...(base_severity === undefined ? {} : { base_severity }) },
});
const vulnerability = (over: object) => ({
  vulnerability_id: '40001',
  package_name: 'flask',
  ignored: false,
  ignored_reason: null,
  analyzed_version: '0.12',
  advisory: 'Flask 0.12.3 fixes a denial of service.',
  fixed_versions: [],
  CVE: 'CVE-2018-1',
  severity: null,
  more_info_url: 'https://safety.example/40001',
  ...over,
});
const check = (vulnerabilities: readonly object[], over: object = {}) => ({
  report_meta: {
    scan_target: 'environment',
    timestamp: '2026-11-20 09:30:00',
    safety_version: '2.3.5',
    vulnerabilities_found: vulnerabilities.length,
    vulnerabilities_ignored: 0,
    git: { commit: `${'a1'.repeat(20)}-dirty` },
  },
  scanned_packages: { flask: { name: 'flask', version: '0.12' } },
  affected_packages: { flask: { name: 'flask', version: '0.12', found: 'requirements.txt' } },
  announcements: [],
  vulnerabilities,
  ignored_vulnerabilities: [],
  remediations: {},
  ...over,
});
const meta = (over: object) => ({ report_meta: { ...check([]).report_meta, ...over } });

const scan = (files: readonly object[], over: object = {}) => ({
  meta: {
    scan_type: 'scan',
    scan_locations: ['/src'],
    timestamp: '2026-11-20T09:30:00',
    telemetry: { safety_version: '3.2.0' },
    schema_version: '3.0',
  },
  scan_results: { files: [], projects: [{ id: 'shop', git: { commit: 'b2'.repeat(20) }, files }] },
  ...over,
});
const file = (raw: string, known: readonly object[], remediation: object | null = null) => ({
  location: '/src/requirements.txt',
  type: 'requirements.txt',
  categories: ['python'],
  results: {
    dependencies: [
      { name: 'flask', specifications: [{ raw, vulnerabilities: { known_vulnerabilities: known, remediation } }] },
    ],
  },
});

testFindingsReader(safety, {
  reads: [
    {
      name: 'each severity of version 2',
      document: check([
        vulnerability({ severity: rating('CRITICAL', 9.8) }),
        vulnerability({ severity: rating('HIGH', 7.5) }),
        vulnerability({ severity: rating('MEDIUM', 5) }),
        vulnerability({ severity: rating('LOW', 2) }),
        vulnerability({ severity: rating(undefined, 7.5) }),
        vulnerability({ severity: rating(undefined, null) }),
        vulnerability({ severity: rating('SEVERE', null) }),
        vulnerability({}),
        vulnerability({ severity: { cvssv3: null, cvssv2: { base_score: 4.3 } } }),
      ]),
      expected: [
        'critical dependency 40001 flask@0.12',
        'high dependency 40001 flask@0.12',
        'medium dependency 40001 flask@0.12',
        'low dependency 40001 flask@0.12',
        'high dependency 40001 flask@0.12',
        'unknown dependency 40001 flask@0.12',
        'unknown dependency 40001 flask@0.12',
        'unknown dependency 40001 flask@0.12',
        'medium dependency 40001 flask@0.12',
      ],
      runs: ['safety 2.3.5 (dependencies)'],
    },
    {
      name: 'fixes and files',
      document: check(
        [
          vulnerability({ fixed_versions: ['0.12.3', '1.0'] }),
          vulnerability({}),
          vulnerability({ package_name: '__proto__' }),
        ],
        {
          ...meta({ scan_target: 'files', vulnerabilities_found: 3 }),
          remediations: { flask: { requirements: { '==0.12': { recommended_version: '2.2.5' } } } },
        },
      ),
      expected: [
        'unknown dependency 40001 flask@0.12 -> 0.12.3, 1.0 requirements.txt',
        'unknown dependency 40001 flask@0.12 -> 2.2.5 requirements.txt',
        'unknown dependency 40001 __proto__@0.12',
      ],
    },
    {
      name: 'a remedy as version 2.0 writes it, and its CVE as an object',
      document: check([vulnerability({ CVE: { name: 'CVE-2018-1', cvssv3: null } })], {
        remediations: { flask: { recommended_version: '2.2.5' } },
      }),
      expected: ['unknown dependency 40001 flask@0.12 -> 2.2.5'],
    },
    {
      name: 'what a policy ignores',
      document: check([], {
        ...meta({ vulnerabilities_ignored: 1 }),
        ignored_vulnerabilities: [vulnerability({ ignored: true, ignored_reason: 'not reachable' })],
      }),
      expected: ['unknown dependency 40001 flask@0.12 (suppressed: external)'],
    },
    { name: 'a clean check', document: check([]), expected: [], runs: ['safety 2.3.5 (dependencies)'] },
    {
      name: 'a check of nothing',
      document: check([], { scanned_packages: {} }),
      expected: [],
      runs: ['safety 2.3.5 (), 1 errors'],
    },
    {
      name: 'the list of version 1',
      document: [
        ['flask', '<0.12.3', '0.12', 'Denial of service.', '36388'],
        ['jinja2', '<2.10', '2.9', 'Sandbox escape.', '36384', null, { base_score: 8.6, vector_string: '' }],
      ],
      expected: ['unknown dependency 36388 flask@0.12', 'high dependency 36384 jinja2@2.9'],
      runs: ['safety (dependencies)'],
    },
    { name: 'a clean list of version 1', document: '[]\n', path: 'out/safety-report.json', expected: [] },
    {
      name: 'a scan of version 3',
      document: scan([
        file(
          'flask==0.12',
          [
            { id: '40001', vulnerable_spec: '<0.12.3' },
            { id: '40002', vulnerable_spec: '<1', ignored: { code: 'manual', reason: 'not reachable', expires: null } },
          ],
          { vulnerabilities_found: 1, recommended: '2.2.5', other_recommended: [] },
        ),
        file('flask>=0.12', [{ id: '40001', vulnerable_spec: '<0.12.3' }]),
      ]),
      expected: [
        'unknown dependency 40001 flask@0.12 -> 2.2.5 /src/requirements.txt',
        'unknown dependency 40002 flask@0.12 -> 2.2.5 /src/requirements.txt (suppressed: external)',
        'unknown dependency 40001 flask /src/requirements.txt',
      ],
      runs: ['safety 3.2.0 (dependencies)'],
    },
    {
      name: 'a scan of an environment',
      document: scan([], {
        scan_results: {
          files: [file('flask==0.12', [{ id: '40001', vulnerable_spec: '<1' }])],
          projects: [{ id: 'a' }],
        },
      }),
      expected: ['unknown dependency 40001 flask@0.12 /src/requirements.txt'],
    },
    {
      name: 'a clean scan',
      document: scan([file('flask==3.0', [])]),
      expected: [],
      runs: ['safety 3.2.0 (dependencies)'],
    },
    { name: 'a scan of nothing', document: scan([]), expected: [], runs: ['safety 3.2.0 (), 1 errors'] },
  ],
  refuses: [
    { name: 'fewer than it counts', document: check([], meta({ vulnerabilities_found: 2 })), code: 'E_CONTRADICTION' },
    {
      name: 'fewer ignored than it counts',
      document: check([], meta({ vulnerabilities_ignored: 2 })),
      code: 'E_CONTRADICTION',
    },
    { name: 'a count in words', document: check([], meta({ vulnerabilities_found: 'two' })), code: 'E_BAD_COUNT' },
    { name: 'no vulnerabilities', document: { ...check([]), vulnerabilities: null }, code: 'E_MALFORMED' },
    { name: 'a report of licenses', document: { report_meta: {}, licenses: [] }, code: 'E_MALFORMED' },
    { name: 'a vulnerability without an id', document: check([{ package_name: 'flask' }]), code: 'E_MALFORMED' },
    { name: 'an entry that is too short', document: [['flask', '<1', '0.12']], code: 'E_MALFORMED' },
    { name: 'an entry that is an object', document: [{ package: 'flask' }], code: 'E_MALFORMED' },
    {
      name: 'a scan that lists fewer than it counts',
      document: scan([file('flask==0.12', [], { vulnerabilities_found: 1 })]),
      code: 'E_CONTRADICTION',
    },
    { name: 'a scan without projects', document: { meta: {}, scan_results: { files: [] } }, code: 'E_MALFORMED' },
  ],
});

test('keeps the CVE, the time and the commit', async () => {
  const report = await safety.read(memorySource('safety.json', JSON.stringify(check([vulnerability({})]))));
  expect(report.findings[0]?.ids).toEqual(['40001', 'CVE-2018-1']);
  expect(report.producedAt).toBe(Date.parse('2026-11-20T09:30:00Z'));
  expect(report.commit).toBe('a1'.repeat(20));
});

test('takes an empty list only when it is named after the tool', () => {
  expect(safety.accepts('[]', 'reports/safety.json')).toBe(true);
  expect(safety.accepts('[]', 'safety/report.json')).toBe(false);
});
