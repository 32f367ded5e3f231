import type { Severity } from '@maturity-actions/criteria';
import { asString, isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import type { RawFinding } from './findings-report.ts';
import { packageEcosystem } from './package-ecosystem.ts';
import { severityOf, severityOfScore } from './severity-words.ts';

/** A package as osv-scanner names it. */
export interface OsvPackage {
  readonly name: string;
  /** `npm`, `PyPI`, `Debian:12`; empty for a commit. */
  readonly ecosystem: string;
  readonly version: string | undefined;
}

/**
 * One finding for each group of OSV records of a package, and one for each record that is in no group.
 * Severity: the score `max_severity`, else the highest CVSS vector of the records, else the worst word
 * that their databases give, else unknown. Groups that no code calls, or that the distribution rates
 * unimportant, do not count for the scanner either and are suppressed. Source: OSV schema;
 * osv-scanner, pkg/models/results.go (IsCalled, IsGroupUnimportant).
 */
export function osvGroups(
  groups: readonly JsonObject[],
  records: readonly JsonObject[],
  of: OsvPackage,
  error: ErrorAt,
): readonly RawFinding[] {
  const byId = new Map(records.map((record) => [asString(record.id, 'the id of a vulnerability', error), record]));
  const ungrouped = new Set(byId.keys());
  const findings = groups.map((group) => {
    const ids = texts(group.ids);
    for (const id of ids) ungrouped.delete(id);
    return findingOf(group, ids, ids.map((id) => byId.get(id)).filter(isObject), of, error);
  });
  for (const id of ungrouped) findings.push(findingOf({}, [id], [byId.get(id) as JsonObject], of, error));
  return findings;
}

function findingOf(
  group: JsonObject,
  ids: readonly string[],
  records: readonly JsonObject[],
  of: OsvPackage,
  error: ErrorAt,
): RawFinding {
  const fixed = [...new Set(records.flatMap((record) => fixedVersions(record, of)))];
  const published = optionalInstant(records[0]?.published);
  const reason = reasonNotToCount(group);
  return {
    rule: asString(ids[0], 'the first id of a group', error),
    ids: [...ids, ...texts(group.aliases), ...records.flatMap(({ aliases }) => texts(aliases))],
    category: 'dependency',
    ...rating(group, records),
    title: records.map(({ summary, details }) => optionalText(summary) ?? optionalText(details)).find(Boolean) ?? '',
    package: {
      ...packageEcosystem(of.ecosystem),
      name: of.name,
      ...(of.version === undefined ? {} : { version: of.version }),
    },
    ...(fixed.length > 0 ? { fixedIn: fixed.join(' or ') } : {}),
    ...(published === undefined ? {} : { publishedAt: published }),
    ...(reason === undefined ? {} : { suppression: { kind: 'external', reason } }),
  };
}

function rating(group: JsonObject, records: readonly JsonObject[]): Pick<RawFinding, 'severity' | 'vectors'> {
  const score = optionalText(group.max_severity);
  const severity = score === undefined ? 'unknown' : severityOfScore(Number(score));
  if (severity !== 'unknown') return { severity };
  const vectors = records.flatMap((record) => vectorsOf(record));
  if (vectors.length > 0) return { severity: 'unknown', vectors };
  return { severity: worstWord(records) };
}

/** Of the record, or of the package in it. Other scores than CVSS are words of distributions. */
function vectorsOf(record: JsonObject): readonly string[] {
  const scores = [record, ...objectsIn(record.affected)].flatMap(({ severity }) => objectsIn(severity));
  return texts(scores.filter(({ type }) => /^CVSS_V/.test(String(type))).map(({ score }) => score));
}

const WORST_FIRST: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

function worstWord(records: readonly JsonObject[]): Severity {
  const words = records.flatMap((record) => {
    const scores = objectsIn(record.severity).filter(({ type }) => !/^CVSS_V/.test(String(type)));
    return [objectOrEmpty(record.database_specific).severity, ...scores.map(({ score }) => score)].map((word) =>
      severityOf(word),
    );
  });
  return WORST_FIRST.find((severity) => words.includes(severity)) ?? 'unknown';
}

/** The versions that end the affected ranges of this package; commits are no versions. */
function fixedVersions(record: JsonObject, { name, ecosystem }: OsvPackage): readonly string[] {
  const system = ecosystem.split(':', 1)[0];
  const affected = objectsIn(record.affected).filter((each) => {
    const of = objectOrEmpty(each.package);
    return of.name === name && optionalText(of.ecosystem)?.split(':', 1)[0] === system;
  });
  const ranges = affected.flatMap(({ ranges }) => objectsIn(ranges)).filter(({ type }) => type !== 'GIT');
  return texts(ranges.flatMap(({ events }) => objectsIn(events)).map(({ fixed }) => fixed));
}

/** What the scanner's analysis says, by the name of version 2 or of version 1. No analysis says nothing. */
function reasonNotToCount(group: JsonObject): string | undefined {
  const analyses = objectsIn(Object.values(objectOrEmpty(group.experimental_analysis ?? group.experimentalAnalysis)));
  if (analyses.some(({ unimportant }) => unimportant === true)) return 'rated unimportant by the distribution';
  const isUncalled = analyses.length > 0 && analyses.every(({ called }) => called === false);
  return isUncalled ? 'not called, by the call analysis of OSV-Scanner' : undefined;
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
