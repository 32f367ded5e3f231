import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * JaCoCo XML, groups nested to any depth. A line is covered when it has covered instructions;
 * branches are the mb and cb of its lines, statements its instructions, functions the methods.
 * Files are `package/File`; the same one in two groups (modules) is united. Lines without
 * instruction counts are E_MALFORMED: they do not say whether they ran. Source: JaCoCo report.dtd 1.1.
 */
export const jacoco: CoverageFormat = {
  id: 'jacoco',
  title: 'JaCoCo XML',
  fileNames: ['jacoco.xml', 'jacocoTestReport.xml', 'jacoco*.xml'],
  accepts(head) {
    const xml = xmlHead(head);
    if (xml?.root !== 'report') return false;
    return /jacoco/i.test(xml.doctype) || /^(?:sessioninfo|group|package)$/.test(xml.child ?? '');
  },
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'jacoco');
    const reader = new JacocoReader(builder);
    await scanXml(input, reader, builder.error.bind(builder));
    reader.finish();
    return builder.build();
  },
};

const FIX_GCOVR = "Such lines do not say whether they ran: use gcovr's Cobertura, LCOV or JSON output.";

class JacocoReader {
  readonly #builder: ReportBuilder;
  readonly #path: string[] = [];
  #package = '';
  #hasFile = false;
  #class = '';
  #source: string | undefined;
  #method = '';
  #methodLine = 0;
  #homelessMethods = 0;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): void {
    const parent = this.#path.at(-1);
    this.#path.push(tag.name);
    switch (tag.name) {
      case 'line':
        return this.#readLine(tag);
      case 'sourcefile':
        this.#openFile(tag.required('name'));
        this.#hasFile = true;
        return;
      case 'package':
        this.#package = tag.required('name').replaceAll('\\', '/');
        return;
      case 'class':
        this.#class = tag.attribute('name') ?? '';
        this.#source = tag.attribute('sourcefilename');
        return;
      case 'method':
        this.#method = `${tag.attribute('name') ?? ''}${tag.attribute('desc') ?? ''}`;
        this.#methodLine = tag.lineNumber('line', 0);
        return;
      case 'counter':
        return this.#readCounter(tag, parent);
      case 'sessioninfo':
        return this.#readSession(tag);
      default:
        return;
    }
  }

  close(name: string): void {
    this.#path.pop();
    if (name === 'sourcefile') this.#hasFile = false;
    else if (name === 'class') this.#source = undefined;
  }

  /** Says what the reading had to leave out. */
  finish(): void {
    if (this.#homelessMethods === 0) return;
    const found = `${this.#homelessMethods} methods of classes without sourcefilename`;
    this.#builder.remark(
      'E_MALFORMED',
      found,
      'a source file for every class; the methods are left out',
      'Compile with debug information.',
    );
  }

  #openFile(name: string): void {
    this.#builder.file(this.#package === '' ? name : `${this.#package}/${name}`);
    this.#builder.measures('branch');
  }

  #readLine(tag: XmlTag): void {
    const builder = this.#builder;
    if (!this.#hasFile)
      throw builder.error('E_MALFORMED', '<line> outside of <sourcefile>', 'lines inside a source file');
    const number = tag.lineNumber('nr');
    const covered = tag.count('ci', -1);
    if (covered < 0)
      throw builder.error(
        'E_MALFORMED',
        `<line> without ci (line ${number})`,
        'covered instructions for every line',
        FIX_GCOVR,
      );
    const missed = tag.count('mi', 0);
    const coveredBranches = tag.count('cb', 0);
    builder.line(number, covered);
    builder.branchCount(number, coveredBranches, coveredBranches + tag.count('mb', 0));
    if (covered + missed > 0 && number > 0) builder.statement(number, 0, covered, covered + missed);
  }

  /** Methods are known by their counter; the lines of the whole report are kept for comparison. */
  #readCounter(tag: XmlTag, parent: string | undefined): void {
    if (parent === 'method') {
      if (tag.token('type') === 'METHOD') this.#addMethod(tag.count('covered') > 0);
    } else if (parent === 'report' && tag.token('type') === 'LINE') {
      const covered = tag.count('covered');
      this.#builder.facts.stated = { line: { covered, total: covered + tag.count('missed') } };
    }
  }

  #addMethod(isCovered: boolean): void {
    if (this.#source === undefined) {
      this.#homelessMethods++;
      return;
    }
    this.#openFile(this.#source);
    // Lambdas and accessors of two classes may share a line and a name.
    this.#builder.function(this.#methodLine, `${this.#class}.${this.#method}`, isCovered);
  }

  /** When the program under test stopped, in milliseconds. */
  #readSession(tag: XmlTag): void {
    const dump = tag.integer('dump');
    const { facts } = this.#builder;
    if (dump > 1e11) facts.producedAt = Math.max(facts.producedAt ?? 0, dump);
  }
}
