import { asArray, asObject, asString, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalLine, optionalText, texts } from './fields.ts';
import type { RawFinding } from './findings-report.ts';
import { packageEcosystem } from './package-ecosystem.ts';
import { severityOf } from './severity-words.ts';

/** The issues of one project of snyk: each vulnerability once for each version of a package. */
export class SnykIssues {
  readonly #issues = new Map<string, RawFinding>();
  readonly #open = new Set<string>();

  get size(): number {
    return this.#issues.size;
  }

  /** Different ids that are not suppressed. */
  get openIds(): number {
    return this.#open.size;
  }

  /** One entry of `vulnerabilities`, which `--group-issues` writes with the names of all its packages. */
  add(issue: JsonObject, error: ErrorAt, suppression?: RawFinding['suppression']): void {
    const base = vulnerability(issue, error);
    const names = typeof issue.name === 'string' ? [issue.name] : texts(issue.name);
    const known = names.length > 0 ? names : [asString(issue.packageName ?? issue.moduleName, 'the package', error)];
    const version = optionalText(issue.version);
    for (const name of known)
      this.#set(`${base.rule} ${name}@${version ?? ''}`, {
        ...base,
        package: { ...packageEcosystem(issue.packageManager), name, ...(version ? { version } : {}) },
        ...(suppression ? { suppression } : {}),
      });
  }

  /** What the policy took out of the list. */
  addFiltered(filtered: JsonObject, error: ErrorAt): void {
    for (const [key, what] of [
      ['ignore', 'ignored'],
      ['patch', 'patched'],
    ] as const) {
      const list = Object.hasOwn(filtered, key) ? asArray(filtered[key], `the list ${key}`, error) : [];
      for (const value of list) {
        const issue = asObject(value, `an entry of ${key}`, error);
        this.add(issue, error, { kind: 'external', reason: reasonOf(issue, what) });
      }
    }
  }

  /** What `snyk iac test` found in one file. */
  addMisconfigurations(document: JsonObject, error: ErrorAt): void {
    for (const [index, value] of asArray(document.infrastructureAsCodeIssues, 'the issues', error).entries()) {
      const issue = asObject(value, 'an issue', error);
      const finding = misconfiguration(issue, error);
      this.#set(`${index}`, finding);
    }
  }

  /** All of them, with the project's ecosystem where an issue names none. */
  findings(packageManager: string | undefined): readonly RawFinding[] {
    return [...this.#issues.values()].map((issue) =>
      issue.package ? { ...issue, package: { ...packageEcosystem(packageManager), ...issue.package } } : issue,
    );
  }

  /** An issue that is open on one path is open; one that an upgrade fixes on one path has a fix. */
  #set(key: string, issue: RawFinding): void {
    const known = this.#issues.get(key);
    if (issue.suppression) {
      if (!known) this.#issues.set(key, issue);
      return;
    }
    this.#open.add(issue.rule);
    if (!known || known.suppression || (issue.isFixable && !known.isFixable && !known.fixedIn))
      this.#issues.set(key, issue);
  }
}

function vulnerability(issue: JsonObject, error: ErrorAt): RawFinding {
  const { CWE: _, ...identifiers } = objectOrEmpty(issue.identifiers);
  const published = optionalInstant(issue.publicationTime);
  const score = issue.cvssScore;
  return {
    rule: asString(issue.id, 'the id of an issue', error),
    ids: Object.values(identifiers).flatMap(texts),
    category: issue.type === 'license' ? 'license' : 'dependency',
    severity: severityOf(wordOf(issue)),
    vectors: texts([issue.CVSSv3]),
    ...(typeof score === 'number' ? { score } : {}),
    title: optionalText(issue.title) ?? '',
    ...fixOf(issue),
    ...epssOf(issue.epssDetails),
    ...(published === undefined ? {} : { publishedAt: published }),
  };
}

/** Before it knew `critical` in `severity`, snyk wrote it beside it. */
function wordOf({ severity, severityWithCritical }: JsonObject): unknown {
  return severity === 'high' && severityWithCritical === 'critical' ? severityWithCritical : severity;
}

function fixOf(issue: JsonObject): Pick<RawFinding, 'fixedIn' | 'isFixable'> {
  const nearest = optionalText(issue.nearestFixedInVersion);
  const versions = nearest ? [nearest] : texts(issue.fixedIn);
  if (versions.length > 0) return { fixedIn: versions.join(' or ') };
  if (issue.isUpgradable === true || issue.isPatchable === true) return { isFixable: true };
  // An empty list says that no version fixes it; no list says nothing.
  return Array.isArray(issue.fixedIn) ? { isFixable: false } : {};
}

function epssOf(details: unknown): Pick<RawFinding, 'epss'> {
  const probability = Number(objectOrEmpty(details).probability ?? Number.NaN);
  return probability >= 0 && probability <= 1 ? { epss: probability } : {};
}

/** The reasons of the rules that took an issue out of the list. */
function reasonOf(issue: JsonObject, what: 'ignored' | 'patched'): string {
  const rules = objectOrEmpty(issue.filtered)[what];
  const reasons = (Array.isArray(rules) ? rules : []).map((rule) => objectOrEmpty(rule).reason);
  return [...new Set(texts(reasons))].join('; ') || `${what} by the policy of snyk`;
}

function misconfiguration(issue: JsonObject, error: ErrorAt): RawFinding {
  const url = optionalText(issue.documentation);
  const place = optionalText(issue.msg);
  return {
    rule: asString(issue.publicId ?? issue.id, 'the id of an issue', error),
    ids: texts([issue.id]),
    category: 'misconfiguration',
    severity: severityOf(issue.severity),
    title: optionalText(issue.title) ?? '',
    ...optionalLine('line', issue.lineNumber),
    ...(place ? { place } : {}),
    ...(url ? { url } : {}),
    ...(issue.isIgnored === true
      ? { suppression: { kind: 'external', reason: 'ignored by the policy of snyk' } as const }
      : {}),
  };
}
