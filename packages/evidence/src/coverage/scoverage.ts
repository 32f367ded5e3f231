import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * scoverage XML for Scala. Statements are told apart by their place in the source text; a line is
 * covered when any of its statements ran; a statement with `branch="true"` is one branch, taken when
 * it ran; a method ran when any of its statements did. Statements with `ignored="true"` are left
 * out. Its totals count statements, so there is none to compare lines with.
 * Source: scalac-scoverage-plugin, ScoverageXmlWriter.
 */
export const scoverage: CoverageFormat = {
  id: 'scoverage',
  title: 'scoverage XML',
  fileNames: ['scoverage.xml'],
  accepts: (head) => xmlHead(head)?.root === 'scoverage',
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'scoverage');
    await scanXml(input, new ScoverageReader(builder), builder.error.bind(builder));
    return builder.build();
  },
};

/** Places in a source text fit into 24 bits each. */
const MAX_PLACE = 2 ** 24;

class ScoverageReader {
  readonly #builder: ReportBuilder;
  #classFile: string | undefined;
  #method: string | undefined;
  #methodFile = '';
  #methodLine = 0;
  #isMethodCovered = false;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): void {
    if (tag.name === 'statement') return this.#readStatement(tag);
    if (tag.name === 'class') this.#classFile = tag.attribute('filename');
    else if (tag.name === 'scoverage') this.#readRoot(tag);
    else if (tag.name === 'method') {
      this.#method = `${tag.attribute('name') ?? ''}${tag.attribute('signature') ?? ''}`;
      this.#methodLine = 0;
      this.#isMethodCovered = false;
    }
  }

  close(name: string): void {
    if (name === 'class') this.#classFile = undefined;
    if (name !== 'method') return;
    if (this.#method !== undefined && this.#methodLine > 0) {
      this.#builder.file(this.#methodFile);
      this.#builder.function(this.#methodLine, this.#method, this.#isMethodCovered);
    }
    this.#method = undefined;
  }

  #readStatement(tag: XmlTag): void {
    const builder = this.#builder;
    if (tag.token('ignored') === 'true') return;
    const line = tag.lineNumber('line');
    const hits = tag.hits('invocation-count');
    const start = tag.count('start');
    const end = tag.count('end');
    // The source of the statement is a full path, the file name of the class only its last part.
    const file = tag.token('source') ?? this.#classFile;
    if (!file) throw builder.error('E_MALFORMED', `the statement of line ${line} without source`, 'a source file');
    builder.file(file);
    builder.measures('branch');
    builder.line(line, hits);
    if (line === 0) return;
    const id = (start % MAX_PLACE) * MAX_PLACE + (end % MAX_PLACE);
    builder.statement(line, id, hits > 0 ? 1 : 0, 1);
    if (tag.token('branch') === 'true') builder.branch(line, id, hits > 0);
    this.#noteMethod(file, line, hits > 0);
  }

  #noteMethod(file: string, line: number, isCovered: boolean): void {
    if (this.#methodLine === 0) {
      this.#methodLine = line;
      this.#methodFile = file;
    }
    if (isCovered) this.#isMethodCovered = true;
  }

  #readRoot(tag: XmlTag): void {
    const { facts } = this.#builder;
    const timestamp = tag.integer('timestamp');
    if (timestamp > 1e11) facts.producedAt = timestamp;
    facts.tool = 'scoverage';
  }
}
