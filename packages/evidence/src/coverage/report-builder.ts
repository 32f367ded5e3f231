import { type Count, EvidenceError, type Failure, type FailureCode, type Instant } from '@maturity-actions/criteria';
import { FileCollector, type FileModel, mergeModels, type PointMetric } from './file-model.ts';
import { COUNT, IDENTITY_SPACE, MISSING, MISSING_TOTAL, OWN } from './point-set.ts';

/** What a producer itself claims as totals; compared with the lines, never used for a verdict. */
export interface StatedTotals {
  /** Counts where the report gives them. */
  readonly line?: Count;
  /** A rate from 0 to 1 where it gives only that; NaN when it says NaN. */
  readonly lineRate?: number;
}

/** One report as read. Paths are spelled as the report spells them. */
export interface CoverageReport {
  readonly path: string;
  readonly format: string;
  readonly tool?: string;
  readonly version?: string;
  readonly producedAt?: Instant;
  /** Folders that the report says its paths are relative to. */
  readonly roots: readonly string[];
  readonly files: ReadonlyMap<string, FileModel>;
  readonly stated?: StatedTotals;
  /** false when the report states totals per file only, so that line numbers are not real. */
  readonly hasLines?: boolean;
  /** Line entries as they came, repeated ones counted each time: some producers state totals that way. */
  readonly entries: Count;
  readonly remarks: readonly Failure[];
}

/** Facts about the report that its reader finds on the way. */
export interface ReportFacts {
  tool?: string;
  version?: string;
  producedAt?: Instant;
  stated?: StatedTotals;
  /** false when the report states totals per file only, so that line numbers are not real. */
  hasLines?: boolean;
}

const MAX_LINE = 2 ** 30 - 1;
const MAX_POINT_COUNT = 2 ** 31 - 1;
/** More remarks than this tell nothing new; the rest is counted. */
const MAX_REMARKS = 20;

/**
 * Builds a CoverageReport. Call `file(path)`, then the methods that add to it; a path may come
 * again at any time. Set `at` to the report's current line (1-based) so that errors can name it.
 */
export class ReportBuilder {
  readonly facts: ReportFacts = {};
  /** Current line of the report, for messages; 0 when the format has no lines worth naming. */
  at = 0;

  readonly #path: string;
  readonly #format: string;
  /** Added to every identity: branch 0 of LCOV is not branch 0 of Istanbul. */
  readonly #space: number;
  readonly #roots: string[] = [];
  readonly #remarks: Failure[] = [];
  #unlistedRemarks = 0;
  readonly #files = new Map<string, FileModel | Fragments>();
  readonly #collector = new FileCollector();
  readonly #merger = new FileCollector();
  #open: string | undefined;
  #entryCovered = 0;
  #entryTotal = 0;

  constructor(path: string, format: string) {
    this.#path = path;
    this.#format = format;
    this.#space = identitySpace(format);
  }

