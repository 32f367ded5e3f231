import { osvScanner } from '../src/findings/osv-scanner.ts';
import { testFindingsReader } from './findings-table.ts';

const record = (over: object) => ({
  id: 'GHSA-2222-3333-4444',
  aliases: ['CVE-2024-11111'],
  summary: 'Left leaks memory',
  published: '2024-02-03T00:00:00Z',
  affected: [
    {
      package: { ecosystem: 'npm', name: 'left' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.0' }] }],
    },
  ],
  ...over,
});
const group = (over: object) => ({
  ids: ['GHSA-2222-3333-4444'],
  aliases: ['CVE-2024-11111', 'GHSA-2222-3333-4444'],
  max_severity: '7.5',
  ...over,
});
const ofPackage = (groups: readonly object[] | null, records: readonly object[] | null, over: object = {}) => ({
  package: { name: 'left', version: '1.0.0', ecosystem: 'npm', ...over },
  groups,
  vulnerabilities: records,
});
const report = (packages: readonly object[] | null, over: object = {}) => ({
  results: [{ source: { path: '/work/package-lock.json', type: 'lockfile' }, packages }],
  ...over,
});
const config = { experimental_config: { licenses: { summary: false, allowlist: null } } };

testFindingsReader(osvScanner, {
  reads: [
    {
      name: 'a group of aliases as one finding',
      document: report([
        ofPackage(
          [group({ ids: ['GHSA-2222-3333-4444', 'PYSEC-2024-1'] })],
          [record({}), record({ id: 'PYSEC-2024-1', summary: '' })],
        ),
      ]),
      expected: ['high dependency GHSA-2222-3333-4444 left@1.0.0 -> 1.2.0 /work/package-lock.json'],
      runs: ['osv-scanner (dependencies)'],
    },
    {
      name: 'each severity, by score, vector and word',
      document: report([
        ofPackage(
          [
            group({ ids: ['A-1'], max_severity: '9.8' }),
            group({ ids: ['A-2'], max_severity: '5.0' }),
            group({ ids: ['A-3'], max_severity: '' }),
            group({ ids: ['A-4'], max_severity: undefined }),
            group({ ids: ['A-5'], max_severity: 'severe' }),
            group({ ids: ['A-6'], max_severity: '' }),
          ],
          [
            record({ id: 'A-1' }),
            record({ id: 'A-2' }),
            record({
              id: 'A-3',
              severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }],
              database_specific: { severity: 'LOW' },
            }),
            record({ id: 'A-4', database_specific: { severity: 'MODERATE' } }),
            record({ id: 'A-5' }),
            record({ id: 'A-6', severity: [{ type: 'Ubuntu', score: 'negligible' }] }),
          ],
        ),
      ]),
      expected: [
        'critical dependency A-1 left@1.0.0 -> 1.2.0 /work/package-lock.json',
        'medium dependency A-2 left@1.0.0 -> 1.2.0 /work/package-lock.json',
        'high dependency A-3 left@1.0.0 -> 1.2.0 /work/package-lock.json',
        'medium dependency A-4 left@1.0.0 -> 1.2.0 /work/package-lock.json',
        'unknown dependency A-5 left@1.0.0 -> 1.2.0 /work/package-lock.json',
        'info dependency A-6 left@1.0.0 -> 1.2.0 /work/package-lock.json',
      ],
    },
    {
      name: 'fixes of this package alone, and no commits',
      document: report([
        ofPackage(
          [group({})],
          [
            record({
              affected: [
                {
                  package: { ecosystem: 'npm', name: 'other' },
                  ranges: [{ type: 'SEMVER', events: [{ fixed: '9' }] }],
                },
                {
                  package: { ecosystem: 'PyPI', name: 'left' },
                  ranges: [{ type: 'ECOSYSTEM', events: [{ fixed: '8' }] }],
                },
                {
                  package: { ecosystem: 'npm', name: 'left' },
                  ranges: [
                    { type: 'GIT', events: [{ fixed: 'abcdef' }] },
                    { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.9.8' }] },
                    { type: 'SEMVER', events: [{ introduced: '2.0.0' }, { fixed: '2.0.1' }] },
                  ],
                },
              ],
            }),
          ],
        ),
      ]),
      expected: ['high dependency GHSA-2222-3333-4444 left@1.0.0 -> 1.9.8 or 2.0.1 /work/package-lock.json'],
    },
    {
      name: 'records of no group',
      document: report([ofPackage(null, [record({ id: 'MAL-2024-1', affected: null })])]),
      expected: ['unknown dependency MAL-2024-1 left@1.0.0 /work/package-lock.json'],
    },
    {
      name: 'groups that nobody calls, in both spellings, and unimportant ones',
      document: report(
        [
          ofPackage(
            [
              group({ experimentalAnalysis: { 'GO-1': { called: false } } }),
              group({ experimental_analysis: { 'GO-1': { called: false }, 'GO-2': { called: true } } }),
              group({ experimental_analysis: { 'GO-1': { called: false, unimportant: false } } }),
              group({ experimental_analysis: { 'DSA-1': { called: true, unimportant: true } } }),
              group({ experimental_analysis: { 'GO-1': {} } }),
            ],
            [record({ affected: [] })],
          ),
        ],
        config,
      ),
      expected: [
        'high dependency GHSA-2222-3333-4444 left@1.0.0 /work/package-lock.json (suppressed: external)',
        'high dependency GHSA-2222-3333-4444 left@1.0.0 /work/package-lock.json',
        'high dependency GHSA-2222-3333-4444 left@1.0.0 /work/package-lock.json (suppressed: external)',
        'high dependency GHSA-2222-3333-4444 left@1.0.0 /work/package-lock.json (suppressed: external)',
        'high dependency GHSA-2222-3333-4444 left@1.0.0 /work/package-lock.json',
      ],
    },
    {
      name: 'an image of version 2',
      document: {
        results: [
          {
            source: { path: 'image.tar:/lib/apk/db/installed', type: 'os' },
            packages: [ofPackage([group({})], [record({ affected: [] })], { ecosystem: 'Alpine:v3.18' })],
          },
          { source: { path: 'app/go.mod', type: 'lockfile' }, packages: [ofPackage([group({})], [])] },
        ],
        ...config,
        image_metadata: { os: 'Alpine' },
        experimental_generic_findings: [{}],
      },
      expected: [
        'high dependency GHSA-2222-3333-4444 left@1.0.0 image.tar:/lib/apk/db/installed',
        'high dependency GHSA-2222-3333-4444 left@1.0.0 app/go.mod',
      ],
      runs: ['osv-scanner (dependencies, containers), 1 errors'],
    },
    {
      name: 'packages that are shown for their licenses',
      document: report([{ package: { name: 'left', version: '1', ecosystem: 'npm' }, licenses: ['MIT'] }], config),
      expected: [],
      runs: ['osv-scanner (dependencies)'],
    },
    { name: 'a clean scan', document: { results: [], ...config }, expected: [], runs: ['osv-scanner (dependencies)'] },
    { name: 'a clean scan of old versions', document: { results: [] }, path: 'out/osv.json', expected: [] },
    { name: 'null for a list', document: { results: null, ...config }, expected: [] },
    { name: 'null for packages', document: report(null), expected: [] },
  ],
  refuses: [
    { name: 'results that are no list', document: { results: {} }, code: 'E_MALFORMED' },
    { name: 'no results', document: config, code: 'E_MALFORMED' },
    { name: 'packages that are no list', document: { results: [{ packages: {} }] }, code: 'E_MALFORMED' },
    { name: 'no packages', document: { results: [{ source: {} }] }, code: 'E_MALFORMED' },
    { name: 'a package without a name', document: report([{ package: {} }]), code: 'E_MALFORMED' },
    { name: 'a group without ids', document: report([ofPackage([{}], [])]), code: 'E_MALFORMED' },
    { name: 'groups that are no list', document: report([{ ...ofPackage([], []), groups: {} }]), code: 'E_MALFORMED' },
    { name: 'a record without an id', document: report([ofPackage([], [{}])]), code: 'E_MALFORMED' },
    { name: 'a key twice', document: '{"results":[{"packages":[]}],"results":[]}', code: 'E_CONTRADICTION' },
  ],
});

test('leaves the bare empty list of others alone', () => {
  expect(osvScanner.accepts('{"results": []}', 'tfsec.json')).toBe(false);
  expect(osvScanner.accepts('{"results": [], "errors": []}', 'osv.json')).toBe(false);
});
