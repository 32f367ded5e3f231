import { memorySource } from '../src/byte-source.ts';
import { openvex } from '../src/findings/openvex.ts';
import { testFindingsReader } from './findings-table.ts';

const statement = (over: object) => ({
  vulnerability: { '@id': 'https://nvd.example/CVE-2026-1', name: 'CVE-2026-1', aliases: ['GHSA-1'] },
  products: [{ '@id': 'pkg:npm/lodash@4.17.1' }],
  status: 'affected',
  action_statement: 'Upgrade.',
  ...over,
});
const vex = (statements: unknown, over: object = {}) => ({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://vex.example/1',
  author: 'Ada',
  timestamp: '2026-11-01T00:00:00Z',
  version: 1,
  statements,
  ...over,
});
const closed = (over: object = {}) =>
  statement({ status: 'not_affected', justification: 'component_not_present', ...over });
const line = 'unknown dependency CVE-2026-1 lodash@4.17.1';

testFindingsReader(openvex, {
  reads: [
    { name: 'a statement', document: vex([statement({})]), expected: [line], runs: ['openvex ()'] },
    {
      name: 'each status',
      document: vex(
        ['affected', 'under_investigation', 'unheard_of', 'not_affected', 'fixed', 'NOT_AFFECTED'].map(
          (status, index) => statement({ status, vulnerability: { name: `CVE-${index}` } }),
        ),
      ),
      expected: ['CVE-0', 'CVE-1', 'CVE-2', 'CVE-3', 'CVE-5'].map((id) => `unknown dependency ${id} lodash@4.17.1`),
    },
    {
      name: 'reasons for not being affected',
      document: vex([closed(), closed({ justification: undefined, impact_statement: 'Never called.' })]),
      expected: [],
    },
    {
      name: 'products of all kinds',
      document: vex([
        statement({
          products: [
            'pkg:pypi/django@1.11',
            { identifiers: { purl: 'pkg:deb/debian/curl@7' } },
            { '@id': 'https://shop.example/app', identifiers: { purl: 'pkg:maven/a/b@1' } },
            { '@id': 'https://shop.example/app' },
            { identifiers: { cpe23: 'cpe:2.3:a:shop' } },
            { hashes: { 'sha-256': 'aa' } },
            { '@id': 'pkg:oci/app@1', subcomponents: [{ '@id': 'pkg:npm/x@1' }, { '@id': 'lib.so' }] },
          ],
        }),
        statement({ products: undefined }),
        statement({ products: null, vulnerability: { '@id': 'CVE-2026-2' } }),
      ]),
      expected: [
        'unknown dependency CVE-2026-1 django@1.11',
        'unknown dependency CVE-2026-1 curl@7',
        'unknown dependency CVE-2026-1 a:b@1',
        'unknown dependency CVE-2026-1 https://shop.example/app',
        'unknown dependency CVE-2026-1 cpe:2.3:a:shop',
        'unknown dependency CVE-2026-1',
        'unknown dependency CVE-2026-1 x@1 pkg:oci/app@1',
        'unknown dependency CVE-2026-1 lib.so',
        'unknown dependency CVE-2026-1',
        'unknown dependency CVE-2026-2',
      ],
    },
    {
      name: 'the newest statement',
      document: vex([
        statement({ timestamp: '2026-11-02T00:00:00Z' }),
        closed({ timestamp: '2026-11-03T00:00:00Z' }),
        statement({ timestamp: '2026-11-01T00:00:00Z' }),
      ]),
      expected: [],
    },
    {
      name: 'the open one where the times do not tell',
      document: vex([
        statement({}),
        closed(),
        closed({ products: ['pkg:npm/b@1'], timestamp: 'soon' }),
        statement({ products: ['pkg:npm/b@1'], timestamp: '2020-01-01T00:00:00Z' }),
        closed({ products: [{ hashes: { 'sha-256': 'aa' } }], timestamp: '2026-12-01T00:00:00Z' }),
        statement({ products: [{ hashes: { 'sha-256': 'bb' } }] }),
      ]),
      expected: [line, 'unknown dependency CVE-2026-1 b@1', 'unknown dependency CVE-2026-1'],
    },
    {
      name: 'the time of its last change',
      document: vex([
        closed({ timestamp: '2026-11-02T00:00:00Z' }),
        statement({ timestamp: '2026-11-01T00:00:00Z', last_updated: '2026-11-05T00:00:00Z' }),
      ]),
      expected: [line],
    },
    {
      name: 'version 0.0.1',
      document: vex(
        [
          { vulnerability: 'CVE-2023-1', products: ['pkg:apk/wolfi/git@2.39.0-r1'], status: 'affected' },
          {
            vulnerability: 'CVE-2023-2',
            products: ['pkg:oci/app'],
            subcomponents: ['pkg:apk/a@1'],
            status: 'affected',
          },
        ],
        { '@context': 'https://openvex.dev/ns' },
      ),
      expected: ['unknown dependency CVE-2023-1 git@2.39.0-r1', 'unknown dependency CVE-2023-2 a@1 pkg:oci/app'],
    },
    { name: 'no statement', document: vex([]), expected: [], runs: ['openvex ()'] },
    { name: 'no statement as Go writes it', document: vex(null), expected: [] },
    {
      name: 'hostile names',
      document: vex([statement({ vulnerability: { name: '__proto__' } }), closed({ vulnerability: 'constructor' })]),
      expected: ['unknown dependency __proto__ lodash@4.17.1'],
    },
  ],
  refuses: [
    { name: 'no statements', document: vex(undefined), code: 'E_MALFORMED' },
    { name: 'no vulnerability', document: vex([statement({ vulnerability: undefined })]), code: 'E_MALFORMED' },
    { name: 'a vulnerability without a name', document: vex([statement({ vulnerability: {} })]), code: 'E_MALFORMED' },
    { name: 'no status', document: vex([statement({ status: null })]), code: 'E_MALFORMED' },
    { name: 'products that are an object', document: vex([statement({ products: {} })]), code: 'E_MALFORMED' },
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
  ],
});

