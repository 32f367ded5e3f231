import { memorySource } from '../src/byte-source.ts';
import { gitlab } from '../src/findings/gitlab.ts';
import { testFindingsReader } from './findings-table.ts';

const RULE = { type: 'semgrep_id', name: 'eval', value: 'python.eval' };
const CWE = { type: 'cwe', name: 'CWE-95', value: '95' };
const CVE = { type: 'cve', name: 'CVE-2026-1', value: 'CVE-2026-1' };
const flaw = (over: object) => ({
  id: 'f1',
  name: 'Eval',
  description: 'Code is made of user input',
  severity: 'High',
  location: { file: 'src/a.py', start_line: 4, end_line: 4 },
  identifiers: [RULE, CWE],
  ...over,
});
const report = (type: string, scanner: string, vulnerabilities: readonly object[], over: object = {}) => ({
  version: '15.2.1',
  scan: {
    type,
    status: 'success',
    start_time: '2026-11-20T09:00:00',
    end_time: '2026-11-20T09:01:00',
    scanner: { id: scanner, name: scanner, version: '1.2.3', vendor: { name: 'GitLab' } },
    ...over,
  },
  vulnerabilities,
});
const locked = (over: object = {}) =>
  flaw({
    identifiers: [{ type: 'gemnasium', name: 'Gemnasium-1', value: 'uuid-1' }, CVE, CWE],
    solution: 'Upgrade to version 4.17.21 or above.',
    location: { file: 'package-lock.json', dependency: { package: { name: 'lodash' }, version: '4.17.1' } },
    ...over,
  });
const installed = (over: object = {}) =>
  flaw({
    identifiers: [CVE],
    location: {
      dependency: { package: { name: 'openssl' }, version: '1.1.1k' },
      operating_system: 'debian 12.1',
      image: 'shop:1',
    },
    ...over,
  });

