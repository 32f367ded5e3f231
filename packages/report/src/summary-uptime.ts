import { formatInteger, formatSeconds, type Report, type UptimeMeasurements } from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { shortMarkdown } from './markdown-text.ts';
import { closed, type Detail, details, row, tableHead, unbroken } from './summary-layout.ts';
import { sourceSentence, uptimeSourceLines } from './summary-uptime-sources.ts';
import { type CellState, type PictureRow, type UptimePicture, uptimePicture } from './uptime-picture.ts';
import { startText } from './uptime-times.ts';
import {
  aboutText,
  budgetShare,
  budgetText,
  deployedText,
  earliestText,
  figureText,
  isKnown,
  longestOutage,
  longestOutages,
  rowText,
  shownUptime,
  unknownText,
} from './uptime-wording.ts';
import { counted } from './wording.ts';

/** Squares of one row that still fit on a page beside the navigation. */
const MOST_CELLS = 30;
const MOST_OUTAGES: Readonly<Record<Detail, number>> = { everything: 50, failing: 20, totals: 0 };
/** Outages shown without a click. */
const TOP_OUTAGES = 10;

const SQUARES: Readonly<Record<CellState, string>> = {
  up: '🟩',
  down: '🟥',
  'partly-unknown': '🟨',
  unknown: '⬜',
  maintenance: '🟦',
  outside: '▫️',
};
const MEANINGS: Readonly<Record<CellState, string>> = {
  up: 'up',
  down: 'down in it',
  'partly-unknown': 'partly unknown',
  unknown: 'unknown',
  maintenance: 'maintenance',
  outside: 'not in the window',
};

/** The uptime: figure, timeline, what follows from it, outages, sources. */
export function* uptimeLines(report: Report, detail: Detail): Generator<string> {
  const measured = shownUptime(report);
  if (!measured) return;
  const figure = unbrokenPercent(figureText(measured));
  yield `**${figure.charAt(0).toUpperCase()}${figure.slice(1)}** ${unbrokenPercent(shortMarkdown(aboutText(measured)))}`;
  yield '';
  if (detail === 'totals') {
    const budget = budgetText(measured);
    if (budget !== undefined) yield* closed([`Budget: ${endSentence(budget)}`]);
    return;
  }
  yield* timeline(measured);
  yield* closed(factItems(measured));
  yield* outageTable(measured, detail);
  yield* uptimeSourceLines(measured, detail);
}

/** A figure keeps its percent sign. The text is escaped already. */
function unbrokenPercent(text: string): string {
  return text.replaceAll(' %', '&nbsp;%');
}

function* timeline(measured: UptimeMeasurements): Generator<string> {
  const picture = uptimePicture(measured, MOST_CELLS);
  if (!picture) return;
  yield '<pre>';
  for (const { label, groups, ...seconds } of picture.rows) {
    const squares = groups.map((group) => group.map((state) => SQUARES[state]).join('')).join(' ');
    yield `${label}  ${squares}  ${rowText(seconds)}`;
  }
  yield '</pre>';
  yield '';
  yield legend(picture);
  yield '';
}

/** `🟩 up, 🟥 down in it. One square is 1 h, days are in UTC.`, with the signs that occur. */
function legend({ row: kind, rows, cellSeconds }: UptimePicture): string {
  const shown = new Set(rows.flatMap((one: PictureRow) => one.groups.flat()));
  const signs = (Object.keys(SQUARES) as CellState[])
    .filter((state) => shown.has(state))
    .map((state) => unbroken(`${SQUARES[state]} ${MEANINGS[state]}`));
  const rowMeaning = { window: 'times are in UTC', day: 'days are in UTC', week: 'a row is a week in UTC' }[kind];
  return `${signs.join(', ')}. One square is ${formatSeconds(cellSeconds)}, ${rowMeaning}.`;
}

/** What follows from the figure, the budget first, and who says so. */
function factItems(measured: UptimeMeasurements): string[] {
  const { outages, sources } = measured;
  const [only] = sources;
  const facts: readonly (readonly [name: string, text: string | undefined])[] = [
    ['Budget', budgetText(measured)],
    ['Outages', outages.length === 0 && measured.longestOutage === 0 && isKnown(measured) ? 'none seen' : undefined],
    ['Unknown', unknownText(measured)],
    ['Can pass', earliestText(measured)],
    ['Deployed', deployedText(measured)],
  ];
  const items = facts.flatMap(([name, text]) =>
    text === undefined ? [] : [`- **${name}**: ${shortMarkdown(endSentence(text))}`],
  );
  return [...items, ...(sources.length === 1 && only ? [`- **Source**: ${sourceSentence(only)}`] : [])];
}

function* outageTable(measured: UptimeMeasurements, detail: Detail): Generator<string> {
  const { outages } = measured;
  const shown = longestOutages(outages, MOST_OUTAGES[detail]);
  if (shown.length === 0) return;
  const longest = longestOutage(outages);
  const hasShare = outages.some((outage) => budgetShare(outage, measured) !== undefined);
  const rows = shown.map((outage) => {
    const length = formatSeconds(outage.seconds);
    return row(
      unbroken(shortMarkdown(startText(outage.from))),
      outage === longest ? `**${unbroken(length)}**&nbsp;(longest)` : unbroken(length),
      ...(hasShare ? [budgetShare(outage, measured) ?? ''] : []),
    );
  });
  const hidden = outages.length - shown.length;
  const more =
    hidden === 0 ? [] : [row(`and ${formatInteger(hidden)} more, none of them longer`, '', ...(hasShare ? [''] : []))];
  const table = [
    ...tableHead('Outage from (UTC)', 'Length', ...(hasShare ? ['Of the budget>'] : [])),
    ...rows,
    ...more,
  ];
  yield* outages.length > TOP_OUTAGES ? details(outagesTitle(measured), table) : closed(table);
}

/** `31 outages, the longest 23 m from Wed 18 Nov 03:12`. Not escaped. */
function outagesTitle({ outages }: UptimeMeasurements): string {
  const longest = longestOutage(outages);
  const about = longest ? `, the longest ${formatSeconds(longest.seconds)} from ${startText(longest.from)} UTC` : '';
  return `${counted(outages.length, 'outage')}${about}`;
}
