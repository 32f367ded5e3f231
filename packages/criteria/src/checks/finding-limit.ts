import * as v from 'valibot';
import { type Acceptance, AcceptedRisks } from '../accepted-risk.ts';
import { defineCheck } from '../check.ts';
import type { Instant } from '../instant.ts';
import { quantity } from '../ratio.ts';
import { RISK_REGISTER } from '../risk-register.ts';
import type { SecurityEvidence, SecurityFinding } from '../security.ts';
import {
  inOrderOfUrgency,
  judgedFindings,
  judgedSeverity,
  listedFindings,
  securityProvenance,
  usableSecurity,
} from '../security-scope.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import type { Judgement } from '../verdict.ts';
import { waivableParam } from './duration-param.ts';

const severity = v.picklist(SEVERITIES);
const params = v.strictObject({
  /** Severity that is limited; `secret` limits leaked secrets of any severity. */
  severity: v.union([severity, v.literal('secret')]),
  /** Worse severities that have no limit of their own and count here. */
  also: v.optional(v.array(severity), []),
  /** Most findings; `waived-only` lets those stand that somebody accepted. */
  max: v.union([v.pipe(v.number(), v.integer(), v.minValue(0)), v.literal('waived-only')]),
  /** How long one may be waived: `never`, or a span from acceptance to the end. */
  waivable: v.optional(waivableParam),
});

/** At most `max` findings of a severity, not counting those that a valid waiver accepts. */
export const findingLimit = defineCheck<v.InferOutput<typeof params>>({
  kind: 'finding-limit',
  needs: ['security'],
  params,
  judge({ security }, { severity, also, max, waivable }, now) {
    const required = max === 'waived-only' ? '0 without a waiver' : max === 0 ? 'none' : `at most ${max}`;
    const evidence = usableSecurity(security, required);
    if ('outcome' in evidence) return evidence;
    const limited = [severity, ...also];
    const findings = judgedFindings(evidence).filter((finding) =>
      severity === 'secret' ? finding.category === 'secret' : limited.includes(judgedSeverity(finding, evidence)),
    );
    return judgeLimit(evidence, findings, {
      max: max === 'waived-only' ? 0 : max,
      also,
      isDocumented: max === 'waived-only',
      waivable,
      required,
      now,
    });
  },
});

interface Limit {
  readonly max: number;
  /** Whether accepted ones are what the level asks for, and no exception. */
  readonly isDocumented: boolean;
  readonly also: readonly Severity[];
  readonly waivable: number | undefined;
  readonly required: string;
  readonly now: Instant;
}

function judgeLimit(evidence: SecurityEvidence, findings: readonly SecurityFinding[], limit: Limit): Judgement {
  const { max, also, required, waivable, now } = limit;
  const risks = new AcceptedRisks(evidence.accepted, evidence.component);
  // Only of those that somebody wants to accept: there may be 100,000 others.
  const acceptances = new Map<SecurityFinding, Acceptance>();
  findings.forEach((finding) => {
    const acceptance = risks.judge(finding, waivable, now);
    if (acceptance) acceptances.set(finding, acceptance);
  });
  const left = acceptances.size === 0 ? findings : findings.filter((one) => acceptances.get(one)?.counts !== true);
  const open = inOrderOfUrgency(left);
  const accepted = findings.length - open.length;
  const observed = `${open.length}${accepted > 0 ? ` open, ${accepted} accepted` : ''}${worseText(open, evidence, also)}`;
  const from = securityProvenance(evidence);
  if (open.length <= max) {
    const isByWaiver = accepted > 0 && findings.length > max && !limit.isDocumented;
    return { outcome: isByWaiver ? 'waived' : 'met', observed, required, from };
  }
  return {
    outcome: 'unmet',
    observed,
    required,
    missing: `${quantity(open.length - max, 'finding')} too many`,
    why: whyText(open, acceptances),
    fix: fixText(open[0] as SecurityFinding, waivable !== 0),
    findings: listedFindings(open, (finding) => refusal(acceptances.get(finding))),
    from,
    longestWaiver: waivable,
  };
}

/** `, 2 of them critical`: findings of worse severities that count here. */
function worseText(open: readonly SecurityFinding[], evidence: SecurityEvidence, also: readonly Severity[]): string {
  const counts = also.flatMap((severity) => {
    const count = open.filter((finding) => judgedSeverity(finding, evidence) === severity).length;
    return count === 0 ? [] : [`${count} of them ${severity}`];
  });
  return counts.length === 0 ? '' : `, ${counts.join(', ')}`;
}

function whyText(open: readonly SecurityFinding[], acceptances: ReadonlyMap<SecurityFinding, Acceptance>): string {
  const refused = open.filter((finding) => acceptances.has(finding)).length;
  const unrated = open.filter(({ severity }) => severity === 'unknown').length;
  return [
    unrated > 0 ? `No tool rates ${unrated} of them.` : '',
    refused > 0 ? `${quantity(refused, 'waiver')} for them ${refused === 1 ? 'does' : 'do'} not count.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function refusal(acceptance: Acceptance | undefined): string {
  if (!acceptance || acceptance.counts) return '';
  return `the waiver of ${acceptance.risk.owner}, ${acceptance.risk.where}, ${acceptance.why}`;
}

function fixText(worst: SecurityFinding, isWaivable: boolean): string {
  const [listed] = listedFindings([worst]);
  const otherwise = isWaivable
    ? `Or accept what cannot be fixed in ${RISK_REGISTER}.`
    : 'The level lets none be waived.';
  return `Start with ${worst.rule}: ${listed?.fix} ${otherwise}`;
}
