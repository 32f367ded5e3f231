import {
  type Finding,
  formatLocation,
  type Outcome,
  type Report,
  type Verdict,
  type Waiver,
  waiverState,
} from '@maturity-actions/criteria';

/** Verdict of a whole report in one word. PASSED needs both `passed` and the outcome met. */
export type VerdictWord = 'PASSED' | 'FAILED' | 'UNKNOWN';

/** What a report comes to; a report that contradicts itself is FAILED. */
export function verdictWord(report: Report): VerdictWord {
  if (report.outcome === 'unknown') return 'UNKNOWN';
  return report.passed && report.outcome === 'met' ? 'PASSED' : 'FAILED';
}

/** `component production`; `the stated thresholds`, of plans `the stated rules`, when no level was asked for. Not escaped. */
export function levelName({ model, level, measurements }: Report): string {
  const stated = measurements.plan ? 'the stated rules' : 'the stated thresholds';
  return [model, level].filter((word) => word !== '').join(' ') || stated;
}

/** `checkout, component production`, `3 components`; empty when neither a component nor a level was asked for. Not escaped. */
export function scopeName({ subject, model, level, parts }: Report): string {
  if (parts) return counted(parts.length, 'component');
  const named = [model, level].filter((word) => word !== '').join(' ');
  return [subject.component ?? '', named].filter((word) => word !== '').join(', ');
}

/** `checkout`; the repository when the whole project was judged. Not escaped. */
export function subjectName(report: Report): string {
  return report.subject.component ?? report.subject.repository;
}

/** What a criterion is called inside a sentence: its title, or its id in words when the title is a question. Not escaped. */
export function criterionName(verdict: Verdict): string {
  if (!verdict.title.trimEnd().endsWith('?') && verdict.title !== '') return verdict.title;
  const words = verdict.criterion.replaceAll('-', ' ').replace(/\bui\b/, 'UI');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `unmet`, `not applicable`, `unmet (should)`: the outcome, and how much it is asked when that is not a must. */
export function outcomeName(verdict: Verdict): string {
  const name = verdict.outcome.replace('-', ' ');
  return verdict.requirement === 'must' ? name : `${name} (${verdict.requirement})`;
}

/** Whether a criterion still needs work: unmet or unknown. */
export function isOpen(verdict: Verdict): boolean {
  return verdict.outcome === 'unmet' || verdict.outcome === 'unknown';
}

/** Whether a criterion keeps the report from passing. */
export function isBlocking(verdict: Verdict): boolean {
  return isOpen(verdict) && verdict.requirement === 'must';
}

/** Verdicts in the order people need them: blocking, other open ones, the rest; else as judged. */
export function openFirst(verdicts: readonly Verdict[]): readonly Verdict[] {
  const rank = (verdict: Verdict): number => (isBlocking(verdict) ? 0 : isOpen(verdict) ? 1 : 2);
  return [...verdicts].sort((a, b) => rank(a) - rank(b));
}

/** The report's own verdicts, without the ones that only repeat its parts. */
export function ownVerdicts(report: Report): readonly Verdict[] {
  const repeated = new Set((report.parts ?? []).map((part) => `component-${subjectName(part)}`));
  return report.verdicts.filter(({ criterion }) => !repeated.has(criterion));
}

/** `1 criterion`, `3 criteria`: a number with the right form of its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')} ${count === 1 ? one : many}`;
}

/** `src/a.ts:12: line 12 is not covered`; the place is not said twice. Not escaped. */
export function findingText(finding: Finding): string {
  return finding.at ? `${formatLocation(finding.at)}: ${findingMessage(finding)}` : finding.message;
}

/** The message without a leading repetition of the finding's own place. Not escaped. */
export function findingMessage({ at, message }: Finding): string {
  const place = at ? `${formatLocation(at)}: ` : '';
  return place !== '' && message.startsWith(place) ? message.slice(place.length) : message;
}

/** The verdict without those of its findings that another list shows, by fingerprint. */
export function withoutFindings(verdict: Verdict, listed: ReadonlySet<string>): Verdict {
  if (listed.size === 0) return verdict;
  return { ...verdict, findings: verdict.findings.filter(({ fingerprint }) => !listed.has(fingerprint)) };
}

/** ` (ends soon)`, ` (expired)`: what to know about a waiver's time; empty while it runs. */
export function waiverRemark(waiver: Waiver, report: Report): string {
  const remarks = { active: '', expiring: ' (ends soon)', expired: ' (expired)', 'not-yet': ' (not yet valid)' };
  return remarks[waiverState(waiver, report.asOf)];
}

/** How many verdicts have an outcome. */
export function countOutcome(verdicts: readonly Verdict[], outcome: Outcome): number {
  return verdicts.filter((verdict) => verdict.outcome === outcome).length;
}

/** Whether the reason of a verdict is only what its first finding says again. */
export function isSaidByFindings({ why, findings }: Verdict): boolean {
  const [first] = findings;
  return first !== undefined && why.startsWith(findingText(first));
}
