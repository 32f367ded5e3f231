import type { CoverageEvidence } from './coverage.ts';
import type { PlanEvidence } from './plan.ts';
import type { SecurityEvidence } from './security.ts';
import type { UptimeEvidence } from './uptime-evidence.ts';

/** What can be gathered before judging; one key per domain. A key that is absent was not seen. */
export interface EvidenceSet {
  readonly coverage?: CoverageEvidence;
  readonly security?: SecurityEvidence;
  readonly plan?: PlanEvidence;
  readonly uptime?: UptimeEvidence;
}

export type EvidenceKind = keyof EvidenceSet;
