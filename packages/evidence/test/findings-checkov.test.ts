import { memorySource } from '../src/byte-source.ts';
import { checkov } from '../src/findings/checkov.ts';
import { testFindingsReader } from './findings-table.ts';

const check = (over: object = {}) => ({
  check_id: 'CKV_AWS_20',
  bc_check_id: 'BC_AWS_S3_1',
  check_name: 'S3 bucket is public',
  check_result: { result: 'FAILED' },
  code_block: [[3, 'hunter2']],
  file_path: '/main.tf',
  file_line_range: [3, 9],
  resource: 'aws_s3_bucket.data',
  severity: null,
  ...over,
});
const framework = (type: string, failed: readonly object[], over: object = {}, counts: object = {}) => ({
  check_type: type,
  results: { passed_checks: [], failed_checks: failed, skipped_checks: [], parsing_errors: [], ...over },
  summary: { passed: 4, failed: failed.length, skipped: 0, parsing_errors: 0, checkov_version: '3.2.1', ...counts },
});
const nothing = { passed: 0, failed: 0, skipped: 0, parsing_errors: 0, resource_count: 0, checkov_version: '3.2.1' };
const vulnerable = (over: object = {}) =>
  check({
    check_id: 'CKV_CVE_2024_1',
    bc_check_id: 'BC_CVE_2024_1',
    file_path: '/requirements.txt',
    file_line_range: [0, 0],
    resource: 'requirements.txt.django',
    severity: 'HIGH',
    vulnerability_details: {
      id: 'CVE-2024-1',
      package_name: 'django',
      package_version: '1.2',
      package_type: 'pypi',
      lowest_fixed_version: '1.3',
    },
    ...over,
  });

