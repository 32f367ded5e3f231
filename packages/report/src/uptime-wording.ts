import {
  compareRatios,
  formatPercent,
  formatSeconds,
  type MeasuredOutage,
  type MeasuredSource,
  missingFor,
  parsePercent,
  type Ratio,
  type Report,
  reaches,
  type UptimeMeasurements,
} from '@maturity-actions/criteria';
import { spanSeconds, timeText, windowText } from './uptime-times.ts';
import { counted } from './wording.ts';

/** How long a row of the timeline was not up, in seconds, and why. */
export interface RowSeconds {
  readonly down: number;
  readonly unknown: number;
  readonly maintenance: number;
}

/** Whether the figures say anything: from never to always is nothing, and so is a share of nothing. */
export function isKnown({ lower, upper }: { readonly lower: Ratio; readonly upper: Ratio }): boolean {
  return lower.den > 0 && upper.den > 0 && (lower.num > 0 || upper.num < upper.den);
}

/** `99.59 %`, `99.59 % to 99.60 %` when the ends differ in print, `unknown`. Rounded down. */
export function shareText(share: { readonly lower: Ratio; readonly upper: Ratio }): string {
  const [least, most] = [formatPercent(share.lower), formatPercent(share.upper)];
  if (!isKnown(share)) return 'unknown';
  return least === most ? `${least} %` : `${least} % to ${most} %`;
}

/** The figure in words: `at least 99.59 %, at most 99.60 % up`. */
export function figureText({ lower, upper }: UptimeMeasurements): string {
  const [least, most] = [formatPercent(lower), formatPercent(upper)];
  if (!isKnown({ lower, upper })) return 'nothing is known';
  return least === most ? `${least} % up` : `at least ${least} %, at most ${most} % up`;
}

/** What the figure is about: `of the last 7 days (2026-11-13T12:00Z to 2026-11-20T12:00Z), threshold 99.5 %.` Not escaped. */
export function aboutText({ window, threshold }: UptimeMeasurements): string {
  return `of the ${windowText(window)}${threshold === null ? '' : `, threshold ${threshold} %`}.`;
}

/** `since 2026-11-10 08:00 UTC, says deployment 4711 of staging`; undefined when nobody says so. Not escaped. */
export function deployedText({ deployedSince }: UptimeMeasurements): string | undefined {
  return deployedSince ? `since ${timeText(deployedSince.at)}, says ${deployedSince.where}` : undefined;
}

/** `12 m 24 s of 50 m 24 s used, 38 m left`; undefined without a budget. */
export function budgetText({ budget }: UptimeMeasurements): string | undefined {
  if (budget === null) return undefined;
  const { allowed, used, left } = budget;
  const rest = left < 0 ? `overspent by ${formatSeconds(left)}` : `${formatSeconds(left)} left`;
  return `${formatSeconds(used)} of ${formatSeconds(allowed)} used, ${rest}`;
}

/** `46 %`: the share of the budget that an outage used, rounded up; undefined when there is none to use. */
export function budgetShare({ seconds }: MeasuredOutage, { budget }: UptimeMeasurements): string | undefined {
  if (budget === null || budget.allowed <= 0) return undefined;
  return `${Math.ceil((100 * seconds) / budget.allowed)} %`;
}

/** What is not known and how much of it has to prove up, where that decides; undefined where it does not. */
export function unknownText(measured: UptimeMeasurements): string | undefined {
  const { lower, upper, coverage, up, down, unknown, maintenance, slots, threshold, strip } = measured;
  const min = threshold === null ? undefined : parsePercent(threshold);
  const isOpen = min !== undefined && !reaches(lower, min) && reaches(upper, min);
  const seconds = spanSeconds(measured.window);
  const count = up + down + unknown;
  if (slots === 0 || count === 0) {
    // Where there is a timeline, it shows what is unknown; where nothing is known, the figure says so.
    if (strip.pieces.length > 0 || !isKnown(measured) || coverage.den === 0 || coverage.num >= coverage.den)
      return undefined;
    const blind = Math.ceil((seconds * (coverage.den - coverage.num)) / coverage.den);
    return `${formatSeconds(blind)} of it, only ${formatPercent(coverage)} % was watched`;
  }
  if (!isOpen) return undefined;
  const lengthOf = (some: number): string => formatSeconds(Math.ceil((some * seconds) / (count + maintenance) - 1e-6));
  const missing = missingFor({ covered: up, total: count }, min);
  const missingText = `${lengthOf(missing)} of that (${counted(missing, 'slot')})`;
  return `${lengthOf(unknown)} of it (${counted(unknown, 'slot')}); to pass, ${missingText} must have been up`;
}

/** `2026-11-24 03:12 UTC at the earliest, in 3 d 15 h, if all is up from now on`; undefined when nobody can tell. Not escaped. */
export function earliestText({ earliestPass, window }: UptimeMeasurements): string | undefined {
  if (earliestPass === null) return undefined;
  const wait = spanSeconds({ from: window.to, to: earliestPass });
  const inTime = wait > 0 ? `, in ${formatSeconds(wait)}` : '';
  return `${timeText(earliestPass)} at the earliest${inTime}, if all is up from now on`;
}

/** `every 15 s`, `figure only`, `by requests`: how a source looks. */
export function lookText({ kind, interval }: MeasuredSource): string {
  if (kind === 'figure') return 'figure only';
  if (kind === 'requests') return 'by requests';
  return interval === null ? 'not told' : `every ${intervalText(interval)}`;
}

/** `15 s`, `7.5 s`, `1 m`. */
function intervalText(seconds: number): string {
  return Number.isInteger(seconds) ? formatSeconds(seconds) : `${Math.round(seconds * 10) / 10} s`;
}

/** The source whose figures are those of the report; undefined when that is not clear. */
export function decidingSource(measured: UptimeMeasurements): MeasuredSource | undefined {
  const isSame = (a: Ratio, b: Ratio): boolean => a.den > 0 && b.den > 0 && compareRatios(a, b) === 0;
  const same = measured.sources.filter(
    (one) =>
      one.silent === undefined &&
      one.slots === measured.slots &&
      isSame(one.lower, measured.lower) &&
      isSame(one.upper, measured.upper),
  );
  return same.length === 1 ? same[0] : undefined;
}

/** At most `most` of the outages, the longest of them, in time order. */
export function longestOutages(outages: readonly MeasuredOutage[], most: number): readonly MeasuredOutage[] {
  if (outages.length <= most) return outages;
  const longest = new Set([...outages].sort((a, b) => b.seconds - a.seconds).slice(0, most));
  return outages.filter((outage) => longest.has(outage));
}

/** The longest outage, the first of several; undefined when there are not two to compare. */
export function longestOutage(outages: readonly MeasuredOutage[]): MeasuredOutage | undefined {
  if (outages.length < 2) return undefined;
  return outages.reduce((longest, outage) => (outage.seconds > longest.seconds ? outage : longest));
}

/** Each text once, in the order of their first time. */
export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** `23 m down, 2 h unknown`, `all up`: what a row of the timeline shows, for those who see no colours. */
export function rowText({ down, unknown, maintenance }: RowSeconds): string {
  const parts = Object.entries({ down, unknown, maintenance }).filter(([, seconds]) => seconds > 0);
  return parts.map(([name, seconds]) => `${formatSeconds(seconds)} ${name}`).join(', ') || 'all up';
}

/** The uptime that a report shows itself: that of components is shown with each of them. */
export function shownUptime({ measurements, parts = [] }: Report): UptimeMeasurements | undefined {
  return parts.some((part) => part.measurements.uptime) ? undefined : measurements.uptime;
}
