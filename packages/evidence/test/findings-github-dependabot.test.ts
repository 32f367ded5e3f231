import { memorySource } from '../src/byte-source.ts';
import { githubDependabot } from '../src/findings/github-dependabot.ts';
import { testFindingsReader } from './findings-table.ts';

const alert = (over: object, severity: unknown = 'high') => ({
  number: 7,
  state: 'open',
  dependency: { package: { ecosystem: 'pip', name: 'left' }, manifest_path: 'app/requirements.txt', scope: 'runtime' },
  security_advisory: {
    ghsa_id: 'GHSA-2222-3333-4444',
    cve_id: 'CVE-2024-11111',
    summary: 'Left leaks memory',
    severity: 'critical',
    identifiers: [{ value: 'GHSA-2222-3333-4444', type: 'GHSA' }],
    cvss: { vector_string: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5 },
    epss: { percentage: 0.25, percentile: 0.9 },
    published_at: '2024-01-01T00:00:00Z',
  },
  security_vulnerability: {
    package: { ecosystem: 'pip', name: 'left' },
    severity,
    vulnerable_version_range: '< 1.2.0',
    first_patched_version: { identifier: '1.2.0' },
  },
  html_url: 'https://github.example/alerts/7',
  created_at: '2024-02-03T00:00:00Z',
  dismissed_at: null,
  dismissed_reason: null,
  fixed_at: null,
  ...over,
});
const node = (over: object) => ({
  createdAt: '2024-02-03T00:00:00Z',
  vulnerableManifestPath: 'pom.xml',
  vulnerableRequirements: '= 1.5.0',
  state: 'OPEN',
  securityVulnerability: {
    severity: 'MODERATE',
    package: { ecosystem: 'MAVEN', name: 'org.left:left' },
    firstPatchedVersion: null,
    advisory: {
      summary: 'Left leaks memory',
      identifiers: [
        { value: 'CVE-2024-11111', type: 'CVE' },
        { value: 'GHSA-2222-3333-4444', type: 'GHSA' },
      ],
      cvss: { vectorString: null },
    },
  },
  ...over,
});
const page = (nodes: readonly object[], hasNextPage = false, over: object = {}) => ({
  data: { repository: { vulnerabilityAlerts: { pageInfo: { hasNextPage }, nodes, ...over } } },
});
const line = 'GHSA-2222-3333-4444 left -> 1.2.0 app/requirements.txt';

