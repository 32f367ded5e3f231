import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { scanJson } from '../text/json-scan.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import { fixedVersions } from './fixed-versions.ts';
import type { FindingsFormat } from './format.ts';
import { parsePackageUrl } from './package-url.ts';
import { severityOf } from './severity-words.ts';

/**
 * Grype's JSON report. Severity words as they are (the distributor's where there is one), Negligible is
 * info, Unknown is rated by its CVSS. `ignoredMatches` are suppressed by ignore rules or VEX documents.
 * `matches` is always written, empty when clean. Source: grype, presenter/models.
 */
export const grype: FindingsFormat = {
  id: 'grype',
  title: 'Grype JSON',
  fileNames: ['grype*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object' || !shape.has('matches')) return false;
    return shape.has('matches[].vulnerability') || shape.has('source', 'descriptor') || shape.has('source', 'distro');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'grype');
    const { error } = builder;
    const matches: RawFinding[] = [];
    const skipped = new Map<string, number>();
    const document = asObject(
      await scanJson(input, error, {
        'matches[]': (match) => matches.push(readMatch(match, error)),
        'ignoredMatches[]': (match) => matches.push({ ...readMatch(match, error), suppression: suppressionOf(match) }),
        'alertsByPackage[]': (entry) => countSkipped(entry, skipped),
      }),
      'the document',
      error,
    );
    asArray(document.matches, 'matches', error);
    const source = objectOrEmpty(document.source);
    const run = openRun(objectOrEmpty(document.descriptor), source, builder);
    for (const [message, count] of skipped) run.error(`${message} (${count} packages)`);
    for (const match of matches) run.finding(FILE_SOURCES.has(source.type) ? asFile(match) : match);
    return builder.build();
  },
};

/** Sources whose files are files of the repository. */
const FILE_SOURCES = new Set<unknown>(['directory', 'file']);

function openRun(descriptor: JsonObject, source: JsonObject, builder: FindingsBuilder) {
  const producedAt = optionalInstant(descriptor.timestamp);
  if (producedAt !== undefined) builder.facts.producedAt = producedAt;
  const run = builder.run('grype', {
    version: optionalText(descriptor.version),
    kinds: source.type === 'image' ? ['dependencies', 'containers'] : ['dependencies'],
  });
  const database = objectOrEmpty(descriptor.db);
  const problem = optionalText(database.error) ?? optionalText(objectOrEmpty(database.status).error);
  if (problem) run.error(`vulnerability database: ${problem}`);
  return run;
}

function readMatch(value: unknown, error: ErrorAt): RawFinding {
  const match = asObject(value, 'a match', error);
  const vulnerability = asObject(match.vulnerability, 'vulnerability', error);
  const artifact = asObject(match.artifact, 'artifact', error);
  const severity = severityOf(vulnerability.severity);
  // Of a match by CPE or of a distributor, the CVE and its ratings stand in the related records.
  const related = objects(match.relatedVulnerabilities);
  const records = [vulnerability, ...related];
  const epss = records.flatMap((each) => objects(each.epss)).map((each) => Number(each.epss));
  const fix = objectOrEmpty(vulnerability.fix);
  const url = optionalText(vulnerability.dataSource);
  return {
    rule: asString(vulnerability.id, 'id', error),
    ids: texts(related.map(({ id }) => id)),
    category: 'dependency',
    severity,
    ...(severity === 'unknown' ? ratingOf(records) : {}),
    title: optionalText(vulnerability.description) ?? optionalText(related[0]?.description) ?? '',
    package: packageOf(artifact, error),
    ...(fix.state === 'fixed' ? { ...fixedVersions(fix.versions), isFixable: true } : {}),
    ...(fix.state === 'not-fixed' || fix.state === 'wont-fix' ? { isFixable: false } : {}),
    ...placeOf(artifact),
    ...(epss.some((each) => each >= 0 && each <= 1) ? { epss: Math.max(...epss.filter((each) => each <= 1)) } : {}),
    ...(records.some((each) => objects(each.knownExploited).length > 0) ? { isExploited: true } : {}),
    ...(url ? { url } : {}),
  };
}

/** The vectors, else the highest score; 0 is what grype writes for no score. */
function ratingOf(records: readonly JsonObject[]): Pick<RawFinding, 'vectors' | 'score'> {
  const ratings = records.flatMap((each) => objects(each.cvss));
  const vectors = texts(ratings.map(({ vector }) => vector));
  const scores = ratings.map(({ metrics }) => Number(objectOrEmpty(metrics).baseScore)).filter((score) => score > 0);
  if (vectors.length > 0) return { vectors };
  return scores.length > 0 ? { score: Math.max(...scores) } : {};
}

/** The name of the package URL, which has the group or scope that grype's own name may lack. */
function packageOf(artifact: JsonObject, error: ErrorAt) {
  const name = asString(artifact.name, 'the name of an artifact', error);
  const known = parsePackageUrl(optionalText(artifact.purl) ?? '');
  const version = optionalText(artifact.version);
  return { ...(known ?? { name }), ...(version ? { version } : {}) };
}

function placeOf(artifact: JsonObject): { readonly place?: string } {
  const path = optionalText(objects(artifact.locations)[0]?.path);
  return path ? { place: path } : {};
}

function asFile({ place, ...match }: RawFinding): RawFinding {
  return place === undefined ? match : { ...match, path: place };
}

function suppressionOf(match: unknown): NonNullable<RawFinding['suppression']> {
  const reasons = objects(objectOrEmpty(match).appliedIgnoreRules).map((rule) =>
    [rule.reason, rule['vex-status'], rule['vex-justification'], rule['fix-state']].map(optionalText).find(Boolean),
  );
  return { kind: 'external', reason: reasons.find(Boolean) ?? 'an ignore rule of grype' };
}

/** Packages of a distribution that grype has no data for; those of one that is out of support are matched. */
function countSkipped(entry: unknown, skipped: Map<string, number>): void {
  for (const alert of objects(objectOrEmpty(entry).alerts)) {
    if (alert.type !== 'distro-disabled') continue;
    const message = optionalText(alert.message) ?? 'packages of a distribution that is not matched';
    skipped.set(message, (skipped.get(message) ?? 0) + 1);
  }
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
