import { npmAudit } from '../src/findings/npm-audit.ts';
import { testFindingsReader } from './findings-table.ts';

const via = (over: object) => ({
  source: 1001,
  name: 'left',
  dependency: 'left',
  title: 'Left leaks memory',
  url: 'https://github.com/advisories/GHSA-2222-3333-4444',
  severity: 'high',
  cwe: ['CWE-401'],
  cvss: { score: 7.5, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' },
  range: '<1.2.0',
  ...over,
});
const entry = (name: string, causes: readonly unknown[], fixAvailable: unknown = true) => ({
  name,
  severity: 'high',
  isDirect: false,
  via: causes,
  effects: [],
  range: '<1.2.0',
  nodes: [`node_modules/${name}`],
  fixAvailable,
});
const version2 = (packages: readonly ReturnType<typeof entry>[], total = packages.length) => ({
  auditReportVersion: 2,
  vulnerabilities: Object.fromEntries(packages.map((each) => [each.name, each])),
  metadata: {
    vulnerabilities: { info: 0, low: 0, moderate: 0, high: total, critical: 0, total },
    dependencies: { prod: 1, dev: 0, optional: 0, peer: 0, peerOptional: 0, total: 0 },
  },
});

const advisory = (over: object) => ({
  findings: [{ version: '0.5.3', paths: ['web>left'], dev: false, optional: false, bundled: false }],
  id: 118,
  title: 'Left is slow',
  module_name: 'left',
  cves: ['CVE-2016-11111'],
  vulnerable_versions: '<= 0.6.0',
  patched_versions: '>= 0.6.1',
  severity: 'moderate',
  url: 'https://npm.example/advisories/118',
  ...over,
});
const version1 = (advisories: readonly object[], moderate = advisories.length) => ({
  actions: advisories.map(() => ({ action: 'review', module: 'left', resolves: [{ id: 118, path: 'web>left' }] })),
  advisories: Object.fromEntries(advisories.map((each, index) => [100 + index, each])),
  muted: [],
  metadata: { vulnerabilities: { info: 0, low: 0, moderate, high: 0, critical: 0 }, totalDependencies: 4 },
  runId: '5f0c',
});

testFindingsReader(npmAudit, {
  reads: [
    {
      name: 'advisories of version 2 by package, and what depends on one',
      document: version2([
        entry('left', [via({}), via({ source: 1002, severity: 'moderate', url: '' }), 'right']),
        entry('right', [
          via({ source: 1003, severity: 'critical', url: 'https://github.com/advisories/GHSA-5555-6666-7777' }),
        ]),
        entry('web', ['left'], false),
      ]),
      expected: [
        'high dependency GHSA-2222-3333-4444 left',
        'medium dependency 1002 left',
        'critical dependency GHSA-5555-6666-7777 right',
      ],
      runs: ['npm-audit (dependencies)'],
    },
    {
      name: 'severities of version 2',
      document: version2([
        entry('left', [
          via({ severity: 'low' }),
          via({ source: 2, severity: 'info' }),
          via({ source: 3, severity: 'dreadful', cvss: { score: 0, vectorString: null } }),
          via({ source: 4, severity: undefined }),
          via({ source: 4, severity: 'low' }),
        ]),
      ]),
      expected: [
        'low dependency GHSA-2222-3333-4444 left',
        'info dependency GHSA-2222-3333-4444 left',
        'unknown dependency GHSA-2222-3333-4444 left',
        'high dependency GHSA-2222-3333-4444 left',
      ],
    },
    {
      name: 'fixes of version 2: of the package itself, and of one that depends on it',
      document: version2([
        entry('left', [via({})], { name: 'left', version: '2.0.0', isSemVerMajor: true }),
        entry('right', [via({})], { name: 'web', version: '9.0.0', isSemVerMajor: false }),
      ]),
      expected: ['high dependency GHSA-2222-3333-4444 left -> 2.0.0', 'high dependency GHSA-2222-3333-4444 right'],
    },
    {
      name: 'a project without dependencies',
      document: version2([]),
      expected: [],
      runs: ['npm-audit (dependencies)'],
    },
    {
      name: 'a vulnerable package that is named but not listed',
      document: version2([entry('web', ['left'])]),
      expected: [],
      runs: ['npm-audit (dependencies), 1 errors'],
    },
    {
      name: 'packages with the names of object members',
      document: `{"auditReportVersion":2,"vulnerabilities":{"__proto__":${JSON.stringify(entry('__proto__', [via({})]))},"constructor":${JSON.stringify(entry('constructor', ['toString', via({})]))}},"metadata":{"vulnerabilities":{"total":2}}}`,
      expected: ['high dependency GHSA-2222-3333-4444 __proto__', 'high dependency GHSA-2222-3333-4444 constructor'],
      runs: ['npm-audit (dependencies), 1 errors'],
    },
    {
      name: 'version 1',
      document: version1([
        advisory({}),
        advisory({ id: 119, severity: 'low', cves: [], patched_versions: '<0.0.0' }),
        advisory({
          id: 120,
          patched_versions: '>=1.8.1 <2.0.0 || >= 2.3.0',
          github_advisory_id: 'GHSA-8888-9999-2222',
        }),
        advisory({ id: 121, findings: [{ version: '1.0.0' }, { version: '2.0.0' }] }),
      ]),
      expected: [
        'medium dependency CVE-2016-11111 left@0.5.3 -> 0.6.1',
        'low dependency 119 left@0.5.3',
        'medium dependency GHSA-8888-9999-2222 left@0.5.3 -> 1.8.1 or 2.3.0',
        'medium dependency CVE-2016-11111 left -> 0.6.1',
      ],
      runs: ['npm-audit (dependencies)'],
    },
    { name: 'version 1 without findings', document: version1([]), expected: [], runs: ['npm-audit (dependencies)'] },
    {
      name: 'version 1 in one line, named after its tool',
      document: JSON.stringify({ ...version1([]), runId: undefined }),
      path: 'reports/npm-audit.json',
      expected: [],
    },
  ],
  refuses: [
    {
      name: 'an error of npm',
      document: { error: { code: 'ENOLOCK', summary: 'This command requires an existing lockfile.', detail: '' } },
      code: 'E_SCAN_FAILED',
    },
    {
      name: 'what the registry answered instead',
      document: { message: '405 Method Not Allowed', method: 'POST', uri: 'http://localhost/', statusCode: 405 },
      code: 'E_SCAN_FAILED',
    },
    {
      name: 'an error of npm 11',
      document: { message: 'request failed', error: { summary: '', detail: '' } },
      code: 'E_SCAN_FAILED',
    },
    {
      name: 'fewer packages than the total',
      document: version2([entry('left', [via({})])], 2),
      code: 'E_CONTRADICTION',
    },
    { name: 'packages and a total of 0', document: version2([entry('left', [via({})])], 0), code: 'E_CONTRADICTION' },
    { name: 'a total and no package', document: version2([], 1), code: 'E_CONTRADICTION' },
    { name: 'no metadata', document: { ...version2([]), metadata: undefined }, code: 'E_MALFORMED' },
    { name: 'no packages', document: { ...version2([]), vulnerabilities: [] }, code: 'E_MALFORMED' },
    { name: 'a cause that is neither', document: version2([entry('left', [7])]), code: 'E_MALFORMED' },
    { name: 'a package without a cause', document: version2([entry('left', [])]), code: 'E_MALFORMED' },
    {
      name: 'an advisory without a number',
      document: version2([entry('left', [via({ source: null })])]),
      code: 'E_MALFORMED',
    },
    { name: 'a version nobody knows', document: { ...version2([]), auditReportVersion: 3 }, code: 'E_WRONG_FORMAT' },
    {
      name: 'advisories of version 1 and a count of 0',
      document: version1([advisory({})], 0),
      code: 'E_CONTRADICTION',
    },
    { name: 'a count of version 1 and no advisory', document: version1([], 3), code: 'E_CONTRADICTION' },
    { name: 'an advisory of no package', document: version1([advisory({ module_name: null })]), code: 'E_MALFORMED' },
    { name: 'advisories as a list', document: { ...version1([]), advisories: [] }, code: 'E_MALFORMED' },
    {
      name: 'a key twice',
      document: '{"auditReportVersion":2,"vulnerabilities":{"a":{}},"vulnerabilities":{}}',
      code: 'E_CONTRADICTION',
    },
  ],
});

test('accepts the errors of npm', () => {
  for (const head of ['{"error":{"code":"ENOLOCK","summary":"","detail":""}}', '{"message":"","method":"","uri":""}'])
    expect(npmAudit.accepts(head, 'report')).toBe(true);
});
