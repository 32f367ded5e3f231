import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { hasAttribute, xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import { CloverFile } from './clover-file.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * Clover XML as written by OpenClover, PHPUnit, istanbul (jest, nyc, c8, vitest), gcovr and others,
 * who agree on its elements more than on their meaning: see `CloverFile`. The code of
 * `<testproject>` is left out. Its totals mean something else with each producer, so none is
 * compared. Source: clover.xsd, and the writers of the tools named.
 */
export const clover: CoverageFormat = {
  id: 'clover',
  title: 'Clover XML',
  fileNames: ['clover.xml'],
  accepts(head) {
    const xml = xmlHead(head);
    if (xml?.root !== 'coverage') return false;
    if (xml.child !== undefined) return /^(?:project|testproject)$/.test(xml.child);
    return hasAttribute(xml, 'clover') || (hasAttribute(xml, 'generated') && !hasAttribute(xml, 'line-rate'));
  },
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'clover');
    await scanXml(input, new CloverReader(builder), builder.error.bind(builder));
    return builder.build();
  },
};

/** Istanbul's writer, which gives this version for ever, sums up the branches of a line. */
const ISTANBUL = '3.2.0';
/** A path that needs no folder before it: `/a`, `C:\a`, `C:/a`. */
const ABSOLUTE = /^(?:[/\\]|[A-Za-z]:[/\\])/;

class CloverReader {
  readonly #builder: ReportBuilder;
  readonly #file: CloverFile;
  #inFile = false;
  #inClass = false;
  #inTests = false;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
    this.#file = new CloverFile(builder);
  }

  open(tag: XmlTag): void {
    if (tag.name === 'line') return this.#readLine(tag);
    switch (tag.name) {
      case 'testproject':
        this.#inTests = true;
        return;
      case 'file':
        if (!this.#inTests) this.#openFile(tag);
        return;
      case 'class':
        this.#inClass = true;
        return;
      case 'metrics':
        if (this.#inFile && !this.#inClass) this.#file.metrics(tag);
        return;
      case 'coverage':
        return this.#readRoot(tag);
      default:
        return;
    }
  }

  close(name: string): void {
    if (name === 'class') this.#inClass = false;
    else if (name === 'testproject') this.#inTests = false;
    else if (name === 'file' && this.#inFile) {
      this.#inFile = false;
      this.#file.close();
    }
  }

  #openFile(tag: XmlTag): void {
    const name = tag.required('name');
    const path = tag.attribute('path');
    this.#builder.file(path && !ABSOLUTE.test(name) ? path : name);
    this.#inFile = true;
    this.#file.open();
  }

  #readLine(tag: XmlTag): void {
    if (this.#inTests) return;
    if (!this.#inFile) throw this.#builder.error('E_MALFORMED', '<line> outside of <file>', 'lines inside a file');
    this.#file.line(tag);
  }

  #readRoot(tag: XmlTag): void {
    const version = tag.attribute('clover') ?? '';
    this.#file.hasSums = version === ISTANBUL;
    this.#file.hasStatements = /^\d+\.\d+/.test(version) && version !== ISTANBUL;
    const generated = tag.integer('generated');
    // Milliseconds, or seconds with PHPUnit and gcovr.
    if (generated > 1e8) this.#builder.facts.producedAt = generated > 1e11 ? generated : generated * 1000;
  }
}
