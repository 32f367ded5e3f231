import { memorySource } from '../src/byte-source.ts';
import { cyclonedx } from '../src/findings/cyclonedx.ts';
import { testFindingsReader } from './findings-table.ts';

const lodash = { 'bom-ref': 'a', type: 'library', name: 'lodash', version: '4.17.1', purl: 'pkg:npm/lodash@4.17.1' };
const vulnerability = (over: object) => ({
  id: 'CVE-2026-1',
  source: { name: 'NVD', url: 'https://nvd.example/CVE-2026-1' },
  ratings: [{ severity: 'high', method: 'CVSSv31', score: 7.5 }],
  description: 'Prototype pollution.',
  affects: [{ ref: 'a' }],
  ...over,
});
const bom = (vulnerabilities: unknown, over: object = {}) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { timestamp: '2026-11-20T09:30:00Z' },
  components: [lodash],
  vulnerabilities,
  ...over,
});
const rated = (...ratings: readonly object[]) => vulnerability({ ratings });
const analysed = (analysis: object) => vulnerability({ analysis });
const line = (severity: string, rest = '') => `${severity} dependency CVE-2026-1 lodash@4.17.1${rest}`;
const V31 = 'AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

testFindingsReader(cyclonedx, {
  reads: [
    {
      name: 'a vulnerability',
      document: bom([vulnerability({})]),
      expected: [line('high')],
      runs: ['cyclonedx (dependencies)'],
    },
    {
      name: 'each severity',
      document: bom(
        ['critical', 'high', 'medium', 'low', 'info', 'none', 'unknown', 'awful'].map((severity) =>
          rated({ severity }),
        ),
      ),
      expected: ['critical', 'high', 'medium', 'low', 'info', 'info', 'unknown', 'unknown'].map((word) => line(word)),
    },
    {
      name: 'scores and vectors',
      document: bom([
        rated({ score: 9.8, method: 'CVSSv3' }),
        rated({ score: 5 }),
        rated({ score: 0 }),
        rated({ score: 0, method: 'CVSSv31', vector: V31 }),
        rated({ method: 'CVSSv3', vector: `CVSS:3.1/${V31}` }),
        rated({ method: 'CVSSv2', vector: '(AV:N/AC:L/Au:N/C:P/I:P/A:P)' }),
        rated({ method: 'CVSSv31', vector: 'AV:N' }),
        rated({ severity: 'unknown', score: 7.5, method: 'CVSSv31' }),
        rated({ score: 11, method: 'CVSSv31' }),
        rated({ score: 9.8, method: 'OWASP' }),
        rated({ score: 9.8, method: 'SSVC' }),
        rated({ score: 9.8, method: 'other', vector: V31 }),
        rated({ severity: 'low', score: 9.8, method: 'OWASP' }),
        rated(),
        vulnerability({ ratings: undefined }),
      ]),
      expected: [
        'critical',
        'medium',
        'info',
        'critical',
        'critical',
        'high',
        'unknown',
        'high',
        'unknown',
        'unknown',
        'unknown',
        'unknown',
        'low',
        'unknown',
        'unknown',
      ].map((severity) => line(severity)),
    },
    {
      name: 'the highest of several ratings',
      document: bom([
        rated({ severity: 'low' }, { severity: 'critical' }, { severity: 'high' }),
        rated({ severity: 'low' }, { method: 'CVSSv31', vector: V31 }),
        rated({ severity: 'low' }, { severity: 'unknown' }, { method: 'CVSSv31', vector: 'AV:N' }),
        rated({ severity: 'low' }, { severity: 'awful' }),
        rated({ severity: 'high' }, { severity: 'awful' }),
      ]),
      expected: ['critical', 'critical', 'low', 'unknown', 'high'].map((severity) => line(severity)),
    },
    {
      name: 'each state of an analysis',
      document: bom([
        analysed({ state: 'resolved' }),
        analysed({ state: 'resolved_with_pedigree' }),
        analysed({ state: 'false_positive' }),
        analysed({ state: 'not_affected', justification: 'code_not_reachable', detail: 'never called' }),
        analysed({ state: 'not_affected' }),
        analysed({ state: 'not_affected', justification: '' }),
        analysed({ state: 'exploitable' }),
        analysed({ state: 'in_triage' }),
        analysed({ state: 'RESOLVED' }),
        analysed({}),
      ]),
      expected: [...Array(4).fill(line('high', ' (suppressed: external)')), ...Array(6).fill(line('high'))],
    },
    {
      name: 'what is affected',
      document: bom(
        [
          vulnerability({
            affects: [
              'a',
              'inner',
              'copy',
              'plain',
              'app',
              'urn:cdx:s/1#inner',
              'urn:cdx:s/1#pkg:pypi/jinja2%402.0',
            ].map((ref) => ({ ref })),
          }),
          vulnerability({ affects: [{ ref: 'nowhere' }, { ref: 'urn:cdx:%' }] }),
          vulnerability({ affects: [] }),
          vulnerability({ affects: undefined }),
        ],
        {
          metadata: { component: { 'bom-ref': 'app', name: 'shop', version: '1' } },
          components: [
            { ...lodash, components: [{ 'bom-ref': 'inner', name: 'x', purl: 'pkg:maven/org.a/b', version: '2' }] },
            { ...lodash, 'bom-ref': 'copy' },
            { 'bom-ref': 'plain', group: 'acme', name: 'tool' },
            { 'bom-ref': 'nowhere' },
          ],
        },
      ),
      expected: [
        line('high'),
        'high dependency CVE-2026-1 org.a:b@2',
        'high dependency CVE-2026-1 acme/tool',
        'high dependency CVE-2026-1 shop@1',
        'high dependency CVE-2026-1 jinja2@2.0',
        'high dependency CVE-2026-1 nowhere',
        'high dependency CVE-2026-1 urn:cdx:%',
        'high dependency CVE-2026-1',
        'high dependency CVE-2026-1',
      ],
    },
    {
      name: 'vulnerabilities that come before the components',
      document: {
        bomFormat: 'CycloneDX',
        specVersion: '1.4',
        vulnerabilities: [vulnerability({})],
        components: [lodash],
      },
      expected: [line('high')],
    },
    {
      name: 'the version that fixes it',
      document: bom([
        vulnerability({ recommendation: 'Upgrade lodash to version 4.17.2' }),
        vulnerability({ recommendation: 'Upgrade lodash to version 3.9.1, 4.17.2 or higher.' }),
        vulnerability({ recommendation: 'Do not use it.' }),
      ]),
      expected: [line('high', ' -> 4.17.2'), line('high', ' -> 3.9.1, 4.17.2'), line('high')],
    },
    {
      name: 'the tool that wrote it',
      document: bom([], { metadata: { tools: [{ vendor: 'anchore', name: 'grype', version: '0.80' }] } }),
      expected: [],
      runs: ['grype 0.80 (dependencies)'],
    },
    {
      name: 'the scanner among its tools',
      document: bom([], {
        metadata: { tools: { components: [{ name: 'cyclonedx-maven-plugin' }, { name: 'trivy', version: '0.58' }] } },
      }),
      expected: [],
      runs: ['trivy 0.58 (dependencies)'],
    },
    {
      name: 'a tool that is a service',
      document: bom([], { metadata: { tools: { services: [{ name: 'Dependency-Track' }] } } }),
      expected: [],
      runs: ['dependency-track (dependencies)'],
    },
    {
      name: 'an inventory, in which nobody looked for anything',
      document: bom(undefined),
      expected: [],
      runs: ['cyclonedx ()'],
    },
    {
      name: 'a scan of nothing',
      document: bom([], { components: [], metadata: { component: { name: 'shop' } } }),
      expected: [],
      runs: ['cyclonedx (), 1 errors'],
    },
    {
      name: 'only its schema in sight',
      document: { $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json', ...bom([vulnerability({})]) },
      expected: [line('high')],
    },
    {
      name: 'a reference where there is no id',
      document: bom([vulnerability({ id: undefined, references: [{ id: 'GHSA-1' }] })]),
      expected: ['high dependency GHSA-1 lodash@4.17.1'],
    },
  ],
  refuses: [
    { name: 'version 2', document: bom([], { specVersion: '2.0' }), code: 'E_WRONG_FORMAT' },
    { name: 'another format', document: bom([], { bomFormat: 'SPDX' }), code: 'E_WRONG_FORMAT' },
    { name: 'no version', document: bom([], { specVersion: undefined }), code: 'E_MALFORMED' },
    { name: 'vulnerabilities that are null', document: bom(null), code: 'E_MALFORMED' },
    { name: 'components that are an object', document: bom([], { components: {} }), code: 'E_MALFORMED' },
    { name: 'a vulnerability without an id', document: bom([vulnerability({ id: undefined })]), code: 'E_MALFORMED' },
    { name: 'an id that is a number', document: bom([vulnerability({ id: 7 })]), code: 'E_MALFORMED' },
    { name: 'affects that is an object', document: bom([vulnerability({ affects: {} })]), code: 'E_MALFORMED' },
    { name: 'affects without a ref', document: bom([vulnerability({ affects: [{}] })]), code: 'E_MALFORMED' },
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
  ],
});

test('keeps ids, dates and reasons', async () => {
  const document = bom([
    vulnerability({
      references: [{ id: 'GHSA-1', source: {} }, { id: 'GHSA-1' }],
      published: '2026-01-02T03:04:05.000Z',
      analysis: { state: 'false_positive', justification: 'code_not_present', detail: 'wrong package' },
    }),
  ]);
  const report = await cyclonedx.read(memorySource('bom.json', JSON.stringify(document)));
  expect(report.producedAt).toBe(Date.parse('2026-11-20T09:30:00Z'));
  expect(report.findings).toEqual([
    {
      rule: 'CVE-2026-1',
      ids: ['CVE-2026-1', 'GHSA-1'],
      tool: 'cyclonedx',
      category: 'dependency',
      severity: 'high',
      title: 'Prototype pollution.',
      package: { ecosystem: 'npm', name: 'lodash', version: '4.17.1' },
      publishedAt: Date.parse('2026-01-02T03:04:05Z'),
      url: 'https://nvd.example/CVE-2026-1',
      suppression: { kind: 'external', reason: 'false_positive: code_not_present: wrong package' },
    },
  ]);
});

test('withstands components nested deeper than the stack', async () => {
  const depth = 20_000;
  const nested = `${'{"name":"a","components":['.repeat(depth)}${']}'.repeat(depth)}`;
  const document = `{"bomFormat":"CycloneDX","specVersion":"1.5","components":[${nested}],"vulnerabilities":[]}`;
  const report = await cyclonedx.read(memorySource('bom.json', document)).catch((error: unknown) => error);
  expect(report).toMatchObject({ findings: [] });
});
