import {
  type AcceptedRisk,
  CLOCK_TOLERANCE_MS,
  ConfigurationError,
  type Failure,
  GateError,
  type Instant,
  inOrderOfUrgency,
  type Pattern,
  type SecurityEvidence,
  type SecurityFinding,
  suggestion,
} from '@maturity-actions/criteria';
import { type ReportPattern, readReports, reportPaths } from '../reports/report-files.ts';
import type { Repository } from '../repository/repository.ts';
import { RepositoryFiles } from '../repository/repository-files.ts';
import { type ComparisonRequest, compareFindings } from './compare-findings.ts';
import { committedScans, sourcesOf, toolsOf } from './finding-sources.ts';
import type { FindingsReport, VexStatement } from './findings-report.ts';
import { type FindingsFormat, SECURITY_WORDING } from './format.ts';
import { uniteFindings } from './identity.ts';
import { type HonoredSuppressions, placeFindings, placer } from './place-findings.ts';
import { readEpss, readExploited, withThreats } from './threat-lists.ts';
import { applyStatements } from './vex.ts';

/** What is wanted of the findings about a repository. */
export interface FindingsRequest extends Omit<ComparisonRequest, 'current'> {
  /** Globs of the reports, `<format>=<glob>` where it is to be named; undefined looks at the well-known places. */
  readonly reports: readonly Pattern[] | undefined;
  readonly honorSuppressions: HonoredSuppressions;
  readonly isFixableOnly: boolean;
  /** Paths of the list of exploited vulnerabilities and of EPSS scores. */
  readonly exploited?: string | undefined;
  readonly epss?: string | undefined;
  readonly accepted: readonly AcceptedRisk[];
}

/** Reads, places and unites all scan reports, and works out what is new and since when. Failures are collected, not thrown. */
export async function gatherFindings(repository: Repository, request: FindingsRequest): Promise<SecurityEvidence> {
  const failures: Failure[] = [];
  const { formats, honorSuppressions } = request;
  const asked = { reports: namedPatterns(request.reports, formats), formats, wording: SECURITY_WORDING };
  const wanted = await reportPaths(repository, asked, failures);
  const reports = await readReports(repository, wanted, asked, failures);
  const place = placer(await repositoryFiles(repository), new Set(await repository.files()));
  const unite = (own: readonly FindingsReport[]) =>
    uniteFindings(own.flatMap((report) => placeFindings(report, place, honorSuppressions)));
  const stated = honorSuppressions === 'none' ? [] : reports.flatMap((report) => report.statements);
  const statements = stated.map((statement) => withoutFuture(statement, request.now));
  const united = applyStatements(unite(reports), statements);
  const compared = await compareFindings(
    repository,
    { ...request, current: wanted.map(({ path }) => path) },
    united,
    unite,
    failures,
  );
  const findings = await withLists(repository, request, compared.findings, failures);
  const suppressed = findings.filter(({ suppression }) => suppression);
  const open = suppressed.length === 0 ? findings : findings.filter(({ suppression }) => !suppression);
  const sources = await sourcesOf(repository, reports, wanted);
  const head = await repository.head();
  return {
    // Sorted once: every list that is made of them is in this order, and sorting a sorted one costs nothing.
    findings: inOrderOfUrgency(open),
    suppressed,
    tools: toolsOf(reports),
    sources,
    reports: reports.length,
    failures,
    remarks: [...committedScans(sources), ...reports.flatMap((report) => report.remarks)],
    ...(compared.against === undefined ? {} : { newAgainst: compared.against }),
    isFixableOnly: request.isFixableOnly,
    accepted: request.accepted,
    ...(head ? { commit: head } : {}),
  };
}

/** A statement that says it is of a day to come is not newer than all others. */
function withoutFuture(statement: VexStatement, now: Instant): VexStatement {
  const { at, ...undated } = statement;
  return at !== undefined && at > now + CLOCK_TOLERANCE_MS ? undated : statement;
}

async function repositoryFiles(repository: Repository): Promise<RepositoryFiles> {
  return new RepositoryFiles(repository.root, await repository.files(), {
    checkout: repository.checkout,
    exists: (path) => repository.exists?.(path) ?? false,
  });
}

/** Takes `<format>=` off the patterns. Throws ConfigurationError E_BAD_INPUT for a format that nobody reads. */
function namedPatterns(
  patterns: readonly Pattern[] | undefined,
  formats: readonly FindingsFormat[],
): readonly ReportPattern<FindingsFormat>[] | undefined {
  return patterns?.map(({ glob, where }) => {
    const [, id, rest] = /^([a-z][a-z0-9-]*)=(.+)$/.exec(glob) ?? [];
    if (id === undefined || rest === undefined) return { glob, where };
    const format = formats.find((one) => one.id === id);
    if (format) return { glob: rest.trim(), where, format };
    const ids = formats.map((one) => one.id);
    throw new ConfigurationError({
      code: 'E_BAD_INPUT',
      where,
      found: `the format ${JSON.stringify(id)}`,
      expected: `one of ${ids.join(', ')}`,
      fix: suggestion(id, ids, `Write ./${glob} if it is part of the path.`),
    });
  });
}

async function withLists(
  repository: Repository,
  { exploited, epss }: FindingsRequest,
  findings: readonly SecurityFinding[],
  failures: Failure[],
): Promise<readonly SecurityFinding[]> {
  if (exploited === undefined && epss === undefined) return findings;
  try {
    const wanted = new Set(findings.flatMap(({ ids }) => ids.map((id) => id.toUpperCase())));
    const kev = exploited === undefined ? undefined : await readExploited(await repository.open(exploited));
    const scores = epss === undefined ? undefined : await readEpss(await repository.open(epss), wanted);
    return withThreats(findings, kev, scores);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    failures.push(...error.failures);
    return findings;
  }
}
