import { memorySource } from '../src/byte-source.ts';
import { terrascan } from '../src/findings/terrascan.ts';
import { testFindingsReader } from './findings-table.ts';

const violation = (over: object = {}) => ({
  rule_name: 'port22OpenToInternet',
  description: 'SSH is open to the internet',
  rule_id: 'AC_AWS_0227',
  severity: 'HIGH',
  category: 'Infrastructure Security',
  resource_name: 'web',
  resource_type: 'aws_security_group',
  file: 'main.tf',
  line: 4,
  ...over,
});
const summary = (over: object = {}) => ({
  'file/folder': '/src',
  iac_type: 'terraform',
  scanned_at: '2026-11-20 09:30:00.067888 +0000 UTC',
  policies_validated: 607,
  violated_policies: 0,
  low: 0,
  medium: 0,
  high: 0,
  ...over,
});
const report = (violations: unknown, over: object = {}, counts: object = {}) => ({
  results: { scan_errors: null, violations, skipped_violations: null, ...over, scan_summary: summary(counts) },
});

testFindingsReader(terrascan, {
  reads: [
    {
      name: 'each severity',
      document: report(
        ['HIGH', 'MEDIUM', 'LOW', 'DIRE', undefined].map((severity) => violation({ severity })),
        {},
        { violated_policies: 5, high: 1, medium: 1, low: 1 },
      ),
      expected: ['high', 'medium', 'low', 'unknown', 'unknown'].map(
        (severity) => `${severity} misconfiguration AC_AWS_0227 main.tf:4`,
      ),
      runs: ['terrascan (infrastructure)'],
    },
    { name: 'a clean scan', document: report(null), expected: [], runs: ['terrascan (infrastructure)'] },
    {
      name: 'skipped violations',
      document: report(null, { skipped_violations: [violation({ skip_comment: 'a bastion' })] }),
      expected: ['high misconfiguration AC_AWS_0227 main.tf:4 (suppressed: in-source)'],
    },
    {
      name: 'parts that were not scanned, and what is not read',
      document: report(
        null,
        { scan_errors: [{ iac_type: 'helm', directory: 'src', errMsg: 'no charts' }], vulnerabilities: [{}] },
        { policies_validated: 0 },
      ),
      expected: [],
      runs: ['terrascan (), 3 errors'],
    },
    {
      name: 'the counts of old versions, and a violation without a file',
      document: {
        results: { violations: [violation({ file: '' })], count: { low: 0, medium: 0, high: 1, total: 1 } },
      },
      expected: ['high misconfiguration AC_AWS_0227 aws_security_group.web'],
    },
    {
      name: 'hostile names',
      document: report([violation({ rule_id: '__proto__', file: '\u001b[2Ja.tf', line: -1 })]),
      expected: ['high misconfiguration __proto__ a.tf'],
    },
  ],
  refuses: [
    { name: 'no violations', document: { results: { scan_summary: {} } }, code: 'E_MALFORMED' },
    { name: 'violations that are no list', document: report({}), code: 'E_MALFORMED' },
    { name: 'a violation without a rule', document: report([{ severity: 'HIGH' }]), code: 'E_MALFORMED' },
    {
      name: 'fewer violations than stated',
      document: report(null, {}, { violated_policies: 1 }),
      code: 'E_CONTRADICTION',
    },
    {
      name: 'fewer violations of a severity than stated',
      document: report([violation({ severity: 'LOW' })], {}, { high: 1 }),
      code: 'E_CONTRADICTION',
    },
    { name: 'a count that is no number', document: report(null, {}, { high: 'two' }), code: 'E_BAD_COUNT' },
    { name: 'results that are a list', document: { results: [] }, code: 'E_MALFORMED' },
    {
      name: 'violations twice',
      document: '{"results":{"violations":[{}],"violations":null}}',
      code: 'E_CONTRADICTION',
    },
  ],
});

test('reads the time of the scan as Go writes it', async () => {
  const { producedAt } = await terrascan.read(memorySource('terrascan.json', JSON.stringify(report(null))));
  expect(producedAt).toBe(Date.parse('2026-11-20T09:30:00.067Z'));
});
