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

/**
 * The base from the JSON report of an earlier run; undefined when that run measured no coverage, or
 * did not see all of it: a base that could not see would be no hurdle.
 */
export function baseFromReport(source: string, report: Report): BaseCoverage | undefined {
  const counts = countsOf(report);
  const hasSeen = (report.parts ?? [report]).every(({ verdicts }) =>
    STANDING.every((id) => verdicts.some(({ criterion, outcome }) => criterion === id && outcome === 'met')),
  );
  if (!counts || !hasSeen) return undefined;
  const parts = (report.parts ?? []).flatMap((part) => {
    const own = countsOf(part);
    return own && part.subject.component !== undefined ? [[part.subject.component, own] as const] : [];
  });
  return { source, counts, components: Object.fromEntries(parts) };
}

/** Criteria without which the figures of a run mean nothing. */
const STANDING = ['reports-complete', 'paths-matched'];

/** Stored counts already follow the partial rule of their run, so that no line is partial any more. */
function countsOf({ measurements }: Report): CoverageCounts | undefined {
  const stored = measurements.coverage;
  if (!stored) return undefined;
  const { branch, function: functions, statement } = stored;
  return { line: { ...stored.line, partial: 0 }, branch, function: functions, statement };
}
