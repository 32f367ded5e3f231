import type { ReportBuilder } from './report-builder.ts';
import { addSpan, type SourceSpan } from './source-span.ts';

/** How much of a range ran. */
export const NOT_RUN = 0;
export const PARTLY_RUN = 1;
export const RUN = 2;
export type RangeState = typeof NOT_RUN | typeof PARTLY_RUN | typeof RUN;

const RANGE = 6;
const FUNCTION = 4;

/**
 * Ranges and functions of a Visual Studio report, kept until its source files have names: those
 * come last. Numbers only, 24 bytes a range.
 */
export class VsRanges {
  #ranges = new Int32Array(RANGE * 256);
  #count = 0;
  /** Source, line, identity and covered of each function. */
  readonly #functions: number[] = [];

  /** All numbers below 2^31. */
  add(source: number, span: SourceSpan, state: RangeState): void {
    const at = this.#count * RANGE;
    if (at === this.#ranges.length) this.#grow();
    const ranges = this.#ranges;
    ranges[at] = source;
    ranges[at + 1] = span.line;
    ranges[at + 2] = span.column;
    ranges[at + 3] = span.endLine;
    ranges[at + 4] = span.endColumn;
    ranges[at + 5] = state;
    this.#count++;
  }

  addFunction(source: number, line: number, identity: number, isCovered: boolean): void {
    this.#functions.push(source, line, identity, isCovered ? 1 : 0);
  }

  /** Hands all over under the names of the files, and forgets it. Throws E_MALFORMED for a source without a name. */
  flush(builder: ReportBuilder, paths: ReadonlyMap<number, string>): void {
    const open = (source: number): void => {
      const path = paths.get(source);
      if (path === undefined)
        throw builder.error(
          'E_MALFORMED',
          `a range in the source ${source}, which has no name`,
          'a source file for every range',
        );
      builder.file(path);
    };
    for (const index of this.#bySource()) {
      const [source = 0, line = 0, column = 0, endLine = 0, endColumn = 0, state = 0] = this.#ranges.subarray(
        index * RANGE,
      );
      open(source);
      addSpan(builder, { line, column, endLine, endColumn }, state === RUN, state !== NOT_RUN);
    }
    for (let at = 0; at < this.#functions.length; at += FUNCTION) {
      const [source = 0, line = 0, identity = 0, covered = 0] = this.#functions.slice(at, at + FUNCTION);
      open(source);
      builder.function(line, String(identity), covered === 1);
    }
    this.#count = 0;
    this.#functions.length = 0;
  }

  #bySource(): Uint32Array {
    const order = new Uint32Array(this.#count);
    for (let index = 0; index < order.length; index++) order[index] = index;
    const sourceOf = (index: number): number => this.#ranges[index * RANGE] as number;
    return order.sort((a, b) => sourceOf(a) - sourceOf(b) || a - b);
  }

  #grow(): void {
    const larger = new Int32Array(this.#ranges.length * 2);
    larger.set(this.#ranges);
    this.#ranges = larger;
  }
}