test('states what is closed, and what is open', async () => {
  const document = vex([
    closed({ impact_statement: 'Not shipped.', timestamp: '2026-11-03T00:00:00Z' }),
    closed({ vulnerability: 'CVE-2', products: ['pkg:npm/a'] }),
    statement({ vulnerability: 'CVE-3', status: 'fixed', products: ['pkg:npm/a'] }),
    statement({ vulnerability: 'CVE-4', status: 'fixed', products: ['pkg:npm/a@2'] }),
    closed({ vulnerability: 'CVE-5', products: [{ '@id': 'shop', subcomponents: [{ '@id': 'pkg:npm/a@2' }] }] }),
    closed({ vulnerability: 'CVE-6', products: [] }),
    statement({ vulnerability: 'CVE-7', products: ['pkg:npm/a'] }),
  ]);
  const { statements } = await openvex.read(memorySource('vex.json', JSON.stringify(document)));
  const at = Date.parse('2026-11-01T00:00:00Z');
  const npm = (version?: string) => ({ ecosystem: 'npm', name: 'a', ...(version ? { version } : {}) });
  const because = 'not_affected: component_not_present';
  expect(statements).toEqual([
    {
      ids: ['CVE-2026-1', 'GHSA-1'],
      package: { ecosystem: 'npm', name: 'lodash', version: '4.17.1' },
      status: 'closed',
      reason: `${because}: Not shipped.`,
      at: Date.parse('2026-11-03T00:00:00Z'),
    },
    { ids: ['CVE-2'], package: npm(), status: 'closed', reason: because, at },
    { ids: ['CVE-3'], status: 'closed', reason: 'fixed', at },
    { ids: ['CVE-4'], package: npm('2'), status: 'closed', reason: 'fixed', at },
    { ids: ['CVE-5'], package: npm('2'), status: 'closed', reason: because, at },
    { ids: ['CVE-6'], status: 'closed', reason: because, at },
    { ids: ['CVE-7'], package: npm(), status: 'open', reason: 'affected', at },
  ]);
});
