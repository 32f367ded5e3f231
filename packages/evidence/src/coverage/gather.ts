import {
  type CodeClass,
  type Count,
  type CoverageEvidence,
  type CoverageSource,
  classify,
  type DiffEvidence,
  type Failure,
  GateError,
  type PartialRule,
  type Pattern,
} from '@maturity-actions/criteria';
import { readReports, reportPaths } from '../reports/report-files.ts';
import { parseGitDiff } from '../repository/git-diff.ts';
import type { Repository } from '../repository/repository.ts';
import { RepositoryFiles } from '../repository/repository-files.ts';
import { diffEvidence, endingsOf, sourceTest } from './diff-evidence.ts';
import { Exclusion, type Glob } from './exclusion.ts';
import { COVERAGE_WORDING } from './format.ts';
import { type BaseRequest, gatherBase } from './gather-base.ts';
import type { CoverageReport } from './report-builder.ts';
import { totalsMismatch } from './stated-totals.ts';
import { type UnitedCoverage, unite } from './unite.ts';

/** What is wanted of the coverage of a repository. */
export interface CoverageRequest extends BaseRequest {
  readonly exclude: readonly Pattern[];
  readonly partial: PartialRule;
  /** Whether reports without a coverable line are fine. */
  readonly mayBeEmpty: boolean;
  readonly classes: Iterable<CodeClass>;
  /** Whether stated totals that contradict the lines make a report unusable. */
  readonly failOnMismatch: boolean;
  /** Commit to compare with; undefined when there is none. */
  readonly base?: string | undefined;
}

/** Reads, places and unites all reports, and works out what the change means. Failures are collected, not thrown. */
export async function gatherCoverage(repository: Repository, request: CoverageRequest): Promise<CoverageEvidence> {
  const failures: Failure[] = [];
  const { formats, format } = request;
  const asked = { reports: request.reports, formats, wording: COVERAGE_WORDING };
  const found = await reportPaths(repository, asked, failures);
  const wanted = found.map(({ path }) => ({ path, format }));
  const reports = await readReports(repository, wanted, asked, failures);
  const files = new RepositoryFiles(repository.root, await repository.files(), {
    checkout: repository.checkout,
    exists: (path) => repository.exists?.(path) ?? false,
  });
  const classes = [...request.classes];
  const glob = await globs(request.exclude.length + classes.length);
  const exclusion = new Exclusion(request.exclude, await generatedFiles(repository), glob);
  const united = uniteIn(files, reports, exclusion);
  failures.push(...united.failures);
  const mismatches = reports.flatMap((report) => totalsMismatch(report) ?? []);
  const contradictions = request.failOnMismatch ? mismatches.filter(({ isContradiction }) => isContradiction) : [];
  const doubts = mismatches.filter((mismatch) => !contradictions.includes(mismatch));
  failures.push(...contradictions.map(({ failure }) => failure));
  const remarks = [
    ...reports.flatMap((report) => report.remarks),
    ...doubts.map(({ failure }) => failure),
    // A report that could not be read may hold what the pattern is for.
    ...(failures.length === 0 ? exclusion.idle() : []),
  ];
  const diff = await gatherDiff(repository, request, united, exclusion, remarks);
  const base =
    request.baseReports &&
    (await gatherBase(repository, request, request.baseReports, (own) => uniteIn(files, own, exclusion), failures));
  const head = await repository.head();
  return {
    files: united.files,
    partial: request.partial,
    mayBeEmpty: request.mayBeEmpty,
    classes: classify(united.files, await unmeasuredSources(repository, united, classes.length > 0), classes, glob),
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

/** Source files of the repository that no report mentions; asked for only when there are classes to sort them into. */
async function unmeasuredSources(
  repository: Repository,
  united: UnitedCoverage,
  hasClasses: boolean,
): Promise<string[]> {
  if (!hasClasses) return [];
  const measured = new Set(united.files.map(({ path }) => path));
  const isSource = sourceTest(united.files);
  return (await repository.files()).filter((path) => !measured.has(path) && isSource(path));
}

/** The compiler of globs, a good part of the bundle: loaded only when there are some. */
async function globs(count: number): Promise<Glob> {
  if (count === 0) return () => () => false;
  return (await import('@maturity-actions/criteria')).pathGlob;
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

async function gatherDiff(
  repository: Repository,
  request: CoverageRequest,
  united: UnitedCoverage,
  exclusion: Exclusion,
  remarks: Failure[],
): Promise<DiffEvidence | undefined> {
  if (request.base === undefined) return undefined;
  try {
    const { base, text } = await repository.diff(request.base, endingsOf(united.files));
    const diff = diffEvidence(base, parseGitDiff(text), united.files, (path) => exclusion.has(path));
    const lineless = diff.files.find(({ file }) => united.lineless.has(file.path));
    if (!lineless) return diff;
    remarks.push(noLineNumbers(lineless.file.path));
    return undefined;
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
