import { memorySource } from '../src/byte-source.ts';
import { nuclei } from '../src/findings/nuclei.ts';
import { webPlace } from '../src/findings/web-place.ts';
import { testFindingsReader } from './findings-table.ts';

const event = (severity: string | undefined, over: object = {}, info: object = {}) => ({
  'template-id': 'exposed-panel',
  'template-path': 'http/exposed-panel.yaml',
  info: { name: 'Exposed panel', severity, ...info },
  type: 'http',
  host: '127.0.0.1',
  'matched-at': 'http://127.0.0.1/panel?key=hunter2',
  request: 'GET / hunter2',
  'extracted-results': ['hunter2'],
  timestamp: '2026-11-20T10:30:00.123456789+01:00',
  'matcher-status': true,
  ...over,
});
const lines = (...events: readonly object[]) => `${events.map((each) => JSON.stringify(each)).join('\n')}\n`;

const PLACE = 'web exposed-panel http://127.0.0.1/panel?key';

testFindingsReader(nuclei, {
  reads: [
    {
      name: 'each severity',
      document: ['critical', 'high', 'medium', 'low', 'info', 'unknown', 'dire', undefined].map((each) => event(each)),
      expected: ['critical', 'high', 'medium', 'low', 'info', 'unknown', 'unknown', 'unknown'].map(
        (severity) => `${severity} ${PLACE}`,
      ),
      runs: ['nuclei (dast)'],
    },
    { name: 'one a line', document: lines(event('high'), event('low')), expected: [`high ${PLACE}`, `low ${PLACE}`] },
    { name: 'a clean list', document: '[]', path: 'out/nuclei.json', expected: [], runs: ['nuclei (dast)'] },
    {
      name: 'what nobody rated, by the CVSS of its template',
      document: [
        event('unknown', {}, { classification: { 'cvss-metrics': 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' } }),
        event('unknown', {}, { classification: { 'cvss-score': 5 } }),
        event('low', {}, { classification: { 'cvss-score': 9.8 } }),
      ],
      expected: [`critical ${PLACE}`, `medium ${PLACE}`, `low ${PLACE}`],
    },
    {
      name: 'what did not match, and what went wrong',
      document: lines(
        event('high', { 'matcher-status': false }),
        event('high', { 'matcher-status': false, error: 'could not connect to https://u:hunter2@127.0.0.1' }),
      ),
      expected: [],
      runs: ['nuclei (dast), 1 errors'],
    },
    {
      name: 'old versions',
      document: {
        templateID: 'mysql',
        info: { name: 'MySQL', severity: 'info' },
        host: 'https://127.0.0.1',
        matched: '127.0.0.1:3306',
      },
      expected: ['info web mysql 127.0.0.1:3306'],
    },
    {
      name: 'hostile names',
      document: lines(
        event('__proto__', {
          'template-id': '__proto__',
          'matched-at': 'a\u001b[2J\nb',
          'matcher-name': 'constructor',
        }),
      ),
      expected: ['unknown web __proto__ a b'],
    },
  ],
  refuses: [
    { name: 'a result without a template', document: lines({ info: { severity: 'high' } }), code: 'E_MALFORMED' },
    { name: 'a result without info', document: lines({ 'template-id': 'a' }), code: 'E_MALFORMED' },
    { name: 'a list of something else', document: '["a"]', code: 'E_MALFORMED' },
    { name: 'a list in a stream', document: '{"template-id":"a","info":{}}\n[]\n', code: 'E_MALFORMED' },
    {
      name: 'a key twice',
      document: '{"template-id":"a","info":{"severity":"high","severity":"info"}}',
      code: 'E_CONTRADICTION',
    },
    { name: 'text between results', document: `${lines(event('high'))}INFO done\n`, code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('keeps CVEs, the matcher, and the time of the last result', async () => {
  const document = lines(
    event(
      'high',
      { 'matcher-name': 'nginx', timestamp: '2026-11-20T11:00:00Z' },
      { classification: { 'cve-id': ['cve-2024-1'], 'epss-score': 0.5 } },
    ),
    event('high', {}, { classification: { 'cve-id': 'cve-2024-1, cve-2024-2' } }),
  );
  const { findings, producedAt } = await nuclei.read(memorySource('nuclei.jsonl', document));
  expect(findings[0]).toMatchObject({ ids: ['exposed-panel', 'CVE-2024-1'], placeId: 'nginx', epss: 0.5 });
  expect(findings[0]?.title).toBe('Exposed panel: nginx');
  expect(findings[1]?.ids).toEqual(['exposed-panel', 'CVE-2024-1', 'CVE-2024-2']);
  expect(producedAt).toBe(Date.parse('2026-11-20T11:00:00Z'));
});

test.each([
  ['https://shop.example/buy?id=1&token=hunter2#top', 'https://shop.example/buy?id&token'],
  ['https://user:p@ss/word@shop.example/a', 'https://ss/word@shop.example/a'],
  ['https://user:p@ss@shop.example/a', 'https://shop.example/a'],
  ['https://shop.example/a;jsessionid=1/b;c=2', 'https://shop.example/a/b'],
  ['https://shop.example/?hunter2', 'https://shop.example/'],
  ['db.example:3306', 'db.example:3306'],
  ['#', ''],
])('the place of %s is %s', (address, expected) => {
  expect(webPlace(address)).toBe(expected);
});
