import type { Failure } from './failure.ts';
import type { DeployedSince, TimeSpan } from './uptime.ts';
import type { UptimeShare } from './uptime-share.ts';

/** Everything the checks of uptime may look at. */
export interface UptimeEvidence {
  readonly window: TimeSpan;
  /** Which deployment is watched, as models name it: `staging`. */
  readonly environment: string;
  /** What each source that answered shows of the window, in the order in which they were named. */
  readonly shares: readonly UptimeShare[];
  /** Sources that gave no usable answer. */
  readonly failures: readonly Failure[];
  readonly remarks: readonly Failure[];
  /** Whether every source has to show it, or one is enough. */
  readonly require: 'all' | 'any';
  /** Absent when nothing tells. */
  readonly deployedSince?: DeployedSince;
}
