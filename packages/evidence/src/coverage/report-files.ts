import { type Failure, GateError, type Pattern } from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import { detectFormat } from './detect.ts';
import type { CoverageFormat } from './format.ts';
import type { CoverageReport } from './report-builder.ts';

/** Which reports are to be read, and as what. */
export interface ReportRequest {
  /** Globs of the reports; undefined looks at the well-known places. */
  readonly reports: readonly Pattern[] | undefined;
  readonly formats: readonly CoverageFormat[];
  /** The format that all reports are in, when the user names it. */
  readonly format?: CoverageFormat | undefined;
}

/** The files to read, sorted. A pattern that finds none is a failure. */
export async function reportPaths(
  repository: Repository,
  request: ReportRequest,
  failures: Failure[],
): Promise<readonly string[]> {
  if (!request.reports) {
    const found = await repository.findNamed(request.formats.flatMap((format) => format.fileNames));
    if (found.length === 0) failures.push(noReport('the folder', 'any well-known report name'));
    return found;
  }
  const without = request.reports.filter(({ glob }) => glob.startsWith('!')).map(({ glob }) => glob);
  const wanted = request.reports.filter(({ glob }) => !glob.startsWith('!'));
  const paths = new Set<string>();
  for (const { glob, where } of wanted) {
    const found = await repository.find([glob, ...without]);
    // Each pattern stands for reports that somebody expects: one that finds nothing hides what they would say.
    if (found.length === 0) failures.push(noReport(where, glob));
    for (const path of found) paths.add(path);
  }
  if (wanted.length === 0) failures.push(noReport('input reports', 'no pattern'));
  return [...paths].sort();
}

function noReport(where: string, pattern: string): Failure {
  return {
    kind: 'evidence',
    code: 'E_NO_REPORT',
    where,
    found: `no file for ${pattern}`,
    expected: 'at least one coverage report',
    fix: 'Look whether the tests ran with coverage before this step, and give the path of their report, one pattern a line.',
  };
}

/** Reads every file, and collects what is wrong with any of them. */
export async function readReports(
  repository: Repository,
  paths: readonly string[],
  request: ReportRequest,
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
