import { npmAudit } from '../src/findings/npm-audit.ts';
import { pnpmAudit } from '../src/findings/pnpm-audit.ts';
import { yarnAudit } from '../src/findings/yarn-audit.ts';
import { testFindingsReader } from './findings-table.ts';

const advisory = (over: object) => ({
  findings: [{ version: '1.2.0', paths: ['.>left'], dev: false, optional: false, bundled: false }],
  id: 2001,
  title: 'Left leaks memory',
  module_name: 'left',
  vulnerable_versions: '<1.2.6',
  patched_versions: '>=1.2.6',
  severity: 'critical',
  cwe: 'CWE-401',
  github_advisory_id: 'GHSA-2222-3333-4444',
  url: 'https://github.com/advisories/GHSA-2222-3333-4444',
  ...over,
});
const report = (advisories: readonly object[], critical = advisories.length) => ({
  advisories: Object.fromEntries(advisories.map((each, index) => [2001 + index, each])),
  metadata: {
    vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical },
    dependencies: 0,
    devDependencies: 0,
    optionalDependencies: 0,
    totalDependencies: 0,
  },
});
const older = (advisories: readonly object[]) => ({
  actions: advisories.map(() => ({ action: 'review', module: 'left', resolves: [{ id: 2001, path: '.>left' }] })),
  muted: [],
  ...report(advisories),
});

testFindingsReader(pnpmAudit, {
  reads: [
    {
      name: 'each severity',
      document: report([
        advisory({}),
        advisory({ id: 2002, severity: 'high' }),
        advisory({ id: 2003, severity: 'moderate', patched_versions: undefined }),
        advisory({ id: 2004, severity: 'low', github_advisory_id: '', url: '' }),
        advisory({ id: 2005, severity: 'info' }),
        advisory({ id: 2006, severity: 'dire' }),
      ]),
      expected: [
        'critical dependency GHSA-2222-3333-4444 left@1.2.0 -> 1.2.6',
        'high dependency GHSA-2222-3333-4444 left@1.2.0 -> 1.2.6',
        'medium dependency GHSA-2222-3333-4444 left@1.2.0',
        'low dependency 2004 left@1.2.0 -> 1.2.6',
        'info dependency GHSA-2222-3333-4444 left@1.2.0 -> 1.2.6',
        'unknown dependency GHSA-2222-3333-4444 left@1.2.0 -> 1.2.6',
      ],
      runs: ['pnpm-audit (dependencies)'],
    },
    { name: 'no advisory', document: report([]), expected: [], runs: ['pnpm-audit (dependencies)'] },
    {
      name: 'the document of older versions, by its paths',
      document: older([advisory({})]),
      expected: ['critical dependency GHSA-2222-3333-4444 left@1.2.0 -> 1.2.6'],
      runs: ['pnpm-audit (dependencies)'],
    },
    {
      name: 'the document of older versions without findings, by its name',
      document: older([]),
      path: 'out/pnpm-audit.json',
      expected: [],
    },
  ],
  refuses: [
    {
      name: 'an error of pnpm',
      document: { error: { code: 'ERR_PNPM_AUDIT_NO_LOCKFILE', message: 'No pnpm-lock.yaml found' } },
      code: 'E_SCAN_FAILED',
    },
    { name: 'counts of advisories that were left out', document: report([], 2), code: 'E_CONTRADICTION' },
    { name: 'advisories and a count of 0', document: report([advisory({})], 0), code: 'E_CONTRADICTION' },
    {
      name: 'a count that is a text',
      document: { advisories: {}, metadata: { vulnerabilities: { low: '0' } } },
      code: 'E_BAD_COUNT',
    },
    { name: 'no metadata', document: { advisories: {} }, code: 'E_MALFORMED' },
    { name: 'an advisory without findings', document: report([advisory({ findings: null })]), code: 'E_MALFORMED' },
    { name: 'a list', document: [], code: 'E_MALFORMED' },
  ],
});

test('accepts an error of pnpm, and no other', () => {
  expect(pnpmAudit.accepts('{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE","message":""}}', 'report')).toBe(true);
  expect(pnpmAudit.accepts('{"error":{"code":"E42","message":""}}', 'report')).toBe(false);
});

test('an answer of the registry without anything of its tool is told by its name, else by its lines', () => {
  const indented = JSON.stringify(older([]), null, 2);
  const tools = (head: string, path: string) =>
    [npmAudit, pnpmAudit, yarnAudit].filter((format) => format.accepts(head, path)).map(({ id }) => id);
  expect(tools(indented, 'audit.json')).toEqual(['npm-audit']);
  expect(tools(JSON.stringify(older([])), 'audit.json')).toEqual(['yarn-audit']);
  expect(tools(indented, 'a/yarn-audit.json')).toEqual(['yarn-audit']);
  expect(tools(indented, 'yarn/npm-audit.json')).toEqual(['npm-audit']);
  expect(tools(indented, 'pnpm.json')).toEqual(['pnpm-audit']);
});
