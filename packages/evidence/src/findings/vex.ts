import type { SecurityFinding } from '@maturity-actions/criteria';
import type { VexStatement } from './findings-report.ts';

/**
 * Findings that a VEX statement closes, as suppressed ones. A statement closes a finding when it
 * names the same package, an id of the same advisory, and no other version or ecosystem. The newest
 * statement about a finding decides; one without a date is older than any.
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
      byId.set(key, [...(byId.get(key) ?? []), statement]);
    }
  }
  return findings.map((finding) => {
    if (finding.suppression) return finding;
    const about = finding.ids.flatMap((id) => byId.get(id.toUpperCase()) ?? []).filter((one) => isAbout(one, finding));
    const newest = about.reduce<VexStatement | undefined>(newer, undefined);
    return newest?.status === 'closed'
      ? { ...finding, suppression: { kind: 'external', reason: newest.reason } }
      : finding;
  });
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
