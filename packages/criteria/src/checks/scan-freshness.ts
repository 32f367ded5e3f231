import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import type { Finding } from '../finding.ts';
import { formatInstant, type Instant } from '../instant.ts';
import { quantity } from '../ratio.ts';
import type { SecurityEvidence, SecuritySource } from '../security.ts';
import { CLOCK_TOLERANCE_MS, formatSpan, securityProvenance, usableSecurity } from '../security-scope.ts';
import { durationParam } from './duration-param.ts';

const params = v.strictObject({
  /** How old a report may be; absent asks only that reports are of this commit. */
  'max-age': v.optional(durationParam),
});

/** Every scan is of this commit where it names one, and no older than asked. */
export const scanFreshness = defineCheck<v.InferOutput<typeof params>>({
  kind: 'scan-freshness',
  needs: ['security'],
  params,
  judge({ security }, { 'max-age': maxAge }, now) {
    const required = maxAge === undefined ? 'of this commit' : `of this commit, at most ${formatSpan(maxAge)} old`;
    const evidence = usableSecurity(security, required);
    if ('outcome' in evidence) return evidence;
    const from = securityProvenance(evidence);
    const scans = evidence.sources.filter(({ isStatement }) => isStatement !== true);
    const stale = scans.flatMap((source) => staleness(source, evidence, maxAge, now) ?? []);
    const undated = maxAge === undefined ? [] : scans.filter(({ observedAt }) => observedAt === undefined);
    if (stale.length > 0) {
      return {
        outcome: 'unmet',
        observed: `${quantity(stale.length, 'report')} out of date`,
        required,
        why: stale[0]?.message ?? '',
        fix: 'Scan this commit, and do not restore reports from a cache.',
        findings: stale,
        from,
      };
    }
    if (undated.length > 0) {
      return {
        outcome: 'unknown',
        observed: `${quantity(undated.length, 'report')} without a time`,
        required,
        why: `${undated[0]?.source} does not say when it was written, and it is committed, so its file does not either.`,
        fix: 'Let the job that judges run the scanner, and do not commit its report.',
        from,
      };
    }
    const compared = scans.filter(
      ({ commit, observedAt }) =>
        (commit !== undefined && evidence.commit !== undefined) || (maxAge !== undefined && observedAt !== undefined),
    );
    if (compared.length === 0)
      return { outcome: 'not-applicable', observed: 'no commit or time to compare', required, from };
    return { outcome: 'met', observed: quantity(compared.length, 'report'), required, from };
  },
});

function staleness(
  source: SecuritySource,
  { commit }: SecurityEvidence,
  maxAge: number | undefined,
  now: Instant,
): Finding | undefined {
  const { source: path, commit: scanned, observedAt } = source;
  if (scanned !== undefined && commit && scanned !== commit.sha)
    return stale(path, `it is of commit ${scanned.slice(0, 12)}, and ${commit.sha.slice(0, 12)} is checked out`);
  if (maxAge === undefined || observedAt === undefined) return undefined;
  if (observedAt > now + CLOCK_TOLERANCE_MS)
    return stale(path, `it says ${formatInstant(observedAt)}, which is to come`);
  const age = now - observedAt;
  return age > maxAge ? stale(path, `it is of ${formatInstant(observedAt)}, ${formatSpan(age)} ago`) : undefined;
}

function stale(path: string, what: string): Finding {
  return {
    rule: 'E_STALE',
    severity: 'medium',
    message: `${path}: ${what}`,
    fix: 'Scan this commit.',
    fingerprint: `E_STALE:${path}`,
  };
}
