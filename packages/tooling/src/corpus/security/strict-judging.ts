import {
  type Asked,
  CHECKS,
  evaluate,
  type SecurityEvidence,
  securityMeasurements,
  securityPolicy,
  withWorseSeverities,
} from '@maturity-actions/criteria';
import { ROOT } from '../../repository-root.ts';

/** The inputs of security-gate that let nothing through: no finding, and no error of a scanner. */
const STRICT = {
  'max-critical': 0,
  'max-high': 0,
  'max-medium': 0,
  'max-low': 0,
  'max-unknown': 0,
  'on-tool-error': 'fail',
} as const;

type Criteria = (given: typeof STRICT) => Asked[];

// An action is no package to import from; its criteria are taken from where it has them.
const { explicitCriteria, standingCriteria }: Readonly<Record<'explicitCriteria' | 'standingCriteria', Criteria>> =
  await import(`${ROOT}actions/security-gate/src/explicit-criteria.ts`);

const ASKED = withWorseSeverities([...explicitCriteria(STRICT), ...standingCriteria(STRICT)]);

/** Whether security-gate is red on this evidence when it lets nothing through, by its own criteria and checks. */
export function isRed(security: SecurityEvidence): boolean {
  return !evaluate({
    gate: 'security-gate',
    subject: { repository: 'octo/parcels' },
    asked: ASKED,
    evidence: { security },
    waivers: [],
    checks: CHECKS,
    measurements: { security: securityMeasurements(security, securityPolicy(ASKED), 0) },
    now: 0,
  }).passed;
}
