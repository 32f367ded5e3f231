import { memorySource } from '../src/byte-source.ts';
import { csaf } from '../src/findings/csaf.ts';
import { testFindingsReader } from './findings-table.ts';

const product = (product_id: string, purl?: string) => ({
  product_id,
  name: `Product ${product_id}`,
  ...(purl ? { product_identification_helper: { purl } } : {}),
});
const TREE = {
  full_product_names: [product('P1', 'pkg:npm/lodash@4.17.1'), product('P2', 'pkg:npm/a@1'), product('P3')],
};
const vulnerability = (over: object) => ({
  cve: 'CVE-2026-1',
  title: 'Prototype pollution',
  product_status: { known_affected: ['P1'] },
  ...over,
});
const csafDocument = (vulnerabilities: unknown, product_tree: unknown = TREE, csaf_version = '2.0') => ({
  document: {
    category: 'csaf_vex',
    csaf_version,
    title: 'Advisory',
    tracking: { id: 'A-1', status: 'final', current_release_date: '2026-11-01T00:00:00Z' },
  },
  product_tree,
  vulnerabilities,
});
const scored = (...scores: readonly object[]) =>
  vulnerability({ scores: scores.map((score) => ({ products: ['P1'], ...score })) });
const measured = (content: object) => vulnerability({ metrics: [{ products: ['P1'], content }] });
const line = (severity: string) => `${severity} dependency CVE-2026-1 lodash@4.17.1`;
const unsafe = (over: object) => vulnerability({ product_status: { known_not_affected: ['P1'] }, ...over });

