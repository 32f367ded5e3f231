import type { ByteSource } from '../byte-source.ts';
import { parseCount } from '../text/counts.ts';
import { scanXml } from '../text/xml.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * JaCoCo XML, groups nested to any depth. A line is covered when it has covered instructions;
 * branches are the mb and cb of its lines, statements its instructions, functions the methods.
 * Files are `package/File`. Source: JaCoCo report.dtd 1.1.
 */
export const jacoco: CoverageFormat = {
  id: 'jacoco',
  title: 'JaCoCo XML',
  wellKnown: ['**/jacoco.xml', '**/jacocoTestReport.xml', '**/site/jacoco*/jacoco*.xml'],
  accepts: (head) => /<report[\s>]/.test(head) && (/\/\/JACOCO\/\/DTD|jacoco[^"']*report\.dtd/i.test(head) || /<(?:package|group|sessioninfo)[\s>]/.test(head)),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'jacoco');
    await scanXml(input, new JacocoReader(builder), builder.error.bind(builder));
    return builder.build();
  },
};

class JacocoReader {
  readonly #builder: ReportBuilder;
  readonly #path: string[] = [];
  #package = '';
  #hasFile = false;
  #source: string | undefined;
  #method: { name: string; line: number } | undefined;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): void {
    const parent = this.#path.at(-1);
    if (!tag.isEmpty) this.#path.push(tag.name);
    switch (tag.name) {
      case 'line':
        return this.#readLine(tag);
      case 'sourcefile':
        this.#open(tag.required('name'));
        this.#hasFile = true;
        return;
      case 'package':
        this.#package = tag.required('name').replaceAll('\\', '/');
        return;
      case 'class':
        this.#source = tag.attribute('sourcefilename');
        return;
      case 'method':
        this.#method = { name: `${tag.attribute('name')}${tag.attribute('desc')}`, line: Math.max(0, tag.integer('line') || 0) };
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
    // An empty element was never put on the path.
    if (this.#path.at(-1) === name) this.#path.pop();
    if (name === 'sourcefile') this.#hasFile = false;
    if (name === 'method') this.#method = undefined;
  }

  #open(name: string): void {
    this.#builder.file(this.#package === '' ? name : `${this.#package}/${name}`);
    this.#builder.measures('branch');
  }

  #readLine(tag: XmlTag): void {
    const builder = this.#builder;
    if (!this.#hasFile) throw builder.error('E_MALFORMED', '<line> outside of <sourcefile>', 'lines inside a source file');
    const number = this.#count(tag, 'nr');
    const missedInstructions = this.#count(tag, 'mi', 0);
    const coveredInstructions = this.#count(tag, 'ci', -1);
    const coveredBranches = this.#count(tag, 'cb', 0);
    const missedBranches = this.#count(tag, 'mb', 0);
    if (coveredInstructions < 0) return this.#readBareLine(number, coveredBranches, missedBranches);
    builder.line(number, coveredInstructions);
    builder.branchCount(number, coveredBranches, coveredBranches + missedBranches);
    const instructions = coveredInstructions + missedInstructions;
    if (instructions > 0) builder.statement(number, 0, coveredInstructions, instructions);
  }

  /** gcovr writes lines without instruction counts: such a line cannot be said to be covered or not. */
  #readBareLine(number: number, covered: number, missed: number): void {
    this.#builder.branchCount(number, covered, covered + missed);
  }

  /** Only methods are taken from counters; the counters of the report are kept for comparison. */
  #readCounter(tag: XmlTag, parent: string | undefined): void {
    const type = tag.attribute('type');
    if (parent === 'method' && type === 'METHOD' && this.#method && this.#source !== undefined) {
      const name = `${this.#source}:${this.#method.name}`;
      const isCovered = this.#count(tag, 'covered') > 0;
      this.#open(this.#source);
      this.#builder.function(this.#method.line, name, isCovered);
    }
    if (parent === 'report' && type === 'LINE') {
      const covered = this.#count(tag, 'covered');
      this.#builder.facts.stated = { line: { covered, total: covered + this.#count(tag, 'missed') } };
    }
  }

  /** When the program under test stopped, in milliseconds. */
  #readSession(tag: XmlTag): void {
    const dump = tag.integer('dump');
    const { facts } = this.#builder;
    if (dump > 1e11) facts.producedAt = Math.max(facts.producedAt ?? 0, dump);
  }

  #count(tag: XmlTag, name: string, missing?: number): number {
    const value = tag.integer(name);
    if (value >= 0) return value;
    if (value === -1 && missing !== undefined) return missing;
    return parseCount(tag.required(name), `${name} of <${tag.name}>`, this.#builder.error.bind(this.#builder));
  }
}
