import type { AnyCheck } from './check.ts';
import { uptimeCoverage } from './checks/uptime-coverage.ts';
import { uptimeDeployment } from './checks/uptime-deployment.ts';
import { uptimeFloor } from './checks/uptime-floor.ts';
import { uptimeFreshness } from './checks/uptime-freshness.ts';
import { uptimeInterval } from './checks/uptime-interval.ts';
import { uptimeOutage } from './checks/uptime-outage.ts';
import { uptimeSources } from './checks/uptime-sources.ts';

/** The kinds of check about uptime: a gate loads its own only. */
export const UPTIME_CHECKS: readonly AnyCheck[] = [
  uptimeCoverage,
  uptimeDeployment,
  uptimeFloor,
  uptimeFreshness,
  uptimeInterval,
  uptimeOutage,
  uptimeSources,
];
