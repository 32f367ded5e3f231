import { type Count, formatPercent, type Report } from '@maturity-actions/criteria';

/** Values of the outputs that only this gate has; empty text for what is not known. */
export function outputsOf(report: Report): Record<string, string> {
  const coverage = report.outcome === 'unknown' && !isCounted(report) ? undefined : report.measurements.coverage;
  return {
    'line-coverage': percent(coverage?.line),
    'branch-coverage': percent(coverage?.branch),
    'function-coverage': percent(coverage?.function),
    'statement-coverage': percent(coverage?.statement),
    'diff-coverage': percent(coverage?.diff),
    'missing-lines': missingLines(report),
  };
}

const isCounted = (report: Report): boolean => (report.measurements.coverage?.line.total ?? 0) > 0;

function percent(count: Count | null | undefined): string {
  return count && count.total > 0 ? formatPercent({ num: count.covered, den: count.total }) : '';
}

/** The most that any line floor in total still lacks, over all parts. */
function missingLines(report: Report): string {
  const reports = report.parts ?? [report];
  const floors = reports.flatMap(({ verdicts }) => verdicts.filter(({ criterion }) => criterion === 'line-coverage'));
  if (floors.length === 0 || floors.some(({ outcome }) => outcome === 'unknown')) return '';
  const missing = floors.map((floor) => Number((floor.missing ?? '0').replace(/\D/g, '')));
  return String(report.parts ? missing.reduce((sum, one) => sum + one, 0) : Math.max(...missing));
}
