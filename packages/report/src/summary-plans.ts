import {
  cutText,
  type Instant,
  type PlanMeasurement,
  type PlanMeasurements,
  type Report,
} from '@maturity-actions/criteria';
import { codeBlock, codeSpan, shortMarkdown } from './markdown-text.ts';
import { offeredSkeleton, openProblems } from './plan-problems.ts';
import { type MustHave, minutesText, mustHaves, planPlace, problemCounts, testedText } from './plan-wording.ts';
import { closed, type Detail, details, row, tableHead, unbroken } from './summary-layout.ts';
import { problemLines } from './summary-plan-problems.ts';
import { counted } from './wording.ts';

/** Plans of the overview, and those with a checklist, shown without a click and in all. */
const MOST_ROWS: Readonly<Record<Detail, number>> = { everything: 1000, failing: 200, totals: 100 };
const TOP_PLANS = 10;
const MOST_PLANS: Readonly<Record<Detail, number>> = { everything: 1000, failing: 50, totals: 0 };
const LONGEST_TITLE = 300;

const MARKS: Readonly<Record<MustHave['state'], string>> = { yes: '✅', no: '❌', 'not-applicable': '➖' };

/** The plans: all of them in a table, each with its checklist and its problems; `hashes` begin the heading of one. */
export function* planLines(report: Report, detail: Detail, hashes: string): Generator<string> {
  const { parts, measurements, asOf } = report;
  const { plan = [] } = measurements;
  if (plan.length > 1 || (plan.length === 1 && (parts !== undefined || detail === 'totals'))) {
    yield* closed(planTable(plan, asOf, detail));
  }
  // The parts show their own.
  if (!parts) yield* planBlocks(plan, asOf, detail, hashes);
}

/** One row per plan: what it lacks and how many problems it has. */
function* planTable(plan: PlanMeasurements, asOf: Instant, detail: Detail): Generator<string> {
  const listed = (detail === 'everything' ? plan : plan.filter(isFailing)).slice(0, MOST_ROWS[detail]);
  yield* tableHead('Plan', 'Missing', 'Problems', 'Estimated time', 'Tested');
  for (const one of listed) {
    const missing = mustHaves(one, asOf).filter(({ state }) => state === 'no');
    yield row(
      titleText(one),
      missing.map(({ name }) => name).join(', '),
      problemCounts(openProblems(one)),
      unbroken(minutesText(one)),
      testedText(one, asOf),
    );
  }
  const hidden = plan.length - listed.length;
  if (hidden > 0) yield row(`and ${counted(hidden, 'more', 'more')}`, '', '', '', '');
}

function* planBlocks(plan: PlanMeasurements, asOf: Instant, detail: Detail, hashes: string): Generator<string> {
  const shown = (detail === 'everything' ? plan : plan.filter(isFailing)).slice(0, MOST_PLANS[detail]);
  for (const one of shown.slice(0, TOP_PLANS)) {
    yield `${hashes} ${titleText(one)}`;
    yield '';
    yield* planBlock(one, asOf, detail);
  }
  for (const one of shown.slice(TOP_PLANS)) {
    const title = `${cutText(planPlace(one), LONGEST_TITLE)}: ${problemCounts(openProblems(one)) || 'no problems'}`;
    yield* details(title, planBlock(one, asOf, detail));
  }
  const hidden = plan.length - shown.length;
  if (hidden > 0 && detail === 'everything')
    yield `${counted(hidden, 'more plan is', 'more plans are')} in the report JSON.`;
}

/** A plan to copy and fill in, where there is none; folded where other components have theirs. */
export function* skeletonLines(report: Report): Generator<string> {
  const skeleton = offeredSkeleton(report);
  if (skeleton === undefined) return;
  yield `Save it as ${codeSpan('docs/ROLLBACK.md')} and fill in what it leaves open.`;
  yield '';
  const block = codeBlock(skeleton.trimEnd().split('\n'), 'markdown');
  yield* report.parts ? details('The plan', block) : block;
}

/** What the plan must hold, then its problems in reading order. */
function* planBlock(plan: PlanMeasurement, asOf: Instant, detail: Detail): Generator<string> {
  for (const { name, state, remark } of mustHaves(plan, asOf)) {
    const added = state === 'not-applicable' ? 'does not apply' : remark;
    yield `- ${MARKS[state]} ${state === 'no' ? `**${name}**` : name}${added === '' ? '' : ` (${added})`}`;
  }
  yield '';
  yield* problemLines(plan, detail);
}

/** Where the plan is, and what it is where that is no rollback plan. */
function titleText({ path, section, kind }: PlanMeasurement): string {
  const part = section === null ? '' : `, section ${shortMarkdown(section)}`;
  return `${codeSpan(path)}${part}${kind === 'deployment' ? ' (deployment guide)' : ''}`;
}

function isFailing(plan: PlanMeasurement): boolean {
  return openProblems(plan).some(({ severity }) => severity === 'error');
}
