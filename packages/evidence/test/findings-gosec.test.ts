import { gosec } from '../src/findings/gosec.ts';
import { testFindingsReader } from './findings-table.ts';

const issue = (over: object) => ({
  severity: 'HIGH',
  confidence: 'MEDIUM',
  cwe: { id: '327', url: 'https://cwe.example/327' },
  rule_id: 'G401',
  details: 'Use of weak cryptographic primitive',
  file: '/src/pay.go',
  code: '12: md5.New()\n',
  line: '12',
  column: '2',
  nosec: false,
  suppressions: null,
  ...over,
});
const report = (issues: readonly object[] | null, over: object = {}) => ({
  'Golang errors': {},
  Issues: issues,
  Stats: { files: 3, lines: 90, nosec: 0, found: issues?.length ?? 0 },
  GosecVersion: '2.21.0',
  ...over,
});

testFindingsReader(gosec, {
  reads: [
    {
      name: 'each severity',
      document: report([
        issue({}),
        issue({ severity: 'MEDIUM', line: '12-14' }),
        issue({ severity: 'LOW', rule_id: 'G104' }),
        issue({ severity: 'UNDEFINED' }),
        issue({ severity: 'AWFUL', line: '' }),
      ]),
      expected: [
        'high code G401 /src/pay.go:12',
        'medium code G401 /src/pay.go:12',
        'low code G104 /src/pay.go:12',
        'unknown code G401 /src/pay.go:12',
        'unknown code G401 /src/pay.go',
      ],
      runs: ['gosec 2.21.0 (sast)'],
    },
    { name: 'a clean scan', document: report([]), expected: [], runs: ['gosec 2.21.0 (sast)'] },
    { name: 'a clean scan as Go writes it', document: report(null), expected: [], runs: ['gosec 2.21.0 (sast)'] },
    {
      name: 'an old version',
      document: { Issues: [issue({})], Stats: { files: 1, lines: 2, nosec: 0, found: 1 } },
      expected: ['high code G401 /src/pay.go:12'],
      runs: ['gosec (sast)'],
    },
    {
      name: 'suppressed issues, which the sum leaves out',
      document: report(
        [
          issue({ nosec: true }),
          issue({ suppressions: [{ kind: 'inSource', justification: 'not for secrets' }] }),
          issue({ suppressions: [{ kind: 'external', justification: 'Globally suppressed.' }] }),
        ],
        { Stats: { files: 3, lines: 90, nosec: 1, found: 0 } },
      ),
      expected: [
        'high code G401 /src/pay.go:12 (suppressed: in-source)',
        'high code G401 /src/pay.go:12 (suppressed: in-source)',
        'high code G401 /src/pay.go:12 (suppressed: external)',
      ],
    },
    {
      name: 'files that could not be loaded',
      document:
        '{"Golang errors":{"/src/a.go":[{"line":1,"column":1,"error":"expected operand, found \\"hunter2\\""}],"__proto__":[{}]},"Issues":null,"Stats":{"files":1,"found":0}}',
      expected: [],
      runs: ['gosec (sast), 2 errors'],
    },
    {
      name: 'a scan of nothing',
      document: report(null, { 'Golang errors': null, Stats: { files: 0, lines: 0, nosec: 0, found: 0 } }),
      expected: [],
      runs: ['gosec 2.21.0 (), 1 errors'],
    },
    {
      name: 'credentials that are repeated',
      document: report([
        issue({ rule_id: 'G101', details: 'Potential hardcoded credentials: "hunter2"', code: 'p := "hunter2"' }),
      ]),
      expected: ['high code G101 /src/pay.go:12'],
    },
  ],
  refuses: [
    { name: 'no list of issues', document: { 'Golang errors': {}, Stats: { files: 1 } }, code: 'E_MALFORMED' },
    { name: 'issues that are no list', document: report(null, { Issues: {} }), code: 'E_MALFORMED' },
    { name: 'no statistics', document: report([], { Stats: null }), code: 'E_MALFORMED' },
    { name: 'statistics without files', document: report([], { Stats: { found: 0 } }), code: 'E_BAD_COUNT' },
    { name: 'an issue without a rule', document: report([{ file: 'a.go' }]), code: 'E_MALFORMED' },
    {
      name: 'fewer issues than found',
      document: report([issue({})], { Stats: { files: 1, found: 2 } }),
      code: 'E_CONTRADICTION',
    },
  ],
  secrets: ['hunter2'],
});
