import type { Count } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { decodeHead } from '../text/encoding.ts';
import { scanXml } from '../text/xml.ts';
import { hasAttribute, type XmlHead, xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder, type ReportFacts, type StatedTotals } from './report-builder.ts';

/**
 * Cobertura XML as written by coverage.py, coverlet, gcovr, istanbul, PHPUnit, MATLAB, VectorCAST
 * and many others. Lines are the unique (file, number) of the `<line>` elements of classes, or of
 * their methods when a class has none; branches come from `condition-coverage`, functions are the
 * methods that have lines. The totals of the root are only compared. Source: coverage-04.dtd.
 */
export const cobertura: CoverageFormat = {
  id: 'cobertura',
  title: 'Cobertura XML',
  fileNames: ['cobertura*.xml', 'coverage.cobertura.xml', 'coverage.xml'],
  accepts(head) {
    const xml = xmlHead(head);
    return xml?.root === 'coverage' && isCobertura(xml);
  },
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'cobertura');
    const reader = new CoberturaReader(builder);
    await scanXml(input, reader, builder.error.bind(builder));
    readTool(builder.facts, decodeHead(await input.head()));
    return builder.build();
  },
};

/** Clover and SonarQube's own format have the same root; what stands inside tells first, then the attributes. */
function isCobertura(head: XmlHead): boolean {
  if (head.child !== undefined) return /^(?:sources|packages)$/.test(head.child);
  if (hasAttribute(head, 'clover')) return false;
  return (
    /\s(?:line-rate|branch-rate|lines-valid)\s*=/.test(head.attributes) ||
    /cobertura|coverage-0\d\.dtd/.test(head.doctype)
  );
}

/** One `<line>`. */
interface LineEntry {
  readonly number: number;
  readonly hits: number;
  readonly condition: string | undefined;
  readonly missing: string | undefined;
}

class CoberturaReader {
  readonly #builder: ReportBuilder;
  #class: { readonly name: string; readonly file: string } | undefined;
  #hasOwnLines = false;
  /** Lines of the methods of the class, until it is known whether the class has its own. */
  readonly #methodLines: LineEntry[] = [];
  #method: string | undefined;
  #methodLine = 0;
  #isMethodCovered = false;
  #lastCondition = '';
  #lastCount: Count | undefined;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): boolean {
    switch (tag.name) {
      case 'line':
        this.#readLine(tag);
        return false;
      case 'class':
        this.#openClass(tag);
        return false;
      case 'method':
        this.#method = `${tag.attribute('name') ?? ''}${tag.attribute('signature') ?? ''}`;
        this.#methodLine = 0;
        this.#isMethodCovered = false;
        return false;
      case 'coverage':
        readRoot(tag, this.#builder.facts);
        return false;
      default:
        return tag.name === 'source';
    }
  }

  close(name: string, text: string): void {
    if (name === 'class') this.#closeClass();
    else if (name === 'method') this.#closeMethod();
    else if (name === 'source' && text.trim() !== '') this.#builder.root(text.trim());
  }

