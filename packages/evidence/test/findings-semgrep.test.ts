import { memorySource } from '../src/byte-source.ts';
import { semgrep } from '../src/findings/semgrep.ts';
import { testFindingsReader } from './findings-table.ts';

const result = (extra: object, over: object = {}) => ({
  check_id: 'python.lang.eval',
  path: 'src/a.py',
  start: { line: 4, col: 1, offset: 9 },
  end: { line: 5, col: 2, offset: 30 },
  extra: {
    message: 'Do not eval',
    metadata: {},
    severity: 'ERROR',
    fingerprint: 'requires login',
    lines: 'x',
    ...extra,
  },
  ...over,
});
const report = (results: readonly object[], over: object = {}) => ({
  version: '1.140.0',
  results,
  errors: [],
  paths: { scanned: ['src/a.py'] },
  skipped_rules: [],
  ...over,
});
const locked = (over: object = {}) => ({
  reachable: false,
  sca_finding_schema: 20220913,
  dependency_match: {
    dependency_pattern: { ecosystem: 'npm', package: 'lodash', semver_range: '< 4.17.21' },
    found_dependency: { package: 'lodash', version: '4.17.1', ecosystem: 'npm', line_number: 30, ...over },
    lockfile: 'package-lock.json',
  },
});
const vuln = (over: object = {}) => ({
  title: 'Assertion',
  advisory: { ruleId: 'ssc-1', title: 'Assertion', severity: 'HIGH', references: { cveIds: ['CVE-2026-1000'] } },
  matchedDependency: { name: 'grpcio', versionSpecifier: '1.39.0' },
  closestSafeDependency: { name: 'grpcio', versionSpecifier: '1.53.0' },
  dependencyFileLocation: { path: 'requirements.txt', startLine: '8' },
  triage: { status: 'NEW', dismissReason: 'UNKNOWN_REASON' },
  openedAt: '2026-10-01T08:00:00Z',
  ...over,
});

