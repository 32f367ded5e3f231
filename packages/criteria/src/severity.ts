/** How bad a finding is; `unknown` is a class of its own, never the best one. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info' | 'unknown';

/** All severities, worst first, the unrated ones last. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info', 'unknown'];

/** Rank of a severity for lists: 0 is shown first. Unknown ranks with high: what was not rated may be anything. */
export const SEVERITY_RANK: Readonly<Record<Severity, number>> = {
  critical: 0,
  high: 1,
  unknown: 2,
  medium: 3,
  low: 4,
  info: 5,
};

/** The worse of two ratings of the same thing; a rating beats none. */
export function worseSeverity(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b;
}

/** How many findings of each severity. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

/** Counts things by severity, or those of them that `isCounted` lets through. */
export function countSeverities<T extends { readonly severity: Severity }>(
  findings: readonly T[],
  isCounted: (finding: T) => boolean = () => true,
): SeverityCounts {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 };
  findings.forEach((finding) => {
    if (isCounted(finding)) counts[finding.severity]++;
  });
  return counts;
}
