import { cutText, type MeasuredPlanProblem, type PlanMeasurement, type Report } from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { type LogLine, type LogPiece, type LogStyle, wrap } from './log-line.ts';
import { disabledProblems, offeredSkeleton, openProblems, worstProblems } from './plan-problems.ts';
import { type MustHave, mustHaves, planPlace, problemCounts, problemPlace, quoteText } from './plan-wording.ts';
import { counted } from './wording.ts';

/** Plans, and problems of one plan, that the log shows. */
const MOST_PLANS = 50;
const MOST_PROBLEMS = 30;
const LONGEST_TEXT = 1000;
const BLANK: LogLine = [];
const GAP = '   ';

const MARKS: Readonly<Record<MustHave['state'], { readonly sign: string; readonly style: LogStyle }>> = {
  yes: { sign: '✓', style: 'green' },
  no: { sign: '✗', style: 'red' },
  'not-applicable': { sign: '-', style: 'dim' },
};
const SEVERITY_STYLES: Readonly<Record<MeasuredPlanProblem['severity'], LogStyle>> = {
  error: 'red',
  warning: 'yellow',
  info: 'dim',
};

/** Each plan with its checklist and its problems, in reading order. */
export function planBlock({ parts, measurements, asOf }: Report, width: number, indent: string): LogLine[] {
  const { plan = [] } = measurements;
  // The parts show their own.
  if (parts) return [];
  const hidden = plan.length - MOST_PLANS;
  return [
    ...plan
      .slice(0, MOST_PLANS)
      .flatMap((one) => [
        BLANK,
        titleLine(one, indent),
        ...checklist(mustHaves(one, asOf), width, `${indent}  `),
        ...problemBlock(one, width, `${indent}  `),
      ]),
    ...(hidden > 0 ? [BLANK, [{ text: `${indent}and ${counted(hidden, 'more plan')}; see the report JSON` }]] : []),
  ];
}

/** A plan to copy and fill in, where there is none; not indented, since it is to be copied. */
export function skeletonBlock(report: Report): LogLine[] {
  const skeleton = offeredSkeleton(report);
  if (skeleton === undefined) return [];
  return [
    BLANK,
    [{ text: 'A plan to start from; save it as docs/ROLLBACK.md and fill in what it leaves open', style: 'bold' }],
    BLANK,
    ...skeleton
      .trimEnd()
      .split('\n')
      .map((text): LogLine => [{ text: cutText(text, LONGEST_TEXT) }]),
  ];
}

function titleLine(plan: PlanMeasurement, indent: string): LogLine {
  const counts = problemCounts(openProblems(plan)) || 'no problems';
  const disabled = disabledProblems(plan).length;
  return [
    { text: indent + cutText(planPlace(plan), LONGEST_TEXT), style: 'bold' },
    { text: `: ${counts}${disabled === 0 ? '' : `; ${disabled} disabled`}` },
  ];
}

/** The must-haves beside each other, as many as fit on a line. */
function checklist(items: readonly MustHave[], width: number, indent: string): LogLine[] {
  const lines: LogPiece[][] = [];
  let used = width;
  for (const { name, state, remark } of items) {
    const { sign, style } = MARKS[state];
    const piece = { text: `${sign} ${name}${remark === '' ? '' : ` (${remark})`}`, style };
    const isFull = used + GAP.length + piece.text.length > width;
    if (isFull) lines.push([{ text: indent }, piece]);
    else lines.at(-1)?.push({ text: GAP }, piece);
    used = (isFull ? indent.length : used + GAP.length) + piece.text.length;
  }
  return lines;
}

function problemBlock(plan: PlanMeasurement, width: number, indent: string): LogLine[] {
  const open = openProblems(plan);
  const shown = worstProblems(open, MOST_PROBLEMS);
  const hidden = open.length - shown.length;
  return [
    ...shown.flatMap((problem) => problemLines(plan, problem, width, indent)),
    ...(hidden > 0 ? [[{ text: `${indent}and ${counted(hidden, 'more problem')}; see the report JSON` }]] : []),
  ];
}

/** `docs/ROLLBACK.md:12:4 error trigger-vague: ...`, as editors and terminals find places; the line itself; the fix. */
function problemLines(plan: PlanMeasurement, problem: MeasuredPlanProblem, width: number, indent: string): LogLine[] {
  const { rule, severity, message, fix } = problem;
  const inner = `${indent}  `;
  const quote = quoteText(plan, problem);
  return [
    [
      { text: `${indent}${problemPlace(plan, problem)} ` },
      { text: severity, style: SEVERITY_STYLES[severity] },
      { text: ` ${rule}: ${cutText(endSentence(message), LONGEST_TEXT)}` },
    ],
    ...(quote === '' ? [] : [[{ text: `${inner}| ${quote}`, style: 'dim' as const }]]),
    ...(fix === '' ? [] : wrap(`${inner}Fix: `, cutText(fix, LONGEST_TEXT), `${inner}     `, width)),
  ];
}
