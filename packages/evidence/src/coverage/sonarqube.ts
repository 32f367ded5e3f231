import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { hasAttribute, xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * SonarQube's generic test coverage, version 1: per file the lines to cover, with the number of
 * their branches. It states no totals and no time. Source: SonarQube documentation, Generic test data.
 */
export const sonarqube: CoverageFormat = {
  id: 'sonarqube',
  title: 'SonarQube generic coverage XML',
  fileNames: ['sonarqube.xml', 'sonarqube-coverage.xml', 'sonar-coverage.xml'],
  accepts(head) {
    const xml = xmlHead(head);
    if (xml?.root !== 'coverage' || hasAttribute(xml, 'clover')) return false;
    // An empty report is known by its version alone, as the other formats of this root have more to say.
    return xml.child === undefined ? /^\s+version\s*=\s*["']1["']\s*\/?$/.test(xml.attributes) : xml.child === 'file';
  },
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'sonarqube');
    await scanXml(input, new SonarqubeReader(builder), builder.error.bind(builder));
    return builder.build();
  },
};

class SonarqubeReader {
  readonly #builder: ReportBuilder;
  #hasFile = false;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): void {
    if (tag.name === 'lineToCover') return this.#readLine(tag);
    if (tag.name === 'coverage') return this.#checkVersion(tag);
    if (tag.name !== 'file') throw this.#builder.error('E_MALFORMED', `<${tag.name}>`, '<file> and <lineToCover>');
    this.#builder.file(tag.required('path'));
    this.#hasFile = true;
  }

  close(name: string): void {
    if (name === 'file') this.#hasFile = false;
  }

  #checkVersion(tag: XmlTag): void {
    const version = tag.required('version');
    if (version !== '1')
      throw this.#builder.error('E_MALFORMED', `version ${JSON.stringify(version.slice(0, 40))}`, 'version "1"');
  }

  #readLine(tag: XmlTag): void {
    const builder = this.#builder;
    if (!this.#hasFile) throw builder.error('E_MALFORMED', '<lineToCover> outside of <file>', 'lines inside a file');
    const number = tag.lineNumber('lineNumber');
    const covered = tag.token('covered');
    if (covered !== 'true' && covered !== 'false') {
      throw builder.error(
        'E_MALFORMED',
        `line ${number} with covered ${JSON.stringify(covered?.slice(0, 40) ?? null)}`,
        'covered="true" or covered="false"',
      );
    }
    builder.line(number, covered === 'true' ? 1 : 0);
    const branches = tag.count('branchesToCover', 0);
    if (branches > 0) builder.branchCount(number, tag.count('coveredBranches', 0), branches);
  }
}
