import { snyk } from '../src/findings/snyk.ts';
import { testFindingsReader } from './findings-table.ts';

const issue = (over: object) => ({
  CVSSv3: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
  cvssScore: 7.5,
  id: 'SNYK-JS-LEFT-1',
  identifiers: { CVE: ['CVE-2024-11111'], CWE: ['CWE-401'], GHSA: ['GHSA-2222-3333-4444'] },
  packageManager: 'npm',
  severity: 'high',
  title: 'Memory leak',
  fixedIn: ['1.2.0'],
  from: ['web@1.0.0', 'left@1.0.0'],
  upgradePath: [false, 'left@1.2.0'],
  isUpgradable: true,
  isPatchable: false,
  name: 'left',
  version: '1.0.0',
  ...over,
});
const project = (vulnerabilities: readonly object[], over: object = {}) => ({
  vulnerabilities,
  ok: vulnerabilities.length === 0,
  dependencyCount: 4,
  packageManager: 'npm',
  displayTargetFile: 'package-lock.json',
  projectName: 'web',
  path: '/work',
  ...over,
});
const infrastructure = (over: object) => ({
  meta: { org: 'us' },
  vulnerabilities: [],
  targetFile: 'main.tf',
  projectType: 'terraformconfig',
  ok: false,
  infrastructureAsCodeIssues: [],
  ...over,
});
const failure = { ok: false, error: 'Could not detect supported target files', path: 'app' };

