import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { type Failure, failureSummary } from '../failure.ts';
import type { Plan } from '../plan.ts';
import type { Provenance } from '../verdict.ts';
import { failureFinding } from './coverage-reports.ts';

const params = v.strictObject({
  /** What has to be there: a rollback plan, or a guide to deploy. */
  document: v.optional(v.picklist(['rollback', 'deployment']), 'rollback'),
  /** Whether it may be absent: what is there has to be readable all the same. */
  optional: v.optional(v.boolean(), false),
});

const NAMES = { rollback: 'a rollback plan', deployment: 'a deployment guide' } as const;

/** There is a plan, and every one that was found can be read. Every other criterion about plans stands on it. */
export const planDocuments = defineCheck<v.InferOutput<typeof params>>({
  kind: 'plan-documents',
  needs: ['plan'],
  params,
  judge({ plan: evidence }, { document, optional }) {
    const required = NAMES[document];
    if (!evidence) return { outcome: 'unknown', observed: 'no plan was looked for', required };
    const { failures, lookedAt } = evidence;
    if (failures.length > 0) {
      return {
        outcome: 'unknown',
        observed: failures.length === 1 ? (failures[0] as Failure).code : `${failures.length} problems`,
        required,
        why: failureSummary(failures),
        fix: (failures[0] as Failure).fix,
        findings: failures.map(failureFinding),
      };
    }
    const plans = evidence.plans.filter(({ kind }) => kind === document);
    const from = planProvenance(plans);
    if (plans.length > 0)
      return { outcome: 'met', observed: plans.map(planName).slice(0, 3).join(', '), required, from };
    if (optional)
      return { outcome: 'not-applicable', observed: 'none found', required, why: 'The level asks for none.' };
    const where = lookedAt.length === 0 ? '' : ` Looked at ${lookedAt.join(', ')}.`;
    const message = `There is no ${NAMES[document].slice(2)}.`;
    return {
      outcome: 'unmet',
      observed: 'none found',
      required,
      why: `${message}${where}`,
      fix: FIXES[document],
      findings: [
        {
          rule: 'no-plan',
          severity: 'high',
          message: `${message}${where}`,
          fix: FIXES[document],
          fingerprint: `no-plan:${document}`,
        },
      ],
    };
  },
});

const FIXES = {
  rollback: 'Write docs/ROLLBACK.md; the summary has a skeleton for this repository, and "mode: scaffold" prints it.',
  deployment:
    'Write docs/deployment/deployment-guide.md with the steps of a deployment, numbered, with their commands.',
} as const;

/** `docs/ROLLBACK.md`, `MATURITY.md#Rollback Plan`: how people find it. */
export function planName({ path, sectionTitle }: Pick<Plan, 'path' | 'sectionTitle'>): string {
  return sectionTitle === undefined ? path : `${path}#${sectionTitle}`;
}

/** Where verdicts about plans come from. */
export function planProvenance(plans: readonly Plan[]): Provenance[] {
  return plans.map((plan) => ({ source: planName(plan) }));
}
