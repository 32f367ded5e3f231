import type { Location } from '@maturity-actions/criteria';
import type { RepositoryFiles } from '../repository/repository-files.ts';
import type { FindingsOfPlace, FindingsReport, PlacedFinding, ReportedFinding } from './findings-report.ts';
import { groupBy } from './package-groups.ts';

/** Which suppressions of the tools count: none, those outside of the scanned source, or all. */
export type HonoredSuppressions = 'external' | 'all' | 'none';

/** Finds the file of a path that a report states. */
export type Place = (path: string, report: FindingsReport) => ReturnType<RepositoryFiles['find']>;

/**
 * Finds the file of a reported path; the same path comes many times. A file that is on disk and not
 * `tracked` (installed packages, build output) is no file of the repository.
 */
export function placer(files: RepositoryFiles, tracked: ReadonlySet<string>): Place {
  const known = new Map<FindingsReport, Map<string, ReturnType<RepositoryFiles['find']>>>();
  return (path, report) => {
    let ofReport = known.get(report);
    if (!ofReport) {
      ofReport = new Map();
      known.set(report, ofReport);
    }
    let match = ofReport.get(path);
    if (!match) {
      const found = files.find(path, { reportFolder: folderOf(report.path), roots: report.roots });
      match = found.kind === 'file' && !tracked.has(found.path) ? { ...found, kind: 'unmatched' } : found;
      ofReport.set(path, match);
    }
    return match;
  };
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The findings of a report in lists of one place each; suppressions that do not count are taken off. */
export function placeFindings(report: FindingsReport, place: Place, honored: HonoredSuppressions): FindingsOfPlace[] {
  const find = (path: string): ReturnType<Place> => place(path, report);
  return groupBy(report.findings, ({ path, place: other = '' }) => path ?? `\0${other}`).map((findings) => {
    const [{ path, place: other = '' }] = findings as [ReportedFinding];
    const match = path === undefined ? undefined : find(path);
    const file = match?.kind === 'file' ? match.path : undefined;
    const placed = (reported: ReportedFinding): PlacedFinding => {
      const finding = isHonored(reported, honored) ? reported : withoutSuppression(reported);
      const at = file === undefined ? undefined : locationIn(file, finding);
      const one: PlacedFinding = { finding, report: report.path, at, isPlaced: at !== undefined };
      return finding.alsoAt === undefined ? one : { ...one, ...furtherPlaces(finding.alsoAt, find) };
    };
    return { place: file ?? path ?? other, findings, placed };
  });
}

function furtherPlaces(
  alsoAt: NonNullable<ReportedFinding['alsoAt']>,
  find: (path: string) => ReturnType<Place>,
): Pick<PlacedFinding, 'also' | 'alsoElsewhere'> {
  const also: Location[] = [];
  const alsoElsewhere: string[] = [];
  for (const { path, line } of alsoAt) {
    const match = find(path);
    if (match.kind === 'file') also.push(line === undefined ? { path: match.path } : { path: match.path, line });
    else alsoElsewhere.push(path);
  }
  return { also, ...(alsoElsewhere.length > 0 ? { alsoElsewhere } : {}) };
}

function locationIn(path: string, { line, endLine, column }: ReportedFinding): Location {
  if (line === undefined) return { path };
  // Made at once: a large report has many, and what is added later takes twice the memory.
  if (endLine === undefined || endLine < line) return column === undefined ? { path, line } : { path, line, column };
  return column === undefined ? { path, line, endLine } : { path, line, endLine, column };
}

function isHonored({ suppression }: ReportedFinding, honored: HonoredSuppressions): boolean {
  return !suppression || honored === 'all' || (honored === 'external' && suppression.kind === 'external');
}

function withoutSuppression({ suppression: _, ...finding }: ReportedFinding): ReportedFinding {
  return finding;
}
