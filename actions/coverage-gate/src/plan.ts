import type { PlanDomain } from '@maturity-actions/runner';
import { EXPLICIT_IDS, explicitCriteria, standingCriteria } from './explicit-criteria.ts';
import type { inputs } from './inputs.ts';

/** What coverage-gate asks beside the level. */
export const COVERAGE_DOMAIN: PlanDomain<typeof inputs> = {
  about: 'coverage',
  example: 'line: 80',
  isOwn: ({ criterion }) => criterion.check.startsWith('coverage-'),
  explicit: explicitCriteria,
  standing: standingCriteria,
  explicitIds: EXPLICIT_IDS,
};
