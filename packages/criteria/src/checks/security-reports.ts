import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { type Failure, failureSummary } from '../failure.ts';
import { quantity } from '../ratio.ts';
import { hasScan, securityProvenance } from '../security-scope.ts';
import { failureFinding } from './coverage-reports.ts';

const params = v.strictObject({});

/** All scan reports are there, whole and usable. This is what every other security criterion stands on. */
export const securityReports = defineCheck<v.InferOutput<typeof params>>({
  kind: 'security-reports',
  needs: ['security'],
  params,
  judge({ security }) {
    const required = 'complete reports';
    if (!security) return { outcome: 'unknown', observed: 'no scan was gathered', required };
    const from = securityProvenance(security);
    const { failures, reports, sources } = security;
    if (failures.length > 0) {
      return {
        outcome: 'unknown',
        observed: failures.length === 1 ? (failures[0] as Failure).code : `${failures.length} problems`,
        required,
        why: failureSummary(failures),
        fix: (failures[0] as Failure).fix,
        findings: failures.map(failureFinding),
        from,
      };
    }
    if (!hasScan(security)) return { outcome: 'unknown', observed: 'no scan report', required, from };
    const names = sources.length <= 3 ? ` (${sources.map(({ source }) => source).join(', ')})` : '';
    return { outcome: 'met', observed: `${quantity(reports, 'report')}${names}`, required, from };
  },
});
