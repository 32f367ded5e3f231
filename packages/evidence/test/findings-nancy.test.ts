import { memorySource } from '../src/byte-source.ts';
import { nancy } from '../src/findings/nancy.ts';
import { testFindingsReader } from './findings-table.ts';

const HIGH = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H';
const vulnerability = (over: object = {}) => ({
  Id: '9eb9a5bc',
  Title: '[CVE-2018-1] Cross-site request forgery',
  Description: 'A flaw.',
  CvssScore: '8.8',
  CvssVector: HIGH,
  Cve: 'CVE-2018-1',
  Reference: 'https://oss.example/vuln/9eb9a5bc',
  Excluded: false,
  ...over,
});
const etcd = (...vulnerabilities: readonly object[]) => ({
  Coordinates: 'pkg:golang/github.com/etcd-io/etcd@3.3.0',
  Reference: '',
  Vulnerabilities: vulnerabilities,
  InvalidSemVer: false,
});
const clean = { Coordinates: 'pkg:golang/example.test/clean@1.0.0', Vulnerabilities: null };
const report = (audited: unknown, vulnerable: unknown, num_vulnerable: number, over: object = {}) => ({
  audited,
  exclusions: [],
  invalid: [],
  num_audited: 2,
  num_vulnerable,
  version: '1.0.46',
  vulnerable,
  ...over,
});
const both = (...vulnerabilities: readonly object[]) =>
  report([clean, etcd(...vulnerabilities)], [etcd(...vulnerabilities)], 1);
const found = 'dependency CVE-2018-1 github.com/etcd-io/etcd@3.3.0';

testFindingsReader(nancy, {
  reads: [
    {
      name: 'each severity, each package once',
      document: both(
        vulnerability({ CvssScore: '9.8' }),
        vulnerability(),
        vulnerability({ CvssScore: 5.5 }),
        vulnerability({ CvssScore: '0.1' }),
        vulnerability({ CvssScore: '0' }),
        vulnerability({ CvssScore: '0', CvssVector: '' }),
        vulnerability({ CvssScore: 'high', CvssVector: null }),
        vulnerability({ CvssScore: '99', Cve: '' }),
      ),
      expected: [
        `critical ${found}`,
        `high ${found}`,
        `medium ${found}`,
        `low ${found}`,
        `high ${found}`,
        `unknown ${found}`,
        `unknown ${found}`,
        'unknown dependency 9eb9a5bc github.com/etcd-io/etcd@3.3.0',
      ],
      runs: ['nancy 1.0.46 (dependencies)'],
    },
    {
      name: 'what was excluded',
      document: report([etcd(vulnerability({ Excluded: true }))], [], 0),
      expected: [`high ${found} (suppressed: external)`],
    },
    {
      name: 'packages by name',
      document: report(
        { 'pkg:golang/example.test/clean@1.0.0': clean },
        {
          'pkg:golang/github.com/etcd-io/etcd@3.3.0': {
            Name: 'etcd',
            Coordinate: etcd(vulnerability({ Id: undefined, ID: 'CVE-2018-1' })),
          },
        },
        1,
      ),
      expected: [`high ${found}`],
    },
    {
      name: 'packages without a semantic version',
      document: report([clean], null, 0, {
        invalid: [{ Coordinates: 'pkg:golang/a@1.3.0.rc1', Vulnerabilities: null }],
      }),
      expected: [],
      runs: ['nancy 1.0.46 (dependencies), 1 errors'],
    },
    { name: 'a clean audit', document: report([clean], [], 0), expected: [], runs: ['nancy 1.0.46 (dependencies)'] },
    {
      name: 'an audit of nothing',
      document: report(null, [], 0, { num_audited: 0 }),
      expected: [],
      runs: ['nancy 1.0.46 (), 1 errors'],
    },
    {
      name: 'hostile names',
      document:
        '{"audited":{"__proto__":{"Coordinates":"constructor","Vulnerabilities":[{"Id":"toString"}]}},"invalid":[],"num_audited":1,"num_vulnerable":1,"vulnerable":[]}',
      expected: ['unknown dependency toString constructor'],
    },
  ],
  refuses: [
    { name: 'fewer than it counts', document: report([clean], [], 1), code: 'E_CONTRADICTION' },
    { name: 'no audited packages', document: report(undefined, [], 0), code: 'E_MALFORMED' },
    { name: 'no vulnerable packages', document: report([clean], undefined, 0), code: 'E_MALFORMED' },
    { name: 'no count', document: report([clean], [], 0, { num_audited: null }), code: 'E_BAD_COUNT' },
    { name: 'a package without a name', document: report([{ Vulnerabilities: [] }], [], 0), code: 'E_MALFORMED' },
    {
      name: 'a package without a list',
      document: report([{ Coordinates: 'pkg:golang/a@1' }], [], 0),
      code: 'E_MALFORMED',
    },
    { name: 'a vulnerability without an id', document: both(vulnerability({ Id: null })), code: 'E_MALFORMED' },
    { name: 'a key twice', document: '{"audited":[{}],"audited":[]}', code: 'E_CONTRADICTION' },
  ],
});

test('keeps the id of the index beside the CVE', async () => {
  const { findings } = await nancy.read(memorySource('nancy.json', JSON.stringify(both(vulnerability()))));
  expect(findings[0]).toMatchObject({
    ids: ['CVE-2018-1', '9eb9a5bc'],
    package: { ecosystem: 'golang', name: 'github.com/etcd-io/etcd', version: '3.3.0' },
  });
});