testFindingsReader(snyk, {
  reads: [
    {
      name: 'each vulnerability once for a version of a package',
      document: project(
        [
          issue({}),
          issue({ from: ['web@1.0.0', 'other@2.0.0', 'left@1.0.0'] }),
          issue({ version: '0.9.0', fixedIn: [], isUpgradable: false }),
          issue({ version: '0.9.0', fixedIn: [], isUpgradable: true }),
        ],
        { uniqueCount: 1 },
      ),
      expected: [
        'high dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 package-lock.json',
        'high dependency SNYK-JS-LEFT-1 left@0.9.0 package-lock.json',
      ],
      runs: ['snyk (dependencies)'],
    },
    {
      name: 'each severity and licenses',
      document: project([
        issue({ severity: 'critical' }),
        issue({ id: 'S-2', severity: 'high', severityWithCritical: 'critical' }),
        issue({ id: 'S-3', severity: 'medium', severityWithCritical: 'high', fixedIn: ['1.9.8', '2.0.1'] }),
        issue({ id: 'S-4', severity: 'low', nearestFixedInVersion: '1.1.0' }),
        issue({ id: 'S-5', severity: null }),
        issue({ id: 'S-6', severity: 'odd', CVSSv3: null, cvssScore: 4.2 }),
        issue({ id: 'S-7', severity: 'odd', CVSSv3: null, cvssScore: null }),
        issue({ id: 'snyk:lic:npm:left:GPL-3.0', type: 'license', severity: 'medium', fixedIn: undefined }),
      ]),
      expected: [
        'critical dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 package-lock.json',
        'critical dependency S-2 left@1.0.0 -> 1.2.0 package-lock.json',
        'medium dependency S-3 left@1.0.0 -> 1.9.8 or 2.0.1 package-lock.json',
        'low dependency S-4 left@1.0.0 -> 1.1.0 package-lock.json',
        'high dependency S-5 left@1.0.0 -> 1.2.0 package-lock.json',
        'medium dependency S-6 left@1.0.0 -> 1.2.0 package-lock.json',
        'unknown dependency S-7 left@1.0.0 -> 1.2.0 package-lock.json',
        'medium license snyk:lic:npm:left:GPL-3.0 left@1.0.0 package-lock.json',
      ],
    },
    {
      name: 'several projects, one of them not tested',
      document: [
        failure,
        project([issue({})], { displayTargetFile: 'a\\package.json' }),
        project([issue({})], { displayTargetFile: 'b/package.json' }),
        project([], { displayTargetFile: 'c/package.json' }),
      ],
      expected: [
        'high dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 a\\package.json',
        'high dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 b/package.json',
      ],
      runs: ['snyk (dependencies), 1 errors'],
    },
    {
      name: 'ignored and patched vulnerabilities',
      document: project([issue({})], {
        filtered: {
          ignore: [
            issue({ filtered: { ignored: [{ reason: 'Not reachable', path: ['*'] }] } }),
            issue({ id: 'S-2', filtered: { ignored: [{ reason: 'Not reachable' }] } }),
          ],
          patch: [issue({ id: 'S-3' })],
        },
      }),
      expected: [
        'high dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 package-lock.json',
        'high dependency S-2 left@1.0.0 -> 1.2.0 package-lock.json (suppressed: external)',
        'high dependency S-3 left@1.0.0 -> 1.2.0 package-lock.json (suppressed: external)',
      ],
    },
    {
      name: 'only ignored ones',
      document: project([], { filtered: { ignore: [issue({})], patch: [] } }),
      expected: ['high dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 package-lock.json (suppressed: external)'],
    },
    {
      name: 'grouped issues',
      document: project([issue({ name: ['left', 'right'], from: [['a'], ['b']] })]),
      expected: [
        'high dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 package-lock.json',
        'high dependency SNYK-JS-LEFT-1 right@1.0.0 -> 1.2.0 package-lock.json',
      ],
    },
    {
      name: 'an image and its applications',
      document: project([issue({ name: 'openssl/libssl3', packageManager: 'debian:12' })], {
        docker: { baseImage: 'debian:12' },
        path: 'registry.example/web:1',
        packageManager: 'deb',
        applications: [
          project([issue({})], { targetFile: '/app/package.json', displayTargetFile: undefined }),
          failure,
        ],
      }),
      expected: [
        'high dependency SNYK-JS-LEFT-1 openssl/libssl3@1.0.0 -> 1.2.0 registry.example/web:1',
        'high dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 registry.example/web:1: /app/package.json',
      ],
      runs: ['snyk-container (dependencies, containers), 1 errors'],
    },
    {
      name: 'infrastructure',
      document: [
        infrastructure({
          infrastructureAsCodeIssues: [
            { id: 'SNYK-CC-TF-1', title: 'Public bucket', severity: 'high', lineNumber: 9, msg: 'resource.bucket' },
            { id: 'SNYK-CC-TF-1', title: 'Public bucket', severity: 'high', lineNumber: 9, msg: 'resource.other' },
            { id: 'SNYK-CC-TF-2', title: 'No tags', severity: 'low', lineNumber: -1, isIgnored: true },
            { publicId: 'OWN-1', title: 'Custom', severity: 'weird' },
          ],
        }),
        infrastructure({ ok: true, targetFile: 'clean.tf' }),
      ],
      expected: [
        'high misconfiguration SNYK-CC-TF-1 main.tf:9',
        'high misconfiguration SNYK-CC-TF-1 main.tf:9',
        'low misconfiguration SNYK-CC-TF-2 main.tf (suppressed: external)',
        'unknown misconfiguration OWN-1 main.tf',
      ],
      runs: ['snyk-iac (infrastructure)'],
    },
    { name: 'a clean scan', document: project([], { uniqueCount: 0 }), expected: [], runs: ['snyk (dependencies)'] },
    { name: 'clean projects', document: [project([]), project([])], expected: [], runs: ['snyk (dependencies)'] },
    {
      name: 'a vulnerability that fills the first bytes',
      document: project([issue({ description: 'x'.repeat(9000) })]),
      expected: ['high dependency SNYK-JS-LEFT-1 left@1.0.0 -> 1.2.0 package-lock.json'],
    },
  ],
  refuses: [
    { name: 'an error', document: failure, code: 'E_SCAN_FAILED' },
    { name: 'a list of errors', document: [failure, failure], code: 'E_SCAN_FAILED' },
    { name: 'an empty list', document: [], code: 'E_SCAN_FAILED' },
    { name: 'no list of vulnerabilities', document: { ok: true, dependencyCount: 4 }, code: 'E_MALFORMED' },
    { name: 'vulnerabilities that are no list', document: { ok: true, vulnerabilities: {} }, code: 'E_MALFORMED' },
    { name: 'no ok', document: { vulnerabilities: [] }, code: 'E_MALFORMED' },
    { name: 'not ok without a reason', document: { ok: false, vulnerabilities: [] }, code: 'E_CONTRADICTION' },
    {
      name: 'fewer issues than it counts',
      document: project([issue({})], { uniqueCount: 2 }),
      code: 'E_CONTRADICTION',
    },
    { name: 'a vulnerability without an id', document: project([issue({ id: null })]), code: 'E_MALFORMED' },
    { name: 'a vulnerability of no package', document: project([issue({ name: undefined })]), code: 'E_MALFORMED' },
    { name: 'an application that is no project', document: project([], { applications: [7] }), code: 'E_MALFORMED' },
    { name: 'a project that is no object', document: [project([]), null], code: 'E_MALFORMED' },
    {
      name: 'issues of infrastructure that are no list',
      document: infrastructure({ ok: true, infrastructureAsCodeIssues: null }),
      code: 'E_MALFORMED',
    },
    { name: 'a key twice', document: '{"ok":true,"vulnerabilities":[{}],"vulnerabilities":[]}', code: 'E_MALFORMED' },
  ],
});

test('accepts an error, and no SARIF', () => {
  expect(snyk.accepts(JSON.stringify(failure), 'report')).toBe(true);
  expect(snyk.accepts(JSON.stringify([failure]), 'report')).toBe(true);
  expect(
    snyk.accepts('{"$schema":"sarif","version":"2.1.0","runs":[{"tool":{"driver":{"name":"SnykCode"}}}]}', 'snyk.json'),
  ).toBe(false);
});
