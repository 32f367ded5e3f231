import {
  countSeverities,
  cutText,
  formatDate,
  formatInteger,
  type MeasuredFinding,
  type Report,
  SEVERITIES,
  type SecurityMeasurements,
} from '@maturity-actions/criteria';
import { codeSpan, shortMarkdown } from './markdown-text.ts';
import { type BlockingFinding, blockingFindings } from './security-findings.ts';
import {
  deadlineText,
  FINDING_STATES,
  isOpenFinding,
  isOverdue,
  packageText,
  placeText,
  urgencyText,
} from './security-wording.ts';
import { type Detail, details, row, stacked, tableHead, unbroken } from './summary-layout.ts';
import { counted } from './wording.ts';

/** Blocking findings shown without a click, and how many more behind one. */
const TOP_FINDINGS = 20;
const MORE_FINDINGS: Readonly<Record<Detail, number>> = { everything: 180, failing: 80, totals: 0 };
/** Open findings that block nothing, behind a click. */
const OTHER_FINDINGS: Readonly<Record<Detail, number>> = { everything: 100, failing: 0, totals: 0 };
/** A title is a reminder here; the whole one is in the report JSON. */
const LONGEST_TITLE = 160;

/** The findings that keep the report from passing, worst and oldest first. */
export function* blockingRows(report: Report, detail: Detail): Generator<string> {
  const blocking = shownBlocking(report, detail);
  if (blocking.length === 0) return;
  yield* findingTable(blocking.slice(0, TOP_FINDINGS), report);
  if (blocking.length <= TOP_FINDINGS) return;
  const more = blocking.slice(TOP_FINDINGS);
  yield '';
  yield* details(`${counted(more.length, 'more finding')} to fix`, findingTable(more, report));
}

/** How many findings there are by state and severity, and the open ones that are not in the list above. */
export function* countRows(report: Report, detail: Detail): Generator<string> {
  const { security } = report.measurements;
  if (!security) return;
  if (!security.isComplete) {
    const isEmpty = security.findings.length === 0;
    yield isEmpty ? 'Not known.' : 'Not known: these are the findings of the reports that could be read.';
    if (isEmpty) return;
    yield '';
  }
  yield* tableHead('Findings', ...SEVERITIES.map((severity) => `${severity}>`), 'all>');
  for (const state of FINDING_STATES) yield countRow(state, security);
  yield* remark(security);
  const shown = new Set(shownBlocking(report, detail).map(({ finding }) => finding.fingerprint));
  const others = otherFindings(security, shown, OTHER_FINDINGS[detail]);
  if (others.count === 0) return;
  yield '';
  yield* otherBlock(others, `${shown.size > 0 ? 'more ' : ''}open finding`, report);
}

/** The tools whose reports were read. */
export function* scannerRows({ tools }: SecurityMeasurements): Generator<string> {
  if (tools.length === 0) return;
  yield* tableHead('Scanner', 'Version', 'Looks at', 'Reports>', 'Errors>');
  for (const { id, version, kinds, reports, errors } of tools) {
    const failed = errors > 0 ? `**${formatInteger(errors)}**` : '0';
    yield row(shortMarkdown(id), shortMarkdown(version ?? ''), kinds.join(', '), formatInteger(reports), failed);
  }
}

function shownBlocking(report: Report, detail: Detail): readonly BlockingFinding[] {
  return blockingFindings(report).slice(0, TOP_FINDINGS + MORE_FINDINGS[detail]);
}

/** Open findings that are not shown: how many there are, and the first of them. */
interface Others {
  readonly count: number;
  readonly listed: readonly BlockingFinding[];
}

function otherFindings({ findings }: SecurityMeasurements, shown: ReadonlySet<string>, most: number): Others {
  const listed: BlockingFinding[] = [];
  let count = 0;
  findings.forEach((finding) => {
    if (!isOpenFinding(finding) || shown.has(finding.fingerprint)) return;
    if (count++ < most) listed.push({ finding, components: [] });
  });
  return { count, listed };
}

function* otherBlock({ count, listed }: Others, name: string, report: Report): Generator<string> {
  const hidden = count - listed.length;
  if (listed.length > 0) yield* details(counted(count, name), findingTable(listed, report));
  if (hidden === 0) return;
  yield `${counted(hidden, 'more open finding is', 'more open findings are')} in the report JSON.`;
}

function* findingTable(findings: readonly BlockingFinding[], report: Report): Generator<string> {
  const hasParts = findings.some(({ components }) => components.length > 0);
  yield* tableHead(
    'Severity',
    'Finding',
    'Where',
    'Fixed in',
    'Known since',
    'Due',
    ...(hasParts ? ['Component'] : []),
  );
  for (const { finding, components } of findings) {
    const cells = [severityCell, ruleCell, whereCell, fixCell, sinceCell].map((cell) => cell(finding));
    yield row(...cells, dueCell(finding, report), ...(hasParts ? [shortMarkdown(components.join(', '))] : []));
  }
}

function severityCell(finding: MeasuredFinding): string {
  const [severity = '', ...more] = urgencyText(finding).split(', ');
  return stacked(`**${severity}**`, unbroken([...more, ...(finding.isNew ? ['new'] : [])].join(', ')));
}

/** Rule and title; an open finding gives a reason only when there is a waiver that does not count. */
function ruleCell({ rule, title, state, because }: MeasuredFinding): string {
  const text = title === rule ? '' : shortMarkdown(cutText(title, LONGEST_TITLE));
  return stacked(codeSpan(rule), text, state === 'open' && because ? 'its waiver does not count' : '');
}

function whereCell(finding: MeasuredFinding): string {
  return stacked(shortMarkdown(packageText(finding)), codeSpan(placeText(finding)));
}

function fixCell({ fixedIn = '' }: MeasuredFinding): string {
  return shortMarkdown(fixedIn);
}

function sinceCell({ firstSeen, firstSeenFrom }: MeasuredFinding): string {
  return firstSeen === undefined ? '' : stacked(unbroken(formatDate(firstSeen)), unbroken(firstSeenFrom ?? ''));
}

function dueCell(finding: MeasuredFinding, { asOf }: Report): string {
  const left = unbroken(deadlineText(finding, asOf));
  if (finding.due === undefined) return '';
  return stacked(unbroken(formatDate(finding.due)), isOverdue(finding, asOf) ? `**${left}**` : left);
}

function countRow(state: (typeof FINDING_STATES)[number], security: SecurityMeasurements): string {
  const bySeverity = countSeverities(security.findings, (finding) => finding.state === state);
  const counts = SEVERITIES.map((severity) => bySeverity[severity]);
  return row(state, ...[...counts, counts.reduce((sum, count) => sum + count)].map(formatInteger));
}

/** `Of the 12 that count, 3 are past their deadline and 1 is a secret.` */
function* remark({ overdue, secrets, total }: SecurityMeasurements): Generator<string> {
  const facts = [
    ...(overdue ? [`${counted(overdue, 'is', 'are')} past ${overdue === 1 ? 'its' : 'their'} deadline`] : []),
    ...(secrets ? [counted(secrets, 'is a secret', 'are secrets')] : []),
  ];
  if (facts.length === 0) return;
  yield '';
  yield `Of the ${formatInteger(total)} that count, ${facts.join(' and ')}.`;
}
