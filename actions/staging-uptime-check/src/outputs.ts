import { formatPercent, type Report } from '@maturity-actions/criteria';

const UNKNOWN: Readonly<Record<string, string>> = {
  'uptime-lower': '',
  'uptime-upper': '',
  coverage: '',
  outages: '',
  'longest-outage': '',
  'budget-left': '',
  'earliest-pass': '',
};

/** Values of the outputs that only this gate has; empty text for what is not known. */
export function outputsOf({ measurements: { uptime } }: Report): Readonly<Record<string, string>> {
  if (!uptime?.sources.some(({ silent }) => silent === undefined)) return UNKNOWN;
  const { lower, upper, coverage, outages, longestOutage, budget, earliestPass } = uptime;
  return {
    'uptime-lower': formatPercent(lower),
    'uptime-upper': formatPercent(upper),
    coverage: formatPercent(coverage),
    outages: longestOutage === null ? '' : String(outages.length),
    'longest-outage': longestOutage === null ? '' : String(longestOutage),
    'budget-left': budget === null ? '' : String(budget.left),
    'earliest-pass': earliestPass ?? '',
  };
}
