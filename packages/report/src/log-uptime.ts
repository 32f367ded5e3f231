import {
  cutText,
  formatInteger,
  formatPercent,
  formatSeconds,
  type Report,
  type UptimeMeasurements,
} from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { alignedRows, GAP, logCell } from './log-columns.ts';
import { type LogLine, type LogPiece, type LogStyle, wrap } from './log-line.ts';
import { type CellState, type PictureRow, type UptimePicture, uptimePicture } from './uptime-picture.ts';
import { startText } from './uptime-times.ts';
import {
  aboutText,
  budgetShare,
  budgetText,
  decidingSource,
  deployedText,
  distinct,
  earliestText,
  figureText,
  isKnown,
  longestOutage,
  longestOutages,
  lookText,
  rowText,
  shownUptime,
  unknownText,
} from './uptime-wording.ts';

/** Outages, sources and maintenance that the log shows. */
const MOST_ITEMS = 10;
const LONGEST_TEXT = 1000;
const MOST_CELLS = 30;
/** What a row needs beside its signs. */
const BESIDE_CELLS = 44;
const BLANK: LogLine = [];
const HEADINGS: readonly string[] = ['source', 'where', 'looks', 'samples', 'at least', 'at most', 'last sample (UTC)'];

const SIGNS: Readonly<Record<CellState, string>> = {
  up: '=',
  down: 'X',
  'partly-unknown': '?',
  unknown: '?',
  maintenance: '~',
  outside: ' ',
};
const STYLES: Readonly<Partial<Record<CellState, LogStyle>>> = {
  up: 'green',
  down: 'red',
  'partly-unknown': 'yellow',
  unknown: 'yellow',
};
const MEANINGS: readonly (readonly [sign: string, meaning: string])[] = [
  ['=', '= up'],
  ['X', 'X down in it'],
  ['?', '? unknown in it'],
  ['~', '~ maintenance'],
];

/** The uptime in short: figure, timeline, what follows from it, outages, sources where there are several. */
export function uptimeBlock(report: Report, width: number, indent: string): LogLine[] {
  const measured = shownUptime(report);
  if (!measured) return [];
  const inner = `${indent}  `;
  const { environment } = measured;
  const title = `${indent}Uptime${environment === '' ? '' : ` of ${cutText(environment, 60)}`}: `;
  return [
    BLANK,
    ...wrap(title, `${figureText(measured)} ${aboutText(measured)}`, inner, width),
    ...timeline(measured, width, inner),
    ...factLines(measured, width, inner),
    ...outageLines(measured, inner),
    ...sourceLines(measured, width, inner),
    ...refusedLines(measured, width, inner),
  ];
}

function timeline(measured: UptimeMeasurements, width: number, indent: string): LogLine[] {
  const picture = uptimePicture(measured, Math.max(1, Math.min(MOST_CELLS, width - BESIDE_CELLS)));
  if (!picture) return [];
  return [
    ...picture.rows.map(
      (one): LogLine => [{ text: `${indent}${one.label}  ` }, ...signPieces(one), { text: `  ${rowText(one)}` }],
    ),
    ...wrap(indent, legend(picture), indent, width),
  ];
}

/** The signs of a row, each run of one colour a piece. */
function signPieces({ groups }: PictureRow): LogPiece[] {
  const pieces: { text: string; style: LogStyle | undefined }[] = [];
  for (const state of groups.flatMap((group, index) => (index === 0 ? group : ['outside' as const, ...group]))) {
    const style = STYLES[state];
    const last = pieces.at(-1);
    if (last && last.style === style) last.text += SIGNS[state];
    else pieces.push({ text: SIGNS[state], style });
  }
  return pieces;
}

function legend({ row, rows, cellSeconds }: UptimePicture): string {
  const shown = new Set(rows.flatMap(({ groups }) => groups.flat().map((state) => SIGNS[state])));
  const signs = MEANINGS.filter(([sign]) => shown.has(sign)).map(([, meaning]) => meaning);
  const rowMeaning = { window: 'times are in UTC', day: 'days are in UTC', week: 'a row is a week in UTC' }[row];
  return `${signs.join(', ')}; one sign is ${formatSeconds(cellSeconds)}, ${rowMeaning}`;
}

