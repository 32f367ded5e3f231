import type { ByteSource } from '../byte-source.ts';
import { parseCount, parseHits } from '../text/counts.ts';
import { scanXml } from '../text/xml.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder, type StatedTotals } from './report-builder.ts';

/**
 * Cobertura XML as written by coverage.py, coverlet, gcovr, istanbul, PHPUnit, MATLAB, VectorCAST
 * and many others. Lines are the unique (file, number) of all `<line>` elements; the totals of the
 * root are only compared. Source: coverage-04.dtd.
 */
export const cobertura: CoverageFormat = {
  id: 'cobertura',
  title: 'Cobertura XML',
  wellKnown: ['coverage.xml', 'cobertura.xml', '**/cobertura*.xml', '**/coverage.cobertura.xml', '**/coverage.xml'],
  accepts: (head) =>
    /<coverage[\s>]/.test(head) && !/<coverage[^>]*\s(?:generated|clover)=|<project[\s>]|<coverage\s+version="1"\s*>/.test(head) && /<coverage[^>]*\s(?:line-rate|branch-rate)=|<packages|<sources|cobertura/i.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'cobertura');
    const reader = new CoberturaReader(builder);
    await scanXml(input, reader, builder.error.bind(builder));
    return builder.build();
  },
};

class CoberturaReader {
  readonly #builder: ReportBuilder;
  #hasFile = false;
  #method: string | undefined;
  #methodLine = 0;
  #methodHits = 0;
  #isPython = false;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): boolean | undefined {
    switch (tag.name) {
      case 'line':
        this.#readLine(tag);
        return false;
      case 'class':
        this.#builder.file(tag.required('filename'));
        this.#hasFile = true;
        return false;
      case 'method':
        this.#method = `${tag.attribute('name') ?? ''}${tag.attribute('signature') ?? ''}`;
        this.#methodLine = 0;
        this.#methodHits = 0;
        return false;
      case 'coverage':
        this.#readRoot(tag);
        return false;
      case 'source':
        return true;
      default:
        return false;
    }
  }

  close(name: string, text: string): void {
    if (name === 'class') this.#hasFile = false;
    else if (name === 'method') this.#closeMethod();
    else if (name === 'source' && text.trim() !== '') this.#builder.root(text.trim());
  }

  /** A method ran when any of its lines ran; one without lines says nothing. */
  #closeMethod(): void {
    if (this.#method !== undefined && this.#methodLine > 0 && this.#hasFile) {
      this.#builder.function(this.#methodLine, this.#method, this.#methodHits > 0);
    }
    this.#method = undefined;
  }

  #readLine(tag: XmlTag): void {
    const builder = this.#builder;
    if (!this.#hasFile) throw builder.error('E_MALFORMED', '<line> outside of <class>', 'lines inside a class');
    let number = tag.integer('number');
    if (!(number >= 0)) number = parseCount(tag.required('number'), 'the number of <line>', builder.error.bind(builder));
    let hits = tag.integer('hits');
    if (!(hits >= 0)) hits = parseHits(tag.required('hits'), 'the hits of <line>', builder.error.bind(builder));
    builder.line(number, hits);
    if (this.#method !== undefined) {
      if (this.#methodLine === 0) this.#methodLine = number;
      if (hits > 0) this.#methodHits = hits;
    }
    const condition = tag.attribute('condition-coverage');
    if (condition !== undefined) this.#readCondition(number, condition, tag.attribute('missing-branches'));
  }

  /** `condition-coverage="50% (1/2)"`; coverage.py also names the ways that were not taken. */
  #readCondition(line: number, condition: string, missing: string | undefined): void {
    const match = /\((\d{1,9})\/(\d{1,9})\)/.exec(condition);
    if (!match) {
      // "100%" without counts says nothing that could be added up exactly.
      if (/^\s*(?:\d+(?:\.\d+)?%?|NaN%?)?\s*$/.test(condition)) return;
      throw this.#builder.error('E_BAD_COUNT', `condition-coverage ${JSON.stringify(condition.slice(0, 40))}`, '50% (1/2)');
    }
    const covered = Number(match[1]);
    const total = Number(match[2]);
    if (!this.#isPython) return this.#builder.branchCount(line, covered, total);
    const names = missing ? missing.split(',').map((name) => name.trim()) : [];
    if (total - covered === names.length) this.#builder.branchMissing(line, total, names);
    else this.#builder.branchCount(line, covered, total);
  }

  #readRoot(tag: XmlTag): void {
    const { facts } = this.#builder;
    const version = tag.attribute('version');
    if (version) facts.version = version;
    this.#isPython = tag.attribute('lines-valid') !== undefined && tag.attribute('branches-valid') !== undefined && /^\d+\.\d/.test(version ?? '');
    const stated = statedTotals(tag);
    if (stated) facts.stated = stated;
    const timestamp = Number(tag.attribute('timestamp') ?? 0);
    // Seconds or milliseconds, as the producer likes; 0 and 1 are placeholders of reproducible builds.
    if (timestamp > 1e8) facts.producedAt = timestamp > 1e11 ? timestamp : timestamp * 1000;
  }
}

function statedTotals(tag: XmlTag): StatedTotals | undefined {
  const covered = tag.integer('lines-covered');
  const total = tag.integer('lines-valid');
  if (covered >= 0 && total >= 0) return { line: { covered, total } };
  const rate = tag.attribute('line-rate');
  return rate === undefined ? undefined : { lineRate: Number(rate) };
}
