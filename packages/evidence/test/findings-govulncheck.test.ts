import { memorySource } from '../src/byte-source.ts';
import { govulncheck } from '../src/findings/govulncheck.ts';
import { testFindingsReader } from './findings-table.ts';

const HIGH = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H';
const config = (over: object = {}) => ({
  config: {
    protocol_version: 'v1.0.0',
    scanner_name: 'govulncheck',
    scanner_version: 'v1.1.4',
    scan_level: 'symbol',
    ...over,
  },
});
const progress = { progress: { message: 'Scanning your code' } };
const osv = (id: string, over: object = {}) => ({
  osv: { schema_version: '1.3.1', id, aliases: ['CVE-2023-1'], summary: 'Endless loop', ...over },
});
const net = { module: 'golang.org/x/net', version: 'v0.25.0' };
const imported = { ...net, package: 'golang.org/x/net/html' };
const called = { ...imported, function: 'Parse', position: { filename: 'html/parse.go', line: 90 } };
const caller = {
  module: 'example.test/shop',
  function: 'main',
  position: { filename: 'cmd/main.go', line: 12, column: 3 },
};
const finding = (id: string, trace: readonly object[], over: object = {}) => ({
  finding: { osv: id, fixed_version: 'v0.33.0', trace, ...over },
});
const stream = (...messages: readonly object[]) =>
  messages.map((each) => `${JSON.stringify(each, null, 2)}\n`).join('');

