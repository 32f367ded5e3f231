import { memorySource } from '../src/byte-source.ts';
import { cargoAudit } from '../src/findings/cargo-audit.ts';
import { testFindingsReader } from './findings-table.ts';

const HIGH = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H';
const CRITICAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const crate = { name: 'time', version: '0.1.40', source: 'registry' };
const advisory = (over: object) => ({
  id: 'RUSTSEC-2020-0001',
  package: 'time',
  title: 'Potential segfault',
  date: '2020-11-18',
  aliases: ['CVE-2020-1'],
  cvss: HIGH,
  url: 'https://advisories.example/1',
  ...over,
});
const vulnerability = (over: object, patched: readonly string[] = ['>=0.2.23']) => ({
  advisory: advisory(over),
  versions: { patched, unaffected: [] },
  package: crate,
});
const warning = (kind: string, over: object = {}) => ({
  kind,
  package: crate,
  advisory: advisory({ cvss: null }),
  versions: { patched: [], unaffected: [] },
  ...over,
});
const report = (list: readonly object[], warnings: unknown = {}, over: object = {}) => ({
  database: { 'advisory-count': 700, 'last-commit': null, 'last-updated': null },
  lockfile: { 'dependency-count': 12 },
  settings: { ignore: [] },
  vulnerabilities: { found: list.length > 0, count: list.length, list },
  warnings,
  ...over,
});

testFindingsReader(cargoAudit, {
  reads: [
    {
      name: 'vulnerabilities by their vectors, and warnings',
      document: report(
        [
          vulnerability({}),
          vulnerability({ cvss: CRITICAL }, []),
          vulnerability({ cvss: null }),
          vulnerability({ cvss: 'CVSS:3.1/AV:N' }),
        ],
        {
          unmaintained: [warning('unmaintained')],
          unsound: [warning('unsound')],
          notice: [warning('notice')],
          yanked: [warning('yanked', { advisory: null, versions: null })],
        },
      ),
      expected: [
        'high dependency RUSTSEC-2020-0001 time@0.1.40 -> >=0.2.23',
        'critical dependency RUSTSEC-2020-0001 time@0.1.40',
        'unknown dependency RUSTSEC-2020-0001 time@0.1.40 -> >=0.2.23',
        'unknown dependency RUSTSEC-2020-0001 time@0.1.40 -> >=0.2.23',
        'info dependency RUSTSEC-2020-0001 time@0.1.40',
        'low dependency RUSTSEC-2020-0001 time@0.1.40',
        'info dependency RUSTSEC-2020-0001 time@0.1.40',
        'info dependency yanked time@0.1.40',
      ],
      runs: ['cargo-audit (dependencies)'],
    },
    { name: 'a clean audit', document: report([]), expected: [], runs: ['cargo-audit (dependencies)'] },
    {
      name: 'a lock file without dependencies',
      document: report([], {}, { lockfile: { 'dependency-count': 0 } }),
      expected: [],
      runs: ['cargo-audit (), 1 errors'],
    },
    {
      name: 'warnings of an unknown kind, a hostile one too',
      document: report([], { haunted: [warning('haunted')], constructor: [warning('constructor')] }),
      expected: [
        'unknown dependency RUSTSEC-2020-0001 time@0.1.40',
        'unknown dependency RUSTSEC-2020-0001 time@0.1.40',
      ],
    },
    {
      name: 'warnings as one list',
      document: report([], [warning('unmaintained'), warning('unsound')]),
      expected: ['info dependency RUSTSEC-2020-0001 time@0.1.40', 'low dependency RUSTSEC-2020-0001 time@0.1.40'],
    },
    { name: 'a report without warnings', document: report([], undefined), expected: [] },
  ],
  refuses: [
    {
      name: 'fewer than it counts',
      document: report([], {}, { vulnerabilities: { found: false, count: 2, list: [] } }),
      code: 'E_CONTRADICTION',
    },
    {
      name: 'found, but none listed',
      document: report([], {}, { vulnerabilities: { found: true, list: [] } }),
      code: 'E_CONTRADICTION',
    },
    { name: 'no list', document: report([], {}, { vulnerabilities: { found: false, count: 0 } }), code: 'E_MALFORMED' },
    { name: 'no lock file', document: report([], {}, { lockfile: null }), code: 'E_MALFORMED' },
    { name: 'no dependency count', document: report([], {}, { lockfile: {} }), code: 'E_BAD_COUNT' },
    { name: 'an advisory without an id', document: report([vulnerability({ id: null })]), code: 'E_MALFORMED' },
    { name: 'a vulnerability without an advisory', document: report([{ package: crate }]), code: 'E_MALFORMED' },
    { name: 'warnings that are no lists', document: report([], { yanked: 1 }), code: 'E_MALFORMED' },
    {
      name: 'a warning without a package',
      document: report([], { yanked: [{ advisory: null }] }),
      code: 'E_MALFORMED',
    },
  ],
});

test('keeps aliases, the date and that there is no fix', async () => {
  const document = report([vulnerability({}, [])]);
  const { findings } = await cargoAudit.read(memorySource('audit.json', JSON.stringify(document)));
  expect(findings[0]).toMatchObject({
    ids: ['RUSTSEC-2020-0001', 'CVE-2020-1'],
    isFixable: false,
    publishedAt: Date.parse('2020-11-18'),
    url: 'https://advisories.example/1',
  });
});
