import {
  type Finding,
  type MeasuredFinding,
  type Report,
  SEVERITY_RANK,
  waiverFindings,
} from '@maturity-actions/criteria';
import { isBlocking, ownVerdicts, subjectName } from './wording.ts';

/** A finding that keeps the report from passing. */
export interface BlockingFinding {
  readonly finding: MeasuredFinding;
  /** Components that it keeps from passing, where the report has parts; a finding without a place may be of several. */
  readonly components: readonly string[];
}

/** The warnings that the list of accepted risks does not say as well. */
export function otherWarnings({ warnings, measurements }: Report): readonly Finding[] {
  if (!measurements.security) return warnings;
  const listed = new Set(waiverFindings(measurements.security).map(({ fingerprint }) => fingerprint));
  return warnings.filter(({ fingerprint }) => !listed.has(fingerprint));
}

/** The findings that blocking verdicts of the report and of its parts name, each once, worst and oldest first. */
export function blockingFindings(report: Report): readonly BlockingFinding[] {
  const found = new Map<string, { finding: MeasuredFinding; components: string[] }>();
  for (const one of [report, ...(report.parts ?? [])]) {
    const component = one === report ? [] : [subjectName(one)];
    for (const finding of blockingOf(one)) {
      const known = found.get(finding.fingerprint);
      if (known) known.components.push(...component);
      else found.set(finding.fingerprint, { finding, components: [...component] });
    }
  }
  return [...found.values()].sort((a, b) => byUrgency(a.finding, b.finding));
}

/** Worst first, then what is known for longest; a finding that nobody dates comes after those. */
function byUrgency(a: MeasuredFinding, b: MeasuredFinding): number {
  return (
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    compare(a.firstSeen ?? Number.POSITIVE_INFINITY, b.firstSeen ?? Number.POSITIVE_INFINITY) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

function blockingOf(report: Report): MeasuredFinding[] {
  const blocking = ownVerdicts(report).filter(isBlocking);
  const named = new Set(blocking.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  if (named.size === 0) return [];
  return (report.measurements.security?.findings ?? []).filter(({ fingerprint }) => named.delete(fingerprint));
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
