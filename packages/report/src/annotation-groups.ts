import { type Finding, type Location, SEVERITY_RANK, type Severity } from '@maturity-actions/criteria';
import { findingMessage } from './wording.ts';

/** A finding on its way to an annotation: what it belongs to, and how many findings it stands for. */
export interface Candidate {
  /** Name of the criterion, with the component in front when there are several. */
  readonly title: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly at?: Location;
  readonly findings: number;
}

/** `.github/maturity.yml:12: ...`, as failures begin; no blank and no URL in the path. */
const LEADING_PLACE = /^([^\s:]+):(\d{1,9})(?::\d{1,9})?: /;

/** A finding as a candidate. `isConfiguration` looks for the place in the message, as failures state it. */
export function candidate(title: string, finding: Finding, isConfiguration: boolean): Candidate {
  const place = isConfiguration && !finding.at ? LEADING_PLACE.exec(finding.message) : null;
  const at = finding.at ?? (place ? { path: place[1] as string, line: Number(place[2]) } : undefined);
  const located = at ? { ...finding, at } : finding;
  const { rule, severity, fix } = finding;
  return { title, rule, severity, message: findingMessage(located), fix, ...(at ? { at } : {}), findings: 1 };
}

/** Joins findings of one criterion, rule and file whose lines touch, worst first; others stay as they are. */
export function groupAdjacent(candidates: readonly Candidate[]): Candidate[] {
  const positions = new Map(candidates.map((one, position) => [one, position]));
  const order = (one: Candidate): number => positions.get(one) ?? candidates.length;
  const grouped: { group: Candidate; position: number }[] = [];
  for (const next of [...candidates].sort(byPlace)) {
    const last = grouped.at(-1);
    if (last && isDuplicate(last.group, next)) continue;
    if (last && touches(last.group, next))
      Object.assign(last, { group: join(last.group, next), position: Math.min(last.position, order(next)) });
    else grouped.push({ group: next, position: order(next) });
  }
  return grouped.sort((a, b) => byRank(a.group, b.group) || a.position - b.position).map(({ group }) => group);
}

function isDuplicate(a: Candidate, b: Candidate): boolean {
  return isSameKind(a, b) && a.message === b.message && a.at?.line === b.at?.line && endOf(a) === endOf(b);
}

function touches(a: Candidate, b: Candidate): boolean {
  const line = b.at?.line;
  return isSameKind(a, b) && a.at?.line !== undefined && line !== undefined && line <= endOf(a) + 1;
}

function isSameKind(a: Candidate, b: Candidate): boolean {
  return a.title === b.title && a.rule === b.rule && a.at?.path === b.at?.path;
}

function join(a: Candidate, b: Candidate): Candidate {
  const worse = SEVERITY_RANK[b.severity] < SEVERITY_RANK[a.severity] ? b : a;
  const at = { path: a.at?.path ?? '', line: a.at?.line ?? 1, endLine: Math.max(endOf(a), endOf(b)) };
  return { ...worse, at, findings: a.findings + b.findings };
}

function endOf({ at }: Candidate): number {
  return Math.max(at?.line ?? 0, at?.endLine ?? 0);
}

function byPlace(a: Candidate, b: Candidate): number {
  return (
    compare(a.title, b.title) ||
    compare(a.rule, b.rule) ||
    compare(a.at?.path ?? '', b.at?.path ?? '') ||
    (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
    endOf(a) - endOf(b) ||
    compare(a.message, b.message)
  );
}

/** Worst first, then what this change brings, then what points at a line. */
function byRank(a: Candidate, b: Candidate): number {
  return (
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    Number(isOld(a)) - Number(isOld(b)) ||
    Number(a.at?.line === undefined) - Number(b.at?.line === undefined)
  );
}

/** Rules about the change begin with `changed-`; people can act on those here and now. */
function isOld({ rule }: Candidate): boolean {
  return !rule.startsWith('changed-');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