function factLines(measured: UptimeMeasurements, width: number, indent: string): LogLine[] {
  const { sources } = measured;
  const [only] = sources;
  const silent = sources.length === 1 ? only?.silent : undefined;
  const facts: readonly (readonly [name: string, text: string | undefined])[] = [
    ['Budget', budgetText(measured)],
    ['Unknown', unknownText(measured)],
    ['Can pass', earliestText(measured)],
    ['Deployed', deployedText(measured)],
    ['Source', silent === undefined ? undefined : `${only?.source} ${only?.where}: ${silent}`],
  ];
  return facts.flatMap(([name, text]) =>
    text === undefined
      ? []
      : wrap(`${indent}${name}: `, cutText(endSentence(text), LONGEST_TEXT), `${indent}  `, width),
  );
}

function outageLines(measured: UptimeMeasurements, indent: string): LogLine[] {
  const { outages } = measured;
  if (outages.length === 0) return [];
  const shown = longestOutages(outages, MOST_ITEMS);
  const longest = longestOutage(outages);
  const hidden = outages.length - shown.length;
  const lines = shown.map((outage): LogLine => {
    const share = budgetShare(outage, measured);
    const remarks = [
      ...(share === undefined ? [] : [`${share} of the budget`]),
      ...(outage === longest ? ['the longest'] : []),
    ];
    return [
      {
        text: `${indent}  ${[startText(outage.from), '  ', formatSeconds(outage.seconds), ...remarks.map((one) => `, ${one}`)].join('')}`,
      },
    ];
  });
  return [
    [{ text: `${indent}Outages (UTC):` }],
    ...lines,
    ...(hidden > 0 ? [[{ text: `${indent}  and ${formatInteger(hidden)} more, none of them longer` }]] : []),
  ];
}

function sourceLines(measured: UptimeMeasurements, width: number, indent: string): LogLine[] {
  const { sources, require } = measured;
  if (sources.length < 2) return [];
  const shown = sources.slice(0, MOST_ITEMS);
  const deciding = decidingSource(measured);
  const cells = shown.map((one) => {
    const shares = isKnown(one)
      ? [one.lower, one.upper].map((share) => `${formatPercent(share)} %`)
      : ['unknown', 'unknown'];
    const last = one.lastSample === null ? '' : startText(one.lastSample);
    const samples = one.samples === 0 ? '' : formatInteger(one.samples);
    return [one.source, one.where, lookText(one), samples, ...shares, last].map(logCell);
  });
  const rows = alignedRows([HEADINGS, ...cells], width - indent.length - 2);
  const hidden = sources.length - shown.length;
  return [
    [{ text: `${indent}Sources, ${require === 'all' ? 'every one has to show it' : 'one that shows it is enough'}:` }],
    ...rows.flatMap((row, index): LogLine[] => {
      const one = shown[index - 1];
      const text = `${indent}  ${row.join(GAP)}`;
      if (!one) return [[{ text, style: 'dim' }]];
      const remark = one.silent ?? (one === deciding ? 'Decides; shown above.' : '');
      return [
        [{ text }],
        ...(remark === '' ? [] : wrap(`${indent}    `, cutText(remark, LONGEST_TEXT), `${indent}    `, width)),
      ];
    }),
    ...(hidden > 0 ? [[{ text: `${indent}  and ${formatInteger(hidden)} more` }]] : []),
  ];
}

function refusedLines({ sources }: UptimeMeasurements, width: number, indent: string): LogLine[] {
  const refused = distinct(sources.flatMap((one) => one.refused));
  if (refused.length === 0) return [];
  const hidden = refused.length - MOST_ITEMS;
  return [
    [{ text: `${indent}Maintenance that does not count:`, style: 'yellow' }],
    ...refused
      .slice(0, MOST_ITEMS)
      .flatMap((text) => wrap(`${indent}- `, cutText(endSentence(text), LONGEST_TEXT), `${indent}  `, width)),
    ...(hidden > 0 ? [[{ text: `${indent}- and ${formatInteger(hidden)} more` }]] : []),
  ];
}
