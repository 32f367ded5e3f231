import type { AnyCheck } from '../check.ts';
import { coverageChangedFiles } from './coverage-changed-files.ts';
import { coverageDiff } from './coverage-diff.ts';
import { coverageFloor } from './coverage-floor.ts';
import { coverageFreshness } from './coverage-freshness.ts';
import { coverageNoDrop } from './coverage-no-drop.ts';
import { coveragePaths } from './coverage-paths.ts';
import { coveragePerFile } from './coverage-per-file.ts';
import { coverageReports } from './coverage-reports.ts';
import { findingLimit } from './finding-limit.ts';
import { knownExploited } from './known-exploited.ts';
import { patchingDeadline } from './patching-deadline.ts';
import { planDocuments } from './plan-documents.ts';
import { planRules } from './plan-rules.ts';
import { requiredScans } from './required-scans.ts';
import { scanFreshness } from './scan-freshness.ts';
import { scannerErrors } from './scanner-errors.ts';
import { securityReports } from './security-reports.ts';
import { uptimeCoverage } from './uptime-coverage.ts';
import { uptimeDeployment } from './uptime-deployment.ts';
import { uptimeFloor } from './uptime-floor.ts';
import { uptimeFreshness } from './uptime-freshness.ts';
import { uptimeInterval } from './uptime-interval.ts';
import { uptimeOutage } from './uptime-outage.ts';
import { uptimeSources } from './uptime-sources.ts';

/** Every kind of check, one file each. */
export const CHECKS: readonly AnyCheck[] = [
  coverageChangedFiles,
  coverageDiff,
  coverageFloor,
  coverageFreshness,
  coverageNoDrop,
  coveragePaths,
  coveragePerFile,
  coverageReports,
  findingLimit,
  knownExploited,
  patchingDeadline,
  planDocuments,
  planRules,
  requiredScans,
  scanFreshness,
  scannerErrors,
  securityReports,
  uptimeCoverage,
  uptimeDeployment,
  uptimeFloor,
  uptimeFreshness,
  uptimeInterval,
  uptimeOutage,
  uptimeSources,
];
