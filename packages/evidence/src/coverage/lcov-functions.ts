import { parseCount, parseHits } from '../text/counts.ts';
import type { ReportBuilder } from './report-builder.ts';

/** The function records of LCOV: FN and FNDA of 1.x, FNL and FNA of 2.x. Functions are told apart by name and first line. */
export class LcovFunctions {
  readonly #builder: ReportBuilder;
  /** First lines of the current file: of FN by name, of FNL by `#index`. */
  readonly #lines = new Map<string, number>();

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  /** Forgets the functions of the file that ends. */
  endOfFile(): void {
    this.#lines.clear();
  }

  /** FN:line[,endLine],name */
  start(value: string): void {
    const match = /^(\d+),(?:\d+,)?(.+)$/.exec(value);
    if (!match) throw this.#builder.error('E_MALFORMED', `FN:${value.slice(0, 60)}`, 'FN:line,name');
    const name = match[2] as string;
    this.#lines.set(name, Number(match[1]));
    this.#builder.function(Number(match[1]), name, false);
  }

  /** FNDA:hits,name */
  hits(value: string): void {
    const comma = value.indexOf(',');
    const name = value.slice(comma + 1);
    if (comma < 0) throw this.#builder.error('E_MALFORMED', `FNDA:${value.slice(0, 60)}`, 'FNDA:hits,name');
    const hits = parseHits(value.slice(0, comma), 'the hit count of FNDA', this.#builder.error.bind(this.#builder));
    this.#builder.function(this.#lines.get(name) ?? 0, name, hits > 0);
  }

  /** FNL:index,line[,endLine] (LCOV 2.2) */
  leader(value: string): void {
    const [index = '', line = ''] = value.split(',');
    const error = this.#builder.error.bind(this.#builder);
    this.#lines.set(`#${index}`, parseCount(line, 'the line of FNL', error));
    this.#builder.function(parseCount(line, 'the line of FNL', error), '', false);
  }

  /** FNA:index,hits,name: one of the names of the function at FNL; any of them that ran means it ran. */
  alias(value: string): void {
    const [index = '', hits = ''] = value.split(',');
    const line = this.#lines.get(`#${index}`);
    if (line === undefined)
      throw this.#builder.error('E_MALFORMED', `FNA:${value.slice(0, 60)}`, 'an FNL of the same index before it');
    this.#builder.function(
      line,
      '',
      parseHits(hits, 'the hit count of FNA', this.#builder.error.bind(this.#builder)) > 0,
    );
  }
}
