import {
  type BaseCoverage,
  type CoverageCounts,
  type CoveredFile,
  type Report,
  sumCounts,
} from '@maturity-actions/criteria';

/** The base from coverage reports of any format. */
export function baseFromFiles(source: string, files: readonly CoveredFile[]): BaseCoverage {
  return { source, files, counts: sumCounts(files) };
}

/** The base from the JSON report of an earlier run; undefined when that run measured no coverage. */
export function baseFromReport(source: string, report: Report): BaseCoverage | undefined {
  const counts = countsOf(report);
  if (!counts) return undefined;
  const parts = (report.parts ?? []).flatMap((part) => {
    const own = countsOf(part);
    return own && part.subject.component !== undefined ? [[part.subject.component, own] as const] : [];
  });
  return { source, counts, components: Object.fromEntries(parts) };
}

/** Stored counts already follow the partial rule of their run, so that no line is partial any more. */
function countsOf({ measurements }: Report): CoverageCounts | undefined {
  const stored = measurements.coverage;
  if (!stored) return undefined;
  const { branch, function: functions, statement } = stored;
  return { line: { ...stored.line, partial: 0 }, branch, function: functions, statement };
}
