/** An exact share: `num` of `den`, both integers, `num` <= `den`; `den` 0 means there is nothing to count. */
export interface Ratio {
  readonly num: number;
  readonly den: number;
}

/** Covered and total as exact counts. */
export interface Count {
  readonly covered: number;
  readonly total: number;
}

/** A threshold in percent, kept as the exact decimal it was written as: 79.95 is 7995 / 100. */
export interface Percent {
  readonly num: number;
  readonly den: number;
}

const DECIMAL = /^(\d{1,3})(?:\.(\d{1,6}))?\s*%?$/;

/** Reads `80`, `79.95` or `80 %` exactly; undefined when it is not a decimal from 0 to 100. */
export function parsePercent(text: string | number): Percent | undefined {
  const match = DECIMAL.exec(String(text).trim());
  if (!match) return undefined;
  const decimals = match[2] ?? '';
  const den = 10 ** decimals.length;
  const num = Number(match[1]) * den + Number(decimals || 0);
  return num <= 100 * den ? { num, den } : undefined;
}

/** `80`, `79.95`: the threshold as it was written. */
export function formatThreshold(percent: Percent): string {
  return String(percent.num / percent.den);
}

/** Whether `ratio` reaches `min`, by cross-multiplication, never by rounding. Nothing to count reaches nothing. */
export function reaches(ratio: Ratio, min: Percent): boolean {
  if (ratio.den === 0) return false;
  return BigInt(ratio.num) * 100n * BigInt(min.den) >= BigInt(min.num) * BigInt(ratio.den);
}

/** Negative when `a` < `b`, 0 when equal, positive when `a` > `b`; exact. Both need a denominator above 0. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const left = BigInt(a.num) * BigInt(b.den);
  const right = BigInt(b.num) * BigInt(a.den);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `num` of `den` in lowest terms, so that it stays within exact integers. */
export function reducedRatio(num: bigint, den: bigint): Ratio {
  let [a, b] = [num, den];
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = a === 0n ? 1n : a;
  return { num: Number(num / divisor), den: Number(den / divisor) };
}

/** How many more of `count.total` have to be covered to reach `min`; 0 when it is reached. */
export function missingFor(count: Count, min: Percent): number {
  const den = 100n * BigInt(min.den);
  const needed = (BigInt(min.num) * BigInt(count.total) + den - 1n) / den;
  return Math.max(0, Number(needed) - count.covered);
}

/** `79.99`: percent with two decimals, rounded down so that print never flatters. `n/a` when there is nothing to count. */
export function formatPercent(ratio: Ratio): string {
  if (ratio.den === 0) return 'n/a';
  const hundredths = (BigInt(ratio.num) * 10000n) / BigInt(ratio.den);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

/** `1,568`: an integer with thousands separators, the same on every machine. */
export function formatInteger(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `78.41 % (1,568 of 2,000)`. */
export function formatCount(count: Count): string {
  if (count.total === 0) return 'nothing to count';
  const percent = formatPercent({ num: count.covered, den: count.total });
  return `${percent} % (${formatInteger(count.covered)} of ${formatInteger(count.total)})`;
}

/** `41 lines`, `1 branch`, `2 branches`, `1,204 findings`: an amount with the right form of its noun. */
export function quantity(count: number, noun: string, plural = noun.endsWith('ch') ? `${noun}es` : `${noun}s`): string {
  return `${formatInteger(count)} ${count === 1 ? noun : plural}`;
}
