import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { quantity } from '../ratio.ts';
import { securityProvenance, usableSecurity } from '../security-scope.ts';

const params = v.strictObject({});

/** No scanner says that something went wrong. What one could not look at may hold anything, so an error is unknown. */
export const scannerErrors = defineCheck<v.InferOutput<typeof params>>({
  kind: 'scanner-errors',
  needs: ['security'],
  params,
  judge({ security }) {
    const required = 'no error of a scanner';
    const evidence = usableSecurity(security, required);
    if ('outcome' in evidence) return evidence;
    const from = securityProvenance(evidence);
    const failed = evidence.tools.filter(({ errors }) => errors.length > 0);
    if (failed.length === 0)
      return {
        outcome: 'met',
        observed: `${quantity(evidence.tools.length, 'scanner')} without an error`,
        required,
        from,
      };
    const count = failed.reduce((sum, { errors }) => sum + errors.length, 0);
    return {
      outcome: 'unknown',
      observed: `${quantity(count, 'error')} of ${failed.map(({ id }) => id).join(', ')}`,
      required,
      why: `${failed[0]?.id}: ${failed[0]?.errors[0]}. What it could not look at is not known to be sound.`,
      fix: 'Look at the log of the scanner and correct what stops it, or set `on-tool-error: warn`.',
      findings: failed.flatMap(({ id, errors }) =>
        errors.map((error) => ({
          rule: 'scanner-error',
          severity: 'high' as const,
          message: `${id}: ${error}`,
          fix: 'Correct what stops the scanner.',
          fingerprint: `scanner-error:${id}:${error}`,
        })),
      ),
      from,
    };
  },
});
