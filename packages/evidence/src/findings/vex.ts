import { cvesLeftOut, type SecurityFinding } from '@maturity-actions/criteria';
import type { VexStatement } from './findings-report.ts';

/**
 * Findings that a VEX statement closes, as suppressed ones. A statement closes a finding when it
 * names the same package, an id of the same advisory, and no other version or ecosystem. The newest
 * statement about a finding decides; one without a date is older than any. A finding of several CVEs
 * is closed when each of them is.
 */
export function applyStatements(
  findings: readonly SecurityFinding[],
  statements: readonly VexStatement[],
): SecurityFinding[] {
  if (statements.length === 0) return [...findings];
  const byId = new Map<string, VexStatement[]>();
  for (const statement of statements) {
    for (const id of statement.ids) {
      const key = id.toUpperCase();
      const known = byId.get(key);
      if (known) known.push(statement);
      else byId.set(key, [statement]);
    }
  }
  return findings.map((finding) => {
    if (finding.suppression) return finding;
    const about = finding.ids.flatMap((id) => byId.get(id.toUpperCase()) ?? []).filter((one) => isAbout(one, finding));
    const newest = about.reduce<VexStatement | undefined>(newer, undefined);
    return newest?.status === 'closed' && !leavesOne(finding, about)
      ? { ...finding, suppression: { kind: 'external', reason: newest.reason } }
      : finding;
  });
}

/** Whether one of several CVEs is not closed by the newest statement about it. */
function leavesOne({ ids }: SecurityFinding, about: readonly VexStatement[]): boolean {
  const closed = ids.filter((id) => {
    const own = about.filter((one) => one.ids.some((named) => named.toUpperCase() === id.toUpperCase()));
    return own.reduce<VexStatement | undefined>(newer, undefined)?.status === 'closed';
  });
  return cvesLeftOut(ids, closed).length > 0;
}

/** The newer of two; of the same age, the one that leaves it open. */
function newer(a: VexStatement | undefined, b: VexStatement): VexStatement {
  if (!a) return b;
  const [left, right] = [a.at ?? 0, b.at ?? 0];
  if (left !== right) return left > right ? a : b;
  return a.status === 'open' ? a : b;
}

function isAbout({ package: of }: VexStatement, finding: SecurityFinding): boolean {
  if (!of || !finding.package) return false;
  const fits = (own: string | undefined, other: string | undefined): boolean => !own || !other || own === other;
  const isSameName = of.name.toLowerCase() === finding.package.name.toLowerCase();
  // A statement about one version says nothing of a finding whose version is not known.
  const isSameVersion = !of.version || of.version === finding.package.version;
  return isSameName && isSameVersion && fits(of.ecosystem, finding.package.ecosystem);
}
