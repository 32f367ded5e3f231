import { memorySource } from '../src/byte-source.ts';
import { bundlerAudit } from '../src/findings/bundler-audit.ts';
import { testFindingsReader } from './findings-table.ts';

const gem = (over: object, version = '1.6.13') => ({
  type: 'unpatched_gem',
  gem: { name: 'rack', version },
  advisory: {
    path: '/db/gems/rack/CVE-2020-1.yml',
    id: 'CVE-2020-1',
    url: 'https://advisories.example/rack',
    title: 'Directory traversal',
    date: '2020-05-12',
    cvss_v2: null,
    cvss_v3: null,
    cve: '2020-1',
    osvdb: 101,
    ghsa: 'aaaa-bbbb-cccc',
    unaffected_versions: [],
    patched_versions: ['~> 2.1.3', '>= 2.2.0'],
    criticality: null,
    ...over,
  },
});
const report = (results: readonly object[]) => ({ version: '0.9.1', created_at: '2026-11-20 09:30:00 +0100', results });

testFindingsReader(bundlerAudit, {
  reads: [
    {
      name: 'each severity',
      document: report([
        gem({ criticality: 'critical' }),
        gem({ criticality: 'high' }),
        gem({ criticality: 'medium' }),
        gem({ criticality: 'low' }),
        gem({ criticality: 'none' }),
        gem({}),
        gem({ criticality: 'awful' }),
        gem({ cvss_v3: 9.1, cvss_v2: 2 }),
        gem({ cvss_v2: 5 }),
        gem({ criticality: 'low', cvss_v3: 9.1, patched_versions: [] }),
      ]),
      expected: [
        'critical dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'high dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'medium dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'low dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'info dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'unknown dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'unknown dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'critical dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'medium dependency CVE-2020-1 rack@1.6.13 -> ~> 2.1.3 or >= 2.2.0',
        'low dependency CVE-2020-1 rack@1.6.13',
      ],
      runs: ['bundler-audit 0.9.1 (dependencies)'],
    },
    {
      name: 'sources without TLS',
      document: report([
        { type: 'insecure_source', source: 'http://deploy:hunter2@gems.example/private?key=hunter2' },
        { type: 'insecure_source', source: 'git://git.example/a.git' },
      ]),
      expected: [
        'unknown dependency insecure_source http://gems.example/private',
        'unknown dependency insecure_source git://git.example/a.git',
      ],
    },
    { name: 'a clean audit', document: report([]), expected: [], runs: ['bundler-audit 0.9.1 (dependencies)'] },
    {
      name: 'hostile names',
      document:
        '{"version":"1","created_at":"","results":[{"type":"unpatched_gem","gem":{"name":"__proto__"},"advisory":{"id":"constructor"}}]}',
      expected: ['unknown dependency constructor __proto__'],
    },
  ],
  refuses: [
    { name: 'no results', document: { version: '1', created_at: '' }, code: 'E_MALFORMED' },
    { name: 'a result of another type', document: report([{ type: 'stale_gem' }]), code: 'E_MALFORMED' },
    { name: 'a result without a type', document: report([{ gem: {} }]), code: 'E_MALFORMED' },
    { name: 'a gem without an advisory', document: report([{ type: 'unpatched_gem', gem: {} }]), code: 'E_MALFORMED' },
    { name: 'an advisory without an id', document: report([gem({ id: null })]), code: 'E_MALFORMED' },
    { name: 'a source that is no text', document: report([{ type: 'insecure_source' }]), code: 'E_MALFORMED' },
    { name: 'a key twice', document: '{"results":[{}],"results":[]}', code: 'E_CONTRADICTION' },
  ],
  secrets: ['hunter2'],
});

test('completes the ids, and reads the time', async () => {
  const document = report([
    gem({}),
    gem({ id: 'GHSA-aaaa-bbbb-cccc', cve: null, osvdb: null, ghsa: 'GHSA-aaaa-bbbb-cccc' }),
  ]);
  const { findings, producedAt } = await bundlerAudit.read(memorySource('audit.json', JSON.stringify(document)));
  expect(findings[0]?.ids).toEqual(['CVE-2020-1', 'GHSA-aaaa-bbbb-cccc', 'OSVDB-101']);
  expect(findings[1]?.ids).toEqual(['GHSA-aaaa-bbbb-cccc']);
  expect(findings[0]?.publishedAt).toBe(Date.parse('2020-05-12'));
  expect(producedAt).toBe(Date.parse('2026-11-20T08:30:00Z'));
});
