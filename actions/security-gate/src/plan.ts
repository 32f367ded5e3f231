import type { PlanDomain } from '@maturity-actions/runner';
import { EXPLICIT_IDS, explicitCriteria, standingCriteria } from './explicit-criteria.ts';
import type { inputs } from './inputs.ts';

/** Kinds of check that this gate answers. */
const KINDS = new Set([
  'finding-limit',
  'known-exploited',
  'patching-deadline',
  'required-scans',
  'scan-freshness',
  'scanner-errors',
  'security-reports',
]);

/** What security-gate asks beside the level. */
export const SECURITY_DOMAIN: PlanDomain<typeof inputs> = {
  about: 'security scans',
  example: 'max-high: 0',
  isOwn: ({ criterion }) => KINDS.has(criterion.check),
  explicit: explicitCriteria,
  standing: standingCriteria,
  explicitIds: EXPLICIT_IDS,
};