testFindingsReader(githubDependabot, {
  reads: [
    {
      name: 'each severity of the REST API',
      document: [
        alert({}),
        alert({}, 'critical'),
        alert({}, 'medium'),
        alert({}, 'low'),
        alert({}, 'awful'),
        alert({ security_advisory: { identifiers: [{ value: 'CVE-2024-11111' }] } }, null),
      ],
      expected: [
        `high dependency ${line}`,
        `critical dependency ${line}`,
        `medium dependency ${line}`,
        `low dependency ${line}`,
        `high dependency ${line}`,
        'unknown dependency CVE-2024-11111 left -> 1.2.0 app/requirements.txt',
      ],
      runs: ['dependabot (dependencies)'],
    },
    {
      name: 'each state of the REST API',
      document: [
        alert({ state: 'dismissed', dismissed_reason: 'tolerable_risk', dismissed_comment: 'Only in tests' }),
        alert({ state: 'auto_dismissed', auto_dismissed_at: '2024-03-01T00:00:00Z' }),
        alert({ state: 'fixed', fixed_at: '2024-03-01T00:00:00Z' }),
        alert({ state: 'reopened' }),
      ],
      expected: [
        `high dependency ${line} (suppressed: external)`,
        `high dependency ${line} (suppressed: external)`,
        `high dependency ${line}`,
      ],
    },
    {
      name: 'several pages',
      document: [[alert({})], [alert({}, 'low')]],
      expected: [`high dependency ${line}`, `low dependency ${line}`],
    },
    {
      name: 'several pages after each other',
      document: `${JSON.stringify([alert({})])}${JSON.stringify([alert({}, 'low')])}`,
      expected: [`high dependency ${line}`, `low dependency ${line}`],
    },
    {
      name: 'each state of the GraphQL API',
      document: page([
        node({}),
        node({ state: 'DISMISSED', dismissReason: 'no_bandwidth' }),
        node({ state: 'AUTO_DISMISSED' }),
        node({ state: 'FIXED' }),
        node({ state: undefined, dismissedAt: '2024-03-01T00:00:00Z' }),
        node({ state: undefined, fixedAt: '2024-03-01T00:00:00Z' }),
        node({ state: undefined, dismissedAt: null, vulnerableRequirements: '>= 1, < 2' }),
      ]),
      expected: [
        'medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 pom.xml',
        'medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 pom.xml (suppressed: external)',
        'medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 pom.xml (suppressed: external)',
        'medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 pom.xml (suppressed: external)',
        'medium dependency GHSA-2222-3333-4444 org.left:left pom.xml',
      ],
      runs: ['dependabot (dependencies)'],
    },
    { name: 'no alert', document: page([]), expected: [], runs: ['dependabot (dependencies)'] },
    { name: 'an empty list that is named', document: '[]\n', path: 'out/dependabot-alerts.json', expected: [] },
    {
      name: 'a page that another one follows',
      document: page([node({})], true),
      expected: ['medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 pom.xml'],
      runs: ['dependabot (dependencies), 1 errors'],
    },
    {
      name: 'fewer alerts than the total',
      document: page([], false, { totalCount: 3 }),
      expected: [],
      runs: ['dependabot (dependencies), 1 errors'],
    },
    {
      name: 'all pages of the GraphQL API',
      document: `${JSON.stringify(page([node({})], true, { totalCount: 2 }))}\n${JSON.stringify(page([node({})], false, { totalCount: 2 }))}`,
      expected: [
        'medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 pom.xml',
        'medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 pom.xml',
      ],
      runs: ['dependabot (dependencies)'],
    },
    {
      name: 'a search, with pages left in it and in a repository',
      document: {
        data: {
          search: {
            pageInfo: { hasNextPage: true },
            nodes: [
              { name: 'shop', vulnerabilityAlerts: { pageInfo: { hasNextPage: true }, edges: [{ node: node({}) }] } },
              { name: 'till', vulnerabilityAlerts: { nodes: [] } },
            ],
          },
        },
      },
      expected: ['medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 shop: pom.xml'],
      runs: ['dependabot (dependencies), 2 errors'],
    },
    {
      name: 'the repositories of an organization, with an error beside them',
      document: {
        data: {
          organization: { repositories: { nodes: [{ name: 'shop', vulnerabilityAlerts: { nodes: [node({})] } }] } },
        },
        errors: [{ message: 'Something went wrong while executing your query' }],
      },
      expected: ['medium dependency GHSA-2222-3333-4444 org.left:left@1.5.0 shop: pom.xml'],
      runs: ['dependabot (dependencies), 1 errors'],
    },
  ],
  refuses: [
    {
      name: 'an error of the REST API',
      document: {
        message: 'Dependabot alerts are disabled for this repository.',
        documentation_url: '',
        status: '403',
      },
      code: 'E_SCAN_FAILED',
    },
    {
      name: 'an error of the GraphQL API',
      document: { data: { repository: null }, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve' }] },
      code: 'E_SCAN_FAILED',
    },
    {
      name: 'no permission to see alerts',
      document: { data: { repository: { vulnerabilityAlerts: null } } },
      code: 'E_SCAN_FAILED',
    },
    { name: 'no repository', document: { data: {} }, code: 'E_MALFORMED' },
    {
      name: 'a query without nodes',
      document: { data: { repository: { vulnerabilityAlerts: { totalCount: 0 } } } },
      code: 'E_MALFORMED',
    },
    { name: 'an alert that is null', document: page([null as never]), code: 'E_MALFORMED' },
    {
      name: 'an alert without a package',
      document: [alert({ security_vulnerability: { severity: 'low' } })],
      code: 'E_MALFORMED',
    },
    { name: 'an alert without an id', document: [alert({ security_advisory: {} })], code: 'E_MALFORMED' },
    {
      name: 'alerts of something else',
      document: [{ number: 1, state: 'open', rule: { id: 'x' } }],
      code: 'E_MALFORMED',
    },
  ],
});

test('knows since when, why and how likely', async () => {
  const text = JSON.stringify([
    alert({ state: 'dismissed', dismissed_reason: 'tolerable_risk', dismissed_comment: 'ok' }),
  ]);
  const [finding] = (await githubDependabot.read(memorySource('alerts.json', text))).findings;
  expect(finding).toMatchObject({
    ids: ['GHSA-2222-3333-4444', 'CVE-2024-11111'],
    package: { ecosystem: 'pypi', name: 'left' },
    firstSeen: { at: Date.parse('2024-02-03T00:00:00Z'), from: 'alert' },
    publishedAt: Date.parse('2024-01-01T00:00:00Z'),
    epss: 0.25,
    url: 'https://github.example/alerts/7',
    suppression: { kind: 'external', reason: 'tolerable_risk: ok' },
  });
});

test('accepts an error of the GraphQL API, and leaves that of the REST API to another', () => {
  expect(githubDependabot.accepts('{"data":{"repository":null},"errors":[{"message":""}]}', 'report')).toBe(true);
  expect(githubDependabot.accepts('{"message":"Not Found","documentation_url":"","status":"404"}', 'report')).toBe(
    false,
  );
});