  /** Starts a file, or goes on with one that came before. The path is kept as the report spells it. */
  file(path: string): void {
    if (path === this.#open) return;
    this.#seal();
    if (path === '') throw this.error('E_MALFORMED', 'a file without a name', 'a path for every file');
    this.#open = path;
  }

  /** An executable line and how often it ran. Line 0 is not a line and is left out with a remark. */
  line(line: number, hits: number): void {
    if (!(hits >= 0)) {
      if (!(hits < 0)) throw this.error('E_BAD_COUNT', `hit count ${hits}`, 'a number');
      this.remark('E_NEGATIVE_HITS', `line ${line} has ${hits} hits`, 'counted as not executed');
    }
    if (!this.#isLine(line)) return;
    const isCovered = hits > 0;
    this.#entryTotal++;
    if (isCovered) this.#entryCovered++;
    this.#collector.lines.add(line, isCovered);
  }

  /** One branch with an identity inside its line: the same id in another shard is the same branch. */
  branch(line: number, id: number, isTaken: boolean): void {
    if (this.#isLine(line)) this.#collector.points('branch').add(line, OWN, this.#space + id, isTaken ? 1 : 0, 1);
  }

  /** `covered` of `total` branches on a line, when the format does not say which. */
  branchCount(line: number, covered: number, total: number): void {
    this.#check(covered, total);
    if (total > 0 && this.#isLine(line)) this.#collector.points('branch').add(line, COUNT, 0, covered, total);
  }

  /** `total` ways out of a line, of which the named ones were not taken. */
  branchMissing(line: number, total: number, missing: readonly string[]): void {
    this.#check(0, total);
    if (total === 0 || !this.#isLine(line)) return;
    const points = this.#collector.points('branch');
    points.add(line, MISSING_TOTAL, 0, 1, total);
    for (const id of new Set(missing.map(identityOf))) points.add(line, MISSING, id, 1, 1);
  }

  /** Says that the current file's format measures this metric, even when the file has none of it. */
  measures(metric: PointMetric): void {
    this.#collector.points(metric);
  }

  /** A function, told apart by name and first line (0 when the format does not say). */
  function(line: number, name: string, isCovered: boolean): void {
    this.#collector
      .points('function')
      .add(this.#startLine(line), OWN, this.#space + identityOf(name), isCovered ? 1 : 0, 1);
  }

  /** A statement or block with an identity inside its line, worth `total` statements. */
  statement(line: number, id: number, covered: number, total: number): void {
    this.#check(covered, total);
    this.#collector.points('statement').add(this.#startLine(line), OWN, this.#space + id, covered, total);
  }

  /** A folder that paths are relative to (Cobertura `<source>`). */
  root(path: string): void {
    this.#roots.push(path);
  }

  /** Notes an oddity that does not stop the reading. */
  remark(code: FailureCode, found: string, expected: string, fix = 'Look at the tool that wrote the report.'): void {
    if (this.#remarks.length >= MAX_REMARKS) this.#unlistedRemarks++;
    else this.#remarks.push({ kind: 'evidence', code, where: this.where(), found, expected, fix });
  }

  /** An error at the current place of the report. */
  error(code: FailureCode, found: string, expected: string, fix = FIXES[code] ?? FIX_REPORT): EvidenceError {
    return new EvidenceError({ code, where: this.where(), found, expected, fix });
  }

  /** `path` or `path:line`. */
  where(): string {
    return this.at > 0 ? `${this.#path}:${this.at}` : this.#path;
  }

  build(): CoverageReport {
    this.#seal();
    const files = new Map<string, FileModel>();
    for (const [path, known] of this.#files) {
      files.set(path, known instanceof Fragments ? known.merged(this.#merger) : known);
    }
    this.#files.clear();
    this.at = 0;
    if (this.#unlistedRemarks > 0) {
      const more = `${this.#unlistedRemarks} more oddities like these`;
      this.#remarks.push({ ...(this.#remarks[0] as Failure), where: this.#path, found: more });
    }
    return {
      path: this.#path,
      format: this.#format,
      ...this.facts,
      roots: this.#roots,
      files,
      entries: { covered: this.#entryCovered, total: this.#entryTotal },
      remarks: this.#remarks,
    };
  }

  #seal(): void {
    if (this.#open === undefined) return;
    const model = this.#collector.seal();
    const known = this.#files.get(this.#open);
    if (known instanceof Fragments) known.add(model, this.#merger);
    else this.#files.set(this.#open, known ? new Fragments(known, model) : model);
    this.#open = undefined;
  }

  /** Where a function or statement starts; 1 when the format does not say. */
  #startLine(line: number): number {
    if (line <= 0) return 1;
    if (line <= MAX_LINE && Number.isInteger(line)) return line;
    throw this.error('E_BAD_COUNT', `line number ${line}`, `an integer from 1 to ${MAX_LINE}`);
  }

  #isLine(line: number): boolean {
    if (line >= 1 && line <= MAX_LINE && Number.isInteger(line)) return true;
    if (line !== 0) throw this.error('E_BAD_COUNT', `line number ${line}`, `an integer from 1 to ${MAX_LINE}`);
    this.remark('E_BAD_COUNT', 'line number 0', 'line numbers from 1; the entry is left out');
    return false;
  }

  #check(covered: number, total: number): void {
    const isSound = Number.isInteger(covered) && Number.isInteger(total) && covered >= 0 && covered <= total;
    if (isSound && total <= MAX_POINT_COUNT) return;
    throw this.error('E_BAD_COUNT', `${covered} of ${total} covered`, 'two integers, the first not above the second');
  }
}

/** The pieces of a file that comes more than once, merged each time they have doubled, so that no input makes it quadratic. */
class Fragments {
  #whole: FileModel;
  #pending: FileModel[];
  #pendingBytes: number;

  constructor(first: FileModel, second: FileModel) {
    this.#whole = first;
    this.#pending = [second];
    this.#pendingBytes = second.size;
  }

  add(model: FileModel, merger: FileCollector): void {
    this.#pending.push(model);
    this.#pendingBytes += model.size;
    if (this.#pendingBytes >= this.#whole.size) this.merged(merger);
  }

  merged(merger: FileCollector): FileModel {
    if (this.#pending.length > 0) {
      this.#whole = mergeModels([this.#whole, ...this.#pending], merger);
      this.#pending = [];
      this.#pendingBytes = 0;
    }
    return this.#whole;
  }
}

const FIX_REPORT = 'Create the report again; if it stays so, look at the tool that wrote it.';
const FIXES: Partial<Record<FailureCode, string>> = {
  E_TRUNCATED: 'The tool was probably stopped while writing, or the upload was cut: create the report again.',
  E_TOO_LARGE: 'Split the report, or leave out what is not source code.',
};

const SPACES = new Map<string, number>();

/** Where the identities of a format start; see IDENTITY_SPACE. */
function identitySpace(format: string): number {
  const known = SPACES.get(format) ?? SPACES.size;
  SPACES.set(format, known);
  return known * IDENTITY_SPACE;
}

/** A number from 0 to 2^48-1 that stands for a name; two 24-bit halves of two FNV-1a hashes. */
export function identityOf(name: string): number {
  let a = 0x811c9dc5;
  let b = 0x01234567;
  for (let index = 0; index < name.length; index++) {
    const unit = name.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x01000193) + index;
  }
  return ((a ^ (a >>> 24)) & 0xffffff) * 0x1000000 + ((b ^ (b >>> 24)) & 0xffffff);
}
