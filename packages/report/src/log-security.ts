import {
  cutText,
  formatDate,
  type MeasuredFinding,
  type MeasuredWaiver,
  MOST_LISTED,
  type Report,
  RISK_REGISTER,
  type SecurityMeasurements,
} from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { alignedRows, GAP, logCell } from './log-columns.ts';
import { type LogLine, wrap } from './log-line.ts';
import { type BlockingFinding, blockingFindings } from './security-findings.ts';
import {
  byAttention,
  deadlineText,
  isOverdue,
  openText,
  packageText,
  placeText,
  refusalText,
  urgencyText,
  WAIVER_STATES,
} from './security-wording.ts';
import { counted, isBlocking } from './wording.ts';

const HEADINGS: readonly string[] = ['severity', 'rule', 'where', 'fixed in', 'due'];
/** Findings and accepted risks that the log shows. */
const MOST_ITEMS = 10;
const BLANK: LogLine = [];

/** What blocks, how much there is, and what became of the accepted risks. */
export function securityBlock(report: Report, width: number, indent: string): LogLine[] {
  const { security } = report.measurements;
  if (!security) return [];
  return [
    ...blockingBlock(report, width, indent),
    BLANK,
    ...wrap(`${indent}Findings: `, countText(security), `${indent}  `, width),
    ...acceptedBlock(security.waivers, width, indent),
    ...registerBlock(report, indent),
  ];
}

/** Rows of the register that the log shows; the summary has more. */
const MOST_ROWS = 3;

/** The rows with which findings that block are accepted: one line each, to copy and fill in. */
function registerBlock({ measurements, parts }: Report, indent: string): LogLine[] {
  const all = measurements.security?.registerRows ?? [];
  // The parts show their own.
  if (parts || all.length === 0) return [];
  const isHead = (row: string): boolean => row === all[0] && all[1]?.includes('---') === true;
  const heads = isHead(all[0] as string) ? 2 : 0;
  const shown = all.slice(0, heads + MOST_ROWS);
  const hidden = all.length - shown.length;
  return [
    BLANK,
    [{ text: `${indent}To accept what blocks and may be waived, rows for ${RISK_REGISTER}`, style: 'bold' }],
    ...shown.map((row): LogLine => [{ text: `${indent}${row}` }]),
    ...(hidden > 0 ? [[{ text: `${indent}and ${counted(hidden, 'more row')} in the job summary` }]] : []),
  ];
}

function blockingBlock(report: Report, width: number, indent: string): LogLine[] {
  // The parts show their own.
  const { parts: _, ...own } = report;
  const blocking = blockingFindings(own);
  if (blocking.length === 0) return [];
  const shown = blocking.slice(0, MOST_ITEMS);
  const rows = alignedRows([HEADINGS, ...shown.map((one) => cells(one, report))], width - indent.length);
  const hidden = blocking.length - shown.length;
  // A verdict names its worst findings only.
  const isCut = report.verdicts.some((verdict) => isBlocking(verdict) && verdict.findings.length >= MOST_LISTED);
  const more = `${indent}and ${isCut ? 'at least ' : ''}${counted(hidden, 'more', 'more')}; see the report JSON`;
  return [
    BLANK,
    [{ text: `${indent}Blocking`, style: 'bold' }],
    ...rows.flatMap((row, index): LogLine[] => {
      const text = indent + row.join(GAP);
      const one = shown[index - 1];
      if (!one) return [[{ text, style: 'dim' }]];
      const about: LogLine = [{ text: cutText(`${indent}  ${aboutText(one.finding)}`, width), style: 'dim' }];
      return [[{ text, style: isOverdue(one.finding, report.asOf) ? 'red' : undefined }], about];
    }),
    ...(hidden > 0 ? [[{ text: more }]] : []),
  ];
}

/** What is wrong, and who says so. */
function aboutText({ title, rule, tools }: MeasuredFinding): string {
  return `${title === rule ? '' : `${title} `}(${tools.join(', ')})`;
}

function cells({ finding }: BlockingFinding, { asOf }: Report): readonly string[] {
  const about = packageText(finding);
  const place = placeText(finding);
  const where = about === '' ? place : place === '' ? about : `${about} in ${place}`;
  const due = finding.due === undefined ? '' : `${formatDate(finding.due)}, ${deadlineText(finding, asOf)}`;
  return [urgencyText(finding), ...[finding.rule, where, finding.fixedIn ?? '', due].map(logCell)];
}

/** `2 critical, 5 high open; 1 waived; 2 suppressed; 3 past their deadline.`, and what that leaves out. */
function countText(security: SecurityMeasurements): string {
  const open = openText(security);
  const { waived, suppressed, overdue } = security;
  const counts = [
    open === '' ? 'none open' : `${open} open`,
    ...(waived > 0 ? [counted(waived, 'waived', 'waived')] : []),
    ...(suppressed > 0 ? [counted(suppressed, 'suppressed', 'suppressed')] : []),
    ...(overdue ? [counted(overdue, 'past its deadline', 'past their deadline')] : []),
  ];
  const text = `${counts.join('; ')}.`;
  if (security.isComplete) return text;
  return security.findings.length === 0 ? 'not known.' : `not known. In the reports that could be read: ${text}`;
}

function acceptedBlock(waivers: readonly MeasuredWaiver[], width: number, indent: string): LogLine[] {
  if (waivers.length === 0) return [];
  const shown = [...waivers].sort(byAttention).slice(0, MOST_ITEMS);
  const hidden = waivers.length - shown.length;
  const more: LogLine[] = hidden > 0 ? [[{ text: `${indent}- and ${counted(hidden, 'more', 'more')}` }]] : [];
  const items = shown.flatMap((waiver) => wrap(`${indent}- `, acceptedText(waiver), `${indent}  `, width));
  return [BLANK, [{ text: `${indent}Accepted risks`, style: 'bold' }], ...items, ...more];
}

/** `CVE-2021-23337 in lodash, by @org/shop until 2026-12-31, 2 findings; in force. SECURITY.md:7`. */
function acceptedText(waiver: MeasuredWaiver): string {
  const { id, scope, owner, expires, findings, where, state } = waiver;
  const what = scope === '' ? id : `${id} in ${scope}`;
  const states = [WAIVER_STATES[state], refusalText(waiver)].filter((text) => text !== '').join(': ');
  return `${what}, by ${owner} until ${formatDate(expires)}, ${counted(findings, 'finding')}; ${endSentence(states)} ${where}`;
}
