import {
  EvidenceError,
  type Failure,
  GateError,
  type Instant,
  type MeasuredFinding,
  type Report,
  type SecurityFinding,
} from '@maturity-actions/criteria';
import { readReports } from '../reports/report-files.ts';
import type { Repository } from '../repository/repository.ts';
import { readJson } from '../text/json.ts';
import { type BaseFinding, type BaseFindings, baseFindings } from './base-findings.ts';
import type { FindingsReport } from './findings-report.ts';
import { type FindingsFormat, SECURITY_WORDING } from './format.ts';

interface BaseRequest {
  readonly formats: readonly FindingsFormat[];
  readonly readReport: (text: string, where: string) => Report;
  readonly now: Instant;
  /** Paths of the reports that are judged. */
  readonly current: readonly string[];
}

/** The findings of the base, from scan reports or from the JSON report of an earlier run; undefined with a failure when they cannot be read. */
export async function gatherBaseFindings(
  repository: Repository,
  request: BaseRequest,
  patterns: readonly string[],
  unite: (reports: readonly FindingsReport[]) => readonly SecurityFinding[],
  failures: Failure[],
): Promise<BaseFindings | undefined> {
  const paths = await repository.find(patterns);
  const [only] = paths;
  if (only === undefined) {
    failures.push(problem(`base-report ${patterns.join(', ')}`, 'E_NO_REPORT', 'no file', 'the report of the base'));
    return undefined;
  }
  const same = paths.find((path) => request.current.includes(path));
  if (same !== undefined) {
    failures.push(problem(same, 'E_CONTRADICTION', 'a report of this run', 'one of the base'));
    return undefined;
  }
  const before = failures.length;
  const stored = paths.length === 1 ? await storedReport(repository, only, request, failures) : undefined;
  if (stored || failures.length > before) return stored;
  const { formats, now } = request;
  const wanted = paths.map((path) => ({ path }));
  const reports = await readReports(repository, wanted, { formats, wording: SECURITY_WORDING }, failures);
  return failures.length > before
    ? undefined
    : baseFindings(paths.join(', '), unite(reports).map(ofScan), producedAt(reports) ?? now);
}

function ofScan({ fingerprint, ids, package: of, firstSeen }: SecurityFinding): BaseFinding {
  return { fingerprint, ids, package: of, since: firstSeen?.at };
}

function ofStored({ fingerprint, ids, package: of, firstSeen }: MeasuredFinding): BaseFinding {
  return { fingerprint, ids, package: of, since: firstSeen };
}

function producedAt(reports: readonly FindingsReport[]): Instant | undefined {
  const times = reports.flatMap((report) => report.producedAt ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The JSON report of an earlier run of this gate, when the file is one. */
async function storedReport(
  repository: Repository,
  path: string,
  { readReport }: BaseRequest,
  failures: Failure[],
): Promise<BaseFindings | undefined> {
  const source = await repository.open(path);
  const head = new TextDecoder().decode(await source.head());
  if (!/^\s*\{\s*"schemaVersion"\s*:\s*1\s*,\s*"gate"/.test(head)) return undefined;
  try {
    const document = await readJson(
      source,
      (code, found, expected) =>
        new EvidenceError({ code, where: path, found, expected, fix: 'Store the report JSON of the base again.' }),
    );
    const report = readReport(JSON.stringify(document), path);
    const findings = report.measurements.security?.findings;
    const hasSeenAll = report.verdicts.some(
      ({ criterion, outcome }) => criterion === 'reports-complete' && outcome === 'met',
    );
    const parts = report.parts ?? [];
    const partsSawAll = parts.every(({ verdicts }) =>
      verdicts.some(({ criterion, outcome }) => criterion === 'reports-complete' && outcome === 'met'),
    );
    const sawAll = hasSeenAll || (parts.length > 0 && partsSawAll);
    if (findings) return baseFindings(path, findings.map(ofStored), report.asOf, sawAll);
    failures.push(problem(path, 'E_CONTRADICTION', 'a report without findings', 'the report JSON of security-gate'));
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    failures.push(...error.failures);
  }
  return undefined;
}

function problem(where: string, code: Failure['code'], found: string, expected: string): Failure {
  return {
    kind: 'evidence',
    code,
    where,
    found,
    expected,
    fix: 'Download the base report before this step; for the first run leave out `base-report`.',
  };
}
