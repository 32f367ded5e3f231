import type { Suppression } from '@maturity-actions/criteria';
import { asObject, asString, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import type { RawFinding } from './findings-report.ts';
import { packageEcosystem } from './package-ecosystem.ts';
import { severityOf } from './severity-words.ts';

/**
 * What a Dependabot alert of the REST API or of the GraphQL API says; undefined for one that is fixed.
 * Its severity is that of the vulnerability in this package, not of the advisory, which is of the worst
 * package. Dismissed and auto-dismissed alerts are suppressed; a state that nobody knows is open.
 * `repository` is given when the alerts are of several, so that no file of one is taken for another's.
 */
export function dependabotFinding(
  alert: JsonObject,
  repository: string | undefined,
  error: ErrorAt,
): RawFinding | undefined {
  const state = stateOf(alert);
  if (state === 'fixed') return undefined;
  const vulnerability = asObject(field(alert, 'security_vulnerability'), 'security_vulnerability', error);
  const advisory = objectOrEmpty(field(alert, 'security_advisory') ?? vulnerability.advisory);
  const of = asObject(vulnerability.package, 'the package of an alert', error);
  const [rule, ...ids] = idsOf(advisory);
  const version = /^=\s*(\S+)$/.exec(optionalText(field(alert, 'vulnerable_requirements')) ?? '')?.[1];
  const name = asString(of.name, 'the name of a package', error);
  return {
    rule: asString(rule, 'the id of an advisory', error),
    ids,
    category: 'dependency',
    severity: severityOf(vulnerability.severity),
    vectors: vectorsOf(advisory),
    title: optionalText(advisory.summary) ?? '',
    package: { ...packageEcosystem(of.ecosystem), name, ...(version ? { version } : {}) },
    ...fixOf(field(vulnerability, 'first_patched_version')),
    ...placeOf(alert, repository),
    ...datesOf(alert, advisory),
    ...epssOf(advisory.epss),
    ...urlOf(alert, advisory),
    ...(state === 'dismissed' ? { suppression: dismissalOf(alert) } : {}),
  };
}

/** A field by its name in the REST API, or the same one as the GraphQL API spells it. */
function field(object: JsonObject, name: string): unknown {
  // A field that is null says something too.
  if (Object.hasOwn(object, name)) return object[name];
  return object[name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())];
}

/** Queries that do not ask for the state still tell it by its dates. */
function stateOf(alert: JsonObject): 'open' | 'dismissed' | 'fixed' {
  const state = optionalText(alert.state)?.toLowerCase();
  if (state === 'fixed' || (state === undefined && optionalText(field(alert, 'fixed_at')))) return 'fixed';
  if (state === 'dismissed' || state === 'auto_dismissed') return 'dismissed';
  const dates = [field(alert, 'dismissed_at'), field(alert, 'auto_dismissed_at')];
  return state === undefined && texts(dates).length > 0 ? 'dismissed' : 'open';
}

function dismissalOf(alert: JsonObject): Suppression {
  const words = [
    field(alert, 'dismissed_reason') ?? field(alert, 'dismiss_reason'),
    field(alert, 'dismissed_comment') ?? field(alert, 'dismiss_comment'),
  ];
  const isAuto = optionalText(field(alert, 'auto_dismissed_at')) !== undefined;
  const without = isAuto ? 'dismissed by a rule of the repository' : 'dismissed without a reason';
  return { kind: 'external', reason: texts(words).join(': ') || without };
}

/** GHSA ids first. */
function idsOf(advisory: JsonObject): readonly string[] {
  const identifiers = Array.isArray(advisory.identifiers) ? advisory.identifiers : [];
  const listed = identifiers.map((identifier) => objectOrEmpty(identifier).value);
  const ids = texts([field(advisory, 'ghsa_id'), ...listed, field(advisory, 'cve_id')]);
  return [...ids.filter((id) => id.startsWith('GHSA-')), ...ids.filter((id) => !id.startsWith('GHSA-'))];
}

function vectorsOf(advisory: JsonObject): readonly string[] {
  const severities = objectOrEmpty(field(advisory, 'cvss_severities'));
  const all = [advisory.cvss, field(severities, 'cvss_v3'), field(severities, 'cvss_v4')];
  return texts(all.map((cvss) => field(objectOrEmpty(cvss), 'vector_string')));
}

/** `null` says that no version fixes it. */
function fixOf(patched: unknown): Pick<RawFinding, 'fixedIn' | 'isFixable'> {
  const version = optionalText(objectOrEmpty(patched).identifier);
  return version ? { fixedIn: version } : patched === null ? { isFixable: false } : {};
}

function placeOf(alert: JsonObject, repository: string | undefined): Pick<RawFinding, 'path' | 'place'> {
  const { manifest_path } = objectOrEmpty(alert.dependency);
  const path = optionalText(manifest_path ?? alert.vulnerableManifestPath ?? alert.vulnerableManifestFilename);
  if (repository !== undefined) return { place: path === undefined ? repository : `${repository}: ${path}` };
  return path === undefined ? {} : { path };
}

function datesOf(alert: JsonObject, advisory: JsonObject): Pick<RawFinding, 'firstSeen' | 'publishedAt'> {
  const created = optionalInstant(field(alert, 'created_at'));
  const published = optionalInstant(field(advisory, 'published_at'));
  return {
    ...(created === undefined ? {} : { firstSeen: { at: created, from: 'alert' } }),
    ...(published === undefined ? {} : { publishedAt: published }),
  };
}

function epssOf(epss: unknown): Pick<RawFinding, 'epss'> {
  const { percentage } = objectOrEmpty(Array.isArray(epss) ? epss[0] : epss);
  return typeof percentage === 'number' && percentage >= 0 && percentage <= 1 ? { epss: percentage } : {};
}

function urlOf(alert: JsonObject, advisory: JsonObject): Pick<RawFinding, 'url'> {
  const url = optionalText(alert.html_url) ?? optionalText(advisory.permalink);
  return url ? { url } : {};
}
