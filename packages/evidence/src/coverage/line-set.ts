import type { LineCount } from '@maturity-actions/criteria';
import type { VarintReader, VarintWriter } from './varint.ts';

/** Mark of a run of neighbouring lines. */
const RUN = 2;
/** Fewer neighbours are shorter as lines alone. */
const SHORTEST_RUN = 4;

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

  /**
   * Writes each line once, ascending, and forgets them. A line alone is varint(distance to the
   * previous line * 4 + covered); neighbours are varint(distance * 4 + 2), varint(how many) and
   * one bit each, so that dense code takes an eighth of a byte a line.
   */
  flush(writer: VarintWriter): void {
    this.#unite();
    let previous = 0;
    for (let from = 0; from < this.#length; ) {
      const first = (this.#codes[from] as number) >> 1;
      const to = this.#endOfRun(from);
      if (to - from >= SHORTEST_RUN) {
        writer.write((first - previous) * 4 + RUN);
        writer.write(to - from);
        this.#writeBits(writer, from, to);
        previous = (this.#codes[to - 1] as number) >> 1;
        from = to;
      } else {
        writer.write((first - previous) * 4 + ((this.#codes[from] as number) & 1));
        previous = first;
        from++;
      }
    }
    this.#length = 0;
  }

  #endOfRun(from: number): number {
    const first = (this.#codes[from] as number) >> 1;
    let to = from + 1;
    while (to < this.#length && (this.#codes[to] as number) >> 1 === first + to - from) to++;
    return to;
  }

  #writeBits(writer: VarintWriter, from: number, to: number): void {
    for (let at = from; at < to; at += 8) {
      let bits = 0;
      for (let bit = 0; bit < 8 && at + bit < to; bit++) bits |= ((this.#codes[at + bit] as number) & 1) << bit;
      writer.writeByte(bits);
    }
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
    line += Math.floor(code / 4);
    if ((code & RUN) === 0) {
      visit(line, (code & 1) === 1);
      continue;
    }
    const last = line + reader.read() - 1;
    for (let bits = 0, bit = 8; line <= last; line++, bit++) {
      if (bit === 8) {
        bits = reader.readByte();
        bit = 0;
      }
      visit(line, ((bits >> bit) & 1) === 1);
    }
    line = last;
  }
}

/** Counts the lines of what `LineCollector.flush` wrote; `branching` are the lines with untaken branches, ascending. */
export function countLines(reader: VarintReader, branching: readonly number[]): LineCount {
  let total = 0;
  let covered = 0;
  let partial = 0;
  let at = 0;
  eachLine(reader, (line, isCovered) => {
    total++;
    if (!isCovered) return;
    covered++;
    while (at < branching.length && (branching[at] as number) < line) at++;
    if (branching[at] === line) partial++;
  });
  return { covered, total, partial };
}
