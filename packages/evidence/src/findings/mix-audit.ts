import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalInstant, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { fixedVersions } from './fixed-versions.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';

/**
 * The report of `mix deps.audit --format json`. Severity is the word of the advisory, unknown without
 * one (older versions). `pass` has to agree with the list. Source: mix_audit, report.ex,
 * advisory.ex and dependency.ex.
 */
export const mixAudit: FindingsFormat = {
  id: 'mix-audit',
  title: 'mix_audit JSON',
  fileNames: ['mix-audit*.json', 'mix_audit*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object' || !shape.has('vulnerabilities')) return false;
    return (
      shape.has('pass') || shape.matches(/^vulnerabilities\[\]\.(?:advisory|dependency)\.(?:disclosure_date|lockfile)$/)
    );
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'mix-audit');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('mix-audit');
    const vulnerabilities = asArray(document.vulnerabilities, 'vulnerabilities', error);
    if (typeof document.pass !== 'boolean') throw error('E_MALFORMED', 'pass is no verdict', 'true or false');
    if (document.pass !== (vulnerabilities.length === 0))
      throw error(
        'E_CONTRADICTION',
        `pass is ${document.pass} beside ${vulnerabilities.length} vulnerabilities`,
        'a verdict that fits the list',
      );
    for (const each of vulnerabilities) readVulnerability(asObject(each, 'a vulnerability', error), run, builder);
    return builder.build();
  },
};

function readVulnerability(vulnerability: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const advisory = asObject(vulnerability.advisory, 'advisory', error);
  const dependency = asObject(vulnerability.dependency, 'dependency', error);
  const version = optionalText(dependency.version);
  const path = optionalText(dependency.lockfile);
  const url = optionalText(advisory.url);
  const publishedAt = optionalInstant(advisory.disclosure_date);
  run.finding({
    rule: asString(advisory.id, 'the id of an advisory', error),
    ids: cveOf(advisory.cve),
    category: 'dependency',
    severity: severityOf(advisory.severity),
    title: optionalText(advisory.title) ?? '',
    package: {
      ecosystem: 'hex',
      name: asString(dependency.package, 'the package of a dependency', error),
      ...(version ? { version } : {}),
    },
    ...fixedVersions(advisory.first_patched_versions ?? advisory.patched_versions),
    ...(path ? { path } : {}),
    ...(url ? { url } : {}),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  });
}

/** Older versions have the CVE apart, without its prefix. */
function cveOf(value: unknown): string[] {
  return texts([value]).map((cve) => (/^CVE-/i.test(cve) ? cve : `CVE-${cve}`));
}
