import { asArray, asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import type { FindingsBuilder, OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import { safetyRating } from './safety-rating.ts';
import { checkStatedCount } from './stated-count.ts';

/**
 * Reads the report of `safety check --output json` (version 2 and later). What a policy file ignores
 * is suppressed. Throws E_CONTRADICTION when fewer vulnerabilities are listed than counted.
 */
export function readSafetyCheck(report: JsonObject, builder: FindingsBuilder): void {
  const { error } = builder;
  const meta = asObject(report.report_meta, 'report_meta', error);
  const run = builder.run('safety', { version: optionalText(meta.safety_version) });
  readFacts(meta, builder);
  if (Object.keys(asObject(report.scanned_packages, 'scanned_packages', error)).length === 0)
    run.nothing('it looked at no package');
  const open = asArray(report.vulnerabilities, 'vulnerabilities', error);
  const ignored = asArray(report.ignored_vulnerabilities, 'ignored_vulnerabilities', error);
  checkStatedCount(meta.vulnerabilities_found, open.length, 'vulnerabilities_found', error);
  checkStatedCount(meta.vulnerabilities_ignored, ignored.length, 'vulnerabilities_ignored', error);
  for (const each of open) readVulnerability(asObject(each, 'a vulnerability', error), false, report, run, builder);
  for (const each of ignored) readVulnerability(asObject(each, 'a vulnerability', error), true, report, run, builder);
}

function readFacts(meta: JsonObject, { facts }: FindingsBuilder): void {
  const producedAt = optionalInstant(meta.timestamp);
  if (producedAt !== undefined) facts.producedAt = producedAt;
  const commit = optionalText(objectOrEmpty(meta.git).commit);
  if (commit !== undefined) facts.commit = commit.replace(/-dirty$/, '');
}

function readVulnerability(
  vulnerability: JsonObject,
  isIgnored: boolean,
  report: JsonObject,
  run: OpenRun,
  { error }: FindingsBuilder,
): void {
  const name = asString(vulnerability.package_name, 'package_name', error);
  const version = optionalText(vulnerability.analyzed_version);
  const severity = objectOrEmpty(vulnerability.severity);
  // Before version 2.0 was released, the CVE was an object.
  const cve = isObject(vulnerability.CVE) ? vulnerability.CVE.name : vulnerability.CVE;
  const path = manifestOf(name, report);
  const url = optionalText(vulnerability.more_info_url);
  const reason = optionalText(vulnerability.ignored_reason) ?? 'ignored by the policy of safety';
  run.finding({
    rule: asString(vulnerability.vulnerability_id, 'vulnerability_id', error),
    ids: texts([cve]),
    category: 'dependency',
    ...safetyRating(severity.cvssv3, severity.cvssv2),
    title: optionalText(vulnerability.advisory) ?? '',
    package: { ecosystem: 'pypi', name, ...(version ? { version } : {}) },
    ...fixOf(name, vulnerability, report),
    ...(path ? { path } : {}),
    ...(url ? { url } : {}),
    ...(isIgnored || vulnerability.ignored === true ? { suppression: { kind: 'external', reason } } : {}),
  });
}

/** The free database lists no fixed versions: an empty list does not say that there is no fix. */
function fixOf(name: string, vulnerability: JsonObject, report: JsonObject): Pick<RawFinding, 'fixedIn'> {
  const fixed = texts(vulnerability.fixed_versions);
  if (fixed.length > 0) return { fixedIn: fixed.join(', ') };
  const remedy = ownObject(report.remediations, name);
  // Version 2.0 has one remedy for a package, 2.3 one for each of its requirements.
  const remedies = [remedy, ...Object.values(objectOrEmpty(remedy.requirements))];
  const recommended = remedies.map((each) => optionalText(objectOrEmpty(each).recommended_version)).find(Boolean);
  return recommended ? { fixedIn: recommended } : {};
}

/** Where the package was found, when files and not an environment were looked at. */
function manifestOf(name: string, report: JsonObject): string | undefined {
  if (objectOrEmpty(report.report_meta).scan_target !== 'files') return undefined;
  return optionalText(ownObject(report.affected_packages, name).found);
}

function ownObject(table: unknown, key: string): JsonObject {
  const known = objectOrEmpty(table);
  return Object.hasOwn(known, key) ? objectOrEmpty(known[key]) : {};
}
