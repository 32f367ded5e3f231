import { type Ratio, reducedRatio, type TimeSpan } from '@maturity-actions/criteria';

/** A share that is known within bounds: it may be anything from `least` to `most`. */
export interface ShareBounds {
  readonly least: Ratio;
  readonly most: Ratio;
}

/** Decimals that are kept; a unit of the last one is a hundredth of a second in a month. */
const MOST_DECIMALS = 6;
const DECIMAL = /^(\d{1,3})(?:\.(\d{1,30}))?$/;

/**
 * The shares that a percentage may stand for: `99.950` is anything from 99.949 to 99.951. Nobody says
 * whether such a figure was rounded or cut, so that it is a whole unit of its last digit off at most;
 * more than 6 decimals are cut, which the unit covers. Undefined when it is no decimal from 0 to 100.
 */
export function shareOfPercent(text: string): ShareBounds | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const decimals = (match[2] ?? '').slice(0, MOST_DECIMALS);
  const hundred = 100 * 10 ** decimals.length;
  const num = Number(`${match[1]}${decimals}`);
  if (num > hundred || (num === hundred && /[1-9]/.test(match[2] ?? ''))) return undefined;
  return {
    least: { num: Math.max(0, num - 1), den: hundred },
    most: { num: Math.min(hundred, num + 1), den: hundred },
  };
}

/** A percentage that came as a number, with `decimals` places when they are known to be right, else with those it shows. */
export function shareOfPercentNumber(value: number, decimals?: number): ShareBounds | undefined {
  if (!Number.isFinite(value) || value < 0 || value > 100) return undefined;
  const places = Math.min(MOST_DECIMALS, Math.max(0, decimals ?? decimalsOf(value)));
  return shareOfPercent(value.toFixed(places));
}

function decimalsOf(value: number): number {
  // The decimals of `1e-7` are in its exponent.
  const [digits = '', exponent = '0'] = String(value).split('e');
  return (digits.split('.')[1] ?? '').length - Number(exponent);
}

/** Seconds of a time that a figure is about. */
export interface FigureSeconds {
  /** What the service was asked for: its denominator at most. */
  readonly asked: number;
  /** What it can have seen of that: its denominator at least. */
  readonly seen: number;
  /** What the share is wanted of; not less than `seen`. */
  readonly of: number;
}

/**
 * The share of `of` that was up, from a figure of which nobody says whether it divides by all that was
 * asked or only by what was seen. What was not seen of `of` may have been up or not.
 */
export function shareOfPart({ least, most }: ShareBounds, { asked, seen, of }: FigureSeconds): ShareBounds {
  const mostDown = BigInt(least.den - least.num) * BigInt(asked);
  const leastDown = BigInt(most.den - most.num) * BigInt(seen);
  const up = BigInt(seen) * BigInt(least.den) - mostDown;
  return {
    least: reducedRatio(up < 0n ? 0n : up, BigInt(of) * BigInt(least.den)),
    most: reducedRatio(BigInt(of) * BigInt(most.den) - leastDown, BigInt(of) * BigInt(most.den)),
  };
}

/** Whole seconds of a span. */
export function secondsOf({ from, to }: TimeSpan): number {
  return Math.max(0, Math.floor((to - from) / 1000));
}

/** The spans inside `window`, in order and without overlap. */
export function mergedSpans(spans: readonly TimeSpan[], window: TimeSpan): TimeSpan[] {
  const merged: { from: number; to: number }[] = [];
  const clipped = spans.map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }));
  for (const span of clipped.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push(span);
  }
  return merged;
}

/** Seconds of spans that do not overlap, a broken one counted as whole. */
export function secondsIn(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + Math.ceil((to - from) / 1000), 0);
}
