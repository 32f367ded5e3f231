import type { Report } from '@maturity-actions/criteria';
import { conclusion } from './conclusion.ts';
import { figures } from './figures.ts';
import { shortMarkdown } from './markdown-text.ts';
import { type Detail, details, reportMark, row, tableHead } from './summary-layout.ts';
import { criterionName, isBlocking, levelName, subjectName, verdictWord } from './wording.ts';

/** Parts that a summary of totals still lists. */
const MOST_PARTS = 200;
/** Open criteria that the overview names for each part. */
const MOST_NAMES = 3;

/** One row per component: how it ended, and what is open. */
export function* partRows(parts: readonly Report[], detail: Detail): Generator<string> {
  if (parts.length === 0) return;
  const listed = (detail === 'everything' ? parts : parts.filter(isRed)).slice(
    0,
    detail === 'totals' ? MOST_PARTS : undefined,
  );
  const headings = [
    ...new Set(parts.flatMap(({ measurements }) => figures(measurements).map(({ heading }) => heading))),
  ];
  yield* tableHead('Verdict', 'Component', 'Level', ...headings, 'Open');
  for (const part of listed) {
    const verdict = `${reportMark(part)}&nbsp;${verdictWord(part).toLowerCase()}`;
    const known = new Map(figures(part.measurements).map(({ heading, cell }) => [heading, cell]));
    yield row(
      verdict,
      `**${shortMarkdown(subjectName(part))}**`,
      shortMarkdown(levelName(part)),
      ...headings.map((heading) => known.get(heading) ?? 'not measured'),
      shortMarkdown(openNames(part)),
    );
  }
  const hidden = parts.length - listed.length;
  if (hidden > 0) yield row(`and ${hidden} more`, '', '', ...headings.map(() => ''), '');
}

/** One collapsed block per component. `body` draws the inside of a report. */
export function* partBlocks(
  parts: readonly Report[],
  detail: Detail,
  body: (part: Report) => Iterable<string>,
): Generator<string> {
  for (const part of detail === 'everything' ? parts : parts.filter(isRed)) {
    const title = `${reportMark(part)} ${subjectName(part)}: ${verdictWord(part).toLowerCase()}, ${levelName(part)}`;
    yield* details(title, partBlock(part, body));
  }
}

function* partBlock(part: Report, body: (part: Report) => Iterable<string>): Generator<string> {
  yield `**${shortMarkdown(conclusion(part))}**`;
  yield '';
  yield* body(part);
}

/** `Line coverage (90 lines), Branch coverage, and 2 more`. Not escaped. */
function openNames(part: Report): string {
  const open = part.verdicts.filter(isBlocking);
  const names = open
    .slice(0, MOST_NAMES)
    .map((verdict) => `${criterionName(verdict)}${verdict.missing ? ` (${verdict.missing})` : ''}`);
  return [...names, ...(open.length > names.length ? [`and ${open.length - names.length} more`] : [])].join(', ');
}

function isRed(part: Report): boolean {
  return verdictWord(part) !== 'PASSED';
}
