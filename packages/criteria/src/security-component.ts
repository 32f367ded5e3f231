import type { SecurityEvidence, SecurityFinding } from './security.ts';

/**
 * The evidence of one component: findings with a place below its path, and those whose place is not
 * known, which may belong to any. Scans, reports and failures are those of the whole project.
 */
export function componentSecurity(whole: SecurityEvidence, name: string, path: string): SecurityEvidence {
  const isInside = ({ path: place }: { readonly path: string }): boolean =>
    path === '.' || place.startsWith(`${path}/`);
  const keep = (finding: SecurityFinding): boolean => !finding.isPlaced || finding.places.some(isInside);
  // The place that is shown and annotated is one of the component.
  const own = (finding: SecurityFinding): SecurityFinding => {
    const places = [...finding.places].sort((a, b) => Number(isInside(b)) - Number(isInside(a)));
    return { ...finding, places };
  };
  return {
    ...whole,
    component: name,
    findings: whole.findings.filter(keep).map(own),
    suppressed: whole.suppressed.filter(keep).map(own),
  };
}