  /** A class that the compiler made has no file. It may have no lines either: `#readLine` sees to that. */
  #openClass(tag: XmlTag): void {
    const file = tag.required('filename');
    this.#class = { name: tag.attribute('name') ?? '', file };
    this.#hasOwnLines = false;
    this.#methodLines.length = 0;
    if (file !== '') this.#builder.file(file);
  }

  /**
   * The lines of a class are all of its lines, and those of its methods repeat them. Istanbul gives
   * a method the line of its head, which is no statement: so the methods count only by themselves.
   */
  #closeClass(): void {
    if (!this.#hasOwnLines) for (const entry of this.#methodLines) this.#addLine(entry);
    this.#class = undefined;
  }

  /** A method ran when any of its lines ran; one without lines says nothing. */
  #closeMethod(): void {
    if (this.#method !== undefined && this.#methodLine > 0 && this.#class) {
      this.#builder.function(this.#methodLine, `${this.#class.name}.${this.#method}`, this.#isMethodCovered);
    }
    this.#method = undefined;
  }

  #readLine(tag: XmlTag): void {
    const builder = this.#builder;
    if (!this.#class?.file)
      throw builder.error('E_MALFORMED', '<line> outside of a <class> with a file name', 'lines inside a class');
    const number = tag.lineNumber('number');
    const hits = tag.hits('hits');
    const condition = tag.token('condition-coverage');
    const missing = condition === undefined ? undefined : tag.attribute('missing-branches');
    if (this.#method === undefined) {
      this.#hasOwnLines = true;
      builder.line(number, hits);
      if (condition !== undefined) this.#readCondition(number, condition, missing);
      return;
    }
    this.#methodLines.push({ number, hits, condition, missing });
    if (this.#methodLine === 0) this.#methodLine = number;
    if (hits > 0) this.#isMethodCovered = true;
  }

  #addLine({ number, hits, condition, missing }: LineEntry): void {
    this.#builder.line(number, hits);
    if (condition !== undefined) this.#readCondition(number, condition, missing);
  }

  /** The counts in a condition. A report has a handful of different ones, on a million lines. */
  #conditionCount(condition: string): Count | undefined {
    if (condition === this.#lastCondition) return this.#lastCount;
    const match = CONDITION_COUNT.exec(condition);
    this.#lastCondition = condition;
    this.#lastCount = match ? { covered: Number(match[1]), total: Number(match[2]) } : undefined;
    return this.#lastCount;
  }

  /** `condition-coverage="50% (1/2)"`; coverage.py also names the ways that were not taken. */
  #readCondition(line: number, condition: string, missing: string | undefined): void {
    const count = this.#conditionCount(condition);
    if (!count) {
      // "100%" without counts says nothing that could be added up exactly.
      if (/^\s*(?:\d+(?:\.\d+)?\s*%?|NaN\s*%?)?\s*$/.test(condition)) return;
      throw this.#builder.error(
        'E_BAD_COUNT',
        `condition-coverage ${JSON.stringify(condition.slice(0, 40))}`,
        '50% (1/2)',
      );
    }
    const { covered, total } = count;
    const names = missing ? missing.split(',').map((name) => name.trim()) : [];
    // Two ways out of the function are both called "exit": then the names do not tell the ways apart.
    const isExact = names.length > 0 && names.length === total - covered && new Set(names).size === names.length;
    if (isExact) this.#builder.branchMissing(line, total, names);
    else this.#builder.branchCount(line, covered, total);
  }
}

const CONDITION_COUNT = /\((\d{1,9})\/(\d{1,9})\)/;

function readRoot(tag: XmlTag, facts: ReportFacts): void {
  const stated = statedTotals(tag);
  if (stated) facts.stated = stated;
  const timestamp = Number(tag.attribute('timestamp') ?? 0);
  // Seconds or milliseconds, as the producer likes; 0 and 1 are placeholders of reproducible builds.
  if (timestamp > 1e8) facts.producedAt = Math.floor(timestamp > 1e11 ? timestamp : timestamp * 1000);
}

/** The producers that name themselves; for the others `version` is the version of nothing in particular. */
function readTool(facts: ReportFacts, head: string): void {
  const version = /<coverage\s[^>]*?\sversion\s*=\s*["']([^"']{0,60})/.exec(head)?.[1];
  const named = /^(gcovr|VectorCAST)\s+([\w.+-]+)/.exec(version ?? '');
  if (named?.[1]) facts.tool = named[1];
  else if (/<!--\s*Generated by coverage\.py/.test(head)) facts.tool = 'coverage.py';
  const known = named?.[2] ?? (facts.tool ? version : undefined);
  if (known) facts.version = known;
}

function statedTotals(tag: XmlTag): StatedTotals | undefined {
  const covered = tag.integer('lines-covered');
  const total = tag.integer('lines-valid');
  const rate = tag.attribute('line-rate');
  const lineRate = rate === undefined ? undefined : Number(rate);
  const line = covered >= 0 && total >= 0 ? { covered, total } : undefined;
  if (line && !Number.isNaN(lineRate)) return { line };
  if (lineRate === undefined) return undefined;
  return line ? { line, lineRate } : { lineRate };
}
