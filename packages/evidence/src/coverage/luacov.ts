import type { ByteSource } from '../byte-source.ts';
import { eachLine } from '../text/lines.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * LuaCov's default text report: per file its source with the hits before each executable line,
 * stars and a 0 where it did not run. The column of hits is as wide as the report's largest count
 * needs, which is known at the end only, so that source text that looks like a count is told apart
 * by its column. The report ends with the totals of its summary, without which it is truncated.
 * Source: LuaCov, reporter/default.lua.
 */
export const luacov: CoverageFormat = {
  id: 'luacov',
  title: 'LuaCov report',
  fileNames: ['luacov.report.out'],
  accepts: (head) => /^\s*={20,}\r?\n[^\r\n=][^\r\n]*\r?\n={20,}\r?\n/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'luacov');
    const reader = new LuacovReader(builder);
    await eachLine(input, builder.error.bind(builder), (line, number) => {
      builder.at = number;
      reader.line(line);
    });
    return reader.finish();
  },
};

const RULE = /^={20,}$/;
/** Blanks or stars and a count, then a blank before the source text, or nothing for an empty line. */
const COUNTED = /^( +|\*+)(\d+)(?: |$)/;
const TOTAL = /^(?:Total\s+)?(\d+)\s+(\d+)\s+\d+(?:\.\d+)?%$/;

interface Candidate {
  readonly line: number;
  readonly column: number;
  readonly hits: number;
}

class LuacovReader {
  readonly #builder: ReportBuilder;
  readonly #sections: { readonly path: string; readonly lines: Candidate[] }[] = [];
  /** Where the reader is: before a file's name, behind it, in its source, or in the summary. */
  #state: 'start' | 'name' | 'name-end' | 'source' | 'summary' = 'start';
  #position = 0;
  #column = Number.POSITIVE_INFINITY;
  #name = '';
  #lastLine = '';
  #hasDashes = false;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  line(text: string): void {
    if (this.#state === 'summary') return this.#readSummary(text);
    if (this.#state === 'name') {
      this.#name = text;
      this.#state = 'name-end';
    } else if (RULE.test(text)) this.#readRule();
    else if (this.#state === 'source') this.#readSource(text);
    else if (text.trim() !== '')
      throw this.#builder.error('E_MALFORMED', `the line ${JSON.stringify(text.slice(0, 60))}`, 'a row of ===');
  }

  #readRule(): void {
    if (this.#state !== 'name-end') {
      this.#state = 'name';
      return;
    }
    this.#state = this.#name === 'Summary' ? 'summary' : 'source';
    if (this.#state === 'source') this.#sections.push({ path: this.#name, lines: [] });
    this.#position = 0;
  }

  #readSource(text: string): void {
    this.#position++;
    const match = COUNTED.exec(text);
    if (!match) return;
    const [, before = '', count = ''] = match;
    const column = before.length + count.length;
    const isZero = before.startsWith('*');
    if (isZero && Number(count) !== 0)
      throw this.#builder.error('E_MALFORMED', `the count ${JSON.stringify(before + count)}`, 'stars before a 0 only');
    this.#column = Math.min(this.#column, column);
    this.#sections.at(-1)?.lines.push({
      line: this.#position,
      column,
      hits: isZero ? 0 : Number(count),
    });
  }

  #readSummary(text: string): void {
    const line = text.trim();
    if (/^-{5,}$/.test(line)) this.#hasDashes = true;
    if (line !== '') this.#lastLine = line;
  }

  finish() {
    const builder = this.#builder;
    if (this.#state === 'start' && builder.at === 0) throw builder.error('E_EMPTY', 'an empty file', 'a LuaCov report');
    const total = TOTAL.exec(this.#lastLine);
    if (this.#state !== 'summary' || !this.#hasDashes || !total) {
      throw builder.error(
        'E_TRUNCATED',
        'the end of the file before the totals',
        'a Summary with a row of totals at the end',
      );
    }
    for (const { path, lines } of this.#sections) {
      builder.file(path);
      for (const { line, column, hits } of lines) if (column === this.#column) builder.line(line, hits);
    }
    const covered = Number(total[1]);
    builder.facts.stated = {
      line: { covered, total: covered + Number(total[2]) },
    };
    return builder.build();
  }
}