testFindingsReader(semgrep, {
  reads: [
    {
      name: 'each severity',
      document: report([
        result({}),
        result({ severity: 'WARNING' }),
        result({ severity: 'INFO' }),
        result({ severity: 'CRITICAL' }),
        result({ severity: 'HIGH' }),
        result({ severity: 'MEDIUM' }),
        result({ severity: 'LOW' }),
        result({ severity: 'INVENTORY' }),
        result({ severity: null }, { start: null }),
      ]),
      expected: [
        'high code python.lang.eval src/a.py:4',
        'medium code python.lang.eval src/a.py:4',
        'low code python.lang.eval src/a.py:4',
        'critical code python.lang.eval src/a.py:4',
        'high code python.lang.eval src/a.py:4',
        'medium code python.lang.eval src/a.py:4',
        'low code python.lang.eval src/a.py:4',
        'unknown code python.lang.eval src/a.py:4',
        'unknown code python.lang.eval src/a.py',
      ],
      runs: ['semgrep 1.140.0 (sast)'],
    },
    { name: 'a clean scan', document: report([]), expected: [], runs: ['semgrep 1.140.0 (sast)'] },
    {
      name: 'a clean scan of an old version',
      document: { results: [], errors: [] },
      expected: [],
      runs: ['semgrep (sast)'],
    },
    {
      name: 'a report with sorted keys',
      document: { errors: [], interfile_languages_used: [], paths: { scanned: ['a'] }, results: [result({})] },
      expected: ['high code python.lang.eval src/a.py:4'],
    },
    {
      name: 'a scan of nothing',
      document: report([], { paths: { scanned: [] } }),
      expected: [],
      runs: ['semgrep 1.140.0 (), 1 errors'],
    },
    {
      name: 'a result that a comment ignores',
      document: report([result({ is_ignored: true }), result({ is_ignored: false })]),
      expected: [
        'high code python.lang.eval src/a.py:4 (suppressed: in-source)',
        'high code python.lang.eval src/a.py:4',
      ],
    },
    {
      name: 'errors, without those that change nothing',
      document: report([], {
        errors: [
          { code: 2, level: 'error', type: 'Fatal error', message: 'No such rule' },
          { code: 3, level: 'warn', type: 'Syntax error', message: '`pw = hunter2` was unexpected', path: 'src/b.py' },
          { code: 3, level: 'warn', type: ['PartialParsing', []], message: 'one token', path: 'src/c.py' },
          { code: 3, level: 'info', type: 'Incompatible rule', rule_id: 'x' },
          { level: 'error' },
        ],
      }),
      expected: [],
      runs: ['semgrep 1.140.0 (sast), 4 errors'],
    },
    {
      name: 'supply chain results',
      document: report([
        result({
          sca_info: locked(),
          metadata: {
            'sca-severity': 'CRITICAL',
            'sca-vuln-database-identifier': 'CVE-2026-1',
            'sca-fix-versions': [{ underscore: '2' }, { lodash: '4.17.21' }],
          },
        }),
        result({ sca_info: locked({ ecosystem: 'gomod', line_number: null, package: 'constructor' }) }),
      ]),
      expected: [
        'critical dependency CVE-2026-1 lodash@4.17.1 -> 4.17.21 package-lock.json:30',
        'high dependency python.lang.eval constructor@4.17.1 package-lock.json',
      ],
      runs: ['semgrep 1.140.0 (sast, dependencies)'],
    },
    {
      name: 'secrets',
      document: report([
        result({ validation_state: 'CONFIRMED_VALID', metadata: { product: 'secrets' }, message: 'key hunter2' }),
        result({ validation_state: 'NO_VALIDATOR', metadata: { technology: ['secrets'] }, lines: 'hunter2' }),
        result({ validation_state: 'NO_VALIDATOR', severity: 'LOW' }),
        result({ message: "Hardcoded password 'hunter2'" }),
      ]),
      expected: [
        'critical secret python.lang.eval src/a.py:4',
        'high secret python.lang.eval src/a.py:4',
        'low code python.lang.eval src/a.py:4',
        'high code python.lang.eval src/a.py:4',
      ],
    },
    {
      name: 'the list of the service',
      document: {
        vulns: [
          vuln(),
          vuln({ triage: { status: 'IGNORED', dismissReason: 'ACCEPTABLE_RISK' } }),
          vuln({ closestSafeDependency: { name: 'other', versionSpecifier: '9' }, advisory: { ruleId: 'ssc-2' } }),
        ],
        hasMore: true,
        cursor: '1',
      },
      expected: [
        'high dependency CVE-2026-1000 grpcio@1.39.0 -> 1.53.0 requirements.txt:8',
        'high dependency CVE-2026-1000 grpcio@1.39.0 -> 1.53.0 requirements.txt:8 (suppressed: external)',
        'unknown dependency ssc-2 grpcio@1.39.0 requirements.txt:8',
      ],
      runs: ['semgrep (dependencies), 1 errors'],
    },
  ],
  refuses: [
    { name: 'no results', document: { version: '1.0.0', errors: [] }, code: 'E_MALFORMED' },
    { name: 'results in an object', document: report([], { results: {} }), code: 'E_MALFORMED' },
    { name: 'no errors', document: { results: [] }, code: 'E_MALFORMED' },
    { name: 'a result without a rule', document: report([{ path: 'a', extra: {} }]), code: 'E_MALFORMED' },
    { name: 'a result without extra', document: report([{ check_id: 'a', path: 'a' }]), code: 'E_MALFORMED' },
    { name: 'a dependency without a name', document: report([result({ sca_info: {} })]), code: 'E_MALFORMED' },
    { name: 'a list of the service that is none', document: { vulns: null }, code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('keeps a fingerprint, but none of a secret and no excuse', async () => {
  const fingerprint = `${'ab12'.repeat(32)}_0`;
  const results = [{ fingerprint }, { fingerprint, metadata: { product: 'secrets' } }, {}].map((extra) =>
    result(extra),
  );
  const read = await semgrep.read(memorySource('semgrep.json', JSON.stringify(report(results))));
  expect(read.findings.map(({ placeId }) => placeId)).toEqual([fingerprint, undefined, undefined]);
});

test.each([
  ['osv-scanner', { results: [{ source: {}, packages: [] }] }],
  ['bandit', { errors: [], generated_at: '', metrics: {}, results: [] }],
  ['another tool', { results: [], errors: [], files: 3 }],
])('does not take the report of %s', (_, document) => {
  expect(semgrep.accepts(JSON.stringify(document), 'semgrep.json')).toBe(false);
});
