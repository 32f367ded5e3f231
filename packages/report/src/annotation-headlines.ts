import type { Finding, Report, Verdict } from '@maturity-actions/criteria';
import type { Candidate } from './annotation-groups.ts';
import { type AnnotationLevel, openVerdicts } from './annotation-levels.ts';
import { unknownSentence, unmetSentence } from './conclusion.ts';
import type { PlanCandidates } from './plan-annotations.ts';
import { counted, criterionName, levelName, subjectName } from './wording.ts';

/** Annotations of one level that say only which criterion is unmet. */
const MOST_HEADLINES = 4;

/**
 * The verdicts themselves, one sentence each, unless their findings are told beside files, findings say why one is
 * unknown (what scanners found does not), or they leave the reason to another one.
 */
export function headlines(
  report: Report,
  level: AnnotationLevel,
  outcome: 'unmet' | 'unknown',
  scanned: ReadonlySet<string>,
  { told }: PlanCandidates,
): Candidate[] {
  const open = openVerdicts(report, level).filter(({ findings }) => !isWithin(findings, told));
  const speaking = open.filter(({ why, fix, findings }) => why !== '' || fix !== '' || findings.length > 0);
  const verdicts = (speaking.length > 0 ? speaking : open).filter((verdict) => verdict.outcome === outcome);
  const unsaid = verdicts.filter(
    ({ findings }) => outcome === 'unmet' || findings.length === 0 || isWithin(findings, scanned),
  );
  return unsaid.map((verdict) => {
    const message =
      outcome === 'unmet' ? unmetSentence(withoutRepetition(verdict), levelName(report)) : unknownSentence(verdict);
    return {
      title: verdictTitle(report, verdict),
      rule: verdict.criterion,
      severity: 'high',
      message,
      fix: verdict.fix,
      findings: 1,
    };
  });
}

/** Whether there are findings, and all of them among these. */
function isWithin(findings: readonly Finding[], fingerprints: ReadonlySet<string>): boolean {
  return findings.length > 0 && findings.every(({ fingerprint }) => fingerprints.has(fingerprint));
}

/** The first headlines, and one for all others, so that what has a place in a file is not crowded out. */
export function withRoom(all: readonly Candidate[]): readonly Candidate[] {
  if (all.length <= MOST_HEADLINES) return all;
  const shown = all.slice(0, MOST_HEADLINES - 1);
  const names = all.slice(shown.length).map(({ title }) => title);
  const message = `${counted(names.length, 'more criterion is', 'more criteria are')} unmet: ${names.join(', ')}`;
  return [...shown, { title: 'More criteria', rule: 'more-criteria', severity: 'high', message, fix: '', findings: 1 }];
}

/** Without the missing amount when the fix, which follows, names it. */
function withoutRepetition(verdict: Verdict): Verdict {
  const { missing, ...rest } = verdict;
  return missing !== undefined && verdict.fix.includes(missing) ? rest : verdict;
}

/** Name of a criterion, with the component in front when there are several. */
export function verdictTitle(report: Report, verdict: Verdict): string {
  const name = criterionName(verdict);
  return report.subject.component ? `${subjectName(report)}: ${name}` : name;
}
