import type { Report } from '@maturity-actions/criteria';

/** Values of the outputs that only this gate has; empty text for what is not known. */
export function outputsOf(report: Report): Record<string, string> {
  // Counts of what could be read would pass for the counts of everything.
  const counts = hasSeenAll(report) ? report.measurements.security : undefined;
  const text = (count: number | null | undefined): string => String(count ?? '');
  return {
    critical: text(counts?.critical),
    high: text(counts?.high),
    medium: text(counts?.medium),
    low: text(counts?.low),
    unknown: text(counts?.unknown),
    total: text(counts?.total),
    overdue: text(counts?.overdue),
    waived: text(counts?.waived),
  };
}

function hasSeenAll({ verdicts, parts }: Report): boolean {
  if (parts) return parts.every(hasSeenAll);
  return verdicts.some(({ criterion, outcome }) => criterion === 'reports-complete' && outcome === 'met');
}
