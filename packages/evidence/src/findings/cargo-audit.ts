import type { Severity } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import { fixedVersions } from './fixed-versions.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';
import { checkStatedCount } from './stated-count.ts';

/** What the warnings of cargo-audit mean: none is a vulnerability. */
const WARNINGS: Readonly<Record<string, Severity>> = {
  notice: 'info',
  unmaintained: 'info',
  unsound: 'low',
  yanked: 'info',
};

/**
 * cargo-audit's JSON report. Severity by the CVSS vector of the advisory, unknown without one;
 * warnings are info, unsound ones low. A lock file without dependencies is nothing looked at.
 * Source: rustsec, report.rs and warning.rs.
 */
export const cargoAudit: FindingsFormat = {
  id: 'cargo-audit',
  title: 'cargo-audit JSON',
  fileNames: ['cargo-audit*.json', 'cargo_audit*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    return shape?.has('lockfile.dependency-count') === true || shape?.has('database.advisory-count') === true;
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'cargo-audit');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('cargo-audit');
    const lockfile = asObject(document.lockfile, 'lockfile', error);
    if (asNumber(lockfile['dependency-count'], 'dependency-count', error) === 0)
      run.nothing('it looked at no dependency');
    readVulnerabilities(asObject(document.vulnerabilities, 'vulnerabilities', error), run, builder);
    for (const [kind, warning] of warningsOf(document.warnings, builder)) readWarning(kind, warning, run, builder);
    return builder.build();
  },
};

function readVulnerabilities(vulnerabilities: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const list = asArray(vulnerabilities.list, 'vulnerabilities.list', error);
  checkStatedCount(vulnerabilities.count, list.length, 'vulnerabilities.count', error);
  if (vulnerabilities.found === true && list.length === 0)
    throw error('E_CONTRADICTION', 'vulnerabilities.found is true, and none is listed', 'a list of all of them');
  for (const each of list) {
    const vulnerability = asObject(each, 'a vulnerability', error);
    const advisory = asObject(vulnerability.advisory, 'advisory', error);
    run.finding({
      rule: asString(advisory.id, 'the id of an advisory', error),
      severity: 'unknown',
      vectors: texts([advisory.cvss]),
      title: optionalText(advisory.title) ?? '',
      ...factsOf(advisory, vulnerability, error),
    });
  }
}

/** Warnings with their kinds: lists by kind, in old reports one list. Absent in the oldest reports. */
function warningsOf(warnings: unknown, { error }: FindingsBuilder): readonly (readonly [string, JsonObject])[] {
  if (warnings === undefined) return [];
  const lists = Array.isArray(warnings)
    ? [['warning', warnings] as const]
    : Object.entries(asObject(warnings, 'warnings', error));
  return lists.flatMap(([kind, list]) =>
    asArray(list, `the warnings of kind ${kind}`, error).map((each) => {
      const warning = asObject(each, 'a warning', error);
      return [optionalText(warning.kind) ?? kind, warning] as const;
    }),
  );
}

function readWarning(kind: string, warning: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  // That a version was yanked is known from the registry: there is no advisory.
  const advisory = objectOrEmpty(warning.advisory);
  run.finding({
    rule: isObject(warning.advisory) ? asString(advisory.id, 'the id of an advisory', error) : kind,
    severity: severityOf(kind, WARNINGS),
    title: optionalText(advisory.title) ?? `this version is ${kind}`,
    ...factsOf(advisory, warning, error),
  });
}

function factsOf(
  advisory: JsonObject,
  entry: JsonObject,
  error: FindingsBuilder['error'],
): Omit<RawFinding, 'rule' | 'severity' | 'title'> {
  const crate = asObject(entry.package, 'package', error);
  const version = optionalText(crate.version);
  const url = optionalText(advisory.url);
  const publishedAt = optionalInstant(advisory.date);
  return {
    ids: texts(advisory.aliases),
    category: 'dependency',
    package: {
      ecosystem: 'cargo',
      name: asString(crate.name, 'the name of a package', error),
      ...(version ? { version } : {}),
    },
    ...fixedVersions(objectOrEmpty(entry.versions).patched),
    ...(url ? { url } : {}),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}
