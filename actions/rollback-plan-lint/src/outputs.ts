import type { PlanMeasurements, Report } from '@maturity-actions/criteria';

/** Values of the outputs that only this gate has; empty text for what is not known. */
export function outputsOf(report: Report): Record<string, string> {
  // What could be read would pass for everything.
  const plans = hasSeenAll(report) ? report.measurements.plan : undefined;
  return {
    plans: String(plans?.length ?? ''),
    problems: plans ? String(countProblems(plans)) : '',
    'estimated-minutes': plans ? longest(plans) : '',
  };
}

function countProblems(plans: PlanMeasurements): number {
  const open = plans.flatMap(({ problems }) => problems.filter(({ disabled }) => disabled === undefined));
  return open.filter(({ severity }) => severity !== 'info').length;
}

function longest(plans: PlanMeasurements): string {
  const minutes = plans.flatMap((plan) => (plan.kind === 'rollback' ? [plan.estimatedMinutes] : []));
  if (minutes.length === 0 || minutes.includes(null)) return '';
  return String(minutes.reduce((a, b) => Math.max(a as number, b as number)));
}

function hasSeenAll({ verdicts, parts }: Report): boolean {
  if (parts) return parts.every(hasSeenAll);
  const documents = verdicts.filter(({ criterion }) => criterion === 'rollback-plan');
  return documents.length > 0 && documents.every(({ outcome }) => outcome !== 'unknown');
}
