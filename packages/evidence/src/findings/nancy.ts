import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { parsePackageUrl } from './package-url.ts';
import { checkStatedCount } from './stated-count.ts';

/**
 * The report of `nancy sleuth --output json`. Severity by the CVSS score, by the vector when the score
 * is 0 or missing, else unknown. What was excluded is suppressed; packages in `invalid` were not
 * looked at. Source: nancy, internal/audit/auditlog.go.
 */
export const nancy: FindingsFormat = {
  id: 'nancy',
  title: 'Nancy JSON',
  fileNames: ['nancy*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object' || !shape.has('audited')) return false;
    return shape.has('num_audited') || shape.matches(/^audited(?:\[\]|\..+)\.Coordinates$/);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'nancy');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('nancy', { version: optionalText(document.version) });
    if (asNumber(document.num_audited, 'num_audited', error) === 0) run.nothing('it audited no dependency');
    for (const each of coordinates(document.invalid, 'invalid', error))
      run.error(`${optionalText(each.Coordinates) ?? 'a package'}: not audited, its version is not semantic`);
    // An audited package comes in both lists when it is vulnerable, in the first when all was excluded.
    const packages = new Map<string, JsonObject>();
    for (const key of ['audited', 'vulnerable'] as const)
      for (const each of coordinates(document[key], key, error))
        packages.set(asString(each.Coordinates, 'Coordinates', error), each);
    let vulnerable = 0;
    for (const [url, entry] of packages) if (readPackage(url, entry, run, error)) vulnerable++;
    checkStatedCount(document.num_vulnerable, vulnerable, 'num_vulnerable', error);
    return builder.build();
  },
};

/** Packages of a list, or of an object by package; Go writes an empty list as null. */
function coordinates(value: unknown, what: string, error: ErrorAt): JsonObject[] {
  if (value === null) return [];
  const entries = isObject(value) ? Object.values(value) : asArray(value, what, error);
  return entries.map((each) => {
    const entry = asObject(each, `an entry of ${what}`, error);
    return isObject(entry.Coordinate) ? entry.Coordinate : entry;
  });
}

/** Whether the package has a vulnerability that is not excluded. */
function readPackage(url: string, entry: JsonObject, run: OpenRun, error: ErrorAt): boolean {
  const dependency = parsePackageUrl(url) ?? { name: url };
  let isVulnerable = false;
  // Go writes an empty list as null.
  for (const each of entry.Vulnerabilities === null ? [] : asArray(entry.Vulnerabilities, 'Vulnerabilities', error)) {
    const vulnerability = asObject(each, 'a vulnerability', error);
    const isExcluded = vulnerability.Excluded === true;
    isVulnerable ||= !isExcluded;
    run.finding({
      ...factsOf(vulnerability, error),
      category: 'dependency',
      package: dependency,
      ...(isExcluded ? { suppression: { kind: 'external', reason: 'excluded by the configuration of nancy' } } : {}),
    });
  }
  return isVulnerable;
}

function factsOf(vulnerability: JsonObject, error: ErrorAt): Pick<RawFinding, 'rule' | 'ids' | 'severity' | 'title'> {
  const id = asString(vulnerability.ID ?? vulnerability.Id, 'the id of a vulnerability', error);
  const { CvssScore, CvssVector, Cve, Title, Reference } = objectOrEmpty(vulnerability);
  const score = typeof CvssScore === 'string' && CvssScore.trim() !== '' ? Number(CvssScore) : CvssScore;
  const url = optionalText(Reference);
  return {
    rule: optionalText(Cve) ?? id,
    ids: [id],
    severity: 'unknown',
    title: optionalText(Title) ?? '',
    ...(typeof score === 'number' && score > 0 ? { score } : { vectors: texts([CvssVector]) }),
    ...(url ? { url } : {}),
  };
}
