import type { Severity } from '@maturity-actions/criteria';
import { asObject, asString, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalLine, optionalText } from './fields.ts';
import type { RawFinding } from './findings-report.ts';
import { severityOf } from './severity-words.ts';

/** A finding of trivy before its result is known: the scanned target may come after it in the report. */
export interface TrivyFinding extends RawFinding {
  /** File inside the target, when the finding names one of its own. */
  readonly file?: string;
}

type Read = (value: JsonObject, error: ErrorAt) => TrivyFinding | undefined;

/** Vulnerability statuses by which trivy says that nobody has a fix. Source: trivy, docs on vulnerability statuses. */
const WITHOUT_FIX = new Set(['affected', 'will_not_fix', 'fix_deferred', 'end_of_life']);
/** Statuses by which an ignore file or a VEX document takes a finding out. */
const TAKEN_OUT = new Set(['ignored', 'not_affected', 'fixed']);

/** The lists of a result that hold findings, each with the reader of one element. Passed checks give none. */
export const TRIVY_LISTS: Readonly<Record<string, Read>> = {
  Vulnerabilities: readVulnerability,
  Misconfigurations: readMisconfiguration,
  Secrets: readSecret,
  Licenses: readLicense,
  ExperimentalModifiedFindings: readModified,
};

const KINDS: Readonly<Record<string, Read>> = {
  vulnerability: readVulnerability,
  misconfiguration: readMisconfiguration,
  secret: readSecret,
  license: readLicense,
};

function readVulnerability(value: JsonObject, error: ErrorAt): TrivyFinding {
  // Go leaves an empty id out: the package is still known to be vulnerable.
  const rule = value.VulnerabilityID === undefined ? '' : asString(value.VulnerabilityID, 'VulnerabilityID', error);
  const severity = severityOf(value.Severity);
  const purl = optionalText(objectOrEmpty(value.PkgIdentifier).PURL);
  const ecosystem = /^pkg:([a-z][a-z0-9.+-]*)\//i.exec(purl ?? '')?.[1];
  const version = optionalText(value.InstalledVersion);
  const fixedIn = optionalText(value.FixedVersion);
  const publishedAt = optionalInstant(value.PublishedDate);
  const name = asString(value.PkgName, 'PkgName', error);
  return {
    rule,
    category: 'dependency',
    severity,
    ...(severity === 'unknown' ? ratingOf(value) : {}),
    title: optionalText(value.Title) ?? optionalText(value.Description) ?? '',
    package: { ...(ecosystem ? { ecosystem } : {}), name, ...(version ? { version } : {}) },
    ...(fixedIn ? { fixedIn } : {}),
    ...(!fixedIn && WITHOUT_FIX.has(String(value.Status)) ? { isFixable: false } : {}),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...urlOf(value.PrimaryURL),
    ...fileOf(value.PkgPath),
  };
}

/** CVSS of the source that trivy trusts for this severity, else of nvd, else of ghsa: the newest version that it has. */
function ratingOf(value: JsonObject): Pick<RawFinding, 'vectors' | 'score'> {
  const cvss = objectOrEmpty(value.CVSS);
  for (const source of [String(value.SeveritySource), 'nvd', 'ghsa']) {
    const rating = Object.hasOwn(cvss, source) ? objectOrEmpty(cvss[source]) : {};
    for (const version of ['V40', 'V3', 'V2']) {
      const vector = optionalText(rating[`${version}Vector`]);
      if (vector) return { vectors: [vector] };
      const score = rating[`${version}Score`];
      if (typeof score === 'number' && score > 0) return { score };
    }
  }
  return {};
}

function readMisconfiguration(value: JsonObject, error: ErrorAt): TrivyFinding | undefined {
  const rule = asString(value.ID, 'ID', error);
  if (value.Status === 'PASS') return undefined;
  const id = optionalText(value.AVDID);
  const cause = objectOrEmpty(value.CauseMetadata);
  const resource = optionalText(cause.Resource);
  return {
    rule,
    ...(id ? { ids: [id] } : {}),
    category: 'misconfiguration',
    severity: severityOf(value.Severity),
    title: optionalText(value.Title) ?? optionalText(value.Message) ?? '',
    ...optionalLine('line', cause.StartLine),
    ...optionalLine('endLine', cause.EndLine),
    ...(resource ? { placeId: resource } : {}),
    ...urlOf(value.PrimaryURL),
    ...(value.Status === 'EXCEPTION'
      ? { suppression: { kind: 'external', reason: 'an exception of the policy' } as const }
      : {}),
  };
}

/** A secret: neither `Match` nor `Code` is looked at. Trivy rates secrets itself; one that it does not rate is high. */
function readSecret(value: JsonObject, error: ErrorAt): TrivyFinding {
  const severity: Severity = severityOf(value.Severity);
  return {
    rule: asString(value.RuleID, 'RuleID', error),
    category: 'secret',
    severity: severity === 'unknown' ? 'high' : severity,
    title: optionalText(value.Title) ?? optionalText(value.Category) ?? '',
    ...optionalLine('line', value.StartLine),
    ...optionalLine('endLine', value.EndLine),
  };
}

function readLicense(value: JsonObject, error: ErrorAt): TrivyFinding {
  const rule = asString(value.Name, 'Name', error);
  const name = optionalText(value.PkgName);
  return {
    rule,
    category: 'license',
    severity: severityOf(value.Severity),
    title: `${rule}, a licence of category ${optionalText(value.Category) ?? 'unknown'}`,
    ...(name ? { package: { name } } : {}),
    ...urlOf(value.Link),
    ...fileOf(value.FilePath),
  };
}

/** A finding that an ignore file or a VEX document is about; one whose status is another stays open. */
function readModified(value: JsonObject, error: ErrorAt): TrivyFinding | undefined {
  const type = asString(value.Type, 'Type', error);
  const read = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!read) throw error('E_MALFORMED', `a finding of type ${JSON.stringify(type.slice(0, 40))}`, 'a known type');
  const finding = read(asObject(value.Finding, 'Finding', error), error);
  const status = optionalText(value.Status) ?? 'unknown';
  if (!finding || !TAKEN_OUT.has(status)) return finding;
  const parts = [status, optionalText(value.Statement), optionalText(value.Source)];
  return { ...finding, suppression: { kind: 'external', reason: parts.filter(Boolean).join(', ') } };
}

function urlOf(value: unknown): { readonly url?: string } {
  const url = optionalText(value);
  return url ? { url } : {};
}

function fileOf(value: unknown): { readonly file?: string } {
  const file = optionalText(value);
  return file ? { file } : {};
}
