import { countSeverities, type Failure, type ScannerRun, type SecuritySource } from '@maturity-actions/criteria';
import type { WantedReport } from '../reports/report-files.ts';
import type { Repository } from '../repository/repository.ts';
import type { FindingsReport } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { endingsOf } from './scanner-catalog.ts';

/** The tools of all reports, each once, by id. */
export function toolsOf(reports: readonly FindingsReport[]): ScannerRun[] {
  const tools = new Map<string, ScannerRun>();
  for (const { runs } of reports) {
    const counted = new Set<string>();
    for (const run of runs) {
      const known = tools.get(run.tool);
      const version = known?.version ?? run.version;
      tools.set(run.tool, {
        id: run.tool,
        ...(version === undefined ? {} : { version }),
        kinds: [...new Set([...(known?.kinds ?? []), ...run.kinds])],
        ...endings(run.tool),
        reports: (known?.reports ?? 0) + (counted.has(run.tool) ? 0 : 1),
        errors: [...(known?.errors ?? []), ...run.errors],
      });
      counted.add(run.tool);
    }
  }
  return [...tools.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Formats that only state what is known, also where they state nothing. */
const STATEMENT_FORMATS: ReadonlySet<string> = new Set(['csaf', 'openvex']);

function endings(tool: string): Pick<ScannerRun, 'endings'> {
  const known = endingsOf(tool);
  return known ? { endings: known } : {};
}

/** Each report with what it holds, and when it was written: as it says, else the time of its file. */
export async function sourcesOf(
  repository: Repository,
  reports: readonly FindingsReport[],
  wanted: readonly WantedReport<FindingsFormat>[],
): Promise<SecuritySource[]> {
  const tracked = repository.isGit ? new Set(await repository.files()) : new Set<string>();
  const written = new Map<string, number | undefined>();
  // A checkout writes committed files anew: their time says nothing.
  for (const { path } of wanted)
    if (!tracked.has(path)) written.set(path, (await repository.open(path).catch(() => undefined))?.modifiedAt);
  return reports.map((report) => {
    const observedAt = report.producedAt ?? written.get(report.path);
    const [run] = report.runs;
    const tools = [...new Set(report.runs.map(({ tool }) => tool))];
    const isScan = !STATEMENT_FORMATS.has(report.format) && report.runs.some(({ kinds }) => kinds.length > 0);
    const isStatement = !isScan && (report.statements.length > 0 || STATEMENT_FORMATS.has(report.format));
    return {
      source: report.path,
      format: report.format,
      tools,
      bySeverity: countSeverities(report.findings, ({ suppression }) => !suppression),
      ...(tools.length === 1 && run
        ? { tool: run.tool, ...(run.version === undefined ? {} : { version: run.version }) }
        : {}),
      ...(isStatement ? { isStatement } : {}),
      ...(tracked.has(report.path) ? { isTracked: true } : {}),
      ...(report.commit === undefined ? {} : { commit: report.commit }),
      ...(observedAt === undefined
        ? {}
        : { observedAt, timeFrom: report.producedAt === undefined ? ('file' as const) : ('report' as const) }),
    };
  });
}

/** A committed scan is of the code of its day; whether anything changed since, nobody can see. */
export function committedScans(sources: readonly SecuritySource[]): Failure[] {
  const committed = sources.filter(({ isTracked, isStatement }) => isTracked && !isStatement);
  return committed.map(({ source }) => ({
    kind: 'evidence',
    code: 'E_STALE',
    where: source,
    found: 'a scan report that is committed',
    expected: 'a scan of this run',
    fix: 'Let the job that judges run the scanner, and ignore its report in Git.',
  }));
}
