import { githubSecretScanning } from '../src/findings/github-secret-scanning.ts';
import { testFindingsReader } from './findings-table.ts';

const alert = (over: object) => ({
  number: 2,
  created_at: '2026-11-06T18:48:51Z',
  url: 'https://api.git.example/repos/shop/pay/secret-scanning/alerts/2',
  html_url: 'https://git.example/shop/pay/security/secret-scanning/2',
  locations_url: 'https://api.git.example/repos/shop/pay/secret-scanning/alerts/2/locations',
  state: 'open',
  resolution: null,
  secret_type: 'adafruit_io_key',
  secret_type_display_name: 'Adafruit IO Key',
  secret: 'hunter2',
  validity: 'unknown',
  first_location_detected: { path: 'src/pay.py', start_line: 7, end_line: 7, blob_sha: 'abc' },
  has_more_locations: false,
  ...over,
});
const resolved = (resolution: string | null) =>
  alert({ state: 'resolved', resolution, resolution_comment: 'as agreed' });
const open = 'high secret adafruit_io_key src/pay.py:7';

testFindingsReader(githubSecretScanning, {
  reads: [
    {
      name: 'open alerts',
      document: [
        alert({}),
        alert({ validity: 'active' }),
        alert({ validity: 'inactive' }),
        alert({ first_location_detected: undefined }),
        alert({ state: 'reopened' }),
      ],
      expected: [
        open,
        'critical secret adafruit_io_key src/pay.py:7',
        open,
        'high secret adafruit_io_key https://git.example/shop/pay/security/secret-scanning/2',
        open,
      ],
      runs: ['github-secret-scanning (secrets)'],
    },
    {
      name: 'resolved alerts',
      document: ['revoked', 'false_positive', 'wont_fix', 'used_in_tests', 'pattern_deleted', null].map(resolved),
      expected: Array(5).fill(`${open} (suppressed: external)`),
    },
    { name: 'pages', document: [[alert({})], [alert({})]], expected: [open, open] },
    { name: 'no alert', document: '[]', path: 'secret-scanning-alerts.json', expected: [] },
  ],
  refuses: [
    {
      name: 'an error of the API',
      document: { message: 'Not Found', documentation_url: 'https://docs.git.example', status: '404' },
      code: 'E_SCAN_FAILED',
    },
    { name: 'an empty object', document: '{}', code: 'E_MALFORMED' },
    { name: 'an alert without a state', document: [alert({ state: null })], code: 'E_MALFORMED' },
    { name: 'an alert without a type', document: [alert({ secret_type: undefined })], code: 'E_MALFORMED' },
    { name: 'an alert that is a text', document: ['hunter2'], code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('knows since when an alert is open', async () => {
  const { memorySource } = await import('../src/byte-source.ts');
  const report = await githubSecretScanning.read(memorySource('alerts.json', JSON.stringify([alert({})])));
  expect(report.findings[0]?.firstSeen).toEqual({ at: Date.parse('2026-11-06T18:48:51Z'), from: 'alert' });
});
