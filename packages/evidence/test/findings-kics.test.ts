import { memorySource } from '../src/byte-source.ts';
import { kics } from '../src/findings/kics.ts';
import { testFindingsReader } from './findings-table.ts';

const file = (over: object = {}) => ({
  file_name: '../../src/s3.tf',
  similarity_id: 'da1423e2',
  line: 36,
  search_key: 'aws_s3_bucket[this]',
  search_value: 'hunter2',
  expected_value: 'no logging',
  actual_value: 'hunter2',
  value: 'hunter2',
  ...over,
});
const query = (severity: string, over: object = {}) => ({
  query_name: 'S3 Bucket Without Logging',
  query_id: '7af43613',
  query_url: 'https://kics.example/7af43613',
  severity,
  category: 'Observability',
  files: [file()],
  ...over,
});
const report = (queries: readonly { readonly files: readonly object[] }[], over: object = {}) => ({
  kics_version: 'v2.1.3',
  files_scanned: 15,
  files_parsed: 14,
  files_failed_to_scan: 0,
  queries_total: 834,
  queries_failed_to_execute: 0,
  queries,
  severity_counters: { HIGH: 0, INFO: 0, LOW: 0, MEDIUM: 0, TRACE: 9 },
  total_counter: queries.reduce((sum, { files }) => sum + files.length, 0),
  start: '2026-11-20T09:00:00.5Z',
  end: '2026-11-20T09:30:00.123456789Z',
  ...over,
});

testFindingsReader(kics, {
  reads: [
    {
      name: 'each severity',
      document: report(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO', 'TRACE', 'DIRE'].map((word) => query(word))),
      expected: ['critical', 'high', 'medium', 'low', 'info', 'info', 'unknown'].map(
        (severity) => `${severity} misconfiguration 7af43613 ../../src/s3.tf:36`,
      ),
      runs: ['kics v2.1.3 (infrastructure)'],
    },
    {
      name: 'each file of a query, and a password',
      document: report(
        [
          query('HIGH', { files: [file(), file({ file_name: 'b.tf', line: 0 })] }),
          query('HIGH', { query_name: 'Passwords And Secrets - Generic Password', query_id: '487f4be7' }),
        ],
        { severity_counters: { HIGH: 3 } },
      ),
      expected: [
        'high misconfiguration 7af43613 ../../src/s3.tf:36',
        'high misconfiguration 7af43613 b.tf',
        'high secret 487f4be7 ../../src/s3.tf:36',
      ],
    },
    {
      name: 'a clean scan, its resources apart',
      document: report([], { bill_of_materials: [query('TRACE')] }),
      expected: [],
      runs: ['kics v2.1.3 (infrastructure)'],
    },
    {
      name: 'a scan of nothing, and one that failed in parts',
      document: report([], { files_scanned: 0, files_failed_to_scan: 2, queries_failed_to_execute: 1 }),
      expected: [],
      runs: ['kics v2.1.3 (), 3 errors'],
    },
    {
      name: 'hostile names',
      document: report([query('constructor', { query_id: '__proto__' })]),
      expected: ['unknown misconfiguration __proto__ ../../src/s3.tf:36'],
    },
  ],
  refuses: [
    { name: 'no queries', document: { files_scanned: 1, total_counter: 0 }, code: 'E_MALFORMED' },
    { name: 'files that are no number', document: report([], { files_scanned: '3' }), code: 'E_BAD_COUNT' },
    { name: 'queries that are no list', document: report([], { queries: null }), code: 'E_MALFORMED' },
    { name: 'a query without an id', document: report([query('HIGH', { query_id: 7 })]), code: 'E_MALFORMED' },
    { name: 'a query without a severity', document: report([query('HIGH', { severity: null })]), code: 'E_MALFORMED' },
    {
      name: 'a query without files',
      document: { ...report([]), queries: [{ ...query('HIGH'), files: 1 }] },
      code: 'E_MALFORMED',
    },
    { name: 'a file without a name', document: report([query('HIGH', { files: [{}] })]), code: 'E_MALFORMED' },
    {
      name: 'fewer findings than stated',
      document: report([query('HIGH')], { total_counter: 2 }),
      code: 'E_CONTRADICTION',
    },
    {
      name: 'fewer findings of a severity than stated',
      document: report([query('LOW')], { severity_counters: { HIGH: 1 } }),
      code: 'E_CONTRADICTION',
    },
    { name: 'a total that is no number', document: report([], { total_counter: '0' }), code: 'E_BAD_COUNT' },
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('takes the end of the scan for its time, unless it was never set', async () => {
  const read = (over: object) => kics.read(memorySource('kics.json', JSON.stringify(report([], over))));
  expect((await read({})).producedAt).toBe(Date.parse('2026-11-20T09:30:00.123Z'));
  expect((await read({ end: '0001-01-01T00:00:00Z' })).producedAt).toBeUndefined();
});
