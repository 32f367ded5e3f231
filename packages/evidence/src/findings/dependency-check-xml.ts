import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import { dependencyCheckFinding, type StatedVulnerability } from './dependency-check-finding.ts';
import { optionalInstant, optionalText } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';

/**
 * The XML report of OWASP Dependency-Check, told by its namespace; says the same as the JSON report.
 * Source: DependencyCheck, core/src/main/resources/templates/xmlReport.vsl and its schemas 1.3 to 4.1.
 */
export const dependencyCheckXml: FindingsFormat = {
  id: 'dependency-check-xml',
  title: 'OWASP Dependency-Check XML',
  fileNames: ['dependency-check*.xml'],
  accepts(head) {
    const xml = xmlHead(head);
    return xml?.root === 'analysis' && /dependency[_-]?check/i.test(xml.attributes);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'dependency-check-xml');
    const reader = new AnalysisReader(builder);
    await scanXml(input, reader, builder.error);
    reader.finish();
    return builder.build();
  },
};

/** Elements whose text is wanted, by their parent and their name. */
const WANTED = new Set([
  ...['scanInfo/engineVersion', 'projectInfo/reportDate', 'exception/message'],
  ...['dependency/fileName', 'dependency/filePath', 'package/id'],
  ...['vulnerability', 'suppressedVulnerability'].flatMap((parent) =>
    ['name', 'severity', 'cvssScore', 'description', 'notes'].map((name) => `${parent}/${name}`),
  ),
  ...['cvssV2/score', 'cvssV2/severity', 'cvssV3/baseScore', 'cvssV3/baseSeverity'],
  ...['cvssV4/baseScore', 'cvssV4/baseSeverity', 'cvssV4/vectorString'],
]);

class AnalysisReader {
  readonly #builder: FindingsBuilder;
  readonly #open: string[] = [];
  readonly #findings: RawFinding[] = [];
  readonly #errors: string[] = [];
  #version: string | undefined;
  #hasDependencies = false;
  #dependencies = 0;
  #inRelated = false;
  #ids: string[] = [];
  #vulnerabilities: StatedVulnerability[] = [];
  /** Texts of the dependency, and of the vulnerability, that is being read. */
  #dependency = new Map<string, string>();
  #stated = new Map<string, string>();

  constructor(builder: FindingsBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): boolean {
    const { name } = tag;
    const parent = this.#open.at(-1);
    this.#open.push(name);
    if (name === 'dependencies') this.#hasDependencies = true;
    else if (name === 'relatedDependencies') this.#inRelated = true;
    else if (name === 'dependency') {
      this.#dependencies++;
      this.#ids = [];
      this.#vulnerabilities = [];
      this.#dependency = new Map();
    } else if (name === 'vulnerability' || name === 'suppressedVulnerability') this.#stated = new Map();
    else if (name === 'knownExploitedVulnerability') this.#stated.set(name, 'true');
    return WANTED.has(`${parent}/${name}`);
  }

  close(name: string, text: string): void {
    this.#open.pop();
    const parent = this.#open.at(-1) ?? '';
    if (name === 'dependency') this.#closeDependency();
    else if (name === 'relatedDependencies') this.#inRelated = false;
    else if (name === 'vulnerability' || name === 'suppressedVulnerability')
      this.#vulnerabilities.push(this.#vulnerability(name === 'suppressedVulnerability'));
    else if (WANTED.has(`${parent}/${name}`) && !this.#inRelated) this.#keep(parent, name, text.trim());
  }

  #keep(parent: string, name: string, text: string): void {
    if (parent === 'scanInfo') this.#version = text;
    else if (parent === 'projectInfo') {
      const producedAt = optionalInstant(text);
      if (producedAt !== undefined) this.#builder.facts.producedAt = producedAt;
    } else if (parent === 'exception') this.#errors.push(text);
    else if (parent === 'package') this.#ids.push(text);
    else if (parent === 'dependency') this.#dependency.set(name, text);
    else this.#state(parent.startsWith('cvss') ? `${parent}/${name}` : name, text);
  }

  #state(key: string, text: string): void {
    const known = this.#stated.get(key);
    if (known !== undefined && known !== text && !/^(?:description|notes)$/.test(key))
      throw this.#builder.error('E_CONTRADICTION', `<${key}> twice in one vulnerability`, 'it once');
    this.#stated.set(key, text);
  }

  #vulnerability(isSuppressed: boolean): StatedVulnerability {
    if (!this.#open.includes('dependency'))
      throw this.#builder.error('E_MALFORMED', 'a vulnerability outside of a dependency', 'it inside of one');
    const text = (key: string) => optionalText(this.#stated.get(key));
    return {
      name: this.#required(this.#stated, 'name', 'vulnerability'),
      v4: { word: text('cvssV4/baseSeverity'), score: text('cvssV4/baseScore') },
      v3: { word: text('cvssV3/baseSeverity'), score: text('cvssV3/baseScore') },
      // Version 4 and older wrote the v2 score beside the name.
      v2: { word: text('cvssV2/severity'), score: text('cvssV2/score') ?? text('cvssScore') },
      vector: text('cvssV4/vectorString'),
      severity: text('severity'),
      description: text('description'),
      notes: text('notes'),
      isExploited: this.#stated.has('knownExploitedVulnerability'),
      isSuppressed,
    };
  }

  #closeDependency(): void {
    const fileName = this.#required(this.#dependency, 'fileName', 'dependency');
    const dependency = { fileName, filePath: this.#dependency.get('filePath'), ids: this.#ids };
    for (const each of this.#vulnerabilities) this.#findings.push(dependencyCheckFinding(each, dependency));
  }

  #required(texts: ReadonlyMap<string, string>, name: string, parent: string): string {
    const text = texts.get(name);
    if (text !== undefined && text !== '') return text;
    throw this.#builder.error('E_MALFORMED', `a ${parent} without ${name}`, `an element ${name}`);
  }

  /** Hands all on: the version may stand anywhere. */
  finish(): void {
    if (!this.#hasDependencies) throw this.#builder.error('E_MALFORMED', 'no <dependencies>', 'a list of them');
    const run = this.#builder.run('dependency-check', { version: this.#version });
    if (this.#dependencies === 0) run.nothing('it looked at no dependency');
    for (const text of this.#errors) run.error(text);
    for (const finding of this.#findings) run.finding(finding);
  }
}
