import type { LineCount } from '@maturity-actions/criteria';
import type { VarintReader, VarintWriter } from './varint.ts';

/**
 * Executable lines of one file while they are collected. Each line is kept as `line * 2 + covered`,
 * so that sorting brings the covered entry of a repeated line last.
 */
export class LineCollector {
  #codes = new Int32Array(1024);
  #length = 0;
  #isAscending = true;

  /** `line` from 1 to 2^30-1. A line may come more than once: it is covered when any of them is. */
  add(line: number, isCovered: boolean): void {
    const code = line * 2 + (isCovered ? 1 : 0);
    if (this.#length === this.#codes.length) this.#grow();
    const length = this.#length;
    if (length > 0 && code >> 1 <= (this.#codes[length - 1] as number) >> 1) this.#isAscending = false;
    this.#codes[length] = code;
    this.#length = length + 1;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Writes each line once, ascending, as varint(distance to the previous line * 2 + covered), and forgets them. */
  flush(writer: VarintWriter): void {
    this.#unite();
    let previous = 0;
    for (let index = 0; index < this.#length; index++) {
      const code = this.#codes[index] as number;
      const line = code >> 1;
      writer.write((line - previous) * 2 + (code & 1));
      previous = line;
    }
    this.#length = 0;
  }

  /** Sorts the lines and keeps the last entry of a repeated one, which is the covered one. */
  #unite(): void {
    if (this.#isAscending) return;
    const codes = this.#codes.subarray(0, this.#length).sort();
    let kept = 0;
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index] as number;
      if (kept > 0 && (codes[kept - 1] as number) >> 1 === code >> 1) kept--;
      codes[kept++] = code;
    }
    this.#length = kept;
    this.#isAscending = true;
  }

  /** Lines that a report repeats are united first: they take no memory. */
  #grow(): void {
    this.#unite();
    if (this.#length <= this.#codes.length / 2) return;
    const larger = new Int32Array(this.#codes.length * 2);
    larger.set(this.#codes);
    this.#codes = larger;
  }
}

/** Walks what `LineCollector.flush` wrote. */
export function eachLine(reader: VarintReader, visit: (line: number, isCovered: boolean) => void): void {
  let line = 0;
  while (!reader.done) {
    const code = reader.read();
    line += code >>> 1;
    visit(line, (code & 1) === 1);
  }
}

/** Counts the lines of what `LineCollector.flush` wrote; `branching` are the lines with untaken branches, ascending. */
export function countLines(reader: VarintReader, branching: readonly number[]): LineCount {
  let line = 0;
  let total = 0;
  let covered = 0;
  let partial = 0;
  let at = 0;
  while (!reader.done) {
    const code = reader.read();
    line += code >>> 1;
    total++;
    if ((code & 1) === 0) continue;
    covered++;
    while (at < branching.length && (branching[at] as number) < line) at++;
    if (branching[at] === line) partial++;
  }
  return { covered, total, partial };
}
