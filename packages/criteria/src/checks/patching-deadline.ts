import * as v from 'valibot';
import { AcceptedRisks } from '../accepted-risk.ts';
import { defineCheck } from '../check.ts';
import type { Instant } from '../instant.ts';
import { quantity } from '../ratio.ts';
import type { SecurityEvidence, SecurityFinding } from '../security.ts';
import {
  dueAt,
  dueFindings,
  formatSpan,
  inOrderOfUrgency,
  judgedSeverity,
  listedFindings,
  securityProvenance,
  sinceText,
  usableSecurity,
} from '../security-scope.ts';
import { SEVERITIES } from '../severity.ts';
import type { Judgement } from '../verdict.ts';
import { durationParam, waivableParam } from './duration-param.ts';

const params = v.strictObject({
  severity: v.picklist(SEVERITIES),
  /** From the moment that the finding is known to the moment that it has to be gone. */
  within: durationParam,
  waivable: v.optional(waivableParam),
});

/**
 * No finding of a severity is there longer than its deadline, to the millisecond. A finding of which
 * nobody knows since when it is there is unknown, never in time.
 */
export const patchingDeadline = defineCheck<v.InferOutput<typeof params>>({
  kind: 'patching-deadline',
  needs: ['security'],
  params,
  judge({ security }, { severity, within, waivable }, now) {
    const required = `gone within ${formatSpan(within)}`;
    const evidence = usableSecurity(security, required);
    if ('outcome' in evidence) return evidence;
    const risks = new AcceptedRisks(evidence.accepted, evidence.component);
    const open = dueFindings(evidence)
      .filter((finding) => judgedSeverity(finding, evidence) === severity)
      .filter((finding) => risks.judge(finding, waivable, now)?.counts !== true);
    const findings = inOrderOfUrgency(open);
    return { ...judgeDeadline(evidence, findings, within, required, now), longestWaiver: waivable };
  },
});

function judgeDeadline(
  evidence: SecurityEvidence,
  findings: readonly SecurityFinding[],
  within: number,
  required: string,
  now: Instant,
): Judgement {
  const from = securityProvenance(evidence);
  const overdue = findings.filter((finding) => (dueAt(finding, within, now) ?? now) < now);
  const undated = findings.filter((finding) => dueAt(finding, within, now) === undefined);
  if (overdue.length > 0) {
    return {
      outcome: 'unmet',
      observed: `${overdue.length} overdue`,
      required,
      missing: `${quantity(overdue.length, 'fix', 'fixes')}`,
      why: undated.length > 0 ? `Of ${undated.length} more nobody knows since when they are there.` : '',
      fix: listedFindings(overdue)[0]?.fix ?? '',
      findings: listedFindings(
        overdue,
        (finding) => `${sinceText(finding)}, overdue by ${formatSpan(now - (dueAt(finding, within, now) ?? now))}`,
      ),
      from,
    };
  }
  if (undated.length > 0) {
    return {
      outcome: 'unknown',
      observed: `${undated.length} without a date`,
      required,
      why: `Nobody says since when ${undated.length === 1 ? 'the finding is' : 'the findings are'} there.`,
      fix: 'Give the report JSON of this run to the next one as `base-report`; of what has a place in the repository Git can tell, with "fetch-depth: 0".',
      findings: listedFindings(undated),
      from,
    };
  }
  const [next] = findings.map((finding) => dueAt(finding, within, now) as Instant).sort((a, b) => a - b);
  const observed =
    next === undefined ? 'none open' : `${findings.length} open, ${formatSpan(next - now)} left for the first`;
  return { outcome: 'met', observed, required, from };
}
