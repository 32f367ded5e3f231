import { formatDate, type Report } from '@maturity-actions/criteria';
import { firstLines, fitLines } from './budget.ts';
import { conclusion } from './conclusion.ts';
import { codeSpan, escapeMarkdown, shortMarkdown } from './markdown-text.ts';
import { measuredCount, measuredFingerprints } from './measured-findings.ts';
import { unsaidVerdicts } from './plan-problems.ts';
import { acceptedRows, registerRows } from './summary-accepted-risks.ts';
import { nextRows, provenanceRows, warningItems } from './summary-context.ts';
import { classRows, fileRows, totalRows } from './summary-coverage.ts';
import { DETAILS, type Detail, details, reportMark, section } from './summary-layout.ts';
import { partBlocks, partRows } from './summary-parts.ts';
import { planLines, skeletonLines } from './summary-plans.ts';
import { blockingRows, countRows, scannerRows } from './summary-security.ts';
import { uptimeLines } from './summary-uptime.ts';
import { findingBlocks, fixItems, verdictRows, waiverRows } from './summary-verdicts.ts';
import { counted, countOutcome, ownVerdicts, scopeName, verdictWord, withoutFindings } from './wording.ts';

/** 960 KiB: GitHub drops a summary above 1 MiB whole, and just below it now and then. */
export const SUMMARY_BUDGET_BYTES = 983_040;

/** What headings begin with, in the report as a whole and inside the block of a component. */
const WHOLE = '###';
const PART = '####';

/** How a summary is drawn. */
export interface SummaryOptions {
  /** Most bytes of UTF-8, counting one more per line for a Windows runner. */
  readonly budgetBytes?: number;
  /** Path of the report JSON, named when the summary had to be shortened. */
  readonly reportPath?: string;
}

/**
 * The report as GitHub Markdown for the job summary: verdict, figures, what to do, details to unfold.
 * Never larger than the budget: everything, else only what fails, else only totals, and it says so.
 */
export function renderSummary(report: Report, options: SummaryOptions = {}): string {
  const budget = options.budgetBytes ?? SUMMARY_BUDGET_BYTES;
  for (const detail of DETAILS) {
    const text = fitLines(summaryLines(report, detail, options.reportPath), budget);
    if (text !== undefined) return text;
  }
  return firstLines(summaryLines(report, 'totals', options.reportPath), budget);
}

function* summaryLines(report: Report, detail: Detail, reportPath: string | undefined): Generator<string> {
  const words = { PASSED: 'passed', FAILED: 'failed', UNKNOWN: 'unknown' };
  const scope = scopeName(report);
  yield `## ${reportMark(report)} ${escapeMarkdown(report.gate)} ${words[verdictWord(report)]}${scope === '' ? '' : `: ${shortMarkdown(scope)}`}`;
  yield '';
  yield `**${shortMarkdown(conclusion(report))}**`;
  yield '';
  yield contextLine(report);
  yield '';
  if (detail !== 'everything') {
    yield shortenedNote(detail, reportPath);
    yield '';
  }
  yield* section(`${WHOLE} Components`, partRows(report.parts ?? [], detail));
  yield* body(report, detail, WHOLE);
  if (detail !== 'totals') yield* partBlocks(report.parts ?? [], detail, (part) => body(part, detail, PART));
}

function contextLine({ subject, asOf }: Report): string {
  const commit = subject.commit ? ` at ${codeSpan(subject.commit.slice(0, 12))}` : '';
  return `${shortMarkdown(subject.repository)}${commit}, as of ${formatDate(asOf)}`;
}

function shortenedNote(detail: Detail, reportPath: string | undefined): string {
  const shown = detail === 'failing' ? 'only what fails is shown' : 'only totals are shown';
  const where = reportPath ? `report ${codeSpan(reportPath)}` : 'report JSON (output `report`)';
  return `> Shortened to fit: ${shown}. Everything is in the ${where}.`;
}

function* body(report: Report, detail: Detail, hashes: string): Generator<string> {
  const verdicts = ownVerdicts(report);
  const { coverage, security } = report.measurements;
  if (detail === 'totals') yield* section(`${hashes} Totals`, totals(report));
  yield* section(`${hashes} Criteria`, verdictRows(verdicts, detail));
  yield* section(`${hashes} What blocks`, blockingRows(report, detail));
  if (detail !== 'totals') yield* section(`${hashes} What to do`, fixItems(unsaidVerdicts(report, verdicts)));
  yield* section(`${hashes} Security findings`, countRows(report, detail));
  yield* section(`${hashes} Uptime${environmentOf(report)}`, uptimeLines(report, detail));
  yield* section(`${hashes} Plans`, planLines(report, detail, `${hashes}#`));
  if (hashes === WHOLE && detail !== 'totals') yield* section(`${hashes} A plan to start from`, skeletonLines(report));
  if (coverage && detail !== 'totals') {
    yield* section(`${hashes} Classes of code`, classRows(coverage.classes));
    yield* section(`${hashes} Files with most uncovered lines`, fileRows(coverage.worst, detail));
  }
  if (detail !== 'totals') {
    const listed = measuredFingerprints(report);
    const unlisted = verdicts.map((verdict) => withoutFindings(verdict, listed));
    yield* section(`${hashes} Findings`, findingBlocks(unlisted, detail));
    yield* section(`${hashes} Waivers`, waiverRows(report, verdicts));
  }
  if (security && detail !== 'totals') {
    yield* section(`${hashes} Accepted risks`, acceptedRows(security.waivers, detail));
    yield* section(`${hashes} To accept a risk in writing`, registerRows(report));
    // They looked at the whole project, so they are not said again for each component.
    if (hashes === WHOLE) yield* section(`${hashes} Scanners`, scannerRows(security));
  }
  yield* section(`${hashes} Warnings`, warningItems(report, detail));
  if (detail === 'totals') return;
  yield* section(`${hashes} What is missing for ${shortMarkdown(report.next?.level ?? '')}`, nextRows(report, detail));
  yield* details('Reports read', detail === 'everything' ? provenanceRows(report) : []);
}

/** ` of staging`; empty when that is not told. */
function environmentOf({ measurements }: Report): string {
  const environment = shortMarkdown(measurements.uptime?.environment ?? '');
  return environment === '' ? '' : ` of ${environment}`;
}

function* totals(report: Report): Generator<string> {
  const { verdicts, measurements } = report;
  const outcomes = (['met', 'unmet', 'unknown', 'waived', 'not-applicable'] as const).map(
    (outcome) => `${countOutcome(verdicts, outcome)} ${outcome.replace('-', ' ')}`,
  );
  const listed = measuredFingerprints(report);
  const others = verdicts.reduce((sum, verdict) => sum + withoutFindings(verdict, listed).findings.length, 0);
  const findings = others + measuredCount(measurements);
  yield `${counted(verdicts.length, 'criterion', 'criteria')}: ${outcomes.join(', ')}. ${counted(findings, 'finding')}.`;
  if (!measurements.coverage) return;
  yield '';
  yield* totalRows(measurements.coverage);
}
