import type { MeasuredPlanProblem, PlanMeasurement } from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { codeBlock, codeSpan, sentenceMarkdown, shortMarkdown } from './markdown-text.ts';
import { diffLines } from './plan-diff.ts';
import { disabledProblems, openProblems, worstProblems } from './plan-problems.ts';
import { linesText, problemCounts, quoteText } from './plan-wording.ts';
import { closed, type Detail, details, indented, stacked } from './summary-layout.ts';
import { counted } from './wording.ts';

/** Problems of one plan shown without a click, and how many more behind one; disabled ones are always behind one. */
const TOP_PROBLEMS = 20;
const MORE_PROBLEMS: Readonly<Record<Detail, number>> = { everything: 180, failing: 0, totals: 0 };
const DISABLED_PROBLEMS: Readonly<Record<Detail, number>> = { everything: 50, failing: 0, totals: 0 };

const MARKS: Readonly<Record<MeasuredPlanProblem['severity'], string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

/** The problems of a plan in reading order: the worst shown, the rest and the disabled ones folded. */
export function* problemLines(plan: PlanMeasurement, detail: Detail): Generator<string> {
  const open = openProblems(plan);
  const listed = worstProblems(open, TOP_PROBLEMS + MORE_PROBLEMS[detail]);
  const top = worstProblems(listed, TOP_PROBLEMS);
  const more = listed.filter((problem) => !top.includes(problem));
  yield open.length === 0 ? 'No problems.' : `${problemCounts(open)}:`;
  yield '';
  yield* closed(items(plan, top, detail));
  yield* details(counted(more.length, 'more problem'), items(plan, more, detail));
  const hidden = open.length - listed.length;
  yield* closed(hidden > 0 ? [`${counted(hidden, 'more problem is', 'more problems are')} in the report JSON.`] : []);
  const disabled = disabledProblems(plan);
  const most = DISABLED_PROBLEMS[detail];
  if (most > 0) yield* details(counted(disabled.length, 'disabled problem'), disabledItems(plan, disabled, most));
}

function* items(plan: PlanMeasurement, problems: readonly MeasuredPlanProblem[], detail: Detail): Generator<string> {
  for (const problem of problems) yield* problemItem(plan, problem, detail);
}

function* disabledItems(
  plan: PlanMeasurement,
  problems: readonly MeasuredPlanProblem[],
  most: number,
): Generator<string> {
  for (const problem of problems.slice(0, most)) {
    const reason = `Disabled: ${shortMarkdown(endSentence(problem.disabled ?? ''))}`;
    yield `- ${stacked(factText(problem), codeSpan(quoteText(plan, problem)), reason)}`;
  }
  if (problems.length > most) yield `- and ${counted(problems.length - most, 'more', 'more')}`;
}

/** What is wrong and where, the line it is about, what to do about it. */
function* problemItem(plan: PlanMeasurement, problem: MeasuredPlanProblem, detail: Detail): Generator<string> {
  const { severity, fix, edit } = problem;
  const fixText = fix === '' ? '' : `Fix: ${sentenceMarkdown(fix)}`;
  yield `- ${MARKS[severity]} ${stacked(factText(problem), codeSpan(quoteText(plan, problem)), fixText)}`;
  if (!edit || detail !== 'everything') return;
  yield '';
  yield* indented(details('Suggested change', codeBlock(diffLines(edit), 'diff')));
}

function factText(problem: MeasuredPlanProblem): string {
  const { rule, severity, message } = problem;
  return `**${linesText(problem)}**, ${severity} ${codeSpan(rule)}: ${sentenceMarkdown(endSentence(message))}`;
}
