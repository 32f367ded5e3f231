import type { FindingCategory, ScannerKind } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { GitlabVulnerabilities } from './gitlab-vulnerability.ts';
import { kindsOf, toolId } from './scanner-catalog.ts';

/** What the types of scans look at and find. */
const SCANS = new Map<string, { readonly kinds: readonly ScannerKind[]; readonly category: FindingCategory }>([
  ['sast', { kinds: ['sast'], category: 'code' }],
  ['dependency_scanning', { kinds: ['dependencies'], category: 'dependency' }],
  ['container_scanning', { kinds: ['containers'], category: 'dependency' }],
  ['cluster_image_scanning', { kinds: ['containers'], category: 'dependency' }],
  ['secret_detection', { kinds: ['secrets'], category: 'secret' }],
  ['dast', { kinds: ['dast'], category: 'web' }],
  ['api_fuzzing', { kinds: ['dast'], category: 'web' }],
  ['iac', { kinds: ['infrastructure'], category: 'misconfiguration' }],
]);
const UNKNOWN_SCAN = { kinds: [], category: 'code' } as const;

/**
 * GitLab's security reports of all types of scans. Severities as they are, Unknown, Undefined and
 * none at all unknown. Clean is an empty list of vulnerabilities. A scan that failed, its fatal and
 * error messages, and a dependency scan that saw no dependency are errors of the run. Versions before
 * 3 do not tell the type of the scan, but each vulnerability may. Source: GitLab, security report schemas.
 */
export const gitlab: FindingsFormat = {
  id: 'gitlab',
  title: 'GitLab security report',
  fileNames: ['gl-*-report.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object' || shape.has('bomFormat') || shape.has('document')) return false;
    if (shape.has('scan.type', 'scan.scanner')) return true;
    if (shape.has('vulnerabilities[].identifiers[].type', 'vulnerabilities[].identifiers[].value')) return true;
    if (shape.text('version') === undefined || !shape.has('vulnerabilities')) return false;
    return shape.matches(/^(?:scan|remediations|dependency_files|vulnerabilities\[\]\.(?:cve|scanner|location))$/);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'gitlab');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const list = asArray(document.vulnerabilities, 'vulnerabilities', error).map((value) =>
      asObject(value, 'a vulnerability', error),
    );
    const scan = objectOrEmpty(document.scan);
    const type = optionalText(scan.type) ?? optionalText(list[0]?.category) ?? '';
    const runs = new GitlabRuns(builder, type, optionalText(objectOrEmpty(scan.scanner).version));
    const run = runs.of(scan.scanner ?? list[0]?.scanner);
    readScan(scan, run, builder);
    if (list.length === 0 && sawNothing(document, type))
      run.nothing('it looked at nothing: its report names no target');
    const vulnerabilities = new GitlabVulnerabilities(document, error);
    for (const vulnerability of list) {
      const own = isObject(vulnerability.scanner) ? runs.of(vulnerability.scanner) : run;
      own.finding(vulnerabilities.finding(vulnerability, runs.categoryOf(vulnerability)));
    }
    return builder.build();
  },
};

/** The runs of a report: that of its scanner, and those of others whose reports were put into it. */
class GitlabRuns {
  readonly #builder: FindingsBuilder;
  readonly #type: string;
  readonly #version: string | undefined;
  readonly #runs = new Map<string, OpenRun>();

  constructor(builder: FindingsBuilder, type: string, version: string | undefined) {
    this.#builder = builder;
    this.#type = type;
    this.#version = version;
  }

  of(scanner: unknown): OpenRun {
    const { id, name } = objectOrEmpty(scanner);
    const tool = toolId(optionalText(id) ?? optionalText(name) ?? '') || 'gitlab';
    const known = this.#runs.get(tool);
    if (known) return known;
    const version = this.#runs.size === 0 ? this.#version : undefined;
    const run = this.#builder.run(tool, { version, kinds: this.#kindsOf(tool) });
    this.#runs.set(tool, run);
    return run;
  }

  #kindsOf(tool: string): readonly ScannerKind[] {
    const known = kindsOf(tool);
    if (this.#type === 'sast' && known.length > 0) return known;
    return (SCANS.get(this.#type) ?? UNKNOWN_SCAN).kinds;
  }

  /** Scanners of infrastructure and of secrets call themselves SAST as well: what they are tells them apart. */
  categoryOf({ category, scanner, location }: JsonObject): FindingCategory {
    const type = optionalText(category) ?? this.#type;
    if (type === 'sast') {
      const kinds = kindsOf(toolId(optionalText(objectOrEmpty(scanner).id) ?? [...this.#runs.keys()][0] ?? ''));
      if (kinds[0] === 'infrastructure') return 'misconfiguration';
      return kinds[0] === 'secrets' ? 'secret' : 'code';
    }
    const dependency = objectOrEmpty(objectOrEmpty(location).dependency);
    const hasPackage = optionalText(objectOrEmpty(dependency.package).name) !== undefined;
    return SCANS.get(type)?.category ?? (hasPackage ? 'dependency' : 'code');
  }
}

function readScan(scan: JsonObject, run: OpenRun, { facts, error }: FindingsBuilder): void {
  if ((scan.status ?? 'success') !== 'success') run.error('it says that the scan failed');
  for (const value of asArray(scan.messages ?? [], 'messages', error)) {
    const { level, value: text } = objectOrEmpty(value);
    if (level === 'fatal' || level === 'error') run.error(optionalText(text) ?? 'an error without a text');
  }
  const producedAt = optionalInstant(scan.end_time) ?? optionalInstant(scan.start_time);
  if (producedAt !== undefined) facts.producedAt = producedAt;
}

/** Whether the report lists what was looked at, and lists nothing. */
function sawNothing({ dependency_files: files, scan }: JsonObject, type: string): boolean {
  if (type === 'dependency_scanning' && Array.isArray(files))
    return files.every((file) => {
      const { dependencies } = objectOrEmpty(file);
      return Array.isArray(dependencies) && dependencies.length === 0;
    });
  const { scanned_resources: resources } = objectOrEmpty(scan);
  return type === 'dast' && Array.isArray(resources) && resources.length === 0;
}
