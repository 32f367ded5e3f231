import { memorySource } from '../src/byte-source.ts';
import { mixAudit } from '../src/findings/mix-audit.ts';
import { testFindingsReader } from './findings-table.ts';

const vulnerability = (over: object) => ({
  advisory: {
    id: 'GHSA-aaaa-bbbb-cccc',
    package: 'plug',
    title: 'Header injection',
    description: 'Cookies.',
    disclosure_date: '2018-01-02',
    url: 'https://advisories.example/plug',
    vulnerable_version_ranges: ['< 1.3.5'],
    first_patched_versions: ['1.3.5', '1.2.5'],
    severity: 'high',
    ...over,
  },
  dependency: { lockfile: 'apps/web/mix.lock', package: 'plug', version: '1.3.0' },
});
const report = (...vulnerabilities: readonly object[]) => ({ pass: vulnerabilities.length === 0, vulnerabilities });
const found = 'dependency GHSA-aaaa-bbbb-cccc plug@1.3.0';

testFindingsReader(mixAudit, {
  reads: [
    {
      name: 'each severity',
      document: report(
        ...['critical', 'high', 'moderate', 'low', 'odd', null].map((severity) => vulnerability({ severity })),
        vulnerability({ first_patched_versions: [] }),
      ),
      expected: [
        `critical ${found} -> 1.3.5 or 1.2.5 apps/web/mix.lock`,
        `high ${found} -> 1.3.5 or 1.2.5 apps/web/mix.lock`,
        `medium ${found} -> 1.3.5 or 1.2.5 apps/web/mix.lock`,
        `low ${found} -> 1.3.5 or 1.2.5 apps/web/mix.lock`,
        `unknown ${found} -> 1.3.5 or 1.2.5 apps/web/mix.lock`,
        `unknown ${found} -> 1.3.5 or 1.2.5 apps/web/mix.lock`,
        `high ${found} apps/web/mix.lock`,
      ],
      runs: ['mix-audit (dependencies)'],
    },
    {
      name: 'an advisory of older versions, with the list first',
      document: {
        vulnerabilities: [
          {
            advisory: {
              id: 'constructor',
              cve: '2018-1',
              disclosure_date: '2018-01-02',
              patched_versions: ['>= 1.3.5'],
            },
            dependency: { lockfile: 'mix.lock', package: '__proto__', version: '1.3.0' },
          },
        ],
        pass: false,
      },
      expected: ['unknown dependency constructor __proto__@1.3.0 -> >= 1.3.5 mix.lock'],
    },
    { name: 'a clean audit', document: report(), expected: [], runs: ['mix-audit (dependencies)'] },
  ],
  refuses: [
    {
      name: 'a pass beside a vulnerability',
      document: { ...report(vulnerability({})), pass: true },
      code: 'E_CONTRADICTION',
    },
    { name: 'a failure without a vulnerability', document: { ...report(), pass: false }, code: 'E_CONTRADICTION' },
    { name: 'no verdict', document: { vulnerabilities: [] }, code: 'E_MALFORMED' },
    { name: 'no list', document: { pass: true }, code: 'E_MALFORMED' },
    { name: 'an advisory without an id', document: report(vulnerability({ id: null })), code: 'E_MALFORMED' },
    { name: 'no dependency', document: report({ advisory: { id: 'A' } }), code: 'E_MALFORMED' },
    {
      name: 'a list twice',
      document: '{"pass":true,"vulnerabilities":[{}],"vulnerabilities":[]}',
      code: 'E_CONTRADICTION',
    },
  ],
});

test('keeps the CVE of older versions, with its prefix', async () => {
  const document = report(vulnerability({ cve: '2018-1' }), vulnerability({ cve: 'CVE-2018-1' }));
  const { findings } = await mixAudit.read(memorySource('mix.json', JSON.stringify(document)));
  for (const { ids } of findings) expect(ids).toEqual(['GHSA-aaaa-bbbb-cccc', 'CVE-2018-1']);
});
