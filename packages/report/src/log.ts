import { cutText, type Finding, formatDate, type Report, type Verdict } from '@maturity-actions/criteria';
import { conclusion, endSentence } from './conclusion.ts';
import { figures } from './figures.ts';
import { type LogLine, type LogStyle, printLine, wrap } from './log-line.ts';
import { planBlock, skeletonBlock } from './log-plans.ts';
import { securityBlock } from './log-security.ts';
import { logMark, logStyle, verdictTable } from './log-table.ts';
import { uptimeBlock } from './log-uptime.ts';
import { openProblems, unsaidVerdicts } from './plan-problems.ts';
import { blockingFindings, otherWarnings } from './security-findings.ts';
import {
  counted,
  criterionName,
  findingText,
  isBlocking,
  isOpen,
  isSaidByFindings,
  levelName,
  openFirst,
  ownVerdicts,
  scopeName,
  subjectName,
  type VerdictWord,
  verdictWord,
  waiverRemark,
  withoutFindings,
} from './wording.ts';

/** How the log is drawn. */
export interface LogOptions {
  /** ANSI colours; everything else is the same without them. */
  readonly color: boolean;
  /** Columns of the terminal, 110 unless told; prose is wrapped and table cells are cut to it. */
  readonly width?: number;
}

const DEFAULT_WIDTH = 110;
/** Findings, warnings and missing criteria that the log shows of each list. */
const MOST_ITEMS = 10;
const LONGEST_TEXT = 1000;
const VERDICT_STYLES: Readonly<Record<VerdictWord, LogStyle>> = { PASSED: 'green', FAILED: 'red', UNKNOWN: 'yellow' };
const BLANK: LogLine = [];

/**
 * The verdict as lines for a terminal or the runner's log, verdict first. Each line is escaped for the
 * runner; the only terminal sequences are our own colours.
 */
export function renderLog(report: Report, options: LogOptions): readonly string[] {
  const width = Math.max(40, options.width ?? DEFAULT_WIDTH);
  const lines = [
    ...headline(report),
    ...body(report, width, '  '),
    ...(report.parts ?? []).flatMap((part) => partBlock(part, width)),
    ...skeletonBlock(report),
  ];
  return lines.map((line) => printLine(line, options.color));
}

function headline(report: Report): LogLine[] {
  const word = verdictWord(report);
  const scope = scopeName(report);
  const title = { text: word, style: VERDICT_STYLES[word] };
  return [
    [title, { text: ` ${report.gate}${scope === '' ? '' : `: ${scope}`}, as of ${formatDate(report.asOf)}` }],
    [{ text: cutText(conclusion(report), LONGEST_TEXT), style: 'bold' }],
  ];
}

function partBlock(part: Report, width: number): LogLine[] {
  const word = verdictWord(part);
  const known = figures(part.measurements).map(({ phrase }) => (phrase === undefined ? '' : `, ${phrase}`));
  const heading: LogLine = [
    { text: subjectName(part), style: 'bold' },
    { text: ': ' },
    { text: word, style: VERDICT_STYLES[word] },
    { text: `, ${levelName(part)}${known.join('')}` },
  ];
  return [BLANK, heading, ...body(part, width, '  ')];
}

function body(report: Report, width: number, indent: string): LogLine[] {
  const verdicts = ownVerdicts(report);
  const table = verdictTable(verdicts, width, indent);
  const unsaid = openFirst(unsaidVerdicts(report, verdicts)).filter(isOpen);
  const listed = unsaid.length === 0 ? NONE : listedFingerprints(report);
  return [
    ...(table.length > 0 ? [BLANK, ...table] : []),
    ...securityBlock(report, width, indent),
    ...uptimeBlock(report, width, indent),
    ...planBlock(report, width, indent),
    ...unsaid
      .map((verdict) => withoutFindings(verdict, listed))
      .flatMap((verdict) => openBlock(verdict, width, indent)),
    ...waivedBlock(report, verdicts, width, indent),
    ...warningBlock(otherWarnings(report), width, indent),
    ...nextBlock(report, width, indent),
  ];
}

const NONE: ReadonlySet<string> = new Set();

