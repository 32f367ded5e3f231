import type { CoverageMeasurements } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { Instant } from './instant.ts';
import type { PlanMeasurements } from './plan-measurements.ts';
import type { SecurityMeasurements } from './security.ts';
import type { UptimeMeasurements } from './uptime-measurements.ts';
import type { Verdict } from './verdict.ts';

/** What was judged. */
export interface Subject {
  /** `owner/name`, or the folder's name outside GitHub. */
  readonly repository: string;
  readonly component?: string;
  readonly commit?: string;
}

/** The exact figures for machines; one key per domain that was measured. */
export interface Measurements {
  readonly coverage?: CoverageMeasurements;
  readonly security?: SecurityMeasurements;
  /** One entry per plan. */
  readonly plan?: PlanMeasurements;
  /** A plan to start from, where there is none. */
  readonly planSkeleton?: string;
  readonly uptime?: UptimeMeasurements;
}

export type ReportOutcome = 'met' | 'unmet' | 'unknown';

/** All verdicts of one run: the only thing that renderers see. */
export interface Report {
  readonly schemaVersion: 1;
  /** Action that wrote it: `coverage-gate`. */
  readonly gate: string;
  readonly subject: Subject;
  /** Empty when the run was asked for explicit thresholds only. */
  readonly model: string;
  readonly level: string;
  readonly asOf: Instant;
  readonly passed: boolean;
  readonly outcome: ReportOutcome;
  readonly verdicts: readonly Verdict[];
  /** Facts worth knowing that do not change the verdict. */
  readonly warnings: readonly Finding[];
  readonly measurements: Measurements;
  readonly next?: { readonly level: string; readonly missing: readonly Verdict[] };
  /** One per component when a run judged several; this report then sums them up. */
  readonly parts?: readonly Report[];
}

/**
 * The outcome of a list of verdicts. Only musts decide: one unmet makes it unmet, else one unknown
 * makes it unknown. Nothing judged is unknown, never met.
 */
export function reportOutcome(verdicts: readonly Verdict[]): ReportOutcome {
  const musts = verdicts.filter((verdict) => verdict.requirement === 'must');
  if (musts.some((verdict) => verdict.outcome === 'unmet')) return 'unmet';
  if (musts.length === 0 || musts.some((verdict) => verdict.outcome === 'unknown')) return 'unknown';
  return 'met';
}