testFindingsReader(csaf, {
  reads: [
    {
      name: 'an affected product',
      document: csafDocument([scored({ cvss_v3: { version: '3.1', baseScore: 9.8, baseSeverity: 'CRITICAL' } })]),
      expected: [line('critical')],
      runs: ['csaf ()'],
    },
    {
      name: 'scores of version 2.0',
      document: csafDocument([
        scored({ cvss_v3: { baseSeverity: 'MEDIUM' } }, { cvss_v4: { baseSeverity: 'HIGH' } }),
        scored({ cvss_v3: { baseScore: 7.2 } }),
        scored({ cvss_v3: { vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' } }),
        scored({ cvss_v2: { baseScore: 5 } }),
        scored({ cvss_v2: { baseScore: 10 }, cvss_v3: { baseSeverity: 'LOW' } }),
        scored({ cvss_v3: { baseSeverity: 'AWFUL' } }),
        scored({ products: ['P2'], cvss_v3: { baseSeverity: 'HIGH' } }),
        vulnerability({ threats: [{ category: 'impact', details: 'Important', product_ids: ['P1'] }] }),
        vulnerability({}),
      ]),
      expected: ['high', 'high', 'critical', 'medium', 'low', 'unknown', 'unknown', 'high', 'unknown'].map(line),
    },
    {
      name: 'metrics of version 2.1',
      document: {
        $schema: 'https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json',
        ...csafDocument(
          [measured({ cvss_v4: { baseSeverity: 'LOW' } }), measured({ qualitative_severity_rating: 'high' })],
          {
            full_product_names: [
              { product_id: 'P1', product_identification_helper: { purls: ['pkg:npm/lodash@4.17.1'] } },
            ],
          },
          '2.1',
        ),
      },
      expected: [line('low'), line('high')],
    },
    {
      name: 'each status',
      document: csafDocument(
        [
          'known_affected',
          'first_affected',
          'last_affected',
          'under_investigation',
          'unknown',
          'unheard_of',
          'known_not_affected',
          'fixed',
          'first_fixed',
        ].map((status, index) => vulnerability({ cve: `CVE-${index}`, product_status: { [status]: ['P1'] } })),
      ),
      expected: [0, 1, 2, 3, 4, 5, 6].map((index) => `unknown dependency CVE-${index} lodash@4.17.1`),
    },
    {
      name: 'reasons for not being affected',
      document: csafDocument([
        unsafe({ flags: [{ label: 'component_not_present', product_ids: ['P1'] }] }),
        unsafe({ threats: [{ category: 'impact', details: 'Never called.', product_ids: ['P1'] }] }),
        unsafe({ flags: [{ label: 'component_not_present', product_ids: ['P2'] }] }),
        unsafe({ flags: [{ label: 'component_not_present' }] }),
        unsafe({ threats: [{ category: 'impact', details: 'Moderate', product_ids: ['P1'] }] }),
        unsafe({ threats: [{ category: 'exploit_status', details: 'none', product_ids: ['P1'] }] }),
      ]),
      expected: [line('unknown'), line('unknown'), line('medium'), line('unknown')],
    },
    {
      name: 'a product that is in two lists',
      document: csafDocument([
        vulnerability({ product_status: { fixed: ['P1'], known_affected: ['P1'], recommended: ['P2'] } }),
        vulnerability({ product_status: { known_affected: ['P1'], fixed: ['P1'] } }),
      ]),
      expected: [line('unknown'), line('unknown')],
    },
    {
      name: 'products of all kinds',
      document: csafDocument(
        [vulnerability({ product_status: { known_affected: ['B', 'R', 'Q', 'P3', 'X', 'L1'] } })],
        {
          ...TREE,
          branches: [
            { category: 'vendor', name: 'A', branches: [{ name: 'b', product: product('B', 'pkg:pypi/b@2') }] },
          ],
          relationships: [
            { category: 'installed_on', product_reference: 'P1', full_product_name: product('R') },
            { category: 'installed_on', product_reference: 'L2', full_product_name: product('L1') },
            { category: 'installed_on', product_reference: 'L1', full_product_name: product('L2') },
          ],
          product_paths: [{ beginning_product_reference: 'P2', subpaths: [], full_product_name: product('Q') }],
        },
      ),
      expected: [
        'unknown dependency CVE-2026-1 b@2',
        line('unknown'),
        'unknown dependency CVE-2026-1 a@1',
        'unknown dependency CVE-2026-1 Product P3',
        'unknown dependency CVE-2026-1 X',
        'unknown dependency CVE-2026-1 Product L1',
      ],
    },
    {
      name: 'vulnerabilities that name no product',
      document: csafDocument([
        vulnerability({ product_status: undefined }),
        vulnerability({ product_status: { recommended: ['P1'] } }),
      ]),
      expected: ['unknown dependency CVE-2026-1', 'unknown dependency CVE-2026-1'],
    },
    {
      name: 'another id where there is no CVE',
      document: csafDocument([vulnerability({ cve: undefined, ids: [{ system_name: 'GitHub', text: 'GHSA-1' }] })]),
      expected: ['unknown dependency GHSA-1 lodash@4.17.1'],
    },
    { name: 'an advisory about something else', document: csafDocument(undefined), expected: [], runs: ['csaf ()'] },
    {
      name: 'hostile names',
      document: `{"document":{"csaf_version":"2.0"},"vulnerabilities":[{"cve":"constructor","product_status":{"__proto__":["__proto__"]}}]}`,
      expected: ['unknown dependency constructor __proto__'],
    },
  ],
  refuses: [
    { name: 'version 1.2', document: csafDocument([], TREE, '1.2'), code: 'E_WRONG_FORMAT' },
    { name: 'no version', document: { document: {} }, code: 'E_MALFORMED' },
    { name: 'no document', document: { vulnerabilities: [] }, code: 'E_MALFORMED' },
    { name: 'vulnerabilities that are null', document: csafDocument(null), code: 'E_MALFORMED' },
    {
      name: 'a vulnerability without an id',
      document: csafDocument([vulnerability({ cve: undefined })]),
      code: 'E_MALFORMED',
    },
    {
      name: 'a status that is a list',
      document: csafDocument([vulnerability({ product_status: [] })]),
      code: 'E_MALFORMED',
    },
    {
      name: 'products that are a text',
      document: csafDocument([vulnerability({ product_status: { fixed: 'P1' } })]),
      code: 'E_MALFORMED',
    },
    {
      name: 'a product that is a number',
      document: csafDocument([vulnerability({ product_status: { known_affected: [1] } })]),
      code: 'E_MALFORMED',
    },
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
  ],
});

test('states what is closed, only for a version, and what is open', async () => {
  const tree = {
    full_product_names: [
      product('V', 'pkg:rpm/redhat/openssl@3.0-1'),
      product('N', 'pkg:rpm/redhat/openssl'),
      product('P'),
      product('W', 'pkg:rpm/redhat/openssl@2'),
    ],
    product_groups: [{ group_id: 'G', product_ids: ['V', 'N', 'P'] }],
  };
  const document = csafDocument(
    [
      vulnerability({
        ids: [{ system_name: 'x', text: 'BUG-1' }],
        product_status: { known_not_affected: ['V', 'N', 'P'] },
        flags: [{ label: 'vulnerable_code_not_present', group_ids: ['G'] }],
      }),
      vulnerability({ product_status: { first_fixed: ['V'], under_investigation: ['N'], known_affected: ['W'] } }),
    ],
    tree,
  );
  const { statements } = await csaf.read(memorySource('vex.json', JSON.stringify(document)));
  const at = Date.parse('2026-11-01T00:00:00Z');
  const openssl = { ecosystem: 'rpm', name: 'openssl', version: '3.0-1' };
  const flagged = {
    ids: ['CVE-2026-1', 'BUG-1'],
    status: 'closed',
    at,
    reason: 'known_not_affected: vulnerable_code_not_present',
  };
  expect(statements).toEqual([
    { ...flagged, package: openssl },
    flagged,
    flagged,
    { ids: ['CVE-2026-1'], status: 'closed', at, reason: 'first_fixed', package: openssl },
    { ids: ['CVE-2026-1'], status: 'open', at, reason: 'under_investigation' },
    { ids: ['CVE-2026-1'], status: 'open', at, reason: 'known_affected', package: { ...openssl, version: '2' } },
  ]);
});

test('says whether there is a fix', async () => {
  const remediations = [
    { category: 'vendor_fix', product_ids: ['P1'] },
    { category: 'none_available', product_ids: ['P1', 'P2'] },
    { category: 'workaround', product_ids: ['P3'] },
  ];
  const document = csafDocument([
    vulnerability({ remediations, product_status: { known_affected: ['P1', 'P2', 'P3'] } }),
  ]);
  const { findings } = await csaf.read(memorySource('csaf.json', JSON.stringify(document)));
  expect(findings.map(({ isFixable }) => isFixable)).toEqual([true, false, undefined]);
});