/** Of what the log shows in lists of their own. */
function listedFingerprints(report: Report): ReadonlySet<string> {
  const listed = [
    ...blockingFindings(report).map(({ finding }) => finding),
    ...(report.measurements.plan ?? []).flatMap(openProblems),
  ];
  return new Set(listed.map(({ fingerprint }) => fingerprint));
}

function openBlock(verdict: Verdict, width: number, indent: string): LogLine[] {
  const inner = `${indent}  `;
  const texts = findingTexts(verdict.findings);
  const findings = texts.map((text): LogLine => [{ text: inner + cutText(text, LONGEST_TEXT) }]);
  const hidden = verdict.findings.length - findings.length;
  const why = isSaidByFindings(verdict) ? '' : verdict.why;
  const fix = hasOneFix(verdict.findings) ? verdict.fix : '';
  if (why === '' && findings.length === 0 && fix === '') return [];
  return [
    BLANK,
    [
      { text: `${indent}${logMark(verdict)} `, style: logStyle(verdict) },
      { text: criterionName(verdict), style: 'bold' },
    ],
    ...(why === '' ? [] : wrap(inner, cutText(why, LONGEST_TEXT), inner, width)),
    ...findings,
    ...(hidden > 0 ? [[{ text: `${inner}and ${counted(hidden, 'more', 'more')}` }]] : []),
    ...(fix === '' ? [] : wrap(`${inner}Fix: `, cutText(fix, LONGEST_TEXT), `${inner}     `, width)),
  ];
}

/** Whether the findings need the same thing done; then it is said once, below them. */
function hasOneFix(findings: readonly Finding[]): boolean {
  return findings.every(({ fix }) => fix === findings[0]?.fix);
}

/** The findings as single lines; each with its own fix when the fixes differ. */
function findingTexts(findings: readonly Finding[]): string[] {
  const isSameFix = hasOneFix(findings);
  return findings
    .slice(0, MOST_ITEMS)
    .map((finding) => (isSameFix ? findingText(finding) : `${endSentence(findingText(finding))} ${finding.fix}`));
}

function waivedBlock(report: Report, verdicts: readonly Verdict[], width: number, indent: string): LogLine[] {
  const lines = verdicts.flatMap((verdict): LogLine[] => {
    const { waiver } = verdict;
    if (!waiver) return [];
    const until = `${formatDate(waiver.expires)}${waiverRemark(waiver, report)}`;
    return wrap(
      `${indent}- `,
      `${criterionName(verdict)}: waived by ${waiver.owner} until ${until}: ${endSentence(waiver.reason)} ${waiver.where}`,
      `${indent}  `,
      width,
    );
  });
  return lines.length > 0 ? [BLANK, [{ text: `${indent}Waived`, style: 'bold' }], ...lines] : [];
}

function warningBlock(warnings: readonly Finding[], width: number, indent: string): LogLine[] {
  if (warnings.length === 0) return [];
  const shown = warnings.slice(0, MOST_ITEMS).flatMap((finding) => {
    const text = `${endSentence(findingText(finding))} ${finding.fix}`;
    return wrap(`${indent}- `, cutText(text, LONGEST_TEXT), `${indent}  `, width);
  });
  const hidden = warnings.length - MOST_ITEMS;
  const more: LogLine[] = hidden > 0 ? [[{ text: `${indent}- and ${counted(hidden, 'more', 'more')}` }]] : [];
  return [BLANK, [{ text: `${indent}Warnings`, style: 'yellow' }], ...shown, ...more];
}

function nextBlock({ next }: Report, width: number, indent: string): LogLine[] {
  if (!next) return [];
  const first = `${indent}Next level, ${next.level}: `;
  if (next.missing.length === 0) return [BLANK, [{ text: `${first}nothing is missing.` }]];
  const named = [...next.missing]
    .sort((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)))
    .slice(0, MOST_ITEMS / 2);
  const names = named.map(
    (verdict) =>
      `${criterionName(verdict)} (${cutText(verdict.missing ?? `${verdict.outcome}, ${verdict.required}`, 60)})`,
  );
  const hidden = next.missing.length - named.length;
  return [
    BLANK,
    ...wrap(first, `${names.join('; ')}${hidden > 0 ? `; and ${hidden} more` : ''}`, `${indent}  `, width),
  ];
}
