import { memorySource } from '../src/byte-source.ts';
import { composerAudit } from '../src/findings/composer-audit.ts';
import { testFindingsReader } from './findings-table.ts';

const advisory = (over: object = {}) => ({
  advisoryId: 'PKSA-aaaa-bbbb-cccc',
  packageName: 'acme/http',
  affectedVersions: '<1.4',
  title: 'Header injection',
  cve: 'CVE-2021-1',
  link: 'https://advisories.example/1',
  reportedAt: '2021-06-23T23:56:59+00:00',
  sources: [
    { name: 'GitHub', remoteId: 'GHSA-aaaa-bbbb-cccc' },
    { name: 'FriendsOfPHP/security-advisories', remoteId: 'acme/http/CVE-2021-1.yaml' },
  ],
  severity: 'high',
  ...over,
});

testFindingsReader(composerAudit, {
  reads: [
    {
      name: 'each severity',
      document: {
        advisories: {
          'acme/http': ['critical', 'high', 'medium', 'low', 'dire', null].map((severity) => advisory({ severity })),
          'acme/mail': [{ advisoryId: 'PKSA-2', packageName: 'acme/mail', affectedVersions: '*' }],
        },
        abandoned: [],
      },
      expected: [
        'critical dependency PKSA-aaaa-bbbb-cccc acme/http',
        'high dependency PKSA-aaaa-bbbb-cccc acme/http',
        'medium dependency PKSA-aaaa-bbbb-cccc acme/http',
        'low dependency PKSA-aaaa-bbbb-cccc acme/http',
        'unknown dependency PKSA-aaaa-bbbb-cccc acme/http',
        'unknown dependency PKSA-aaaa-bbbb-cccc acme/http',
        'unknown dependency PKSA-2 acme/mail',
      ],
      runs: ['composer-audit (dependencies)'],
    },
    {
      name: 'advisories with numbers as keys',
      document: { advisories: { 'acme/http': { '0': advisory(), '2': advisory({ advisoryId: 'PKSA-2' }) } } },
      expected: ['high dependency PKSA-aaaa-bbbb-cccc acme/http', 'high dependency PKSA-2 acme/http'],
    },
    {
      name: 'what Composer ignores',
      document: {
        advisories: [],
        'ignored-advisories': {
          'acme/http': [advisory({ ignoreReason: 'not reachable' }), advisory({ ignoreReason: null })],
        },
        abandoned: [],
      },
      expected: [
        'high dependency PKSA-aaaa-bbbb-cccc acme/http (suppressed: external)',
        'high dependency PKSA-aaaa-bbbb-cccc acme/http (suppressed: external)',
      ],
    },
    {
      name: 'abandoned packages, and packages of a list',
      document: {
        advisories: [],
        abandoned: { 'acme/old': 'acme/new', 'acme/dead': null },
        filter: {
          'acme/evil': [{ packageName: 'acme/evil', listName: 'malware', reason: 'steals keys', id: 'MAL-1' }],
        },
      },
      expected: [
        'unknown dependency MAL-1 acme/evil',
        'info dependency abandoned acme/old',
        'info dependency abandoned acme/dead',
      ],
    },
    { name: 'a clean audit', document: { advisories: [] }, expected: [], runs: ['composer-audit (dependencies)'] },
    { name: 'a clean audit of later versions', document: { advisories: [], abandoned: [], filter: [] }, expected: [] },
    { name: 'a clean audit with an object', document: { advisories: {}, abandoned: {} }, expected: [] },
    {
      name: 'repositories that were not reached',
      document: { advisories: [], 'unreachable-repositories': ['https://user:hunter2@repo.example'], abandoned: [] },
      expected: [],
      runs: ['composer-audit (dependencies), 1 errors'],
    },
    {
      name: 'hostile names',
      document: '{"advisories":{"__proto__":[{"advisoryId":"constructor","severity":"toString"}]},"abandoned":[]}',
      expected: ['unknown dependency constructor __proto__'],
    },
  ],
  refuses: [
    { name: 'no advisories', document: { abandoned: [] }, code: 'E_MALFORMED' },
    { name: 'advisories that are null', document: { advisories: null, abandoned: [] }, code: 'E_MALFORMED' },
    { name: 'advisories in a list', document: { advisories: [advisory()] }, code: 'E_MALFORMED' },
    { name: 'a package without a list', document: { advisories: { 'acme/http': 'bad' } }, code: 'E_MALFORMED' },
    { name: 'an advisory without an id', document: { advisories: { 'acme/http': [{}] } }, code: 'E_MALFORMED' },
    {
      name: 'ignored ones that are a text',
      document: { advisories: [], 'ignored-advisories': 'all' },
      code: 'E_MALFORMED',
    },
    { name: 'a key twice', document: '{"advisories":{"a/b":[{}]},"advisories":[]}', code: 'E_CONTRADICTION' },
  ],
  secrets: ['hunter2'],
});

test('keeps the ids of the sources, but no file names', async () => {
  const document = { advisories: { 'acme/http': [advisory()] } };
  const { findings } = await composerAudit.read(memorySource('audit.json', JSON.stringify(document)));
  expect(findings[0]).toMatchObject({
    ids: ['PKSA-aaaa-bbbb-cccc', 'CVE-2021-1', 'GHSA-aaaa-bbbb-cccc'],
    publishedAt: Date.parse('2021-06-23T23:56:59Z'),
    package: { ecosystem: 'composer', name: 'acme/http' },
  });
});

test('leaves advisories of npm alone', () => {
  const head = '{"actions":[],"advisories":{"118":{"findings":[{"version":"1"}],"id":118,"severity":"high"}}}';
  expect(composerAudit.accepts(head, 'report')).toBe(false);
  expect(composerAudit.accepts('{"advisories":{},"metadata":{}}', 'report')).toBe(false);
});
