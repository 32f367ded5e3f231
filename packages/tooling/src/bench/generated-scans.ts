import { filePath } from './generated-reports.ts';
import { pick, random, words } from './random.ts';

const RULES = 240;
const LINES_PER_FILE = 2000;

/** Rule of the nth kind, with its score and help as code scanning tools write them. */
function sarifRule(next: () => number, rule: number): string {
  return JSON.stringify({
    id: `js/rule-${rule}`,
    name: `js/rule-${rule}`,
    shortDescription: { text: words(next, 8) },
    fullDescription: { text: words(next, 40) },
    defaultConfiguration: { enabled: true, level: pick(next, ['error', 'warning', 'note']) },
    help: { text: words(next, 200), markdown: words(next, 200) },
    properties: {
      tags: ['security', `external/cwe/cwe-${rule}`],
      precision: 'high',
      'security-severity': pick(next, ['9.8', '8.1', '7.5', '6.1', '5.0', '3.2']),
    },
  });
}

/** SARIF as code scanning tools write it: one run, rules with help, results with places, a step of the flow and fingerprints. */
export function* sarifReport(results: number, files: number): Generator<string> {
  const next = random(20261123);
  yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"CodeQL","organization":"GitHub","semanticVersion":"2.19.0","rules":[';
  for (let rule = 0; rule < RULES; rule++) yield `${rule > 0 ? ',' : ''}${sarifRule(next, rule)}`;
  yield ']}},"invocations":[{"executionSuccessful":true,"endTimeUtc":"2026-11-20T09:30:00Z"}],"columnKind":"utf16CodeUnits","results":[';
  for (let result = 0; result < results; result++) {
    yield `${result > 0 ? ',' : ''}\n${JSON.stringify(sarifResult(next, result, files))}`;
  }
  yield ']}]}\n';
}

/** No two results are at one place: all of them are findings of their own. */
function sarifResult(next: () => number, result: number, files: number): object {
  const rule = Math.floor(next() * RULES);
  const line = Math.floor(result / files) + 1;
  const startColumn = 1 + Math.floor(next() * 60);
  const placeAt = (startLine: number) => ({
    physicalLocation: {
      artifactLocation: { uri: filePath(result % files), uriBaseId: '%SRCROOT%', index: result % files },
      region: { startLine, startColumn, endColumn: startColumn + 12 },
    },
  });
  return {
    ruleId: `js/rule-${rule}`,
    ruleIndex: rule,
    rule: { id: `js/rule-${rule}`, index: rule },
    message: { text: words(next, 26) },
    locations: [placeAt(line)],
    partialFingerprints: {
      primaryLocationLineHash: `${hex(next)}${hex(next)}:1`,
      primaryLocationStartColumnFingerprint: String(startColumn),
    },
    relatedLocations: [
      { id: 1, ...placeAt(1 + Math.floor(next() * LINES_PER_FILE)), message: { text: words(next, 3) } },
    ],
  };
}

const SEVERITY_WORDS = ['CRITICAL', 'HIGH', 'HIGH', 'MEDIUM', 'MEDIUM', 'MEDIUM', 'LOW', 'LOW'];
const VECTORS = [
  'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N',
  'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:C/C:L/I:L/A:N',
];

/** How a trivy report is shaped. */
export interface TrivyShape {
  readonly targets: number;
  readonly packages: number;
  /** Of each target, at most one a package and advisory. */
  readonly vulnerabilities: number;
}

/** Trivy's JSON of an image with several targets, indented as trivy does, with the packages of each. */
export function* trivyReport({ targets, packages, vulnerabilities }: TrivyShape): Generator<string> {
  const next = random(20261124);
  yield '{\n  "SchemaVersion": 2,\n  "Trivy": {"Version": "0.67.2"},\n  "CreatedAt": "2026-11-20T09:30:00Z",\n  "ArtifactName": "registry.example/shop:1.4",\n  "ArtifactType": "container_image",\n  "Results": [';
  for (let target = 0; target < targets; target++) {
    const type = target === 0 ? 'debian' : 'npm';
    const name = target === 0 ? 'registry.example/shop:1.4 (debian 12.7)' : `app/service${target}/package-lock.json`;
    const kind = target === 0 ? 'os-pkgs' : 'lang-pkgs';
    yield `${target > 0 ? ',' : ''}\n    {\n      "Target": "${name}",\n      "Class": "${kind}",\n      "Type": "${type}",\n      "Packages": [`;
    for (let at = 0; at < packages; at++) yield listed(at, trivyPackage(next, type, at));
    yield '\n      ],\n      "Vulnerabilities": [';
    for (let at = 0; at < vulnerabilities; at++)
      yield listed(at, trivyVulnerability(next, type, at % packages, target * vulnerabilities + at));
    yield '\n      ]\n    }';
  }
  yield '\n  ]\n}\n';
}

const listed = (at: number, value: object): string =>
  `${at > 0 ? ',' : ''}\n        ${JSON.stringify(value, null, 2).replaceAll('\n', '\n        ')}`;

function identityOf(next: () => number, type: string, at: number): { ID: string; Name: string; Identifier: object } {
  const kind = type === 'debian' ? 'deb/debian' : type;
  return {
    ID: `package-${at}@1.${at}.0`,
    Name: `package-${at}`,
    Identifier: { PURL: `pkg:${kind}/package-${at}@1.${at}.0?arch=amd64`, UID: `${hex(next)}${hex(next)}` },
  };
}

function trivyPackage(next: () => number, type: string, at: number): object {
  return {
    ...identityOf(next, type, at),
    Version: `1.${at}.0`,
    Licenses: ['MIT'],
    DependsOn: Array.from({ length: 4 }, () => `package-${Math.floor(next() * 400)}`),
    Layer: { Digest: `sha256:${hash(next)}`, DiffID: `sha256:${hash(next)}` },
    InstalledFiles: Array.from({ length: 3 }, (_, file) => `usr/share/doc/package-${at}/file${file}`),
  };
}

function trivyVulnerability(next: () => number, type: string, of: number, id: number): object {
  const { ID, Name, Identifier } = identityOf(next, type, of);
  const [nvd, ghsa] = [pick(next, VECTORS), pick(next, VECTORS)];
  return {
    VulnerabilityID: `CVE-2025-${10_000 + id}`,
    PkgID: ID,
    PkgName: Name,
    PkgIdentifier: Identifier,
    InstalledVersion: `1.${of}.0`,
    ...(next() < 0.7
      ? { FixedVersion: `1.${of}.${1 + Math.floor(next() * 9)}`, Status: 'fixed' }
      : { Status: 'affected' }),
    Layer: { Digest: `sha256:${hash(next)}`, DiffID: `sha256:${hash(next)}` },
    SeveritySource: 'nvd',
    PrimaryURL: `https://avd.example/nvd/cve-2025-${10_000 + id}`,
    DataSource: { ID: type, Name: `${type} security tracker`, URL: 'https://tracker.example/' },
    Title: words(next, 10),
    Description: words(next, 90),
    Severity: pick(next, SEVERITY_WORDS),
    CweIDs: [`CWE-${Math.floor(next() * 900)}`],
    VendorSeverity: { ghsa: 3, nvd: 3, redhat: 2, ubuntu: 2 },
    CVSS: { ghsa: { V3Vector: ghsa, V3Score: 7.5 }, nvd: { V3Vector: nvd, V3Score: 9.8 } },
    References: Array.from(
      { length: 12 },
      (_, link) => `https://advisories.example/${hex(next)}/cve-2025-${id}/${link}`,
    ),
    PublishedDate: '2025-06-01T00:15:00.22Z',
    LastModifiedDate: '2025-09-12T14:15:00.7Z',
  };
}

const hex = (next: () => number): string =>
  Math.floor(next() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
const hash = (next: () => number): string => Array.from({ length: 8 }, () => hex(next)).join('');
