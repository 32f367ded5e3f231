import type { PackageName } from '@maturity-actions/criteria';
import { asArray, asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalLine, optionalText, texts } from './fields.ts';
import type { FindingsBuilder } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import { severityOf } from './severity-words.ts';

/** Ecosystems that Semgrep names otherwise than package URLs do. */
const ECOSYSTEMS = new Map([['gomod', 'golang']]);

/**
 * What a result of a scan says of a locked dependency (`sca_info`), its place included. The severity
 * of the advisory comes before that of the rule, which knows fewer words.
 */
export function lockedDependency(rule: string, extra: JsonObject, error: ErrorAt): Partial<RawFinding> {
  const info = asObject(extra.sca_info, 'sca_info', error);
  const match = asObject(info.dependency_match, 'dependency_match', error);
  const found = asObject(match.found_dependency, 'found_dependency', error);
  const metadata = objectOrEmpty(extra.metadata);
  const advisory = optionalText(metadata['sca-vuln-database-identifier']);
  const severity = severityOf(metadata['sca-severity']);
  const name = asString(found.package, 'package', error);
  const fixedIn = fixOf(metadata['sca-fix-versions'], name);
  const lockfile = optionalText(match.lockfile) ?? optionalText(found.lockfile_path);
  return {
    category: 'dependency',
    rule: advisory ?? rule,
    ids: [rule],
    ...(severity === 'unknown' ? {} : { severity }),
    package: packageOf(name, found.version, found.ecosystem),
    ...(fixedIn === undefined ? {} : { fixedIn }),
    ...(lockfile === undefined ? {} : { path: lockfile, ...optionalLine('line', found.line_number) }),
  };
}

/**
 * The supply chain findings of a deployment as the service lists them (`vulns`): the severity of the
 * advisory, and the date when each was opened. Those that somebody ignored are suppressed.
 * Source: Semgrep web API, supply chain, list findings.
 */
export function readSupplyChain(document: JsonObject, builder: FindingsBuilder): void {
  const { error } = builder;
  const run = builder.run('semgrep', { kinds: ['dependencies'] });
  if (document.hasMore === true) run.error('it says that more findings follow on the next page');
  for (const value of asArray(document.vulns, 'vulns', error))
    run.finding(findingOf(asObject(value, 'an entry of vulns', error), error));
}

function findingOf(entry: JsonObject, error: ErrorAt): RawFinding {
  const advisory = asObject(entry.advisory, 'advisory', error);
  const dependency = asObject(entry.matchedDependency, 'matchedDependency', error);
  const name = asString(dependency.name, 'the name of a dependency', error);
  const file = objectOrEmpty(entry.dependencyFileLocation);
  const rule = asString(advisory.ruleId, 'ruleId', error);
  const advisories = texts(objectOrEmpty(advisory.references).cveIds);
  const path = optionalText(file.path);
  const opened = optionalInstant(entry.openedAt);
  const fix = objectOrEmpty(entry.closestSafeDependency);
  const fixedIn = fix.name === name ? optionalText(fix.versionSpecifier) : undefined;
  const triage = objectOrEmpty(entry.triage);
  const reason = optionalText(triage.dismissReason) ?? 'no reason';
  return {
    rule: advisories[0] ?? rule,
    ids: [...advisories, rule],
    category: 'dependency',
    severity: severityOf(advisory.severity),
    title: optionalText(advisory.title) ?? optionalText(entry.title) ?? '',
    // The ecosystem of the advisory is that of its first package, not always of this one.
    package: packageOf(name, dependency.versionSpecifier, undefined),
    ...(fixedIn === undefined ? {} : { fixedIn }),
    ...(path === undefined ? {} : { path, ...optionalLine('line', file.startLine) }),
    ...(opened === undefined ? {} : { firstSeen: { at: opened, from: 'scanner' } }),
    ...(triage.status === 'IGNORED' ? { suppression: { kind: 'external', reason } } : {}),
  };
}

function packageOf(name: string, version: unknown, ecosystem: unknown): PackageName {
  const installed = optionalText(version);
  const type = optionalText(ecosystem)?.toLowerCase();
  return {
    ...(type === undefined ? {} : { ecosystem: ECOSYSTEMS.get(type) ?? type }),
    name,
    ...(installed === undefined ? {} : { version: installed }),
  };
}

/** `[{"lodash": "4.17.21"}, ...]`: one entry for each package of the advisory. */
function fixOf(value: unknown, name: string): string | undefined {
  for (const entry of Array.isArray(value) ? value : [])
    if (isObject(entry) && Object.hasOwn(entry, name)) return optionalText(entry[name]);
  return undefined;
}
