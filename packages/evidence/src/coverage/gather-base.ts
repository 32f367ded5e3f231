import {
  type BaseCoverage,
  EvidenceError,
  type Failure,
  GateError,
  type Pattern,
  type Report,
} from '@maturity-actions/criteria';
import { readReports } from '../reports/report-files.ts';
import type { Repository } from '../repository/repository.ts';
import { readJson } from '../text/json.ts';
import { baseFromFiles, baseFromReport } from './base-coverage.ts';
import { COVERAGE_WORDING, type CoverageFormat } from './format.ts';
import type { CoverageReport } from './report-builder.ts';
import type { UnitedCoverage } from './unite.ts';

/** What is wanted of the base. */
export interface BaseRequest {
  /** Globs of the reports; undefined looks at the well-known places. */
  readonly reports: readonly Pattern[] | undefined;
  readonly formats: readonly CoverageFormat[];
  /** The format that all reports are in, when the user names it. */
  readonly format?: CoverageFormat | undefined;
  /** Globs of the base's reports. */
  readonly baseReports?: readonly string[] | undefined;
  /** Reads the JSON report of an earlier run. */
  readonly readReport: (text: string, where: string) => Report;
}

/** Coverage at the base, from its coverage reports or from the JSON report of an earlier run; undefined with a failure when it cannot be read. */
export async function gatherBase(
  repository: Repository,
  request: BaseRequest,
  patterns: readonly string[],
  uniteReports: (reports: readonly CoverageReport[]) => UnitedCoverage,
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
  const before = failures.length;
  const stored = paths.length === 1 ? await storedReport(repository, only, request, failures) : undefined;
  if (stored) return stored;
  if (failures.length > before) return undefined;
  const { formats, format } = request;
  const wanted = paths.map((path) => ({ path, format }));
  const reports = await readReports(repository, wanted, { formats, wording: COVERAGE_WORDING }, failures);
  return failures.length > before ? undefined : baseFromFiles(paths.join(', '), uniteReports(reports).files);
}

/** The JSON report of an earlier run of this gate, when the file is one. */
async function storedReport(
  repository: Repository,
  path: string,
  request: BaseRequest,
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
    const base = baseFromReport(path, request.readReport(JSON.stringify(document), path));
    if (!base) failures.push(blindBase(path));
    return base;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    failures.push(...error.failures);
    return undefined;
  }
}

function blindBase(where: string): Failure {
  return {
    kind: 'evidence',
    code: 'E_CONTRADICTION',
    where,
    found: 'the report of a run that did not see all coverage reports',
    expected: 'a run whose reports were complete and matched the repository',
    fix: 'Store the report JSON of a run in which `reports-complete` and `paths-matched` are met.',
  };
}
