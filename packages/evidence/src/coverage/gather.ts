import {
  type BaseCoverage,
  type CodeClass,
  type Count,
  type CoverageEvidence,
  type CoverageSource,
  classify,
  type DiffEvidence,
  EvidenceError,
  type Failure,
  GateError,
  type PartialRule,
  type Pattern,
  pathGlob,
  type Report,
} from '@maturity-actions/criteria';
import { parseGitDiff } from '../repository/git-diff.ts';
import type { Repository } from '../repository/repository.ts';
import { RepositoryFiles } from '../repository/repository-files.ts';
import { readJson } from '../text/json.ts';
import { baseFromFiles, baseFromReport } from './base-coverage.ts';
import { detectFormat } from './detect.ts';
import { diffEvidence } from './diff-evidence.ts';
import type { CoverageFormat } from './format.ts';
import type { CoverageReport } from './report-builder.ts';
import { totalsMismatch } from './stated-totals.ts';
import { type UnitedCoverage, unite } from './unite.ts';

/** What is wanted of the coverage of a repository. */
export interface CoverageRequest {
  /** Globs of the reports; undefined looks at the well-known places. */
  readonly reports: readonly string[] | undefined;
  readonly formats: readonly CoverageFormat[];
  /** The format that all reports are in, when the user names it. */
  readonly format?: CoverageFormat | undefined;
  readonly exclude: readonly Pattern[];
  readonly partial: PartialRule;
  /** Whether reports without a coverable line are fine. */
  readonly mayBeEmpty: boolean;
  readonly classes: Iterable<CodeClass>;
  /** Whether stated totals that contradict the lines make a report unusable. */
  readonly failOnMismatch: boolean;
  /** Commit to compare with; undefined when there is none. */
  readonly base?: string | undefined;
  /** Globs of the base's reports. */
  readonly baseReports?: readonly string[] | undefined;
  /** Reads the JSON report of an earlier run. */
  readonly readReport: (text: string) => Report;
}

/** Reads, places and unites all reports, and works out what the change means. Failures are collected, not thrown. */
export async function gatherCoverage(repository: Repository, request: CoverageRequest): Promise<CoverageEvidence> {
  const failures: Failure[] = [];
  const paths = await reportPaths(repository, request, failures);
  const reports = await readReports(repository, paths, request, failures);
  const files = new RepositoryFiles(repository.root, await repository.files());
  const exclusion = new Exclusion(request.exclude, await generatedFiles(repository));
  const united = uniteIn(files, reports, exclusion);
  failures.push(...united.failures);
  const mismatches = reports.flatMap((report) => totalsMismatch(report) ?? []);
  const contradictions = request.failOnMismatch ? mismatches.filter(({ isContradiction }) => isContradiction) : [];
  const doubts = mismatches.filter((mismatch) => !contradictions.includes(mismatch));
  failures.push(...contradictions.map(({ failure }) => failure));
  const remarks = [
    ...reports.flatMap((report) => report.remarks),
    ...doubts.map(({ failure }) => failure),
    ...exclusion.idle(),
  ];
  const diff = await gatherDiff(repository, request, united, exclusion, failures, remarks);
  const base =
    request.baseReports && (await gatherBase(repository, request, request.baseReports, files, exclusion, failures));
  const head = await repository.head();
  return {
    files: united.files,
    partial: request.partial,
    mayBeEmpty: request.mayBeEmpty,
    classes: classify(united.files, request.classes, pathGlob),
    sources: repository.isGit ? markTracked(united.sources, await repository.files()) : united.sources,
    unmatched: united.unmatched,
    ambiguous: united.ambiguous,
    outside: united.outside,
    excluded: united.excluded,
    inGit: repository.isGit,
    reports: reports.length,
    failures,
    remarks,
    statedExcess: request.failOnMismatch ? addUp(doubts.map(({ excess }) => excess)) : { covered: 0, total: 0 },
    ...(diff ? { diff } : {}),
    ...(base ? { base } : {}),
    ...(head ? { committedAt: head.committedAt } : {}),
  };
}

function markTracked(sources: readonly CoverageSource[], tracked: readonly string[]): CoverageSource[] {
  const paths = new Set(tracked);
  return sources.map((source) => (paths.has(source.source) ? { ...source, isTracked: true } : source));
}

function addUp(counts: readonly Count[]): Count {
  return counts.reduce((sum, { covered, total }) => ({ covered: sum.covered + covered, total: sum.total + total }), {
    covered: 0,
    total: 0,
  });
}

async function reportPaths(
  repository: Repository,
  request: CoverageRequest,
  failures: Failure[],
): Promise<readonly string[]> {
  if (!request.reports) {
    const wellKnown = [...new Set(request.formats.flatMap((format) => format.wellKnown)), '!**/node_modules/**'];
    const found = await repository.find(wellKnown);
    if (found.length === 0) failures.push(noReport('the well-known report names'));
    return found;
  }
  const without = request.reports.filter((pattern) => pattern.startsWith('!'));
  const wanted = request.reports.filter((pattern) => !pattern.startsWith('!'));
  const paths = new Set<string>();
  for (const pattern of wanted) {
    const found = await repository.find([pattern, ...without]);
    // Each pattern stands for reports that somebody expects: one that finds nothing hides what they would say.
    if (found.length === 0) failures.push(noReport(pattern));
    for (const path of found) paths.add(path);
  }
  if (wanted.length === 0) failures.push(noReport('reports'));
  return [...paths].sort();
}

