import { type Finding, formatDate, formatLocation, type Report, type Verdict } from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { codeSpan, shortMarkdown } from './markdown-text.ts';
import { type Detail, details, row, tableHead, verdictMark } from './summary-layout.ts';
import {
  counted,
  criterionName,
  findingMessage,
  isOpen,
  isSaidByFindings,
  openFirst,
  outcomeName,
  waiverRemark,
} from './wording.ts';

/** Findings of one verdict that a shortened summary still shows. */
const SHORTENED_FINDINGS = 100;
/** Findings up to this number are shown without a click. */
const OPENED_FINDINGS = 5;

/** The table of verdicts, open ones first; only these once the summary has to be shortened. */
export function* verdictRows(verdicts: readonly Verdict[], detail: Detail): Generator<string> {
  const shown = openFirst(detail === 'everything' ? verdicts : verdicts.filter(isOpen)).slice(
    0,
    detail === 'totals' ? SHORTENED_FINDINGS : undefined,
  );
  if (shown.length === 0) return;
  yield* tableHead('Verdict', 'Criterion', 'Observed', 'Required', 'Missing');
  for (const verdict of shown) {
    yield row(
      verdictCell(verdict),
      criterionCell(verdict),
      ...[verdict.observed, verdict.required].map(shortMarkdown),
      missingCell(verdict),
    );
  }
}

/** Mark and outcome on one line. */
export function verdictCell(verdict: Verdict): string {
  return `${verdictMark(verdict)} ${outcomeName(verdict)}`.replaceAll(' ', '&nbsp;');
}

/** What is missing, on one line unless it is a whole sentence. */
export function missingCell({ missing = '' }: Verdict): string {
  const text = shortMarkdown(missing);
  return missing.length <= 20 ? text.replaceAll(' ', '&nbsp;') : text;
}

/** The name that the rest of the summary uses; below it the question, where the answer is not yes. */
export function criterionCell(verdict: Verdict): string {
  const name = criterionName(verdict);
  const question =
    verdict.title === name || verdict.title === '' || !isOpen(verdict)
      ? ''
      : `<br><sub>${shortMarkdown(verdict.title)}</sub>`;
  return `**${shortMarkdown(name)}**${question}`;
}

/** For each open verdict why it is open and what to do. */
export function* fixItems(verdicts: readonly Verdict[]): Generator<string> {
  for (const verdict of openFirst(verdicts).filter(isOpen)) {
    const effort = verdict.effort ? ` (${verdict.effort} effort)` : '';
    if (verdict.why === '' && verdict.fix === '') continue;
    const parts = [endSentence(verdict.why), endSentence(verdict.fix)].filter((part) => part !== '').map(shortMarkdown);
    yield `- **${shortMarkdown(criterionName(verdict))}**${effort}: ${parts.join(' ')}`;
  }
}

/** The findings of each open verdict, collapsed when they are many. */
export function* findingBlocks(verdicts: readonly Verdict[], detail: Detail): Generator<string> {
  for (const verdict of openFirst(verdicts)) {
    const { findings } = verdict;
    if (findings.length === 0 || isSaidToDo(verdict) || (detail !== 'everything' && !isOpen(verdict))) continue;
    const shown = detail === 'everything' ? findings : findings.slice(0, SHORTENED_FINDINGS);
    const title = `${criterionName(verdict)}: ${counted(findings.length, 'finding')}`;
    yield* details(
      title,
      findingItems(shown, findings.length - shown.length),
      isOpen(verdict) && findings.length <= OPENED_FINDINGS,
    );
  }
}

/** Whether the list of what to do says all that the only finding says. */
function isSaidToDo(verdict: Verdict): boolean {
  const { findings, fix } = verdict;
  return isOpen(verdict) && findings.length === 1 && findings[0]?.fix === fix && isSaidByFindings(verdict);
}

function* findingItems(findings: readonly Finding[], hidden: number): Generator<string> {
  const [first] = findings;
  const isSameFix = first !== undefined && findings.every(({ fix }) => fix === first.fix);
  if (isSameFix && first.fix !== '') {
    yield `Fix: ${shortMarkdown(first.fix)}`;
    yield '';
  }
  for (const finding of findings) yield findingItem(finding, isSameFix ? '' : finding.fix);
  if (hidden > 0) yield `- and ${counted(hidden, 'more', 'more')}`;
}

/** One finding or warning as a list item: where, what, how to fix. */
export function findingItem(finding: Finding, fix = finding.fix): string {
  const place = finding.at ? `${codeSpan(formatLocation(finding.at))}: ` : '';
  const message = shortMarkdown(fix === '' ? findingMessage(finding) : endSentence(findingMessage(finding)));
  return `- ${place}${message}${fix === '' ? '' : ` ${shortMarkdown(fix)}`}`;
}

/** Who accepted what, until when and why. */
export function* waiverRows(report: Report, verdicts: readonly Verdict[]): Generator<string> {
  const waived = verdicts.flatMap(({ waiver, ...verdict }) => (waiver ? [{ verdict, waiver }] : []));
  if (waived.length === 0) return;
  yield* tableHead('Waived', 'Until', 'Owner', 'Reason', 'Written in');
  for (const { verdict, waiver } of waived) {
    const until = `${formatDate(waiver.expires)}${waiverRemark(waiver, report)}`;
    yield row(
      shortMarkdown(criterionName(verdict)),
      until,
      shortMarkdown(waiver.owner),
      shortMarkdown(waiver.reason),
      codeSpan(waiver.where),
    );
  }
}
