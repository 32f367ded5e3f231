import type { PackageName, Severity } from '@maturity-actions/criteria';
import type { RawFinding } from './findings-report.ts';
import { parsePackageUrl } from './package-url.ts';
import { severityOf, severityOfScore } from './severity-words.ts';

/** One CVSS rating of Dependency-Check: texts as the report writes them. */
export interface StatedRating {
  readonly word?: string | undefined;
  readonly score?: string | undefined;
}

/** One vulnerability, as JSON and XML state it alike. */
export interface StatedVulnerability {
  readonly name: string;
  readonly v4?: StatedRating;
  readonly v3?: StatedRating;
  readonly v2?: StatedRating;
  readonly vector?: string | undefined;
  /** The word beside the ratings: of the source itself when nobody scored it. */
  readonly severity?: string | undefined;
  readonly description?: string | undefined;
  /** What the suppression rule says of itself. */
  readonly notes?: string | undefined;
  readonly isExploited: boolean;
  readonly isSuppressed: boolean;
}

/** The dependency that vulnerabilities were found in. */
export interface StatedDependency {
  readonly fileName: string;
  readonly filePath?: string | undefined;
  /** Ids of its package; the first package URL counts. */
  readonly ids: readonly string[];
}

/**
 * Severity as Dependency-Check ranks its ratings: of CVSS v4, else v3, the severity word, else the
 * score; else the v2 score by the bands of v3, as v2 has no critical; else the word of the source. A
 * score of 0 is what it writes for none, so it rates nothing, and neither does UNSCORED.
 */
export function dependencyCheckSeverity({ v4, v3, v2, severity }: StatedVulnerability): Severity {
  const rated = [v4, v3].flatMap((rating) => [ratedWord(rating?.word), ratedScore(rating?.score)]);
  const all = [...rated, ratedScore(v2?.score), ratedWord(v2?.word), ratedWord(severity)];
  return all.find((each) => each !== undefined) ?? 'unknown';
}

function ratedWord(word: string | undefined): Severity | undefined {
  const severity = severityOf(word);
  return severity === 'unknown' || /^\s*none\s*$/i.test(word ?? '') ? undefined : severity;
}

function ratedScore(text: string | undefined): Severity | undefined {
  const score = Number(text ?? '');
  const severity = score > 0 ? severityOfScore(score) : 'unknown';
  return severity === 'unknown' ? undefined : severity;
}

/** The finding of one vulnerability in one dependency. */
export function dependencyCheckFinding(stated: StatedVulnerability, dependency: StatedDependency): RawFinding {
  // `package-lock.json?lodash`: what follows is the entry, and known from the package.
  const path = dependency.filePath?.replace(/\?.*$/s, '');
  return {
    rule: stated.name,
    category: 'dependency',
    severity: dependencyCheckSeverity(stated),
    ...(stated.vector ? { vectors: [stated.vector] } : {}),
    title: stated.description ?? '',
    package: packageOf(dependency),
    ...(path ? { path } : {}),
    ...(stated.isExploited ? { isExploited: true } : {}),
    ...(stated.isSuppressed
      ? { suppression: { kind: 'external', reason: stated.notes || 'a suppression file' } as const }
      : {}),
  };
}

function packageOf({ fileName, ids }: StatedDependency): PackageName {
  for (const id of ids) {
    const known = parsePackageUrl(id);
    if (known) return known;
  }
  return { name: fileName };
}
