import { type Failure, GateError, type Pattern } from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import { detectFormat } from './detect.ts';
import type { ReportFormat, ReportWording } from './report-format.ts';

/** A glob of reports; `format` when the user says what they are. */
export interface ReportPattern<F> extends Pattern {
  readonly format?: F | undefined;
}

/** Which reports are to be read, and as what. */
export interface ReportRequest<F extends ReportFormat<unknown>> {
  /** Globs of the reports; undefined looks at the well-known places. */
  readonly reports: readonly ReportPattern<F>[] | undefined;
  readonly formats: readonly F[];
  readonly wording: ReportWording;
}

/** One file to read. */
export interface WantedReport<F> {
  readonly path: string;
  readonly format?: F | undefined;
}

/** The files to read, sorted by path. A pattern that finds none is a failure. */
export async function reportPaths<F extends ReportFormat<unknown>>(
  repository: Repository,
  { reports, formats, wording }: ReportRequest<F>,
  failures: Failure[],
): Promise<readonly WantedReport<F>[]> {
  if (!reports) {
    const found = await repository.findNamed(formats.flatMap((format) => format.fileNames));
    if (found.length === 0) failures.push(noReport('the folder', 'any well-known report name', wording));
    return found.map((path) => ({ path }));
  }
  const without = reports.filter(({ glob }) => glob.startsWith('!')).map(({ glob }) => glob);
  const wanted = reports.filter(({ glob }) => !glob.startsWith('!'));
  const files = new Map<string, WantedReport<F>>();
  for (const { glob, where, format } of wanted) {
    const found = await repository.find([glob, ...without]);
    // Each pattern stands for reports that somebody expects: one that finds nothing hides what they would say.
    if (found.length === 0) failures.push(noReport(where, glob, wording));
    for (const path of found) files.set(path, { path, format: format ?? files.get(path)?.format });
  }
  if (wanted.length === 0) failures.push(noReport('input reports', 'no pattern', wording));
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function noReport(where: string, pattern: string, { noun, whenAbsent }: ReportWording): Failure {
  return {
    kind: 'evidence',
    code: 'E_NO_REPORT',
    where,
    found: `no file for ${pattern}`,
    expected: `at least one ${noun}`,
    fix: whenAbsent,
  };
}

/** Reads every file, and collects what is wrong with any of them. */
export async function readReports<R>(
  repository: Repository,
  wanted: readonly WantedReport<ReportFormat<R>>[],
  { formats, wording }: Pick<ReportRequest<ReportFormat<R>>, 'formats' | 'wording'>,
  failures: Failure[],
): Promise<R[]> {
  const reports: R[] = [];
  for (const { path, format: named } of wanted) {
    try {
      const source = await repository.open(path);
      const format = await detectFormat(source, formats, wording, named);
      reports.push(await format.read(source));
    } catch (error) {
      // Every report is tried, so that all problems are known after one run.
      if (!(error instanceof GateError)) throw error;
      failures.push(...error.failures);
    }
  }
  return reports;
}
