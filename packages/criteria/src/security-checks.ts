import type { AnyCheck } from './check.ts';
import { findingLimit } from './checks/finding-limit.ts';
import { knownExploited } from './checks/known-exploited.ts';
import { patchingDeadline } from './checks/patching-deadline.ts';
import { requiredScans } from './checks/required-scans.ts';
import { scanFreshness } from './checks/scan-freshness.ts';
import { scannerErrors } from './checks/scanner-errors.ts';
import { securityReports } from './checks/security-reports.ts';

/** The kinds of check about scan reports: a gate loads its own only. */
export const SECURITY_CHECKS: readonly AnyCheck[] = [
  findingLimit,
  knownExploited,
  patchingDeadline,
  requiredScans,
  scanFreshness,
  scannerErrors,
  securityReports,
];
