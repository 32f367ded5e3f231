import type { Count } from '@maturity-actions/criteria';
import type { VarintReader, VarintWriter } from './varint.ts';

/**
 * A point is a branch, a function or a statement of a line, with covered and total counts.
 * - `own`: it has an identity (LCOV block and branch, Istanbul id, Go block); the same id merges by maximum.
 * - `count`: the format only says "c of t on this line"; merging takes the maxima, a lower bound.
 * - `missing-total` and `missing`: the format says "t on this line, and these ids were not taken"
 *   (coverage.py). Both count observations in `covered`: an id is missing when every observation of
 *   its line lists it, so that two shards that take different ways are exact together.
 */
export const OWN = 0;
export const COUNT = 1;
export const MISSING_TOTAL = 2;
export const MISSING = 3;
/**
 * Each format has identities of its own, so many numbers apart: what two formats say of one line is
 * never added up, the larger total and the larger covered count stand. There is room for 32 formats.
 */
export const IDENTITY_SPACE = 2 ** 48;
export type PointKind = typeof OWN | typeof COUNT | typeof MISSING_TOTAL | typeof MISSING;

/** Points of one file while they are collected. `id` is an integer from 0 to 2^48-1. */
export class PointCollector {
  #capacity = 256;
  #lines = new Int32Array(this.#capacity);
  #kinds = new Uint8Array(this.#capacity);
  #ids = new Float64Array(this.#capacity);
  #covered = new Int32Array(this.#capacity);
  #totals = new Int32Array(this.#capacity);
  #length = 0;
  #isAscending = true;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(line: number, kind: PointKind, id: number, covered: number, total: number): void {
    if (this.#length === this.#capacity) this.#grow();
    const at = this.#length++;
    this.#lines[at] = line;
    this.#kinds[at] = kind;
    this.#ids[at] = id;
    this.#covered[at] = covered;
    this.#totals[at] = total;
    if (at > 0 && this.#isAscending && this.#compare(at - 1, at) >= 0) this.#isAscending = false;
  }

  /** Writes each point once, sorted by line, kind and id, equal ones merged, and forgets them. */
  flush(writer: VarintWriter): void {
    const order = this.#isAscending ? undefined : this.#sorted();
    let previousLine = 0;
    let previousId = -1;
    for (let index = 0; index < this.#length; index++) {
      const at = order ? (order[index] as number) : index;
      const next = index + 1 < this.#length ? (order ? (order[index + 1] as number) : index + 1) : -1;
      if (next >= 0 && this.#compare(at, next) === 0) {
        this.#mergeInto(next, at);
        continue;
      }
      const line = this.#lines[at] as number;
      if (line !== previousLine) previousId = -1;
      this.#write(writer, at, line - previousLine, previousId);
      previousLine = line;
      previousId = this.#ids[at] as number;
    }
    this.#length = 0;
    this.#isAscending = true;
  }

  #write(writer: VarintWriter, at: number, distance: number, previousId: number): void {
    const id = this.#ids[at] as number;
    const covered = this.#covered[at] as number;
    const total = this.#totals[at] as number;
    const isNextId = id === previousId + 1 ? 1 : 0;
    const shape = total === 1 && covered <= 1 ? covered : 2;
    writer.write(distance * 32 + isNextId * 16 + (this.#kinds[at] as number) * 4 + shape);
    if (!isNextId) writer.write(id);
    if (shape === 2) {
      writer.write(covered);
      writer.write(total);
    }
  }

  #mergeInto(target: number, from: number): void {
    const isObservation = (this.#kinds[target] as number) >= MISSING_TOTAL;
    const a = this.#covered[from] as number;
    const b = this.#covered[target] as number;
    this.#covered[target] = isObservation ? a + b : Math.max(a, b);
    this.#totals[target] = Math.max(this.#totals[from] as number, this.#totals[target] as number);
  }

  #compare(a: number, b: number): number {
    return (
      (this.#lines[a] as number) - (this.#lines[b] as number) ||
      (this.#kinds[a] as number) - (this.#kinds[b] as number) ||
      (this.#ids[a] as number) - (this.#ids[b] as number)
    );
  }

  #sorted(): Uint32Array {
    const order = new Uint32Array(this.#length);
    for (let index = 0; index < order.length; index++) order[index] = index;
    return order.sort((a, b) => this.#compare(a, b));
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#lines = copyInto(new Int32Array(this.#capacity), this.#lines);
    this.#kinds = copyInto(new Uint8Array(this.#capacity), this.#kinds);
    this.#ids = copyInto(new Float64Array(this.#capacity), this.#ids);
    this.#covered = copyInto(new Int32Array(this.#capacity), this.#covered);
    this.#totals = copyInto(new Int32Array(this.#capacity), this.#totals);
  }
}

function copyInto<T extends { set(from: T): void }>(larger: T, smaller: T): T {
  larger.set(smaller);
  return larger;
}

/** Walks what `PointCollector.flush` wrote. */
export function eachPoint(
  reader: VarintReader,
  visit: (line: number, kind: PointKind, id: number, covered: number, total: number) => void,
): void {
  let line = 0;
  let previousId = -1;
  while (!reader.done) {
    const head = reader.read();
    const distance = Math.floor(head / 32);
    if (distance > 0) previousId = -1;
    line += distance;
    const id = head & 16 ? previousId + 1 : reader.read();
    const shape = head & 3;
    const covered = shape === 2 ? reader.read() : shape;
    const total = shape === 2 ? reader.read() : 1;
    previousId = id;
    visit(line, ((head >> 2) & 3) as PointKind, id, covered, total);
  }
}

/** Counts of the points of each line: `visit(line, covered, total)` once per line, ascending. */
export function eachLineCount(
  reader: VarintReader,
  visit: (line: number, covered: number, total: number) => void,
): void {
  const tally = new LineTally();
  let current = 0;
  eachPoint(reader, (line, kind, id, covered, total) => {
    if (line !== current && current > 0) visit(current, tally.covered(), tally.take());
    current = line;
    tally.add(kind, id, covered, total);
  });
  if (current > 0) visit(current, tally.covered(), tally.take());
}

/** Adds up all points; the lines on which not all are covered are appended to `incomplete`. */
export function countPoints(reader: VarintReader, incomplete?: number[]): Count {
  const sum = { covered: 0, total: 0 };
  eachLineCount(reader, (line, covered, total) => {
    sum.covered += covered;
    sum.total += total;
    if (incomplete && covered < total) incomplete.push(line);
  });
  return sum;
}

/** Adds up one line. Where formats of several kinds speak of it, the larger total and the larger covered count. */
class LineTally {
  #space = 0;
  #mostOwn = 0;
  #mostOwnTotal = 0;
  #own = 0;
  #ownTotal = 0;
  #count = 0;
  #countTotal = 0;
  #observations = 0;
  #missingTotal = 0;
  #missing = 0;

  add(kind: PointKind, id: number, covered: number, total: number): void {
    if (kind === OWN) {
      this.#enter(id >= IDENTITY_SPACE ? Math.floor(id / IDENTITY_SPACE) : 0);
      this.#own += covered;
      this.#ownTotal += total;
    } else if (kind === COUNT) {
      this.#count = covered;
      this.#countTotal = total;
    } else if (kind === MISSING_TOTAL) {
      this.#observations = covered;
      this.#missingTotal = total;
    } else if (covered === this.#observations) {
      this.#missing++;
    }
  }

  /** Points come sorted: the identities of one format lie together. */
  #enter(space: number): void {
    if (space === this.#space) return;
    this.#mostOwn = Math.max(this.#mostOwn, this.#own);
    this.#mostOwnTotal = Math.max(this.#mostOwnTotal, this.#ownTotal);
    this.#own = this.#ownTotal = 0;
    this.#space = space;
  }

  covered(): number {
    const byMissing = Math.max(0, this.#missingTotal - this.#missing);
    return Math.max(this.#own, this.#mostOwn, this.#count, byMissing);
  }

  /** The line's total; the tally starts afresh. */
  take(): number {
    const total = Math.max(this.#ownTotal, this.#mostOwnTotal, this.#countTotal, this.#missingTotal);
    this.#own = this.#ownTotal = this.#count = this.#countTotal = 0;
    this.#mostOwn = this.#mostOwnTotal = this.#space = 0;
    this.#observations = this.#missingTotal = this.#missing = 0;
    return total;
  }
}
