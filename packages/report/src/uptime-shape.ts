import {
  compareRatios,
  formatInstant,
  type Instant,
  type MeasuredSlots,
  type MeasuredSpan,
  parseInstant,
  parsePercent,
  type Ratio,
  type UptimeMeasurements,
} from '@maturity-actions/criteria';
import {
  integer,
  listOf,
  nullable,
  objectOf,
  oneOf,
  optional,
  type Problem,
  type Shape,
  shapeOf,
  text,
} from './shape.ts';

/** Pieces of the picture of a window. */
const MOST_PIECES = 200;

/** A time that stays a text after reading. */
const time = shapeOf(
  'an ISO 8601 date or time',
  (value) => typeof value === 'string' && parseInstant(value) !== undefined,
);
const seconds = shapeOf(
  'a number above 0',
  (value) => typeof value === 'number' && Number.isFinite(value) && value > 0,
);
const wholeNumber = shapeOf('a whole number', (value) => Number.isSafeInteger(value));
const percent = shapeOf(
  'a percentage from 0 to 100',
  (value) => typeof value === 'string' && parsePercent(value) !== undefined,
);

const plainRatio = objectOf({ num: integer, den: integer });
const ratio: Shape = function* check(value, at) {
  const problems = [...plainRatio(value, at)];
  yield* problems;
  if (problems.length > 0) return;
  const { num, den } = value as Ratio;
  if (num > den) yield { found: `${at} is ${num} of ${den}`, expected: 'at most the whole' };
};

const span = { from: time, to: time };
const slotCounts = { up: integer, down: integer, maintenance: integer, unknown: integer };

const source = objectOf({
  ...slotCounts,
  source: text,
  where: text,
  kind: oneOf('samples', 'figure', 'requests'),
  lower: ratio,
  upper: ratio,
  slots: integer,
  samples: integer,
  interval: nullable(seconds),
  lastSample: nullable(time),
  silent: optional(text),
  notes: listOf(text),
  refused: listOf(text),
});

/** The uptime of a run with its outages and sources, as the report JSON holds it. */
export const uptime = objectOf({
  ...slotCounts,
  environment: text,
  window: objectOf(span),
  slots: integer,
  lower: ratio,
  upper: ratio,
  coverage: ratio,
  samples: integer,
  interval: nullable(seconds),
  lastSample: nullable(time),
  outages: listOf(objectOf({ ...span, seconds: integer })),
  longestOutage: nullable(integer),
  threshold: nullable(percent),
  budget: nullable(objectOf({ allowed: integer, used: integer, left: wholeNumber })),
  earliestPass: nullable(time),
  deployedSince: nullable(objectOf({ at: time, from: oneOf('deployment', 'label', 'git', 'declared'), where: text })),
  require: oneOf('all', 'any'),
  strip: objectOf({
    seconds: shapeOf('a number of 0 or more', isLength),
    pieces: listOf(objectOf({ ...slotCounts, from: time })),
  }),
  sources: listOf(source),
});

