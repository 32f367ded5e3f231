import { type Failure, GateError, type Instant, type Report, type SecurityFinding } from '@maturity-actions/criteria';
import { touchedFiles } from '../repository/git-diff.ts';
import type { Repository } from '../repository/repository.ts';
import { againstBase, againstChange, type BaseFindings } from './base-findings.ts';
import type { FindingsReport } from './findings-report.ts';
import { withBlameDates } from './first-seen.ts';
import type { FindingsFormat } from './format.ts';
import { gatherBaseFindings } from './gather-base-findings.ts';

/** What findings are compared with. */
export interface ComparisonRequest {
  readonly formats: readonly FindingsFormat[];
  readonly isNewOnly: boolean;
  /** Commit to compare with; undefined when there is none. */
  readonly base?: string | undefined;
  /** Globs of the base's scan reports, or the JSON report of an earlier run. */
  readonly baseReports?: readonly string[] | undefined;
  /** Reads the JSON report of an earlier run. */
  readonly readReport: (text: string, where: string) => Report;
  /** Whether a deadline is asked, so that Git is asked for dates. */
  readonly needsDates: boolean;
  /** Paths of the reports that are judged; none of them can be the base. */
  readonly current: readonly string[];
  readonly now: Instant;
}

/** Findings with what a comparison says of them. */
export interface Compared {
  readonly findings: readonly SecurityFinding[];
  /** What new findings are new against, when only these are judged. */
  readonly against?: string;
}

/** Marks what is new, and dates findings: by an earlier report, then by Git where a deadline is asked. */
export async function compareFindings(
  repository: Repository,
  request: ComparisonRequest,
  united: readonly SecurityFinding[],
  unite: (reports: readonly FindingsReport[]) => readonly SecurityFinding[],
  failures: Failure[],
): Promise<Compared> {
  const { baseReports, base: baseCommit, isNewOnly, now } = request;
  let findings = united;
  let against: string | undefined;
  const base = baseReports && (await gatherBaseFindings(repository, request, baseReports, unite, failures));
  // Dates of Git come before "this run", and after those of an earlier report.
  if (base && !request.needsDates) findings = againstBase(findings, base, now);
  else if (base) findings = againstBase(await withBlameDates(againstKnown(findings, base, now), repository), base, now);
  else if (request.needsDates) findings = await withBlameDates(findings, repository);
  if (!isNewOnly) return { findings };
  if (base) against = base.source;
  else if (baseReports === undefined)
    ({ findings, against } = await againstDiff(repository, baseCommit, findings, failures));
  return { findings, ...(against === undefined ? {} : { against }) };
}

/** Only what an earlier report dates gets its date, so that the rest can be asked of Git. */
function againstKnown(findings: readonly SecurityFinding[], base: BaseFindings, now: Instant): SecurityFinding[] {
  return findings.map((finding) =>
    base.seenSince(finding) === undefined ? finding : (againstBase([finding], base, now)[0] as SecurityFinding),
  );
}

async function againstDiff(
  repository: Repository,
  base: string | undefined,
  findings: readonly SecurityFinding[],
  failures: Failure[],
): Promise<{ findings: readonly SecurityFinding[]; against: string | undefined }> {
  if (base === undefined) {
    // What the scanners compared themselves will do, when they compared everything.
    if (findings.every(({ isNew }) => isNew !== undefined))
      return { findings, against: 'the baseline of the scanners' };
    failures.push({
      kind: 'evidence',
      code: 'E_NO_BASE',
      where: 'input new-only',
      found: 'nothing to compare with',
      expected: '`base`, `base-report`, or a pull request',
      fix: 'Give `base: origin/main` and check out with "fetch-depth: 0", or leave out `new-only`.',
    });
    return { findings, against: undefined };
  }
  try {
    const { base: name, text } = await repository.diff(base, []);
    const changed = new Map(touchedFiles(text).map(({ path, changed: lines }) => [path, lines]));
    const tracked = new Set(await repository.files());
    return { findings: againstChange(findings, changed, tracked), against: name };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    failures.push(...error.failures);
    return { findings, against: undefined };
  }
}
