import type { Report } from '@maturity-actions/criteria';
import { openProblems } from './plan-problems.ts';

/**
 * Fingerprints of those findings of the report's verdicts that its measurements hold as well: findings of
 * scanners, problems of plans. The lists of those show them, once, however many criteria name them.
 */
export function measuredFingerprints({ verdicts, measurements }: Report): ReadonlySet<string> {
  const named = new Set(verdicts.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  const { security, plan = [] } = measurements;
  const lists = [security?.findings ?? [], ...plan.map(({ problems }) => problems)];
  const measured = lists.flatMap((list) => list.filter(({ fingerprint }) => named.has(fingerprint)));
  return new Set(measured.map(({ fingerprint }) => fingerprint));
}

/** How many findings the measurements of a report count. */
export function measuredCount({ security, plan = [] }: Report['measurements']): number {
  return (security?.total ?? 0) + plan.reduce((sum, one) => sum + openProblems(one).length, 0);
}
