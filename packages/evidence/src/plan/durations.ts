import type { DurationRole, PlanDuration, PlanTopic } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import type { PlanSource } from './plan-source.ts';
import { topicOf } from './plan-topics.ts';
import { maySpellTime } from './plan-vocabulary.ts';
import { fold } from './plan-words.ts';
import { withFigures } from './spelled-numbers.ts';

/** Minutes of a unit, by the beginnings of its words. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:s$|se[ck]|sekund|second|segund|сек|san(?:iye)?|秒)/, 1 / 60],
  [/^(?:m$|min|мин|dakika|dk|分)/, 1],
  [/^(?:h$|hr|hour|stund|std|heure|hora|час|ч$|saat|tim|godz|小时)/, 60],
  [/^(?:d$|day|tag|jour|dia|день|дн|gun|dag|dni|dzien|天)/, 1440],
];

const UNIT_WORDS =
  'seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|sekunden?|minuten?|stunden?|std|tagen?|secondes?|heures?|jours?|segundos?|minutos?|horas?|dias?|секунд[аы]?|сек|минут[аы]?|мин|час(?:а|ов)?|дн(?:я|ей)|день|saniye|dakika|dk|saat|gun|sekunder|minuter|timmar|timme|dagar|dag|sekund[ay]?|minut[ay]?|godzin[ay]?|dni|秒钟?|分钟|小时|天';
const NUMBER = '\\d{1,6}(?:[.,]\\d{1,3})?';
// The first look is at the figure: what may not stand before it would be looked at before every letter. Chinese stands
// before it without a blank.
const DURATION = new RegExp(
  `(?=\\d)(?<!(?!\\p{Script=Han})\\p{L}|[\\p{N}.:/-])(${NUMBER})\\s*(?:(?:-|–|—|to|bis|a|до|～|~|至)\\s*(${NUMBER})\\s*)?(?:[-\\s]*(${UNIT_WORDS})(?![\\p{L}])|([smhd])(?![\\p{L}\\p{N}]))`,
  'gu',
);

/** A figure with a letter behind it: every span of time has one, and most blocks have none. */
const HINT = /\d[-\s]*\p{L}/u;
const FIGURE = /\d/;

/** What stands before a span of time that says how long something is watched, held or waited for. */
const WATCHED =
  /(?:\bfor|over|during|last|past|every|each|after|wait|monitor|observe|watch|keep|interval|retention|ttl(?: to)?|window(?: of)?|older than|newer than|next|first|fur|wahrend|nach|alle|pendant|apres|durante|tras|depois de|cada|в течение|через|boyunca|sonra|(?<!\b(?:tak(?:es?|ing)|is|be|in|lasts?|time|finish(?:es|ed)?|done|complet(?:es?|ed?)|restored?|recover(?:ed|s)?|rolled back)\s)under|efter|przez|po|持续|之后)\s*(?:at least|about|the|another|mindestens|>|≥|~|≈)?\s*$/;
const TIMEOUT = /(?:time-?out|deadline|ttl|grace period)[^.;]{0,20}$/;
const WATCHING = /\b(?:monitor|observe|watch|soak|wait|beobacht|surveill|monitore|наблюда|izle|overvaka|monitoruj)/;
/** What says that something takes its time. */
const TAKING =
  /(?:tak(?:es?|ing)|needs?|requires?|lasts?|complet(?:es?|ed?|ion)|finish(?:es|ed)?|done|restored?|recover(?:y|ed)?|roll(?:ed|s)?[ -]?back|rollback|dauert|benotigt|prend|dure|tarda|dura|leva|toma|занимает|surer|tar|trwa|zajmuje|需要|耗时)[^.;]{0,40}$/;
const TIME_WORD =
  /(?:estimat\w*|duration|time|rto|eta|dauer|duree|duracion|duracao|время|длительность|sure|tid|czas|时间|耗时)\s*(?:\([^)]{0,40}\))?\s*[:=：|–-]?\s*(?:is|of|about|approx\w*\.?|circa|ca\.?|~|≈|<|≤|under|less than|within|max\.?|up to)?\s*$/;

const NONE: readonly PlanDuration[] = [];

/** All spans of time that a plan names, each with what it stands for. Code is left out: its times are timeouts. */
export function durationsOf(source: PlanSource, isStep: (block: number) => boolean): PlanDuration[] {
  const { blocks, of, words } = source;
  const heads = new Map<number, readonly string[]>();
  return blocks.flatMap((block, at): readonly PlanDuration[] => {
    const { kind, row, line } = block;
    if (row?.isHead) heads.set(row.table, row.cells);
    if (kind === 'code' || kind === 'html') return NONE;
    const isSpelled = maySpellTime(words[at] as number);
    if (!isSpelled && !(FIGURE.test(block.text) && HINT.test(block.text))) return NONE;
    const place = { line, block: at, section: of[at] as number };
    if (row) return rowDurations(row.cells, heads.get(row.table) ?? []).map((one) => ({ ...one, ...place }));
    const written = block.spans.length === 0 ? (source.plain[at] as string) : fold(withoutCode(block));
    const text = isSpelled ? withFigures(written) : written;
    const times = timesIn(text);
    if (times.length === 0) return NONE;
    const context = contextOf(source, at, text, isStep(at));
    return times.map(({ index, text: own, minutes }) => {
      const before = text.slice(Math.max(0, index - 80), index);
      return { text: own, minutes, role: roleOf(context, before), ...place };
    });
  });
}

