import { tfsec } from '../src/findings/tfsec.ts';
import { testFindingsReader } from './findings-table.ts';

const result = (over: object = {}) => ({
  rule_id: 'AVD-AWS-0086',
  long_id: 'aws-s3-block-public-acls',
  rule_description: 'Public access is not blocked.',
  links: ['https://tfsec.example/s3', 7],
  description: 'Bucket does not block public access.',
  severity: 'HIGH',
  status: 0,
  resource: 'aws_s3_bucket.data',
  location: { filename: '/src/main.tf', start_line: 4, end_line: 9 },
  ...over,
});
/** As versions before 0.40 write it. */
const legacy = (severity: string, over: object = {}) => ({
  rule_id: 'GEN003',
  link: 'See https://tfsec.example/GEN003/ for more information.',
  location: { filename: 'main.tf', start_line: 226, end_line: 226 },
  description: "Variable 'password' has the default 'hunter2'.",
  severity,
  passed: false,
  ...over,
});

testFindingsReader(tfsec, {
  reads: [
    {
      name: 'each severity',
      document: {
        results: ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'DIRE', undefined].map((severity) => result({ severity })),
      },
      expected: ['critical', 'high', 'medium', 'low', 'unknown', 'unknown'].map(
        (severity) => `${severity} misconfiguration AVD-AWS-0086 /src/main.tf:4`,
      ),
      runs: ['tfsec (infrastructure)'],
    },
    {
      name: 'the severities of old versions',
      document: { results: ['ERROR', 'WARNING', 'INFO'].map((severity) => legacy(severity)) },
      expected: ['high', 'medium', 'low'].map((severity) => `${severity} misconfiguration GEN003 main.tf:226`),
    },
    {
      name: 'passed and ignored checks',
      document: {
        results: [
          result({ status: 1 }),
          result({ status: 2 }),
          result({ status: 'ignored' }),
          result({ status: 'passed' }),
          legacy('ERROR', { passed: true }),
        ],
      },
      expected: [
        'high misconfiguration AVD-AWS-0086 /src/main.tf:4 (suppressed: in-source)',
        'high misconfiguration AVD-AWS-0086 /src/main.tf:4 (suppressed: in-source)',
      ],
    },
    {
      name: 'a clean scan',
      document: { results: null },
      path: 'out/tfsec.json',
      expected: [],
      runs: ['tfsec (infrastructure)'],
    },
    { name: 'a clean scan with a list', document: { results: [] }, path: 'tfsec-report.json', expected: [] },
    {
      name: 'hostile names',
      document: { results: [result({ rule_id: '__proto__', location: { filename: 'a\nb.tf' } })] },
      expected: ['high misconfiguration __proto__ a b.tf'],
    },
  ],
  refuses: [
    { name: 'no results', document: {}, code: 'E_MALFORMED' },
    { name: 'results that are no list', document: { results: {} }, code: 'E_MALFORMED' },
    { name: 'a result without a rule', document: { results: [{ severity: 'HIGH' }] }, code: 'E_MALFORMED' },
    { name: 'a result without a file', document: { results: [result({ location: null })] }, code: 'E_MALFORMED' },
    { name: 'results twice', document: '{"results":[{}],"results":[]}', code: 'E_CONTRADICTION' },
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('does not take an empty list of results of another tool for its own', () => {
  expect(tfsec.accepts('{"results": null}', 'out/report.json')).toBe(false);
  expect(tfsec.accepts('{"results": []}', 'tfsec/report.json')).toBe(false);
});
