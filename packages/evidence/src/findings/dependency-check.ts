import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { scanJson } from '../text/json-scan.ts';
import type { ErrorAt } from '../text/lines.ts';
import { dependencyCheckFinding, type StatedRating, type StatedVulnerability } from './dependency-check-finding.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';

/**
 * The JSON report of OWASP Dependency-Check: each vulnerability of each dependency. How they are rated
 * is in `dependencyCheckSeverity`. `suppressedVulnerabilities` are suppressed by a file. Keys that it
 * leaves out when empty: `vulnerabilities` of a dependency; `dependencies` is always there. Source:
 * DependencyCheck, core/src/main/resources/templates/jsonReport.vsl.
 */
export const dependencyCheck: FindingsFormat = {
  id: 'dependency-check',
  title: 'OWASP Dependency-Check JSON',
  fileNames: ['dependency-check*.json'],
  accepts: (head) => jsonHead(head)?.has('reportSchema', 'scanInfo') === true,
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'dependency-check');
    const { error } = builder;
    const findings: RawFinding[] = [];
    let dependencies = 0;
    const document = asObject(
      await scanJson(input, error, {
        'dependencies[]': (value) => {
          dependencies++;
          findings.push(...findingsOf(asObject(value, 'a dependency', error), error));
        },
      }),
      'the document',
      error,
    );
    asArray(document.dependencies, 'dependencies', error);
    const scan = asObject(document.scanInfo, 'scanInfo', error);
    const producedAt = optionalInstant(objectOrEmpty(document.projectInfo).reportDate);
    if (producedAt !== undefined) builder.facts.producedAt = producedAt;
    const run = builder.run('dependency-check', { version: optionalText(scan.engineVersion) });
    if (dependencies === 0) run.nothing('it looked at no dependency');
    for (const value of listOf(scan.analysisExceptions, 'analysisExceptions', error))
      run.error(optionalText(objectOrEmpty(objectOrEmpty(value).exception).message) ?? 'an exception of an analyzer');
    for (const finding of findings) run.finding(finding);
    return builder.build();
  },
};

/** Left out when empty. */
function listOf(value: unknown, what: string, error: ErrorAt): readonly unknown[] {
  return value === undefined ? [] : asArray(value, what, error);
}

function findingsOf(value: JsonObject, error: ErrorAt): RawFinding[] {
  const packages = Array.isArray(value.packages) ? value.packages.map((each) => objectOrEmpty(each).id) : [];
  const dependency = {
    fileName: asString(value.fileName, 'fileName', error),
    filePath: optionalText(value.filePath),
    ids: texts(packages),
  };
  const open = listOf(value.vulnerabilities, 'vulnerabilities', error);
  const suppressed = listOf(value.suppressedVulnerabilities, 'suppressedVulnerabilities', error);
  return [...open, ...suppressed].map((each, at) =>
    dependencyCheckFinding(vulnerabilityOf(each, at >= open.length, error), dependency),
  );
}

function vulnerabilityOf(each: unknown, isSuppressed: boolean, error: ErrorAt): StatedVulnerability {
  const value = asObject(each, 'a vulnerability', error);
  return {
    name: asString(value.name, 'the name of a vulnerability', error),
    v4: ratingOf(value.cvssv4),
    v3: ratingOf(value.cvssv3),
    // Version 4 and older wrote the v2 score beside the name.
    v2: isObject(value.cvssv2) ? ratingOf(value.cvssv2) : ratingOf({ score: value.cvssScore }),
    vector: optionalText(objectOrEmpty(value.cvssv4).vectorString),
    severity: optionalText(value.severity),
    description: optionalText(value.description),
    notes: optionalText(value.notes),
    isExploited: isObject(value.knownExploitedVulnerability),
    isSuppressed,
  };
}

function ratingOf(value: unknown): StatedRating {
  const rating = objectOrEmpty(value);
  const score = rating.baseScore ?? rating.score;
  return {
    word: optionalText(rating.baseSeverity) ?? optionalText(rating.severity),
    score: typeof score === 'number' ? String(score) : optionalText(score),
  };
}
