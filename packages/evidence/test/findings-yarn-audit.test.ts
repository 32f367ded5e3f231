import { yarnAudit } from '../src/findings/yarn-audit.ts';
import { testFindingsReader } from './findings-table.ts';

const advisory = (over: object) => ({
  findings: [{ version: '2.0.0', paths: ['left'] }],
  vulnerable_versions: '<3.0.0',
  module_name: 'left',
  severity: 'moderate',
  github_advisory_id: 'GHSA-2222-3333-4444',
  cves: ['CVE-2020-11111'],
  patched_versions: '>=3.0.0',
  cvss: { score: 0, vectorString: null },
  id: 3001,
  title: 'Left leaks memory',
  url: 'https://github.com/advisories/GHSA-2222-3333-4444',
  ...over,
});
const line = (over: object, path = 'left') => ({
  type: 'auditAdvisory',
  data: { resolution: { id: 3001, path, dev: false }, advisory: advisory(over) },
});
const summary = (moderate: number) => ({
  type: 'auditSummary',
  data: { vulnerabilities: { info: 0, low: 0, moderate, high: 0, critical: 0 }, totalDependencies: 3 },
});
const tree = (over: object, value = 'left') => ({
  value,
  children: {
    ID: 3001,
    Issue: 'Left leaks memory',
    URL: 'https://github.com/advisories/GHSA-2222-3333-4444',
    Severity: 'high',
    'Vulnerable Versions': '<3.0.0',
    'Tree Versions': ['2.0.0'],
    Dependents: ['web@workspace:.'],
    ...over,
  },
});
const answer = (advisories: readonly object[]) => ({
  actions: [],
  advisories: Object.fromEntries(advisories.map((each, index) => [index, each])),
  muted: [],
  metadata: { vulnerabilities: { info: 0, low: 0, moderate: advisories.length, high: 0, critical: 0 } },
});
const nothingFound = { type: 'info', name: null, displayName: 'YN0000', indent: '', data: 'No audit suggestions' };
const lines = (...values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

testFindingsReader(yarnAudit, {
  reads: [
    {
      name: 'the lines of yarn 1, each advisory once',
      document: lines(
        line({}),
        line({}, 'web>left'),
        line({ id: 3002, module_name: 'right', severity: 'critical', github_advisory_id: undefined }),
        line({ id: 3003, severity: 'horrid' }),
        summary(4),
      ),
      expected: [
        'medium dependency GHSA-2222-3333-4444 left@2.0.0 -> 3.0.0',
        'critical dependency GHSA-2222-3333-4444 right@2.0.0 -> 3.0.0',
        'unknown dependency GHSA-2222-3333-4444 left@2.0.0 -> 3.0.0',
      ],
      runs: ['yarn-audit (dependencies)'],
    },
    { name: 'yarn 1 without findings', document: lines(summary(0)), expected: [], runs: ['yarn-audit (dependencies)'] },
    {
      name: 'yarn 1 beside its other lines',
      document: lines({ type: 'warning', data: 'package.json: No license field' }, line({}), summary(1)),
      expected: ['medium dependency GHSA-2222-3333-4444 left@2.0.0 -> 3.0.0'],
      runs: ['yarn-audit (dependencies)'],
    },
    {
      name: 'yarn 1 with an error',
      document: lines({ type: 'error', data: 'Lockfile does not satisfy pattern' }, summary(0)),
      expected: [],
      runs: ['yarn-audit (dependencies), 1 errors'],
    },
    {
      name: 'yarn 1 that looked at nothing',
      document: lines({ type: 'info', data: 'No lockfile found.' }, summary(0)),
      expected: [],
      runs: ['yarn-audit (dependencies), 1 errors'],
    },
    {
      name: 'the answer that yarn 2 and 3 pass on',
      document: lines(answer([advisory({}), advisory({ id: 3002, severity: 'low' })])),
      expected: [
        'medium dependency GHSA-2222-3333-4444 left@2.0.0 -> 3.0.0',
        'low dependency GHSA-2222-3333-4444 left@2.0.0 -> 3.0.0',
      ],
      runs: ['yarn-audit (dependencies)'],
    },
    { name: 'yarn 3 without findings', document: lines(answer([]), nothingFound), expected: [] },
    {
      name: 'the lines of yarn 4, with a deprecated package',
      document: lines(
        tree({}),
        tree(
          { ID: 'right (deprecation)', URL: undefined, Severity: 'moderate', 'Tree Versions': ['1.0.0', '1.1.0'] },
          'right',
        ),
        tree({ Severity: undefined }),
      ),
      expected: [
        'high dependency GHSA-2222-3333-4444 left@2.0.0',
        'medium dependency right (deprecation) right',
        'unknown dependency GHSA-2222-3333-4444 left@2.0.0',
      ],
      runs: ['yarn-audit (dependencies)'],
    },
    { name: 'yarn 4 that says that there is nothing', document: lines(nothingFound), expected: [] },
  ],
  refuses: [
    { name: 'nothing, as yarn 4 writes when it is clean', document: '', code: 'E_EMPTY' },
    { name: 'lines of yarn 1 without a summary', document: lines(line({})), code: 'E_TRUNCATED' },
    { name: 'only an error', document: lines({ type: 'error', data: 'request failed' }), code: 'E_SCAN_FAILED' },
    { name: 'only a remark', document: lines({ type: 'info', data: 'Looking' }), code: 'E_TRUNCATED' },
    { name: 'a summary of lines that were left out', document: lines(summary(2)), code: 'E_CONTRADICTION' },
    { name: 'lines and a summary of 0', document: lines(line({}), summary(0)), code: 'E_CONTRADICTION' },
    { name: 'a line without a type', document: lines({ data: 1 }, summary(0)), code: 'E_MALFORMED' },
    {
      name: 'a line without an advisory',
      document: lines({ type: 'auditAdvisory', data: {} }, summary(1)),
      code: 'E_MALFORMED',
    },
    { name: 'a line of yarn 4 without a package', document: lines({ ...tree({}), value: null }), code: 'E_MALFORMED' },
    { name: 'a text line', document: `Usage Error: no lockfile\n${lines(summary(0))}`, code: 'E_MALFORMED' },
  ],
});

test('accepts lines that are only an error', () => {
  expect(yarnAudit.accepts(lines({ type: 'error', data: 'request failed' }), 'report')).toBe(true);
  expect(yarnAudit.accepts(lines({ type: 'start', data: {} }), 'report')).toBe(false);
});
