import { memorySource } from '../src/byte-source.ts';
import { githubCodeScanning } from '../src/findings/github-code-scanning.ts';
import { testFindingsReader } from './findings-table.ts';

const alert = (rule: object, over: object = {}) => ({
  number: 7,
  created_at: '2026-11-01T09:00:00Z',
  html_url: 'https://github.example/o/r/security/code-scanning/7',
  state: 'open',
  dismissed_reason: null,
  dismissed_comment: null,
  rule: { id: 'py/eval', severity: 'error', security_severity_level: null, description: 'Eval', tags: [], ...rule },
  tool: { name: 'CodeQL', guid: null, version: '2.20.0' },
  most_recent_instance: {
    commit_sha: 'a'.repeat(40),
    message: { text: 'This evaluates user input.' },
    location: { path: 'src/a.py', start_line: 4, end_line: 5, start_column: 2, end_column: 9 },
  },
  ...over,
});
const trivy = (tags: readonly string[], text: string, id = 'CVE-2026-1') =>
  alert(
    { id, security_severity_level: 'critical', tags, description: 'A rule of Trivy' },
    {
      tool: { name: 'Trivy', version: '0.60.0' },
      most_recent_instance: { message: { text }, location: { path: 'package-lock.json', start_line: 1 } },
    },
  );

testFindingsReader(githubCodeScanning, {
  reads: [
    {
      name: 'each severity',
      document: [
        alert({ security_severity_level: 'critical' }),
        alert({ security_severity_level: 'high' }),
        alert({ security_severity_level: 'medium', severity: 'error' }),
        alert({ security_severity_level: 'low' }),
        alert({ security_severity_level: 'severe', severity: 'note' }),
        alert({}),
        alert({ severity: 'warning' }),
        alert({ severity: 'note' }),
        alert({ severity: 'none' }),
        alert({ severity: null }),
      ],
      expected: ['critical', 'high', 'medium', 'low', 'unknown', 'high', 'medium', 'low', 'info', 'unknown'].map(
        (severity) => `${severity} code py/eval src/a.py:4`,
      ),
      runs: ['github-code-scanning (sast)', 'codeql 2.20.0 (sast)'],
    },
    {
      name: 'no alert',
      document: '[]',
      path: 'alerts/code-scanning-alerts.json',
      expected: [],
      runs: ['github-code-scanning (sast)'],
    },
    {
      name: 'alerts that are not open',
      document: [
        alert({}, { state: 'dismissed', dismissed_reason: "won't fix", dismissed_comment: 'legacy' }),
        alert({}, { state: 'fixed' }),
        alert({}, { state: 'reborn' }),
      ],
      expected: ['high code py/eval src/a.py:4 (suppressed: external)', 'high code py/eval src/a.py:4'],
    },
    {
      name: 'alerts of other tools',
      document: [
        trivy(['vulnerability'], 'Package: lodash\nInstalled Version: 4.17.1\nFixed Version: 4.17.21\n'),
        trivy(['misconfiguration'], 'Root user', 'AVD-DS-1'),
        trivy(['secret'], 'Secret AWS\nMatch: hunter2', 'aws-key'),
        trivy(['license'], 'GPL', 'gpl'),
        alert({ id: 'aws' }, { tool: { name: 'gitleaks' }, most_recent_instance: { message: { text: 'hunter2' } } }),
        alert({ id: 'X1' }, { tool: { name: 'checkov' } }),
        alert({ id: '10021' }, { tool: { name: 'zap' }, most_recent_instance: null }),
        alert({}, { tool: null }),
      ],
      expected: [
        'critical dependency CVE-2026-1 lodash@4.17.1 -> 4.17.21 package-lock.json:1',
        'critical misconfiguration AVD-DS-1 package-lock.json:1',
        'critical secret aws-key package-lock.json:1',
        'critical license gpl package-lock.json:1',
        'high secret aws',
        'high misconfiguration X1 src/a.py:4',
        'high web 10021',
        'high code py/eval src/a.py:4',
      ],
    },
    {
      name: 'a list of pages',
      document: [[alert({})], [alert({ id: 'py/sql' })], []],
      expected: ['high code py/eval src/a.py:4', 'high code py/sql src/a.py:4'],
    },
  ],
  refuses: [
    {
      name: 'an error of the API',
      document: { message: 'Resource not accessible by integration', documentation_url: 'https://d', status: '403' },
      code: 'E_SCAN_FAILED',
    },
    {
      name: 'an error without a status',
      document: { message: null, documentation_url: 'https://d' },
      code: 'E_SCAN_FAILED',
    },
    {
      name: 'an error as one of the pages',
      document: [[alert({})], { message: 'Not Found', documentation_url: 'https://d', status: 404 }],
      code: 'E_SCAN_FAILED',
    },
    { name: 'another object', document: { alerts: [] }, code: 'E_MALFORMED' },
    { name: 'an alert without a state', document: [alert({}, { state: null })], code: 'E_MALFORMED' },
    { name: 'an alert without a rule', document: [alert({}, { rule: null })], code: 'E_MALFORMED' },
    { name: 'a rule without an id', document: [alert({ id: null })], code: 'E_MALFORMED' },
    { name: 'an alert that is no object', document: ['open'], code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('an error of the API is taken, so that it can be refused', () => {
  const accepts = (document: unknown) => githubCodeScanning.accepts(JSON.stringify(document), 'alerts.json');
  expect(accepts({ message: 'Not Found', documentation_url: 'https://d', status: '404' })).toBe(true);
  expect(accepts({ message: 'Not Found', documentation_url: 'https://d', errors: [{ code: 'x' }] })).toBe(true);
  expect(accepts({ message: 'Not Found', documentation_url: 'https://d', vulnerabilities: [] })).toBe(false);
  expect(accepts({ message: 'Not Found' })).toBe(false);
});

test('knows since when, and why it was dismissed', async () => {
  const document = [alert({}, { state: 'dismissed', dismissed_reason: "won't fix", dismissed_comment: 'legacy' })];
  const read = await githubCodeScanning.read(memorySource('alerts.json', JSON.stringify(document)));
  expect(read.findings[0]).toMatchObject({
    title: 'This evaluates user input.',
    firstSeen: { at: Date.UTC(2026, 10, 1, 9), from: 'alert' },
    suppression: { kind: 'external', reason: "won't fix: legacy" },
    url: 'https://github.example/o/r/security/code-scanning/7',
  });
});
