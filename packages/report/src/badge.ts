import type { Report } from '@maturity-actions/criteria';
import { figures } from './figures.ts';
import { verdictWord } from './wording.ts';

/**
 * A shields endpoint badge as JSON: the figure of the first domain that was measured, coloured by the
 * outcome. Without a figure, or when the outcome is unknown, it says `unknown` and is grey. Source:
 * shields.io, endpoint badge.
 */
export function renderBadge(report: Report): string {
  const [figure] = figures(report.measurements);
  const known = report.outcome === 'unknown' ? undefined : figure?.badge;
  const badge = {
    schemaVersion: 1,
    label: figure?.label ?? gateLabel(report),
    message: known ?? 'unknown',
    color: known === undefined ? 'lightgrey' : verdictWord(report) === 'PASSED' ? 'brightgreen' : 'red',
    ...(known === undefined ? { isError: true } : {}),
  };
  return `${JSON.stringify(badge, null, 2)}\n`;
}

/** `rollback plan` of `rollback-plan-lint`: what the gate is about. */
function gateLabel({ gate }: Report): string {
  return gate.replace(/-(?:gate|lint|check)$/, '').replaceAll('-', ' ');
}
