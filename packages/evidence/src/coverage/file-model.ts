import type { CoverageCounts, LineRange } from '@maturity-actions/criteria';
import { countLines, eachLine, LineCollector } from './line-set.ts';
import { countPoints, eachLineCount, eachPoint, PointCollector } from './point-set.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/** The metrics that are kept as points, in the order of their sections. */
export const POINT_METRICS = ['branch', 'function', 'statement'] as const;
export type PointMetric = (typeof POINT_METRICS)[number];

/**
 * Coverage of one file, packed into at most about one byte per line so that a report of any size stays
 * small. Immutable. Whether a line ran is kept, not how often: no judgement needs the number, and
 * without it merging is idempotent.
 *
 * Layout: varint(byte length + 1, or 0 when not measured) and bytes of each point section, then the lines.
 */
export class FileModel {
  readonly #bytes: Uint8Array;
  readonly #from: number;
  readonly #to: number;

  /** The packed bytes are those from `from` to `to`; a view of them would take more memory than most files. */
  constructor(bytes: Uint8Array, from: number, to: number) {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
  }

  /** The packed bytes: equal for models that say the same. */
  packed(): Uint8Array {
    return this.#bytes.slice(this.#from, this.#to);
  }

  /** In bytes. */
  get size(): number {
    return this.#to - this.#from;
  }

  /** Exact counts; a metric that no report measured is null. */
  counts(): CoverageCounts {
    const sections = this.#sections();
    const branching: number[] = [];
    const branch = sections.branch ? countPoints(sections.branch, branching) : null;
    return {
      line: countLines(sections.lines, branching),
      branch,
      function: sections.function ? countPoints(sections.function) : null,
      statement: sections.statement ? countPoints(sections.statement) : null,
    };
  }

  /** Executable lines that no test ran. */
  uncovered(): LineRange[] {
    const ranges: { from: number; to: number }[] = [];
    let last: { from: number; to: number } | undefined;
    eachLine(this.lines(), (line, isCovered) => {
      // Uncovered lines with only blank or comment lines between them read as one place.
      if (isCovered) last = undefined;
      else if (last) last.to = line;
      else {
        last = { from: line, to: line };
        ranges.push(last);
      }
    });
    return ranges;
  }

  /** State of every executable line, ascending. */
  lineStates(): Map<number, 'covered' | 'partial' | 'uncovered'> {
    const partialLines = new Set<number>();
    const branches = this.points('branch');
    if (branches) eachLineCount(branches, (line, covered, total) => covered < total && partialLines.add(line));
    const states = new Map<number, 'covered' | 'partial' | 'uncovered'>();
    eachLine(this.lines(), (line, isCovered) => {
      states.set(line, isCovered ? (partialLines.has(line) ? 'partial' : 'covered') : 'uncovered');
    });
    return states;
  }

  lines(): VarintReader {
    return this.#sections().lines;
  }

  /** Points of one metric; undefined when no report measured it. */
  points(metric: PointMetric): VarintReader | undefined {
    return this.#sections()[metric];
  }

  #sections(): Record<PointMetric, VarintReader | undefined> & { lines: VarintReader } {
    const cursor = new VarintReader(this.#bytes, this.#from, this.#to);
    const sections: Partial<Record<PointMetric, VarintReader>> = {};
    for (const metric of POINT_METRICS) {
      const marked = cursor.read();
      if (marked === 0) continue;
      const from = cursor.position;
      cursor.position = from + marked - 1;
      sections[metric] = new VarintReader(this.#bytes, from, cursor.position);
    }
    const lines = new VarintReader(this.#bytes, cursor.position, this.#to);
    return { branch: sections.branch, function: sections.function, statement: sections.statement, lines };
  }
}

/** Where the packed bytes of many files live together; a block is freed when none of its files is used any more. */
class Arena {
  #block = new Uint8Array(0);
  #used = 0;

  store({ bytes, length }: VarintWriter): FileModel {
    if (this.#used + length > this.#block.length) {
      this.#block = new Uint8Array(Math.max(ARENA_BLOCK_BYTES, length));
      this.#used = 0;
    }
    const from = this.#used;
    this.#block.set(bytes.subarray(0, length), from);
    this.#used += length;
    return new FileModel(this.#block, from, this.#used);
  }
}

const ARENA_BLOCK_BYTES = 262_144;

/** Collects lines and points of one file at a time and packs them into a FileModel. Reused for file after file. */
export class FileCollector {
  readonly lines = new LineCollector();
  readonly #points: Record<PointMetric, PointCollector> = {
    branch: new PointCollector(),
    function: new PointCollector(),
    statement: new PointCollector(),
  };
  readonly #measured = new Set<PointMetric>();
  readonly #arena = new Arena();
  readonly #writer = new VarintWriter();
  readonly #section = new VarintWriter();

  /** The collector of a metric, which counts as measured from now on even when nothing is added. */
  points(metric: PointMetric): PointCollector {
    this.#measured.add(metric);
    return this.#points[metric];
  }

  /** Adds all that `model` holds. */
  addModel(model: FileModel): void {
    eachLine(model.lines(), (line, isCovered) => this.lines.add(line, isCovered));
    for (const metric of POINT_METRICS) {
      const section = model.points(metric);
      if (!section) continue;
      const collector = this.points(metric);
      eachPoint(section, (line, kind, id, covered, total) => collector.add(line, kind, id, covered, total));
    }
  }

  /** Packs what was collected and starts afresh. */
  seal(): FileModel {
    const writer = this.#writer;
    const section = this.#section;
    writer.reset();
    for (const metric of POINT_METRICS) {
      if (!this.#measured.has(metric)) {
        writer.write(0);
        continue;
      }
      section.reset();
      this.#points[metric].flush(section);
      writer.write(section.length + 1);
      writer.append(section);
    }
    this.lines.flush(writer);
    this.#measured.clear();
    return this.#arena.store(writer);
  }
}

/** The union of several models of one file: lines and points by identity. Commutative, associative, idempotent. */
export function mergeModels(models: readonly FileModel[], collector = new FileCollector()): FileModel {
  const [first] = models;
  if (first && models.length === 1) return first;
  for (const model of models) collector.addModel(model);
  return collector.seal();
}
