import { formatPercent, type Report } from '@maturity-actions/criteria';
import { verdictWord } from './wording.ts';

/**
 * A shields endpoint badge as JSON: line coverage rounded down, coloured by the outcome. Without a
 * figure, or when the outcome is unknown, it says `unknown` and is grey. Source: shields.io, endpoint badge.
 */
export function renderBadge(report: Report): string {
  const line = report.measurements.coverage?.line;
  const isKnown = report.outcome !== 'unknown' && line !== undefined && line.total > 0;
  const badge = {
    schemaVersion: 1,
    label: 'coverage',
    message: isKnown ? `${formatPercent({ num: line.covered, den: line.total })} %` : 'unknown',
    color: isKnown ? (verdictWord(report) === 'PASSED' ? 'brightgreen' : 'red') : 'lightgrey',
    ...(isKnown ? {} : { isError: true }),
  };
  return `${JSON.stringify(badge, null, 2)}\n`;
}
