import type { Finding } from './finding.ts';
import { formatInstant, type Instant } from './instant.ts';
import type { SecurityEvidence, SecurityFinding } from './security.ts';
import { SEVERITY_RANK, type Severity } from './severity.ts';
import type { Judgement, Provenance } from './verdict.ts';

/** Findings that a verdict lists; all of them are in the measurements. */
export const MOST_LISTED = 200;

/** What a finding counts as: one that nobody rated counts as the policy says. */
export function judgedSeverity({ severity }: SecurityFinding, { unknownAs }: SecurityEvidence): Severity {
  return severity === 'unknown' ? (unknownAs ?? 'unknown') : severity;
}

/** Findings that limits are about. Secrets always are: neither age nor a missing fix excuses one. */
export function judgedFindings(evidence: SecurityEvidence): readonly SecurityFinding[] {
  const { newAgainst } = evidence;
  if (newAgainst === undefined) return dueFindings(evidence);
  // What is not known to be old counts.
  return dueFindings(evidence).filter(({ category, isNew }) => category === 'secret' || isNew !== false);
}

/** Findings that deadlines are about: also old ones, which are what a deadline is for. */
export function dueFindings({ findings, isFixableOnly }: SecurityEvidence): readonly SecurityFinding[] {
  if (!isFixableOnly) return findings;
  // What may have a fix counts.
  return findings.filter(({ category, isFixable }) => category === 'secret' || isFixable !== false);
}

/** Evidence that a limit can be judged by, or the judgement that it cannot. */
export function usableSecurity(evidence: SecurityEvidence | undefined, required: string): SecurityEvidence | Judgement {
  if (!evidence) return { outcome: 'unknown', observed: 'no scan was gathered', required };
  if (evidence.failures.length === 0 && hasScan(evidence)) return evidence;
  const count = evidence.failures.length;
  return {
    outcome: 'unknown',
    observed: count === 0 ? 'no scan report' : 'incomplete reports',
    required,
    // What is wrong with the reports is said once, by the criterion that is about them.
    why: count === 0 ? 'Nothing was scanned, so nothing is known.' : '',
    fix: '',
  };
}

/** Whether any report is one of a scan: who states what is no risk (VEX) has looked for nothing. */
export function hasScan({ reports, sources }: SecurityEvidence): boolean {
  return reports > 0 && !(sources.length > 0 && sources.every(({ isStatement }) => isStatement === true));
}

/** Where security verdicts come from. */
export function securityProvenance({ sources }: SecurityEvidence): readonly Provenance[] {
  return sources;
}

/** Worst first, then the oldest, then by name: the order in which people work. */
export function byUrgency(a: SecurityFinding, b: SecurityFinding): number {
  return (
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    (a.firstSeen?.at ?? Number.MAX_SAFE_INTEGER) - (b.firstSeen?.at ?? Number.MAX_SAFE_INTEGER) ||
    (a.fingerprint < b.fingerprint ? -1 : a.fingerprint > b.fingerprint ? 1 : 0)
  );
}

/**
 * The findings in the order of urgency: the list itself where it is in this order, as that of the evidence
 * is. Those of each severity that come in the order of names take a fraction of the time.
 */
export function inOrderOfUrgency(findings: readonly SecurityFinding[]): readonly SecurityFinding[] {
  if (findings.every((finding, at) => at === 0 || byUrgency(findings[at - 1] as SecurityFinding, finding) <= 0))
    return findings;
  const ofRanks: SecurityFinding[][] = [];
  findings.forEach((finding) => {
    const rank = SEVERITY_RANK[finding.severity];
    ofRanks[rank] ??= [];
    ofRanks[rank].push(finding);
  });
  // Joined at once: a list that grows takes several times its memory.
  return ([] as SecurityFinding[]).concat(...ofRanks.flatMap((ofRank) => [ofRank.sort(byUrgency)]));
}

/** The worst findings as a verdict lists them, with `remark` behind what each says. */
export function listedFindings(
  findings: readonly SecurityFinding[],
  remark: (finding: SecurityFinding) => string = () => '',
): Finding[] {
  return findings.slice(0, MOST_LISTED).map((finding) => {
    const [at] = finding.places;
    const more = remark(finding);
    return {
      rule: finding.rule,
      severity: finding.severity,
      message: `${subjectOf(finding)}${finding.title}${more === '' ? '' : ` (${more})`}`,
      fix: fixOf(finding),
      ...(at ? { at } : {}),
      fingerprint: finding.fingerprint,
    };
  });
}

/** `CVE-2021-23337 in lodash 4.17.20: `, `B303: `. */
function subjectOf({ rule, package: of, places, where }: SecurityFinding): string {
  const place = of
    ? ` in ${of.name}${of.version ? ` ${of.version}` : ''}`
    : places.length === 0 && where
      ? ` in ${where}`
      : '';
  return `${rule}${place}: `;
}

function fixOf({ category, package: of, fixedIn, isFixable }: SecurityFinding): string {
  if (category === 'secret') return 'Revoke the secret, then remove it; its history keeps it readable.';
  if (!of) return 'Correct the code.';
  if (fixedIn) return `Update ${of.name} to ${fixedIn}.`;
  return isFixable === false ? `No fix is out for ${of.name}: replace it.` : `Update ${of.name}.`;
}

/** `since 2026-11-03T10:00:00Z (alert)`; empty when nobody knows. */
export function sinceText({ firstSeen }: SecurityFinding): string {
  return firstSeen ? `since ${formatInstant(firstSeen.at)}, ${firstSeen.from}` : '';
}

/** `3 d 4 h`, `24 h`, `20 min`: a span in the two largest units that matter; up to two days in hours. */
export function formatSpan(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  if (hours < 48) return `${hours} h`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A date may be this much later than now: clocks of machines differ. */
export const CLOCK_TOLERANCE_MS = 300_000;

/**
 * When a finding has to be fixed; undefined when nobody knows since when it is there. A date that is
 * still to come is none: whoever states it would put off the deadline.
 */
export function dueAt({ firstSeen }: SecurityFinding, withinMs: number, now: Instant): Instant | undefined {
  return firstSeen && firstSeen.at <= now + CLOCK_TOLERANCE_MS ? firstSeen.at + withinMs : undefined;
}