function noReport(where: string): Failure {
  return {
    kind: 'evidence',
    code: 'E_NO_REPORT',
    where,
    found: 'no file',
    expected: 'at least one coverage report',
    fix: 'Look whether the tests ran with coverage before this step, and correct `reports`.',
  };
}

async function readReports(
  repository: Repository,
  paths: readonly string[],
  request: CoverageRequest,
  failures: Failure[],
): Promise<CoverageReport[]> {
  const reports: CoverageReport[] = [];
  for (const path of paths) {
    try {
      const source = await repository.open(path);
      const format = await detectFormat(source, request.formats, request.format);
      reports.push(await format.read(source));
    } catch (error) {
      // Every report is tried, so that all problems are known after one run.
      if (!(error instanceof GateError)) throw error;
      failures.push(...error.failures);
    }
  }
  return reports;
}

function uniteIn(files: RepositoryFiles, reports: readonly CoverageReport[], exclusion: Exclusion): UnitedCoverage {
  return unite(
    reports,
    (path, report) => files.find(path, { reportFolder: folderOf(report.path), roots: report.roots }),
    (path) => exclusion.has(path),
  );
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

async function generatedFiles(repository: Repository): Promise<ReadonlySet<string>> {
  const files = await repository.files();
  const hasAttributes =
    repository.isGit && files.some((path) => path === '.gitattributes' || path.endsWith('/.gitattributes'));
  return hasAttributes ? repository.generated(files) : new Set();
}

/** Files that do not count: by the user's globs, or marked as generated in .gitattributes. */
class Exclusion {
  readonly #patterns: readonly { readonly pattern: Pattern; readonly matches: (path: string) => boolean }[];
  readonly #generated: ReadonlySet<string>;
  readonly #used = new Set<Pattern>();

  constructor(patterns: readonly Pattern[], generated: ReadonlySet<string>) {
    this.#patterns = patterns.map((pattern) => ({ pattern, matches: pathGlob(pattern.glob) }));
    this.#generated = generated;
  }

  has(path: string): boolean {
    let isExcluded = this.#generated.has(path);
    for (const { pattern, matches } of this.#patterns) {
      if (!matches(path)) continue;
      this.#used.add(pattern);
      isExcluded = true;
    }
    return isExcluded;
  }

  /** Patterns that matched nothing: a typo, or left over. They make a gate stricter, so they are only remarks. */
  idle(): Failure[] {
    return this.#patterns
      .filter(({ pattern }) => !this.#used.has(pattern))
      .map(({ pattern: { glob, where } }) => ({
        kind: 'configuration',
        code: 'E_PATTERN_MATCHED_NOTHING',
        where,
        found: `exclude ${JSON.stringify(glob)} matches no measured file`,
        expected: 'a pattern that matches something',
        fix: 'Correct it or remove it.',
      }));
  }
}

async function gatherDiff(
  repository: Repository,
  request: CoverageRequest,
  united: UnitedCoverage,
  exclusion: Exclusion,
  failures: Failure[],
  remarks: Failure[],
): Promise<DiffEvidence | undefined> {
  if (request.base === undefined) return undefined;
  try {
    const { base, text } = await repository.diff(request.base);
    const diff = diffEvidence(base, parseGitDiff(text), united.files, (path) => exclusion.has(path));
    const lineless = diff.files.find(({ file }) => united.lineless.has(file.path));
    if (lineless) failures.push(noLineNumbers(lineless.file.path));
    return diff;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    // Without a diff the criteria that need one are unknown, and this says why.
    remarks.push(...error.failures);
    return undefined;
  }
}

function noLineNumbers(path: string): Failure {
  return {
    kind: 'evidence',
    code: 'E_CONTRADICTION',
    where: path,
    found: 'a changed file for which the report states totals only',
    expected: 'a report with line numbers',
    fix: 'Give the detailed report of the tool instead of its summary (for instance coverage-final.json).',
  };
}

async function gatherBase(
  repository: Repository,
  request: CoverageRequest,
  patterns: readonly string[],
  files: RepositoryFiles,
  exclusion: Exclusion,
  failures: Failure[],
): Promise<BaseCoverage | undefined> {
  const paths = await repository.find(patterns);
  const [only] = paths;
  if (only === undefined) {
    failures.push({
      kind: 'evidence',
      code: 'E_NO_REPORT',
      where: `base-report ${patterns.join(', ')}`,
      found: 'no file',
      expected: 'the report of the base',
      fix: 'Download the base report before this step.',
    });
    return undefined;
  }
  const stored = paths.length === 1 ? await storedReport(repository, only, request, failures) : undefined;
  if (stored) return stored;
  const before = failures.length;
  const reports = await readReports(repository, paths, request, failures);
  return failures.length > before
    ? undefined
    : baseFromFiles(paths.join(', '), uniteIn(files, reports, exclusion).files);
}

/** The JSON report of an earlier run of this gate, when the file is one. */
async function storedReport(
  repository: Repository,
  path: string,
  request: CoverageRequest,
  failures: Failure[],
): Promise<BaseCoverage | undefined> {
  const source = await repository.open(path);
  const head = new TextDecoder().decode(await source.head());
  if (!/^\s*\{\s*"schemaVersion"\s*:/.test(head)) return undefined;
  try {
    const document = await readJson(
      source,
      (code, found, expected) =>
        new EvidenceError({ code, where: path, found, expected, fix: 'Store the report JSON of the base again.' }),
    );
    return baseFromReport(path, request.readReport(JSON.stringify(document)));
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    failures.push(...error.failures);
    return undefined;
  }
}
