import { memorySource } from '../src/byte-source.ts';
import { pipAudit } from '../src/findings/pip-audit.ts';
import { testFindingsReader } from './findings-table.ts';

const vulnerability = (over: object) => ({
  id: 'PYSEC-2018-1',
  fix_versions: ['0.12.3'],
  aliases: ['CVE-2018-1', 'GHSA-aaaa-bbbb-cccc'],
  description: 'A denial of service.',
  ...over,
});
const flask = (vulns: readonly object[]) => ({ name: 'flask', version: '0.12', vulns });
const report = (dependencies: readonly object[]) => ({ dependencies, fixes: [] });

testFindingsReader(pipAudit, {
  reads: [
    {
      name: 'vulnerabilities, which nobody rated',
      document: report([
        { name: 'click', version: '8.1', vulns: [] },
        flask([
          vulnerability({}),
          vulnerability({ id: 'PYSEC-2019-2', fix_versions: ['1.0', '0.12.5'] }),
          vulnerability({ id: 'PYSEC-2020-3', fix_versions: [] }),
        ]),
      ]),
      expected: [
        'unknown dependency PYSEC-2018-1 flask@0.12 -> 0.12.3',
        'unknown dependency PYSEC-2019-2 flask@0.12 -> 1.0 or 0.12.5',
        'unknown dependency PYSEC-2020-3 flask@0.12',
      ],
      runs: ['pip-audit (dependencies)'],
    },
    {
      name: 'the list of before version 2',
      document: [flask([vulnerability({ aliases: undefined })])],
      expected: ['unknown dependency PYSEC-2018-1 flask@0.12 -> 0.12.3'],
    },
    { name: 'a clean audit', document: report([flask([])]), expected: [], runs: ['pip-audit (dependencies)'] },
    { name: 'a clean list', document: '[\n]\n', path: 'pip_audit.json', expected: [] },
    {
      name: 'dependencies that were not audited',
      document: report([{ name: 'inhouse', skip_reason: 'not found' }, flask([])]),
      expected: [],
      runs: ['pip-audit (dependencies), 1 errors'],
    },
    { name: 'an audit of nothing', document: report([]), expected: [], runs: ['pip-audit (), 1 errors'] },
    {
      name: 'vulnerabilities that it fixed',
      document: {
        dependencies: [flask([vulnerability({})])],
        fixes: [{ name: 'flask', old_version: '0.12', new_version: '0.12.3' }],
      },
      expected: ['unknown dependency PYSEC-2018-1 flask@0.12 -> 0.12.3'],
    },
    {
      name: 'hostile names',
      document:
        '{"dependencies":[{"name":"__proto__","version":"1","vulns":[{"id":"constructor","fix_versions":[1,null]}]}]}',
      expected: ['unknown dependency constructor __proto__@1'],
    },
  ],
  refuses: [
    { name: 'a dependency without vulns', document: report([{ name: 'flask', version: '0.12' }]), code: 'E_MALFORMED' },
    { name: 'vulns that are null', document: report([{ name: 'flask', vulns: null }]), code: 'E_MALFORMED' },
    { name: 'a vulnerability without an id', document: report([flask([{ fix_versions: [] }])]), code: 'E_MALFORMED' },
    { name: 'a dependency without a name', document: report([{ vulns: [] }]), code: 'E_MALFORMED' },
    { name: 'no dependencies', document: { fixes: [] }, code: 'E_MALFORMED' },
    {
      name: 'a key twice',
      document: '{"dependencies":[{"name":"a","vulns":[{}],"vulns":[]}]}',
      code: 'E_CONTRADICTION',
    },
  ],
});

test('keeps all ids, and that there is no fix', async () => {
  const document = report([flask([vulnerability({ fix_versions: [] })])]);
  const { findings } = await pipAudit.read(memorySource('pip-audit.json', JSON.stringify(document)));
  expect(findings[0]?.ids).toEqual(['PYSEC-2018-1', 'CVE-2018-1', 'GHSA-aaaa-bbbb-cccc']);
  expect(findings[0]?.isFixable).toBe(false);
});