testFindingsReader(checkov, {
  reads: [
    {
      name: 'each severity',
      document: framework(
        'terraform',
        [null, 'CRITICAL', 'HIGH', 'MODERATE', 'LOW', 'INFO', 'OFF'].map((severity) => check({ severity })),
      ),
      expected: ['unknown', 'critical', 'high', 'medium', 'low', 'info', 'unknown'].map(
        (severity) => `${severity} misconfiguration CKV_AWS_20 main.tf:3`,
      ),
      runs: ['checkov 3.2.1 (infrastructure)'],
    },
    {
      name: 'several frameworks',
      document: [
        framework('dockerfile', [check({ repo_file_path: '/build/Dockerfile', file_line_range: [0, 0] })]),
        framework('secrets', [
          check({ check_id: 'CKV_SECRET_2', resource: 'f3bbbd66a63d4bf1747940578ec3d0103530e21d' }),
          check({ check_id: 'CKV_SECRET_6', severity: 'LOW', resource: 'f3bbbd66a63d4bf1747940578ec3d0103530e21d' }),
        ]),
        framework('sca_package', [
          vulnerable(),
          check({ check_id: 'BC_LIC_1', vulnerability_details: { package_name: 'django', license: 'GPL-3.0' } }),
        ]),
        framework('sast_python', [check({ check_id: 'CKV3_SAST_1', file_path: '/src/a.py' })]),
        framework('sca_image', [vulnerable({ file_path: '/shop:1 (sha256)' })]),
      ],
      expected: [
        'unknown misconfiguration CKV_AWS_20 build/Dockerfile',
        'high secret CKV_SECRET_2 main.tf:3',
        'low secret CKV_SECRET_6 main.tf:3',
        'high dependency CVE-2024-1 django@1.2 -> 1.3 requirements.txt',
        'unknown license BC_LIC_1 django main.tf:3',
        'unknown code CKV3_SAST_1 src/a.py:3',
        'high dependency CVE-2024-1 django@1.2 -> 1.3 shop:1 (sha256)',
      ],
      runs: ['checkov 3.2.1 (sast, dependencies, secrets, containers, infrastructure)'],
    },
    {
      name: 'skipped checks, and files that were not parsed',
      document: framework('terraform', [], {
        skipped_checks: [check({ check_result: { result: 'SKIPPED', suppress_comment: 'a public site' } })],
        parsing_errors: ['/broken.tf'],
      }),
      expected: ['unknown misconfiguration CKV_AWS_20 main.tf:3 (suppressed: in-source)'],
      runs: ['checkov 3.2.1 (infrastructure), 1 errors'],
    },
    {
      name: 'a vulnerability that the platform skips, and one that nobody rated',
      document: framework(
        'sca_package',
        [
          vulnerable({
            severity: null,
            vulnerability_details: { id: 'CVE-2024-2', package_name: 'a', cvss: 9.1, lowest_fixed_version: 'N/A' },
          }),
        ],
        { skipped_checks: [vulnerable({ check_result: { result: 'SKIPPED' } })] },
      ),
      expected: [
        'critical dependency CVE-2024-2 a requirements.txt',
        'high dependency CVE-2024-1 django@1.2 -> 1.3 requirements.txt (suppressed: external)',
      ],
    },
    {
      name: 'a quiet report',
      document: {
        ...framework('terraform', []),
        results: { failed_checks: [] },
        summary: { ...nothing, passed: 2, parsing_errors: 3 },
      },
      expected: [],
      runs: ['checkov 3.2.1 (infrastructure), 1 errors'],
    },
    {
      name: 'a clean scan',
      document: framework('terraform', []),
      expected: [],
      runs: ['checkov 3.2.1 (infrastructure)'],
    },
    { name: 'a scan of nothing', document: nothing, expected: [], runs: ['checkov 3.2.1 (), 1 errors'] },
    {
      name: 'a summary that counts nothing',
      document: { ...framework('terraform', []), results: { failed_checks: [] }, summary: {} },
      expected: [],
      runs: ['checkov (), 1 errors'],
    },
    {
      name: 'a framework that found nothing to check',
      document: framework('terraform', [], {}, { passed: 0 }),
      expected: [],
      runs: ['checkov 3.2.1 (), 1 errors'],
    },
    {
      name: 'hostile names',
      document: framework('constructor', [check({ check_id: '__proto__', file_path: '//../../etc/passwd' })]),
      expected: ['unknown misconfiguration __proto__ ../../etc/passwd:3'],
    },
  ],
  refuses: [
    { name: 'an empty list', document: '[]', code: 'E_MALFORMED' },
    { name: 'no results', document: { check_type: 'terraform' }, code: 'E_MALFORMED' },
    {
      name: 'failed checks that are no list',
      document: { check_type: 'terraform', results: { failed_checks: {} } },
      code: 'E_MALFORMED',
    },
    {
      name: 'a failed check without an id',
      document: framework('terraform', [{ check_name: 'a' }]),
      code: 'E_MALFORMED',
    },
    {
      name: 'a vulnerability without a package',
      document: framework('sca_package', [vulnerable({ vulnerability_details: { id: 'CVE-2024-1' } })]),
      code: 'E_MALFORMED',
    },
    {
      name: 'fewer failed checks than the summary states',
      document: framework('terraform', [check()], {}, { failed: 2 }),
      code: 'E_CONTRADICTION',
    },
    { name: 'failures without a list', document: { ...nothing, failed: 1 }, code: 'E_CONTRADICTION' },
    { name: 'a key twice', document: '{"check_type":"a","results":{},"results":{}}', code: 'E_CONTRADICTION' },
  ],
  secrets: ['hunter2', 'f3bbbd66'],
});

test('an exploited vulnerability is known as one', async () => {
  const details = { id: 'CVE-2024-1', package_name: 'a', risk_factors: { ExploitInTheWild: {} }, package_type: 'npm' };
  const document = framework('sca_package', [vulnerable({ vulnerability_details: details })]);
  const { findings } = await checkov.read(memorySource('checkov.json', JSON.stringify(document)));
  expect(findings[0]).toMatchObject({
    ids: ['CVE-2024-1', 'CKV_CVE_2024_1'],
    isExploited: true,
    package: { ecosystem: 'npm', name: 'a' },
  });
});
