import type { Finding, Report, Requirement, Verdict } from '@maturity-actions/criteria';
import { cutText, escapeLog } from '@maturity-actions/criteria';
import { type Candidate, candidate, groupAdjacent } from './annotation-groups.ts';
import { endSentence, unknownSentence, unmetSentence } from './conclusion.ts';
import { measuredFingerprints } from './security-findings.ts';
import { counted, criterionName, isOpen, levelName, ownVerdicts, subjectName } from './wording.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** One remark that GitHub shows at a line of the change, or on the run when it has no path. Texts are escaped for the log. */
export interface Annotation {
  readonly level: AnnotationLevel;
  /** At most 4,000 UTF-16 units; the runner cuts at 4,096. */
  readonly message: string;
  readonly title: string;
  /** Relative to the repository, exactly as found. */
  readonly path?: string;
  readonly line?: number;
  readonly endLine?: number;
}

/** The runner shows ten of each level and step and loses the eleventh. */
const MOST_PER_LEVEL = 10;
/** Of those, the ones that say only which criterion is unmet. */
const MOST_HEADLINES = 4;
const LONGEST_MESSAGE = 4000;
const LONGEST_TITLE = 200;
const LEVELS: readonly AnnotationLevel[] = ['error', 'warning', 'notice'];
const LEVEL_OF: Readonly<Record<Requirement, AnnotationLevel | undefined>> = {
  must: 'error',
  should: 'warning',
  nice: 'notice',
  'dont-need': undefined,
};

/**
 * What is worth saying beside the code: musts as errors, shoulds and warnings as warnings, the rest and
 * what is only for information as notices; per level what decides first, at most ten, the tenth saying how many more there are.
 * What scanners found is said once, however many criteria name it, and only beside a file of the repository.
 */
export function annotations(report: Report): readonly Annotation[] {
  const reports = [report, ...(report.parts ?? [])];
  const scanned = new Set(reports.flatMap((one) => [...measuredFingerprints(one)]));
  const isDue = onceBesideFiles(scanned);
  return LEVELS.flatMap((level) => {
    const unmet = reports.flatMap((one) => headlines(one, level, 'unmet', scanned));
    const unknown = reports.flatMap((one) => headlines(one, level, 'unknown', scanned));
    const findings = groupAdjacent(reports.flatMap((one) => findingsOf(one, level, isDue)));
    const first = findings.some(({ at }) => at) ? withRoom(unmet) : unmet;
    return capped(level, [...first, ...findings, ...unknown]);
  });
}

function openVerdicts(report: Report, level: AnnotationLevel): Verdict[] {
  return ownVerdicts(report).filter((verdict) => isOpen(verdict) && LEVEL_OF[verdict.requirement] === level);
}

/** The verdicts themselves, one sentence each, unless findings say why one is unknown; what scanners found does not. */
function headlines(
  report: Report,
  level: AnnotationLevel,
  outcome: 'unmet' | 'unknown',
  scanned: ReadonlySet<string>,
): Candidate[] {
  const verdicts = openVerdicts(report, level).filter((verdict) => verdict.outcome === outcome);
  const unsaid = verdicts.filter(
    ({ findings }) => outcome === 'unmet' || findings.every(({ fingerprint }) => scanned.has(fingerprint)),
  );
  return unsaid.map((verdict) => {
    const message =
      outcome === 'unmet' ? unmetSentence(withoutRepetition(verdict), levelName(report)) : unknownSentence(verdict);
    return {
      title: titleOf(report, verdict),
      rule: verdict.criterion,
      severity: 'high',
      message,
      fix: verdict.fix,
      findings: 1,
    };
  });
}

/** The first headlines, and one for all others, so that what has a place in a file is not crowded out. */
function withRoom(all: readonly Candidate[]): readonly Candidate[] {
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

/** Whether a finding is to be annotated: one of a scanner the first time that it comes up, if it has a file. */
function onceBesideFiles(scanned: ReadonlySet<string>): (finding: Finding) => boolean {
  const said = new Set<string>();
  return ({ fingerprint, at }) => {
    if (!scanned.has(fingerprint)) return true;
    if (at === undefined || said.has(fingerprint)) return false;
    said.add(fingerprint);
    return true;
  };
}

function findingsOf(report: Report, level: AnnotationLevel, isDue: (finding: Finding) => boolean): Candidate[] {
  const fromVerdicts = openVerdicts(report, level).flatMap((verdict) => {
    const title = titleOf(report, verdict);
    return verdict.findings
      .filter(isDue)
      .map((finding) => candidate(title, finding, verdict.criterion === 'configuration'));
  });
  const warnings = report.warnings
    .filter(({ severity }) => level === (severity === 'info' ? 'notice' : 'warning'))
    .map((finding) => candidate(finding.rule, finding, false));
  return [...fromVerdicts, ...warnings];
}

function titleOf(report: Report, verdict: Verdict): string {
  const name = criterionName(verdict);
  return report.subject.component ? `${subjectName(report)}: ${name}` : name;
}

function capped(level: AnnotationLevel, candidates: readonly Candidate[]): Annotation[] {
  if (candidates.length <= MOST_PER_LEVEL) return candidates.map((one) => annotation(level, one));
  const shown = candidates.slice(0, MOST_PER_LEVEL - 1);
  const hidden = candidates.length - shown.length;
  const message = `and ${counted(hidden, 'more', 'more')}; see the job summary`;
  return [...shown.map((one) => annotation(level, one)), { level, message, title: 'More findings' }];
}

function annotation(level: AnnotationLevel, { title, message, fix, at, findings }: Candidate): Annotation {
  const isExact = at !== undefined && at.path !== '' && escapeLog(at.path) === at.path;
  const place = at && !isExact ? `${at.path}: ` : '';
  const more = findings > 1 ? ` (${counted(findings, 'finding')} in lines ${at?.line}-${at?.endLine})` : '';
  const text = `${place}${fix === '' ? message : endSentence(message + more)}${fix === '' ? more : ` ${fix}`}`;
  return {
    level,
    message: cutText(escapeLog(text), LONGEST_MESSAGE),
    title: cutText(escapeLog(title), LONGEST_TITLE),
    // A path that the log would have to change points nowhere; it is in the message instead.
    ...(isExact ? { path: at.path } : {}),
    ...(isExact && at.line !== undefined ? { line: at.line } : {}),
    ...(isExact && at.line !== undefined && at.endLine !== undefined && at.endLine >= at.line
      ? { endLine: at.endLine }
      : {}),
  };
}
