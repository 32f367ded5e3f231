import type { Failure } from './failure.ts';
import type { Instant } from './instant.ts';
import type { LineRange } from './location.ts';
import type { Count } from './ratio.ts';
import type { Provenance } from './verdict.ts';

/** What coverage is counted in. */
export type CoverageMetric = 'line' | 'branch' | 'function' | 'statement';

export const COVERAGE_METRICS: readonly CoverageMetric[] = ['line', 'branch', 'function', 'statement'];

/** How a line counts that was executed but not through all of its branches. */
export type PartialRule = 'hit' | 'half' | 'miss';

/** Lines of one scope as exact counts: `covered` includes the `partial` ones. */
export interface LineCount extends Count {
  readonly partial: number;
}

/** Counts of one scope; a metric that no report of the scope measures is null, never 0 of 0. */
export interface CoverageCounts {
  readonly line: LineCount;
  readonly branch: Count | null;
  readonly function: Count | null;
  readonly statement: Count | null;
}

/** One repository file with its coverage, merged over all reports. */
export interface CoveredFile {
  /** Path in the repository with `/`; the report's own spelling when it matched no file. */
  readonly path: string;
  readonly counts: CoverageCounts;
  /** Executable lines that no test ran, ascending runs. */
  uncovered(): readonly LineRange[];
  /** State of one line; undefined when no report says it is executable. */
  lineState(line: number): 'covered' | 'partial' | 'uncovered' | undefined;
}

/** One report that was read. */
export interface CoverageSource extends Provenance {
  readonly format: string;
  readonly files: number;
  /** Whether the report itself is committed: its own commit is then always later than it. */
  readonly isTracked?: boolean;
}

/** Lines that the change added or changed, per file that a report measures. */
export interface DiffEvidence {
  /** What the change was compared with, for people: `origin/main (3f2a1b0)`. */
  readonly base: string;
  readonly files: readonly {
    readonly file: CoveredFile;
    readonly changed: readonly LineRange[];
  }[];
  /** Changed source files that no report mentions. */
  readonly unmeasured: readonly { readonly path: string; readonly changed: readonly LineRange[] }[];
}

/** One class of code: a named set of globs, for instance `critical: ["src/auth/**"]`. */
export interface CoverageClass {
  /** `.github/maturity.yml:12`, where the class is declared. */
  readonly where: string;
  readonly patterns: readonly string[];
  /** Patterns that match no measured file of the whole project: a sign of a typo. */
  readonly idle: readonly string[];
  readonly files: readonly CoveredFile[];
  /** Source files of the repository that belong to the class and are in no report. */
  readonly unmeasured: readonly string[];
}

/** Coverage before the change. */
export interface BaseCoverage {
  readonly source: string;
  readonly counts: CoverageCounts;
  /** The files behind the counts; absent when only totals were stored. */
  readonly files?: readonly CoveredFile[];
  /** Totals per component where a stored report has them. */
  readonly components?: Readonly<Record<string, CoverageCounts>>;
}

/** Everything the coverage checks may look at. Excluded files are not in `files`. */
export interface CoverageEvidence {
  readonly files: readonly CoveredFile[];
  readonly partial: PartialRule;
  /** Whether there may be nothing to cover at all (`allow-empty`). */
  readonly mayBeEmpty: boolean;
  /** Classes by name; a class that is absent was not declared. */
  readonly classes: Readonly<Record<string, CoverageClass>>;
  readonly sources: readonly CoverageSource[];
  /** Report paths that matched no file of the repository; still counted in `files`. */
  readonly unmatched: readonly string[];
  /** Report paths that could be several files; still counted in `files` under the report's spelling. */
  readonly ambiguous: readonly { readonly path: string; readonly candidates: readonly string[] }[];
  /** Report paths that point outside the repository. */
  readonly outside: readonly string[];
  readonly excluded: number;
  /** Whether `files` was matched against a Git checkout. */
  readonly inGit: boolean;
  /** Number of report files that were read. */
  readonly reports: number;
  /** Reports that could not be used. When there is one, no floor can be judged. */
  readonly failures: readonly Failure[];
  /** Oddities that do not change a verdict: stated totals that differ, lower bounds, negative counts. */
  readonly remarks: readonly Failure[];
  /**
   * Lines that producers state beyond those that they list: because they count a line once per
   * function, or because lines were lost. A floor in total has to be reached with them as well.
   */
  readonly statedExcess: Count;
  readonly diff?: DiffEvidence;
  /** Coverage at the base, from `base-report`. */
  readonly base?: BaseCoverage;
  readonly committedAt?: Instant;
}

/** Exact figures of a coverage run, as published in the report JSON. A null metric was not measured. */
export interface CoverageMeasurements {
  readonly line: Count;
  /** Lines executed but not through all branches; already counted in `line` by the `partial` option. */
  readonly partialLines: number;
  readonly branch: Count | null;
  readonly function: Count | null;
  readonly statement: Count | null;
  readonly files: number;
  readonly classes: Readonly<Record<string, { readonly line: Count }>>;
  readonly diff: Count | null;
  /** Files with most uncovered lines first, at most 100, for people and later gates. */
  readonly worst: readonly { readonly path: string; readonly line: Count }[];
}
