import { memorySource } from '../src/byte-source.ts';
import { trivy } from '../src/findings/trivy.ts';
import { testFindingsReader } from './findings-table.ts';

const V3 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const V2 = 'AV:N/AC:L/Au:N/C:P/I:N/A:N';

const vulnerability = (over: object = {}) => ({
  VulnerabilityID: 'CVE-2024-1',
  PkgName: 'lodash',
  InstalledVersion: '4.17.4',
  FixedVersion: '4.17.11',
  Severity: 'HIGH',
  Title: 'pollution',
  ...over,
});
const check = (over: object = {}) => ({
  ID: 'AWS-0089',
  Title: 'Logging is off',
  Severity: 'LOW',
  Status: 'FAIL',
  CauseMetadata: { Resource: 'aws_s3_bucket.a', StartLine: 3, EndLine: 5, Code: { Lines: [{ Content: 'hunter2' }] } },
  ...over,
});
const secret = (over: object = {}) => ({
  RuleID: 'aws-access-key-id',
  Category: 'AWS',
  Severity: 'CRITICAL',
  Title: 'AWS Access Key ID',
  StartLine: 2,
  EndLine: 2,
  Match: 'key = hunter2',
  Code: { Lines: [{ Content: 'key = hunter2' }] },
  ...over,
});
const lock = (over: object) => ({ Target: 'package-lock.json', Class: 'lang-pkgs', Type: 'npm', ...over });
const report = (results: unknown, over: object = {}) => ({
  SchemaVersion: 2,
  ArtifactName: '.',
  ArtifactType: 'filesystem',
  ...over,
  ...(results === undefined ? {} : { Results: results }),
});
const image = (results: unknown) => report(results, { ArtifactName: 'shop:1', ArtifactType: 'container_image' });
const cluster = (resources: unknown, list = 'Resources') => ({ ClusterName: 'shop', [list]: resources });

