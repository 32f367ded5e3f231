import { formatPercent, type Report } from '@maturity-actions/criteria';

/** Values of the outputs that only this gate has; empty text for what is not known. */
export function outputsOf(report: Report): Record<string, string> {
  const { uptime } = report.measurements;
  const isKnown = uptime !== undefined && uptime.sources.some(({ silent }) => silent === undefined);
  const tells = isKnown && uptime.longestOutage !== null;
  return {
    'uptime-lower': isKnown ? formatPercent(uptime.lower) : '',
    'uptime-upper': isKnown ? formatPercent(uptime.upper) : '',
    coverage: isKnown ? formatPercent(uptime.coverage) : '',
    outages: tells ? String(uptime.outages.length) : '',
    'longest-outage': tells ? String(uptime.longestOutage) : '',
    'budget-left': isKnown && uptime.budget ? String(uptime.budget.left) : '',
    'earliest-pass': uptime?.earliestPass ?? '',
  };
}