testFindingsReader(gitlab, {
  reads: [
    {
      name: 'each severity of a SAST report',
      document: report('sast', 'semgrep', [
        flaw({ severity: 'Critical' }),
        flaw({}),
        flaw({ severity: 'Medium' }),
        flaw({ severity: 'Low' }),
        flaw({ severity: 'Info' }),
        flaw({ severity: 'Unknown' }),
        flaw({ severity: 'Undefined' }),
        flaw({ severity: undefined }),
      ]),
      expected: ['critical', 'high', 'medium', 'low', 'info', 'unknown', 'unknown', 'unknown'].map(
        (severity) => `${severity} code python.eval src/a.py:4`,
      ),
      runs: ['semgrep 1.2.3 (sast)'],
    },
    { name: 'a clean scan', document: report('sast', 'semgrep', []), expected: [], runs: ['semgrep 1.2.3 (sast)'] },
    {
      name: 'a clean report of version 2, which does not tell the scanner',
      document: { version: '2.3', vulnerabilities: [], remediations: [] },
      expected: [],
      runs: ['gitlab ()'],
    },
    {
      name: 'a report of version 2 of several scanners',
      document: {
        version: '2.3',
        vulnerabilities: [
          flaw({ category: 'sast', scanner: { id: 'bandit', name: 'Bandit' } }),
          flaw({ category: 'sast', scanner: { id: 'gitleaks' }, severity: 'Unknown', identifiers: [RULE] }),
          flaw({ category: 'dependency_scanning', location: { file: 'a.lock' } }),
        ],
      },
      expected: [
        'high code python.eval src/a.py:4',
        'high secret python.eval src/a.py:4',
        'high dependency python.eval a.lock',
      ],
      runs: ['bandit (sast)', 'gitleaks (secrets)'],
    },
    {
      name: 'dependencies',
      document: {
        ...report('dependency_scanning', 'gemnasium', [
          locked(),
          locked({ identifiers: [RULE, CWE], solution: 'Remove it', location: { file: 'go.sum', dependency: {} } }),
          locked({ severity: 'Unknown', cvss_vectors: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] }),
        ]),
        dependency_files: [{ path: 'package-lock.json', package_manager: 'npm', dependencies: [{}] }],
      },
      expected: [
        'high dependency CVE-2026-1 lodash@4.17.1 -> 4.17.21 package-lock.json',
        'high dependency python.eval go.sum',
        'critical dependency CVE-2026-1 lodash@4.17.1 -> 4.17.21 package-lock.json',
      ],
      runs: ['gemnasium 1.2.3 (dependencies)'],
    },
    {
      name: 'an image',
      document: report('container_scanning', 'trivy', [
        installed({ solution: 'Upgrade openssl from 1.1.1k to 1.1.1n-0+deb11u5' }),
        installed({ solution: 'No solution provided', severity: 'Low' }),
      ]),
      expected: [
        'high dependency CVE-2026-1 openssl@1.1.1k -> 1.1.1n-0+deb11u5 shop:1',
        'low dependency CVE-2026-1 openssl@1.1.1k shop:1',
      ],
      runs: ['trivy 1.2.3 (containers)'],
    },
    {
      name: 'secrets',
      document: report('secret_detection', 'gitleaks', [
        flaw({ severity: 'Critical', raw_source_code_extract: 'key=hunter2', description: 'hunter2' }),
        flaw({ severity: 'Unknown', name: undefined, description: 'hunter2', identifiers: [RULE] }),
      ]),
      expected: ['critical secret python.eval src/a.py:4', 'high secret python.eval src/a.py:4'],
      runs: ['gitleaks 1.2.3 (secrets)'],
    },
    {
      name: 'a running site',
      document: report('dast', 'zaproxy', [
        flaw({ location: { hostname: 'https://shop.example', path: '/login?token=hunter2', method: 'GET' } }),
      ]),
      expected: ['high web python.eval https://shop.example/login?token'],
      runs: ['zap 1.2.3 (dast)'],
    },
    {
      name: 'infrastructure, which calls itself SAST',
      document: report('sast', 'kics', [flaw({})]),
      expected: ['high misconfiguration python.eval src/a.py:4'],
      runs: ['kics 1.2.3 (infrastructure)'],
    },
    {
      name: 'a type that nobody knows',
      document: report('future', 'oracle', [flaw({}), locked()]),
      expected: [
        'high code python.eval src/a.py:4',
        'high dependency CVE-2026-1 lodash@4.17.1 -> 4.17.21 package-lock.json',
      ],
      runs: ['oracle 1.2.3 ()'],
    },
    {
      name: 'a scan that failed',
      document: report('sast', 'semgrep', [], {
        status: 'failure',
        messages: [
          { level: 'fatal', value: 'out of memory' },
          { level: 'warn', value: 'slow' },
          { level: 'info', value: 'done' },
          { level: 'error' },
        ],
      }),
      expected: [],
      runs: ['semgrep 1.2.3 (sast), 3 errors'],
    },
    {
      name: 'a scan that saw no dependency',
      document: { ...report('dependency_scanning', 'gemnasium', []), dependency_files: [] },
      expected: [],
      runs: ['gemnasium 1.2.3 (), 1 errors'],
    },
    {
      name: 'a scan that saw empty lock files',
      document: {
        ...report('dependency_scanning', 'gemnasium', []),
        dependency_files: [{ path: 'go.sum', package_manager: 'go', dependencies: [] }],
      },
      expected: [],
      runs: ['gemnasium 1.2.3 (), 1 errors'],
    },
    {
      name: 'a scan that saw no page',
      document: report('dast', 'zaproxy', [], { scanned_resources: [] }),
      expected: [],
      runs: ['zap 1.2.3 (), 1 errors'],
    },
  ],
  refuses: [
    { name: 'no vulnerabilities', document: { version: '15.0.0', scan: { type: 'sast' } }, code: 'E_MALFORMED' },
    { name: 'vulnerabilities that are no list', document: report('sast', 'a', {} as never), code: 'E_MALFORMED' },
    { name: 'no identifiers', document: report('sast', 'a', [flaw({ identifiers: null })]), code: 'E_MALFORMED' },
    { name: 'nothing to call it', document: report('sast', 'a', [{ identifiers: [] }]), code: 'E_MALFORMED' },
    { name: 'messages that are no list', document: report('sast', 'a', [], { messages: {} }), code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('knows the ecosystem, the fix and the time', async () => {
  const managers = ['bundler', 'yarn', 'go', 'pip', 'setuptools', 'gradle', 'nuget', 'elsewhere'];
  const document = {
    ...report(
      'dependency_scanning',
      'gemnasium',
      managers.map((manager, index) =>
        locked({
          id: `id-${index}`,
          solution: 'See the advisory',
          location: { file: manager, dependency: { package: { name: 'a' } } },
        }),
      ),
    ),
    dependency_files: managers.map((manager) => ({ path: manager, package_manager: manager, dependencies: [{}] })),
    remediations: [{ fixes: [{ id: 'id-1' }], summary: 'Upgrade a', diff: '' }],
  };
  const read = await gitlab.read(memorySource('gl-report.json', JSON.stringify(document)));
  const types = ['gem', 'npm', 'golang', 'pypi', 'pypi', 'maven', 'nuget', undefined];
  expect(read.findings.map((finding) => finding.package?.ecosystem)).toEqual(types);
  expect(read.findings.map(({ isFixable }) => isFixable).filter(Boolean)).toEqual([true]);
  expect(read.findings[0]?.ids).toEqual(['CVE-2026-1', 'uuid-1']);
  expect(read.producedAt).toBe(Date.UTC(2026, 10, 20, 9, 1));
});

test.each([
  ['CycloneDX', { bomFormat: 'CycloneDX', version: 1, vulnerabilities: [{ id: 'CVE-1', ratings: [] }] }],
  ['CSAF', { document: { csaf_version: '2.0' }, vulnerabilities: [{ cve: 'CVE-1', remediations: [] }] }],
  ['Snyk', { vulnerabilities: [{ version: '1', identifiers: { CVE: [] } }], ok: false }],
])('does not take a document of %s', (_, document) => {
  expect(gitlab.accepts(JSON.stringify(document), 'gl-sast-report.json')).toBe(false);
});