testFindingsReader(trivy, {
  reads: [
    {
      name: 'each severity',
      document: report(
        [
          lock({
            Packages: [{ Name: 'lodash', Version: '4.17.4' }],
            Vulnerabilities: [
              vulnerability({ Severity: 'CRITICAL' }),
              vulnerability(),
              vulnerability({ Severity: 'MEDIUM', FixedVersion: '2.1.1, 3.0.2' }),
              vulnerability({ Severity: 'LOW', PkgPath: 'web/package-lock.json' }),
              vulnerability({ Severity: 'UNKNOWN' }),
              vulnerability({ Severity: undefined }),
              vulnerability({ Severity: 'DIRE' }),
            ],
          }),
        ],
        { Trivy: { Version: '0.66.0' }, CreatedAt: '2026-11-20T09:30:00.123456789+01:00' },
      ),
      expected: [
        'critical dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 package-lock.json',
        'high dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 package-lock.json',
        'medium dependency CVE-2024-1 lodash@4.17.4 -> 2.1.1, 3.0.2 package-lock.json',
        'low dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 web/package-lock.json',
        'unknown dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 package-lock.json',
        'unknown dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 package-lock.json',
        'unknown dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 package-lock.json',
      ],
      runs: ['trivy 0.66.0 (dependencies)'],
    },
    {
      name: 'each kind of finding',
      document: report([
        {
          Target: 'main.tf',
          Class: 'config',
          Type: 'terraform',
          Misconfigurations: [check(), check({ Status: 'PASS' })],
        },
        { Target: 'app/.env', Class: 'secret', Secrets: [secret(), secret({ Severity: 'UNKNOWN' })] },
        {
          Target: 'Loose File License(s)',
          Class: 'license-file',
          Licenses: [{ Severity: 'HIGH', Category: 'restricted', PkgName: '', FilePath: 'LICENSE', Name: 'GPL-3.0' }],
        },
        {
          Target: 'Java',
          Class: 'license',
          Licenses: [{ Severity: 'UNKNOWN', Category: 'unknown', PkgName: 'asm', FilePath: '', Name: 'Odd' }],
        },
      ]),
      expected: [
        'low misconfiguration AWS-0089 main.tf:3',
        'critical secret aws-access-key-id app/.env:2',
        'high secret aws-access-key-id app/.env:2',
        'high license GPL-3.0 LICENSE',
        'unknown license Odd asm Java',
      ],
      runs: ['trivy (secrets, infrastructure)'],
    },
    {
      name: 'an image: its files are no files of the repository',
      document: image([
        { Target: 'shop:1 (alpine 3.20)', Class: 'os-pkgs', Type: 'alpine', Vulnerabilities: [vulnerability()] },
        { Target: 'Java', Class: 'lang-pkgs', Type: 'jar', Vulnerabilities: [vulnerability({ PkgPath: 'app/a.jar' })] },
      ]),
      expected: [
        'high dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 shop:1 (alpine 3.20)',
        'high dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 app/a.jar',
      ],
      runs: ['trivy (dependencies, containers)'],
    },
    {
      name: 'what nobody rated, by its CVSS',
      document: report([
        lock({
          Vulnerabilities: [
            {
              Severity: 'UNKNOWN',
              SeveritySource: 'redhat',
              CVSS: { nvd: { V3Vector: V3 }, redhat: { V2Vector: V2 } },
            },
            { Severity: 'UNKNOWN', CVSS: { ghsa: { V3Vector: V3 }, nvd: { V2Vector: V2, V3Score: 1 } } },
            { Severity: 'UNKNOWN', CVSS: { ghsa: { V40Score: 7.1 }, other: { V3Vector: V3 } } },
            {
              Severity: 'UNKNOWN',
              SeveritySource: '__proto__',
              CVSS: { other: { V3Vector: V3 }, nvd: { V3Score: 0 } },
            },
            { Severity: 'LOW', CVSS: { nvd: { V3Vector: V3 } } },
          ].map((over) => vulnerability({ ...over, FixedVersion: undefined })),
        }),
      ]),
      expected: ['medium', 'low', 'high', 'unknown', 'low'].map(
        (severity) => `${severity} dependency CVE-2024-1 lodash@4.17.4 package-lock.json`,
      ),
    },
    {
      name: 'findings that an ignore file or VEX takes out, and those that it leaves',
      document: report([
        lock({
          ExperimentalModifiedFindings: [
            { Type: 'vulnerability', Status: 'ignored', Statement: 'later', Finding: vulnerability() },
            { Type: 'misconfiguration', Status: 'not_affected', Finding: check() },
            { Type: 'secret', Status: 'ignored', Finding: secret() },
            { Type: 'license', Status: 'fixed', Finding: { Name: 'MIT', Severity: 'LOW' } },
            { Type: 'vulnerability', Status: 'under_investigation', Finding: vulnerability() },
          ],
        }),
        { Target: 'a.tf', Class: 'config', Misconfigurations: [check({ Status: 'EXCEPTION' })] },
      ]),
      expected: [
        'high dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 package-lock.json (suppressed: external)',
        'low misconfiguration AWS-0089 package-lock.json:3 (suppressed: external)',
        'critical secret aws-access-key-id package-lock.json:2 (suppressed: external)',
        'low license MIT package-lock.json (suppressed: external)',
        'high dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 package-lock.json',
        'low misconfiguration AWS-0089 a.tf:3 (suppressed: external)',
      ],
    },
    {
      name: 'a target that comes after its findings',
      document: { Results: [{ Vulnerabilities: [vulnerability()], Target: 'Gemfile.lock' }], ...report(undefined) },
      expected: ['high dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 Gemfile.lock'],
    },
    {
      name: 'the old form',
      document: [
        { Target: 'Gemfile.lock', Type: 'bundler', Vulnerabilities: null },
        { Target: 'shop (alpine 3.7)', Type: 'alpine', Vulnerabilities: [vulnerability(), { PkgName: 'curl' }] },
      ],
      expected: [
        'high dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 shop (alpine 3.7)',
        'unknown dependency unnamed curl shop (alpine 3.7)',
      ],
      runs: ['trivy (dependencies, containers)'],
    },
    { name: 'the old clean form', document: 'null', path: 'out/trivy.json', expected: [], runs: ['trivy ()'] },
    {
      name: 'a cluster',
      document: cluster([
        {
          Namespace: 'default',
          Kind: 'Service',
          Name: 'web',
          Results: [
            { Target: 'Service/web', Class: 'config', MisconfSummary: { Failures: 9 }, Misconfigurations: [check()] },
          ],
        },
        { Kind: 'Pod', Name: 'job', Error: 'no such image' },
      ]),
      expected: ['low misconfiguration AWS-0089 default/Service/web'],
      runs: ['trivy (infrastructure), 1 errors'],
    },
    {
      name: 'a consolidated cluster',
      document: cluster(
        [
          {
            Kind: 'Pod',
            Name: 'web',
            Results: [{ Target: 'shop:1', Class: 'os-pkgs', Vulnerabilities: [vulnerability()] }],
          },
        ],
        'Findings',
      ),
      expected: ['high dependency CVE-2024-1 lodash@4.17.4 -> 4.17.11 shop:1'],
      runs: ['trivy (containers)'],
    },
    { name: 'a clean image', document: image(undefined), expected: [], runs: ['trivy (containers)'] },
    {
      name: 'a clean lock file',
      document: report([lock({ Packages: [{ Name: 'a' }] })]),
      expected: [],
      runs: ['trivy (dependencies)'],
    },
    {
      name: 'a folder without results, which may have been scanned for anything',
      document: report(null),
      expected: [],
      runs: ['trivy ()'],
    },
    {
      name: 'hostile names',
      document: report([
        {
          Target: 'git::https://oauth2:hunter2@git.example/mod/main.tf',
          Class: 'constructor',
          Type: '__proto__',
          Vulnerabilities: [vulnerability({ PkgName: '__proto__', VulnerabilityID: 'a\u001b[31m\nb' })],
        },
      ]),
      expected: ['high dependency a b __proto__@4.17.4 -> 4.17.11 git::https://git.example/mod/main.tf'],
      runs: ['trivy ()'],
    },
  ],
  refuses: [
    { name: 'another schema', document: { ...report([]), SchemaVersion: 3 }, code: 'E_MALFORMED' },
    { name: 'no schema', document: { Results: [] }, code: 'E_MALFORMED' },
    { name: 'results that are no list', document: report({}), code: 'E_MALFORMED' },
    { name: 'a result that is no object', document: report(['a']), code: 'E_MALFORMED' },
    {
      name: 'vulnerabilities that are no list',
      document: report([lock({ Vulnerabilities: {} })]),
      code: 'E_MALFORMED',
    },
    {
      name: 'a vulnerability without a package',
      document: report([lock({ Vulnerabilities: [{ VulnerabilityID: 'CVE-2024-1' }] })]),
      code: 'E_MALFORMED',
    },
    {
      name: 'an id that is no text',
      document: report([lock({ Vulnerabilities: [vulnerability({ VulnerabilityID: 7 })] })]),
      code: 'E_MALFORMED',
    },
    { name: 'a secret without a rule', document: report([{ Target: 'a', Secrets: [{}] }]), code: 'E_MALFORMED' },
    {
      name: 'a modified finding of an unknown type',
      document: report([
        lock({ ExperimentalModifiedFindings: [{ Type: '__proto__', Status: 'ignored', Finding: {} }] }),
      ]),
      code: 'E_MALFORMED',
    },
    {
      name: 'fewer failed checks than stated',
      document: report([
        { Target: 'a.tf', Class: 'config', MisconfSummary: { Failures: 2 }, Misconfigurations: [check()] },
      ]),
      code: 'E_CONTRADICTION',
    },
    {
      name: 'a list twice',
      document: '{"SchemaVersion":2,"Results":[{"Target":"a","Secrets":[],"Secrets":[]}]}',
      code: 'E_CONTRADICTION',
    },
    { name: 'a text', document: '"a"', code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('says when nobody has a fix, where a package comes from, and what was scanned when', async () => {
  const document = report(
    [
      lock({
        Vulnerabilities: [
          vulnerability({ FixedVersion: undefined, Status: 'will_not_fix', PublishedDate: '2024-05-01T10:00:00Z' }),
          vulnerability({
            FixedVersion: undefined,
            Status: 'end_of_life',
            PkgIdentifier: { PURL: 'pkg:deb/debian/a@1' },
          }),
          vulnerability({ FixedVersion: undefined, Status: 'under_investigation' }),
        ],
      }),
    ],
    {
      ArtifactType: 'repository',
      Metadata: { Commit: `${'c0ffee'.repeat(6)}beef` },
      CreatedAt: '2026-11-20T09:30:00Z',
    },
  );
  const { findings, commit, producedAt } = await trivy.read(memorySource('trivy.json', JSON.stringify(document)));
  expect(findings.map(({ isFixable }) => isFixable)).toEqual([false, false, undefined]);
  expect(findings.map((finding) => finding.package?.ecosystem)).toEqual(['npm', 'deb', 'npm']);
  expect(findings[0]?.publishedAt).toBe(Date.parse('2024-05-01T10:00:00Z'));
  expect({ commit, producedAt }).toEqual({
    commit: `${'c0ffee'.repeat(6)}beef`,
    producedAt: Date.parse('2026-11-20T09:30:00Z'),
  });
});