/** Code spans are blanked, so that `--timeout 15m` is no time of the plan. */
function withoutCode({ text, spans }: DocumentBlock): string {
  const parts: string[] = [];
  let from = 0;
  for (const { kind, text: code } of spans) {
    const at = kind === 'code' && code !== '' ? text.indexOf(code, from) : -1;
    if (at < 0) continue;
    parts.push(text.slice(from, at));
    from = at + code.length;
  }
  return [...parts, text.slice(from)].join(' ; ');
}

/** Every span of time in a text. Not by `matchAll`, which copies the pattern each time. */
function spansIn(text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  DURATION.lastIndex = 0;
  for (let match = DURATION.exec(text); match; match = DURATION.exec(text)) found.push(match);
  return found;
}

/** A span of time and where it begins in its text. */
interface WrittenTime {
  readonly index: number;
  readonly text: string;
  readonly minutes: number;
  /** Minutes of the unit it ends with. */
  readonly unit: number;
}

/** What joins an hour and the minutes that belong to it. */
const JOINT = /^\s*(?:,|and|und|et|y|e|и|i|och|ve)?\s*$/;

/** The times of a text; `1 hour 30 minutes` is one. */
function timesIn(text: string): WrittenTime[] {
  const times: WrittenTime[] = [];
  for (const match of spansIn(text)) {
    const time = timeOf(match);
    if (!time) continue;
    const last = times.at(-1);
    const isMore = last && time.unit < last.unit && JOINT.test(text.slice(last.index + last.text.length, time.index));
    if (!isMore) times.push(time);
    else {
      const whole = text.slice(last.index, time.index + time.text.length);
      times[times.length - 1] = { ...time, index: last.index, text: whole, minutes: last.minutes + time.minutes };
    }
  }
  return times;
}

function timeOf({ 0: text, 1: from, 2: to, 3: word, 4: letter, index }: RegExpExecArray): WrittenTime | undefined {
  const unit = UNITS.find(([pattern]) => pattern.test(word ?? letter ?? ''))?.[1];
  const value = Number((to ?? from ?? '').replace(',', '.'));
  return unit === undefined || !Number.isFinite(value) ? undefined : { index, text, minutes: value * unit, unit };
}

/** What a block is, as far as its times are concerned. */
interface Context {
  /** Role that every time in it has. */
  readonly always: DurationRole | undefined;
  readonly isStep: boolean;
  readonly isTitle: boolean;
}

function contextOf({ blocks, topics }: PlanSource, at: number, text: string, isStep: boolean): Context {
  const block = blocks[at] as DocumentBlock;
  const isHeading = block.kind === 'heading';
  const isTime = topics[at] === 'time' || (isHeading && topicOf(block.text) === 'time');
  const always = alwaysOf(topics[at] as PlanTopic, isTime, isStep, text);
  return { always, isStep, isTitle: isHeading || isBold(block) };
}

function alwaysOf(topic: PlanTopic, isTime: boolean, isStep: boolean, text: string): DurationRole | undefined {
  if (topic === 'trigger') return 'trigger';
  if (topic === 'testing' || topic === 'background') return 'other';
  if (isTime) return isStep ? 'step' : 'estimate';
  return WATCHING.test(text) ? 'watch' : undefined;
}

function roleOf({ always, isStep, isTitle }: Context, before: string): DurationRole {
  if (TIMEOUT.test(before)) return 'timeout';
  if (always === 'trigger') return always;
  if (WATCHED.test(before)) return 'watch';
  if (always) return always;
  const isOwn = isTimeOfItsOwn(before);
  if (isStep) return isOwn || TAKING.test(before) || TIME_WORD.test(before) ? 'step' : 'other';
  if (isTitle && isOwn) return 'estimate';
  return TIME_WORD.test(before) || TAKING.test(before) ? 'estimate' : 'other';
}

/** `(< 5 min`, `~ 2 min`, `- 3 minutes`: a figure beside the words, not one of the sentence. */
function isTimeOfItsOwn(before: string): boolean {
  return /(?:[([（【~≈<≤–—|]|约|\s-|about|approx\w*\.?|circa|ca\.|around|under|less than|up to|within|max\.?)\s*$/.test(
    before,
  );
}

const isBold = ({ spans, text }: DocumentBlock): boolean =>
  spans[0]?.kind === 'strong' && text.startsWith(spans[0].text);

/** Times in a table stand below a heading that says so. */
function rowDurations(
  cells: readonly string[],
  heads: readonly string[],
): Pick<PlanDuration, 'text' | 'minutes' | 'role'>[] {
  const isTotal = /^(?:total|sum|summe|gesamt|итого|toplam|totalt|razem|suma|合计|总计)/.test(fold(cells[0] ?? ''));
  const isFact = topicOf(cells[0] ?? '') === 'time';
  return cells.flatMap((cell, at) => {
    const isTime = topicOf(heads[at] ?? '') === 'time';
    if (!isTime && !(isFact && at > 0)) return [];
    const [time] = timesIn(withFigures(fold(cell)));
    return time ? [{ text: time.text, minutes: time.minutes, role: isTotal || isFact ? 'estimate' : 'step' }] : [];
  });
}
