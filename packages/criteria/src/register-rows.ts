import { DAY_MS } from './duration.ts';
import type { Instant } from './instant.ts';
import { registerHead, registerRow } from './risk-register.ts';
import type { SecurityEvidence } from './security.ts';
import { longestWaiver, type SecurityPolicy } from './security-policy.ts';
import { judgedSeverity } from './security-scope.ts';
import type { Verdict } from './verdict.ts';

/** More rows than this nobody accepts one by one. */
const MOST_ROWS = 20;
/** The usual length of a waiver, in days. */
const USUAL_DAYS = 30;

/**
 * Rows of the register for findings that keep a must from being met and that the level lets be waived,
 * worst first, to be filled in; with the heading where there is no register yet. A row names one
 * finding: one of the rule alone would also excuse the next one.
 */
export function registerRows(
  verdicts: readonly Verdict[],
  evidence: SecurityEvidence,
  policy: SecurityPolicy,
  now: Instant,
): readonly string[] {
  const blocking = verdicts.filter(({ requirement, outcome }) => requirement === 'must' && outcome === 'unmet');
  const named = new Set(blocking.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  const rows = evidence.findings
    .filter(({ fingerprint }) => named.has(fingerprint))
    .flatMap((finding) => {
      const longest = longestWaiver(policy, judgedSeverity(finding, evidence), finding.category);
      if (longest === 0) return [];
      const days = longest === undefined ? USUAL_DAYS : Math.min(USUAL_DAYS, Math.floor(longest / DAY_MS));
      return [registerRow(finding, now, days)];
    });
  const hasRegister = evidence.accepted.some(({ where }) => /\.md:\d+$/.test(where));
  const head = hasRegister || rows.length === 0 ? [] : [registerHead(), registerRule()];
  return [...head, ...rows.slice(0, MOST_ROWS)];
}

function registerRule(): string {
  return registerHead().replace(/[^|]+/g, ' --- ');
}
