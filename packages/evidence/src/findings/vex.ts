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
): readonly SecurityFinding[] {
  if (statements.length === 0) return findings;
  const byKey = new Map<string, VexStatement[]>();
  for (const statement of statements) {
    const { ids, package: of } = statement;
    if (!of) continue;
    for (const id of ids) {
      const key = keyOf(id, of.name, of.version);
      const known = byKey.get(key);
      if (known) known.push(statement);
      else byKey.set(key, [statement]);
    }
  }
  return findings.map((finding) => {
    const about = finding.suppression ? [] : statementsAbout(finding, byKey);
    const newest = about.reduce<VexStatement | undefined>(newer, undefined);
    return newest?.status === 'closed' && !leavesOne(finding, about)
      ? { ...finding, suppression: { kind: 'external', reason: newest.reason } }
      : finding;
  });
}

const keyOf = (id: string, name: string, version = ''): string =>
  [id.toUpperCase(), name.toLowerCase(), version].join('\0');

function statementsAbout(
  { ids, package: of }: SecurityFinding,
  byKey: ReadonlyMap<string, readonly VexStatement[]>,
): VexStatement[] {
  if (!of) return [];
  // A statement about one version says nothing of a finding whose version is not known.
  const versions = of.version ? ['', of.version] : [''];
  const named = ids.flatMap((id) => versions.flatMap((version) => byKey.get(keyOf(id, of.name, version)) ?? []));
  const fits = (own: string | undefined): boolean => !own || !of.ecosystem || own === of.ecosystem;
  return [...new Set(named)].filter((statement) => fits(statement.package?.ecosystem));
}

/** Whether one of several CVEs is not closed by the newest statement about it. */
function leavesOne({ ids }: SecurityFinding, about: readonly VexStatement[]): boolean {
  const newest = new Map<string, VexStatement>();
  for (const statement of about)
    for (const id of statement.ids.map((named) => named.toUpperCase()))
      newest.set(id, newer(newest.get(id), statement));
  const closed = ids.filter((id) => newest.get(id.toUpperCase())?.status === 'closed');
  return cvesLeftOut(ids, closed).length > 0;
}

/** The newer of two; of the same age, the one that leaves it open. */
function newer(a: VexStatement | undefined, b: VexStatement): VexStatement {
  if (!a) return b;
  const [left, right] = [a.at ?? 0, b.at ?? 0];
  if (left !== right) return left > right ? a : b;
  return a.status === 'open' ? a : b;
}
