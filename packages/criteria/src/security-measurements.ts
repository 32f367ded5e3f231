import { type Acceptance, AcceptedRisks } from './accepted-risk.ts';
import { formatDate, type Instant } from './instant.ts';
import type {
  AcceptedRisk,
  MeasuredFinding,
  MeasuredWaiver,
  SecurityEvidence,
  SecurityFinding,
  SecurityMeasurements,
} from './security.ts';
import { longestWaiver, type SecurityPolicy } from './security-policy.ts';
import { dueAt, dueFindings, hasScan, inOrderOfUrgency, judgedSeverity } from './security-scope.ts';
import { countSeverities } from './severity.ts';
import { waiverState } from './waiver.ts';

/** The exact figures of a run, all findings, and what became of each waiver. */
export function securityMeasurements(
  evidence: SecurityEvidence,
  policy: SecurityPolicy,
  now: Instant,
): SecurityMeasurements {
  const { findings, suppressed, tools, sources } = evidence;
  const { measured: open, waived, late, uses } = judgeFindings(evidence, policy, now);
  const counted = new Set(late.length > 0 ? dueFindings(evidence) : []);
  const overdue = late.filter((finding) => counted.has(finding)).length;
  return {
    ...countSeverities(findings),
    isComplete: hasScan(evidence) && evidence.failures.length === 0,
    total: findings.length,
    suppressed: suppressed.length,
    waived,
    secrets: findings.filter(({ category }) => category === 'secret').length,
    overdue: policy.deadlines.size === 0 ? null : overdue,
    tools: tools.map(({ id, version = null, kinds, reports, errors }) => ({
      id,
      version,
      kinds,
      reports,
      errors: errors.length,
    })),
    perReport: sources.map(({ source, format, bySeverity }) => ({
      source,
      format,
      total: Object.values(bySeverity).reduce((sum, count) => sum + count, 0),
      bySeverity,
    })),
    findings: [...open, ...inOrderOfUrgency(suppressed).map((finding) => measured(finding, undefined, undefined))],
    waivers: evidence.accepted
      // What excuses nothing in this component may well excuse something in another.
      .filter((risk) => (risk.component ?? evidence.component) === evidence.component)
      .filter((risk) => uses.has(risk) || risk.component === evidence.component)
      .map((risk) => measuredWaiver(risk, uses.get(risk) ?? [], now)),
  };
}

/** What becomes of the findings that are not suppressed. */
interface Judged {
  /** In the order of urgency. */
  readonly measured: readonly MeasuredFinding[];
  readonly waived: number;
  /** Those past their deadline that nobody accepts. */
  readonly late: readonly SecurityFinding[];
  /** By accepted risk, how it stands to each finding that it is about. */
  readonly uses: ReadonlyMap<AcceptedRisk, readonly Acceptance[]>;
}

function judgeFindings(evidence: SecurityEvidence, policy: SecurityPolicy, now: Instant): Judged {
  const risks = new AcceptedRisks(evidence.accepted, evidence.component);
  const uses = new Map<AcceptedRisk, Acceptance[]>();
  const late: SecurityFinding[] = [];
  let waived = 0;
  const all = inOrderOfUrgency(evidence.findings).map((finding) => {
    const severity = judgedSeverity(finding, evidence);
    const longest = longestWaiver(policy, severity, finding.category);
    const acceptance = risks.judge(finding, longest, now);
    for (const one of acceptance ? risks.outcomes(finding, longest, now) : [])
      append(uses, one.risk, one.risk === acceptance?.risk ? acceptance : one);
    const within = policy.deadlines.get(severity);
    const due = within === undefined ? undefined : dueAt(finding, within, now);
    if (acceptance?.counts === true) waived++;
    else if ((due ?? now) < now) late.push(finding);
    return measured(finding, acceptance, due);
  });
  return { measured: all, waived, late, uses };
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function measured(
  finding: SecurityFinding,
  acceptance: Acceptance | undefined,
  due: Instant | undefined,
): MeasuredFinding {
  const { rule, ids, title, severity, category, suppression, fingerprint, tools, where, firstSeen } = finding;
  const [place] = finding.places;
  const because = becauseOf(finding, acceptance);
  const state = suppression ? 'suppressed' : acceptance?.counts ? 'waived' : 'open';
  // What nearly all have is made at once and the rest set one by one: a large report has many, and a spread
  // for each is several times as slow.
  const entry: Draft =
    place?.line === undefined
      ? { rule, ids, title, severity, category, state, fingerprint, tools, where }
      : { rule, ids, title, severity, category, state, path: place.path, line: place.line, fingerprint, tools, where };
  if (place) entry.path = place.path;
  if (because !== undefined) entry.because = because;
  if (due !== undefined && !acceptance?.counts) entry.due = due;
  if (finding.epss !== undefined) entry.epss = finding.epss;
  if (firstSeen) {
    entry.firstSeen = firstSeen.at;
    entry.firstSeenFrom = firstSeen.from;
  }
  if (finding.fixedIn !== undefined) entry.fixedIn = finding.fixedIn;
  if (finding.isExploited !== undefined) entry.isExploited = finding.isExploited;
  if (finding.isNew !== undefined) entry.isNew = finding.isNew;
  if (finding.package) entry.package = finding.package;
  if (finding.url !== undefined) entry.url = finding.url;
  return entry;
}

/** A finding of the report while its fields are set. */
type Draft = { -readonly [K in keyof MeasuredFinding]: MeasuredFinding[K] };

function becauseOf({ suppression }: SecurityFinding, acceptance: Acceptance | undefined): string | undefined {
  if (suppression) return `${suppression.kind}: ${suppression.reason}`;
  if (!acceptance) return undefined;
  const { risk, counts } = acceptance;
  if (!counts) return `the waiver of ${risk.owner} (${risk.where}) does not count: it ${acceptance.why}`;
  const by = risk.approver ? `, approved by ${risk.approver}` : '';
  return `accepted by ${risk.owner}${by} until ${formatDate(risk.expires)}: ${risk.reason} (${risk.where})`;
}

function measuredWaiver(risk: AcceptedRisk, uses: readonly Acceptance[], now: Instant): MeasuredWaiver {
  const refused = uses.find((use) => !use.counts);
  return {
    id: risk.id,
    scope: risk.scope ?? '',
    owner: risk.owner,
    approver: risk.approver ?? '',
    reason: risk.reason,
    expires: risk.expires,
    where: risk.where,
    state: stateOf(risk, uses, now),
    findings: uses.length,
    ...(refused && !refused.counts ? { why: refused.why } : {}),
  };
}

function stateOf(risk: AcceptedRisk, uses: readonly Acceptance[], now: Instant): MeasuredWaiver['state'] {
  const time = waiverState(risk, now);
  if (time === 'expired' || time === 'not-yet') return time;
  if (uses.length === 0) return 'unused';
  if (!uses.some(({ counts }) => counts)) return 'refused';
  return time === 'expiring' ? 'expiring' : 'used';
}