/** Of an empty picture the pieces may have no length. */
function isLength(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** An uptime that looks better than its own slots and outages, or whose times do not fit each other. */
export function* uptimeContradictions(measured: UptimeMeasurements, asOf: Instant, at: string): Generator<Problem> {
  const { window, sources } = measured;
  if (ends(window).to <= ends(window).from)
    yield contradiction(`${at}.window ends at ${window.to}, it begins at ${window.from}`, 'an end after it');
  // Times of a measurement are told to the second.
  if (ends(window).to > asOf)
    yield contradiction(`${at}.window ends at ${window.to}`, `a time up to ${formatInstant(asOf)}`);
  yield* shareContradictions(measured, at);
  for (const [index, one] of sources.entries()) yield* shareContradictions(one, `${at}.sources[${index}]`);
  yield* outageContradictions(measured, at);
  yield* budgetContradictions(measured, at);
  yield* stripContradictions(measured, at);
}

type Shares = MeasuredSlots & Pick<UptimeMeasurements, 'lower' | 'upper' | 'slots'>;

function* shareContradictions({ lower, upper, slots, ...counts }: Shares, at: string): Generator<Problem> {
  const { up, down, unknown, maintenance } = counts;
  if (lower.den > 0 && upper.den > 0 && compareRatios(lower, upper) > 0)
    yield contradiction(`${at}.lower is ${told(lower)}, upper ${told(upper)}`, 'at least up to at most');
  if (slots === 0) return;
  const counted = up + down + unknown;
  // Where each replica counts by itself, there is more than one count for a slot.
  if (counted + maintenance < slots)
    yield contradiction(`${at}.slots is ${slots}, their counts come to ${counted + maintenance}`, 'a state of each');
  const seen = { num: up, den: counted };
  if (lower.num > 0 && (counted === 0 || compareRatios(lower, seen) > 0))
    yield contradiction(`${at}.lower is ${told(lower)}, ${told(seen)} slots were up`, 'at most the share of these');
}

function* outageContradictions(measured: UptimeMeasurements, at: string): Generator<Problem> {
  const { outages, longestOutage, window, interval, slots, down } = measured;
  // The last slot may reach beyond the window; times are told to the second.
  const latest = ends(window).to + (interval ?? 0) * 1000 + 1000;
  let before = ends(window).from;
  for (const [index, outage] of outages.entries()) {
    const place = `${at}.outages[${index}]`;
    const { from, to } = ends(outage);
    if (to <= from)
      yield contradiction(`${place} ends at ${outage.to}, it begins at ${outage.from}`, 'an end after it');
    if (from < before || to > latest)
      yield contradiction(`${place} is from ${outage.from} to ${outage.to}`, 'a time in the window, in order');
    before = Math.max(before, to);
  }
  const longest = Math.max(0, ...outages.map((outage) => outage.seconds));
  if (outages.length > 0 && (longestOutage ?? 0) < longest)
    yield contradiction(`${at}.longestOutage is ${longestOutage}, one took ${longest}`, 'the longest of them');
  if (outages.length > 0 && slots > 0 && down === 0)
    yield contradiction(`${at}.down is 0, there are ${outages.length} outages`, 'slots that were down');
}

function* budgetContradictions({ budget, threshold }: UptimeMeasurements, at: string): Generator<Problem> {
  if (budget === null) return;
  const { allowed, used, left } = budget;
  if (threshold === null) yield contradiction(`${at}.budget is told, threshold is null`, 'none of both');
  // Each is rounded down by itself.
  if (Math.abs(allowed - used - left) > 1)
    yield contradiction(`${at}.budget leaves ${left} of ${allowed}, ${used} are used`, `${allowed - used}`);
}

function* stripContradictions({ strip, window }: UptimeMeasurements, at: string): Generator<Problem> {
  const { pieces } = strip;
  if (pieces.length > MOST_PIECES)
    yield contradiction(`${at}.strip has ${pieces.length} pieces`, `at most ${MOST_PIECES}`);
  if (pieces.length > 0 && strip.seconds === 0)
    yield contradiction(`${at}.strip.seconds is 0`, 'a length of its pieces');
  let before = ends(window).from - 1;
  for (const [index, { from }] of pieces.entries()) {
    const start = parseInstant(from) ?? 0;
    if (start <= before || start >= ends(window).to)
      yield contradiction(`${at}.strip.pieces[${index}] begins at ${from}`, 'a time in the window, in order');
    before = Math.max(before, start);
  }
}

function ends({ from, to }: MeasuredSpan): { readonly from: Instant; readonly to: Instant } {
  return { from: parseInstant(from) ?? 0, to: parseInstant(to) ?? 0 };
}

function told({ num, den }: Ratio): string {
  return `${num} of ${den}`;
}

function contradiction(found: string, expected: string): Problem {
  return { found, expected, isContradiction: true };
}