testFindingsReader(govulncheck, {
  reads: [
    {
      name: 'a call, whose advisory comes after it',
      document: stream(config(), finding('GO-1', [called, caller]), osv('GO-1')),
      expected: ['high dependency GO-1 golang.org/x/net@v0.25.0 -> v0.33.0 cmd/main.go:12'],
      runs: ['govulncheck v1.1.4 (dependencies)'],
    },
    {
      name: 'each reach, the deepest for each advisory and module',
      document: stream(
        config(),
        progress,
        osv('GO-1'),
        osv('GO-2'),
        osv('GO-3'),
        osv('GO-unused'),
        finding('GO-1', [net]),
        finding('GO-2', [net]),
        finding('GO-3', [net], { fixed_version: undefined }),
        finding('GO-1', [{ module: 'stdlib', version: 'v1.24.4' }]),
        finding('GO-1', [imported]),
        finding('GO-2', [imported]),
        finding('GO-1', [called, caller]),
        finding('GO-1', [called, { ...caller, position: { filename: 'cmd/other.go', line: 1 } }]),
      ),
      expected: [
        'high dependency GO-1 golang.org/x/net@v0.25.0 -> v0.33.0 cmd/main.go:12',
        'medium dependency GO-2 golang.org/x/net@v0.25.0 -> v0.33.0',
        'low dependency GO-3 golang.org/x/net@v0.25.0',
        'low dependency GO-1 stdlib@v1.24.4 -> v0.33.0',
      ],
    },
    {
      name: 'advisories that are rated',
      document: stream(
        config(),
        osv('GO-1', { severity: [{ type: 'CVSS_V3', score: HIGH }] }),
        osv('GO-2', { database_specific: { severity: 'MODERATE' } }),
        osv('GO-3', { severity: [{ type: 'CVSS_V3', score: 'none' }] }),
        osv('GO-4', { database_specific: { severity: 'DREADFUL' } }),
        ...['GO-1', 'GO-2', 'GO-3', 'GO-4'].map((id) => finding(id, [net])),
      ),
      expected: [
        'high dependency GO-1 golang.org/x/net@v0.25.0 -> v0.33.0',
        'medium dependency GO-2 golang.org/x/net@v0.25.0 -> v0.33.0',
        'unknown dependency GO-3 golang.org/x/net@v0.25.0 -> v0.33.0',
        'unknown dependency GO-4 golang.org/x/net@v0.25.0 -> v0.33.0',
      ],
    },
    {
      name: 'a scan that did not look for calls',
      document: stream(config({ scan_level: 'package' }), finding('GO-1', [imported]), finding('GO-2', [net])),
      expected: [
        'unknown dependency GO-1 golang.org/x/net@v0.25.0 -> v0.33.0',
        'low dependency GO-2 golang.org/x/net@v0.25.0 -> v0.33.0',
      ],
    },
    {
      name: 'a scan that does not say how deep it looked',
      document: stream(config({ scan_level: undefined }), finding('GO-1', [net]), finding('GO-2', [called])),
      expected: [
        'unknown dependency GO-1 golang.org/x/net@v0.25.0 -> v0.33.0',
        'high dependency GO-2 golang.org/x/net@v0.25.0 -> v0.33.0 html/parse.go:90',
      ],
    },
    {
      name: 'a binary, where traces have no position',
      document: stream(config({ scan_mode: 'binary' }), finding('GO-1', [{ ...imported, function: 'Parse' }])),
      expected: ['high dependency GO-1 golang.org/x/net@v0.25.0 -> v0.33.0'],
    },
    {
      name: 'a clean scan, one message a line',
      document: [config(), { SBOM: { modules: [{ path: 'example.test/shop' }] } }, progress, osv('GO-1')]
        .map((each) => JSON.stringify(each))
        .join('\n'),
      expected: [],
      runs: ['govulncheck v1.1.4 (dependencies)'],
    },
    {
      name: 'a scan of nothing, and a message of later versions',
      document: stream(config(), { SBOM: { modules: null } }, { weather: {} }),
      expected: [],
      runs: ['govulncheck v1.1.4 (), 1 errors'],
    },
    {
      name: 'hostile names',
      document: stream(config(), finding('__proto__', [{ module: 'constructor' }])),
      expected: ['low dependency __proto__ constructor -> v0.33.0'],
    },
  ],
  refuses: [
    { name: 'only a configuration', document: stream(config()), code: 'E_TRUNCATED' },
    {
      name: 'a stream without a configuration',
      document: stream(progress, finding('GO-1', [net])),
      code: 'E_MALFORMED',
    },
    {
      name: 'another protocol',
      document: stream(config({ protocol_version: 'v0.1.0' }), progress),
      code: 'E_MALFORMED',
    },
    { name: 'the single object of before version 1', document: { Calls: null, Vulns: [{}] }, code: 'E_MALFORMED' },
    { name: 'a finding without a trace', document: stream(config(), finding('GO-1', [])), code: 'E_MALFORMED' },
    {
      name: 'a finding without an advisory',
      document: stream(config(), { finding: { trace: [net] } }),
      code: 'E_MALFORMED',
    },
    { name: 'a finding without a module', document: stream(config(), finding('GO-1', [{}])), code: 'E_MALFORMED' },
    { name: 'a message that is no object', document: `${stream(config())}[]`, code: 'E_MALFORMED' },
    {
      name: 'a trace twice',
      document: `${stream(config())}{"finding":{"trace":[{}],"trace":[]}}`,
      code: 'E_CONTRADICTION',
    },
  ],
  hasNoEnd: true,
});

test('keeps aliases, text and address of the advisory', async () => {
  const entry = osv('GO-1', {
    published: '2023-08-02T17:25:58Z',
    database_specific: { url: 'https://go.example/GO-1' },
  });
  const text = stream(config(), entry, finding('GO-1', [net]));
  const { findings } = await govulncheck.read(memorySource('govulncheck.json', text));
  expect(findings[0]).toMatchObject({
    ids: ['GO-1', 'CVE-2023-1'],
    title: 'Endless loop',
    url: 'https://go.example/GO-1',
    publishedAt: Date.parse('2023-08-02T17:25:58Z'),
  });
});

test('says why it refuses the single object of before version 1', async () => {
  const head = '{"Vulns": []}';
  expect(govulncheck.accepts(head, 'report')).toBe(true);
  await expect(govulncheck.read(memorySource('report', head))).rejects.toThrow(/before version 1/);
});
