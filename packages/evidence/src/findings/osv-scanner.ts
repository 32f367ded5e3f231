import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { scanJson } from '../text/json-scan.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { osvGroups } from './osv-group.ts';

/**
 * OSV-Scanner's JSON report, versions 1 and 2. A finding is a group of records that are aliases of each
 * other, in one package of one source; its severity is judged in `osv-group.ts`. No package in `results`
 * is a clean scan; what the scanner's own configuration ignores is in no list. License violations are not
 * read. Source: osv-scanner, pkg/models/results.go.
 */
export const osvScanner: FindingsFormat = {
  id: 'osv-scanner',
  title: 'OSV-Scanner JSON',
  fileNames: ['osv-scanner*.json', 'osv-results*.json', 'osv-report*.json'],
  accepts(head, path) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object' || !shape.has('results')) return false;
    if (shape.has('results[].source', 'results[].packages') || shape.has('experimental_config')) return true;
    // Other scanners write the same bare list when they found nothing.
    return /^\s*\{\s*"results"\s*:\s*(?:\[\s*\]|null)\s*\}\s*$/.test(head) && /osv[^/]*$/i.test(path);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'osv-scanner');
    const { error } = builder;
    // The records of all advisories are large; their source is known for sure only at the end.
    const found: { readonly findings: readonly RawFinding[]; readonly result: number }[] = [];
    const document = asObject(
      await scanJson(input, error, {
        'results[].packages[]': (value, _, [result = 0]) => {
          const findings = packageFindings(asObject(value, 'an entry of packages', error), error);
          if (findings.length > 0) found.push({ findings, result });
        },
      }),
      'the document',
      error,
    );
    const isImage = isObject(document.image_metadata);
    const run = builder.run('osv-scanner', isImage ? { kinds: ['dependencies', 'containers'] } : {});
    if (Object.hasOwn(document, 'experimental_generic_findings'))
      run.error('its experimental_generic_findings are not read');
    const places = listOrNull(document.results, 'results', error).map((value) => placeOf(value, error));
    for (const { findings, result } of found)
      for (const finding of findings) run.finding({ ...finding, ...places[result] });
    return builder.build();
  },
};

/** A list; Go writes `null` for one without elements. */
function listOrNull(value: unknown, what: string, error: ErrorAt): readonly unknown[] {
  return value === null ? [] : asArray(value, what, error);
}

/** The lock file, or the place of the packages of an operating system in an image. */
function placeOf(value: unknown, error: ErrorAt): Pick<RawFinding, 'path' | 'place'> {
  const result = asObject(value, 'an entry of results', error);
  listOrNull(result.packages, 'packages', error);
  const { path, type } = objectOrEmpty(result.source);
  const text = optionalText(path);
  if (text === undefined) return {};
  return type === 'os' || type === 'docker' || type === 'git' ? { place: text } : { path: text };
}

function packageFindings(entry: JsonObject, error: ErrorAt): readonly RawFinding[] {
  const of = asObject(entry.package, 'a package', error);
  const name = asString(of.name, 'the name of a package', error);
  const found = {
    name,
    ecosystem: optionalText(of.ecosystem) ?? '',
    version: optionalText(of.version) ?? optionalText(of.commit),
  };
  // The scanner leaves both lists out of a package that is shown for its licenses alone.
  const records = optionalList(entry, 'vulnerabilities', error);
  return osvGroups(optionalList(entry, 'groups', error), records, found, error);
}

function optionalList(entry: JsonObject, key: string, error: ErrorAt): readonly JsonObject[] {
  const list = Object.hasOwn(entry, key) ? listOrNull(entry[key], key, error) : [];
  return list.map((each) => asObject(each, `an entry of ${key}`, error));
}
