import type {
  CoverageMeasurements,
  Measurements,
  PlanMeasurements,
  SecurityMeasurements,
  UptimeMeasurements,
} from '@maturity-actions/criteria';
import { openProblems } from './plan-problems.ts';
import { problemCounts } from './plan-wording.ts';
import { openText } from './security-wording.ts';
import { percentCell } from './summary-coverage.ts';
import { isKnown, shareText } from './uptime-wording.ts';

/** The one figure that stands for everything a domain measured, where there is room for one only. */
export interface Figure {
  /** The domain, as the label of a badge. */
  readonly label: string;
  /** Heading of the column of such figures; a final `>` aligns it to the right. */
  readonly heading: string;
  readonly cell: string;
  /** The figure in a sentence and on a badge; absent when there was nothing to count. */
  readonly phrase?: string;
  readonly badge?: string;
}

/** The figures of a report, one per domain that was measured. */
export function figures({ coverage, security, plan, uptime }: Measurements): readonly Figure[] {
  return [
    ...(coverage ? [coverageFigure(coverage)] : []),
    ...(security ? [securityFigure(security)] : []),
    ...(plan ? [planFigure(plan)] : []),
    ...(uptime ? [uptimeFigure(uptime)] : []),
  ];
}

/** Line coverage, rounded down. */
function coverageFigure({ line }: CoverageMeasurements): Figure {
  const cell = percentCell(line);
  const known = line.total > 0 ? { phrase: `line coverage ${cell}`, badge: cell } : {};
  return { label: 'coverage', heading: 'Line coverage>', cell, ...known };
}

/** The open findings by severity. */
function securityFigure(security: SecurityMeasurements): Figure {
  const counts = openText(security);
  // None in the reports that could be read is not none.
  if (!security.isComplete) return { label: 'security', heading: 'Open findings', cell: 'not known' };
  const phrase = counts === '' ? 'no open findings' : `${counts} open`;
  return { label: 'security', heading: 'Open findings', cell: counts || 'none', phrase, badge: phrase };
}

/** The open problems of all plans by severity. */
function planFigure(plans: PlanMeasurements): Figure {
  const domain = { label: 'rollback plan', heading: 'Plan problems' };
  if (plans.length === 0) return { ...domain, cell: 'no plan', phrase: 'no plan', badge: 'missing' };
  const counts = problemCounts(plans.flatMap(openProblems));
  return { ...domain, cell: counts || 'none', phrase: counts || 'no problems', badge: counts || 'no problems' };
}

/** The share of the window that was up, as far as it is known. */
function uptimeFigure(uptime: UptimeMeasurements): Figure {
  const cell = shareText(uptime);
  const known = isKnown(uptime) ? { phrase: `uptime ${cell}`, badge: cell } : {};
  return { label: 'uptime', heading: 'Uptime>', cell, ...known };
}
