import type { Ratio } from '@maturity-actions/criteria';

/** A share as it is written, and what it may be before it was rounded. */
export interface StatedShare {
  readonly least: Ratio;
  readonly most: Ratio;
  /** Whether `least` and `most` differ. */
  readonly isRounded: boolean;
}

const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/;
/** A figure with as many decimals was not rounded by anybody who wants to show it. */
const UNROUNDED_DECIMALS = 6;
/** Nobody rounds a share to less than whole percents: 1 is 100 %, and not anything above a half. */
const FEWEST_DECIMALS = 2;
/** Decimals that are kept: enough to be exact for all practical purposes, few enough for exact integers. */
const MOST_DECIMALS = 14;

/**
 * Reads `0.9995`, or `99.95` as percent, digit by digit. A figure with fewer than six decimals stands for all
 * that rounds to it: 99.95 for 99.945 to 99.955. Undefined for what is no decimal number; 'range' for one
 * that is below 0 or above all.
 */
export function readShare(text: string, isPercent: boolean): StatedShare | 'range' | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '', decimals = '', exponent = '0'] = match;
  let digits = BigInt(whole + decimals);
  if (sign === '-' && digits > 0n) return 'range';
  const given = decimals.length - Number(exponent);
  let places = given + (isPercent ? 2 : 0);
  // One place more, so that a half of the last digit is a whole number.
  const needed = Math.max(places, FEWEST_DECIMALS) + 1;
  digits *= 10n ** BigInt(needed - places);
  places = needed;
  const one = 10n ** BigInt(places);
  if (digits > one) return 'range';
  const isRounded = given < UNROUNDED_DECIMALS;
  const half = isRounded ? 5n : 0n;
  return {
    least: ratioOf(digits > half ? digits - half : 0n, places, 0n),
    most: ratioOf(digits + half < one ? digits + half : one, places, 1n),
    isRounded,
  };
}

/** `digits` / 10^`places`; what has more places than are kept is rounded down, or up by `up` 1. */
function ratioOf(digits: bigint, places: number, up: 0n | 1n): Ratio {
  if (places <= MOST_DECIMALS) return { num: Number(digits), den: 10 ** places };
  const divisor = 10n ** BigInt(places - MOST_DECIMALS);
  const rest = digits % divisor === 0n ? 0n : up;
  return { num: Number(digits / divisor + rest), den: 10 ** MOST_DECIMALS };
}
