import {
  formatInteger,
  formatPercent,
  type MeasuredSource,
  type Ratio,
  type UptimeMeasurements,
} from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { codeSpan, shortMarkdown } from './markdown-text.ts';
import { closed, type Detail, details, row, stacked, tableHead, unbroken } from './summary-layout.ts';
import { startText, timeText } from './uptime-times.ts';
import { decidingSource, distinct, isKnown, lookText } from './uptime-wording.ts';
import { counted } from './wording.ts';

const MOST_SOURCES: Readonly<Record<Detail, number>> = { everything: 100, failing: 20, totals: 0 };
/** Notes, and maintenance that does not count. */
const MOST_ITEMS: Readonly<Record<Detail, number>> = { everything: 50, failing: 5, totals: 0 };
const TOP_ITEMS = 5;

/** The sources beside each other where there are several, maintenance that does not count, notes. */
export function* uptimeSourceLines(measured: UptimeMeasurements, detail: Detail): Generator<string> {
  const { sources } = measured;
  yield* sourceTable(measured, detail);
  yield* remarks('Maintenance that does not count', distinct(sources.flatMap(({ refused }) => refused)), detail);
  yield* remarks('About the accuracy', noteTexts(sources), detail);
}

/** One source in a sentence: its shares are the ones of the whole. */
export function sourceSentence(source: MeasuredSource): string {
  const { samples, lastSample, silent, kind, interval } = source;
  const looks = {
    samples: interval === null ? '' : `looks ${lookText(source)}`,
    figure: 'tells a figure only',
    requests: 'counts requests',
  }[kind];
  const last = lastSample === null ? '' : `, the last ${timeText(lastSample)}`;
  const seen = samples === 0 ? '' : `${counted(samples, 'sample')}${last}`;
  const facts = [looks, seen].filter((text) => text !== '').join('; ');
  const texts = [facts, silent ?? ''].filter((text) => text !== '').map(endSentence);
  return `${sourceName(source)}${facts === '' && texts.length > 0 ? ':' : ''} ${shortMarkdown(texts.join(' '))}`.trimEnd();
}

function sourceName({ source, where }: MeasuredSource): string {
  return [shortMarkdown(source), codeSpan(where)].filter((text) => text !== '').join(' ');
}

/** Several sources beside each other; one alone is a sentence. */
function* sourceTable(measured: UptimeMeasurements, detail: Detail): Generator<string> {
  const { sources, require } = measured;
  if (sources.length < 2) return;
  const shown = sources.slice(0, MOST_SOURCES[detail]);
  const deciding = decidingSource(measured);
  yield require === 'all' ? 'Every source has to show it:' : 'One source that shows it is enough:';
  yield '';
  yield* tableHead('Source', 'Looks', 'At least>', 'At most>', 'Last sample (UTC)', 'Remark');
  for (const one of shown) {
    const remark = one.silent ?? (one === deciding ? 'decides; shown above' : '');
    yield row(
      stacked(shortMarkdown(one.source), codeSpan(one.where)),
      stacked(unbroken(lookText(one)), one.samples === 0 ? '' : unbroken(counted(one.samples, 'sample'))),
      shareCell(one, one.lower),
      shareCell(one, one.upper),
      one.lastSample === null ? '' : unbroken(shortMarkdown(startText(one.lastSample))),
      shortMarkdown(remark),
    );
  }
  const hidden = sources.length - shown.length;
  if (hidden > 0) yield row(`and ${formatInteger(hidden)} more`, '', '', '', '', '');
  yield '';
}

function shareCell(source: MeasuredSource, ratio: Ratio): string {
  return isKnown(source) ? unbroken(`${formatPercent(ratio)} %`) : 'unknown';
}

/** Each note with its source, where there are several. */
function noteTexts(sources: readonly MeasuredSource[]): readonly string[] {
  const isOne = sources.length === 1;
  return distinct(
    sources.flatMap(({ source, where, notes }) => notes.map((note) => (isOne ? note : `${source} ${where}: ${note}`))),
  );
}

function* remarks(title: string, texts: readonly string[], detail: Detail): Generator<string> {
  const shown = texts.slice(0, MOST_ITEMS[detail]);
  if (shown.length === 0) return;
  const hidden = texts.length - shown.length;
  const items = [
    ...shown.map((text) => `- ${shortMarkdown(endSentence(text))}`),
    ...(hidden > 0 ? [`- and ${counted(hidden, 'more', 'more')}`] : []),
  ];
  if (texts.length > TOP_ITEMS) yield* details(`${title}: ${texts.length}`, items);
  else yield* closed([`${title}:`, '', ...items]);
}
