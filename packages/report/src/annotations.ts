import type { Finding, Location, Report } from '@maturity-actions/criteria';
import { cutText, escapeLog } from '@maturity-actions/criteria';
import { type Candidate, candidate, groupAdjacent } from './annotation-groups.ts';
import { headlines, verdictTitle, withRoom } from './annotation-headlines.ts';
import { ANNOTATION_LEVELS, type AnnotationLevel, openVerdicts } from './annotation-levels.ts';
import { endSentence } from './conclusion.ts';
import { measuredFingerprints } from './measured-findings.ts';
import { type PlanCandidates, planCandidates } from './plan-annotations.ts';
import { counted } from './wording.ts';

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
  /** In UTF-16 units from 1; of a finding on one line only. */
  readonly column?: number;
}

/** The runner shows ten of each level and step and loses the eleventh. */
const MOST_PER_LEVEL = 10;
const LONGEST_MESSAGE = 4000;
const LONGEST_TITLE = 200;

/**
 * What is worth saying beside the code: musts as errors, shoulds and warnings as warnings, the rest and
 * what is only for information as notices; per level what decides first, at most ten, the tenth saying how many more there are.
 * What scanners found and what is wrong with plans is said once, however many criteria name it, and only beside
 * a file of the repository.
 */
export function annotations(report: Report): readonly Annotation[] {
  const reports = [report, ...(report.parts ?? [])];
  const scanned = new Set(reports.flatMap((one) => [...measuredFingerprints(one)]));
  const plans = planCandidates(reports);
  const isDue = onceBesideFiles(scanned, plans);
  return ANNOTATION_LEVELS.flatMap((level) => {
    const unmet = reports.flatMap((one) => headlines(one, level, 'unmet', scanned, plans));
    const unknown = reports.flatMap((one) => headlines(one, level, 'unknown', scanned, plans));
    const others = reports.flatMap((one) => findingsOf(one, level, isDue));
    const findings = groupAdjacent([...plans.byLevel[level], ...others]);
    const first = findings.some(({ at }) => at) ? withRoom(unmet) : unmet;
    return capped(level, [...first, ...findings, ...unknown]);
  });
}

/**
 * Whether a finding is to be annotated: one of a scanner the first time that it comes up, if it has a file; a problem
 * of a plan never, since it has an annotation of its own.
 */
function onceBesideFiles(scanned: ReadonlySet<string>, { known }: PlanCandidates): (finding: Finding) => boolean {
  const said = new Set<string>();
  return ({ fingerprint, at }) => {
    if (known.has(fingerprint)) return false;
    if (!scanned.has(fingerprint)) return true;
    if (at === undefined || said.has(fingerprint)) return false;
    said.add(fingerprint);
    return true;
  };
}

function findingsOf(report: Report, level: AnnotationLevel, isDue: (finding: Finding) => boolean): Candidate[] {
  const fromVerdicts = openVerdicts(report, level).flatMap((verdict) => {
    const title = verdictTitle(report, verdict);
    return verdict.findings
      .filter(isDue)
      .map((finding) => candidate(title, finding, verdict.criterion === 'configuration'));
  });
  const warnings = report.warnings
    .filter(({ severity }) => level === (severity === 'info' ? 'notice' : 'warning'))
    .map((finding) => candidate(finding.rule, finding, false));
  return [...fromVerdicts, ...warnings];
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
    ...(isExact ? rangeOf(at) : {}),
  };
}

/** The lines of a place; its column where it is on one line, as GitHub wants it. */
function rangeOf({ line, endLine, column }: Location): Pick<Annotation, 'line' | 'endLine' | 'column'> {
  if (line === undefined) return {};
  const isOneLine = endLine === undefined || endLine === line;
  return {
    line,
    ...(endLine !== undefined && endLine >= line ? { endLine } : {}),
    ...(isOneLine && column !== undefined ? { column } : {}),
  };
}
