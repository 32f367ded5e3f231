import { formatPercent, type Report, type UptimeMeasurements } from '@maturity-actions/criteria';

/** Values of the outputs that only this gate has; empty text for what is not known. */
export function outputsOf(report: Report): Record<string, string> {
  const uptime = knownUptime(report);
  const tells = uptime !== undefined && uptime.longestOutage !== null;
  return {
    'uptime-lower': uptime ? formatPercent(uptime.lower) : '',
    'uptime-upper': uptime ? formatPercent(uptime.upper) : '',
    coverage: uptime ? formatPercent(uptime.coverage) : '',
    outages: tells ? String(uptime.outages.length) : '',
    'longest-outage': tells ? String(uptime.longestOutage) : '',
    'budget-left': uptime?.budget ? String(uptime.budget.left) : '',
    'earliest-pass': report.measurements.uptime?.earliestPass ?? '',
  };
}

/** Undefined when no source says anything. */
function knownUptime({ measurements: { uptime } }: Report): UptimeMeasurements | undefined {
  return uptime?.sources.some(({ silent }) => silent === undefined) ? uptime : undefined;
}
