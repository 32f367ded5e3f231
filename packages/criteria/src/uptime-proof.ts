import { formatInteger, formatThreshold, type Percent } from './ratio.ts';
import type { UptimeShare } from './uptime-share.ts';
import { wilsonLowerBound } from './wilson.ts';

/**
 * How sure a share has to be. `possible`: as many looks without a failure would be proof at 95 %; a
 * figure such as `0.95`: the lower bound of Wilson reaches the threshold; `none`: the share as it is.
 */
export const UPTIME_CONFIDENCES = ['possible', 'none', '0.9', '0.95', '0.99'] as const;
export type UptimeConfidence = (typeof UPTIME_CONFIDENCES)[number];

/** Confidence at which the number of looks is judged by itself. */
const USUAL = '0.95';

/** Why the looks of a source are too few for a threshold, a sentence; undefined when they are enough. */
export function tooFewLooks(share: UptimeShare, min: Percent, confidence: UptimeConfidence): string | undefined {
  if (confidence === 'none') return undefined;
  const looks = looksOf(share);
  if (looks === undefined) {
    return confidence === 'possible'
      ? undefined
      : `${share.source.where} does not tell how often it looked, so nobody knows how sure its figure is.`;
  }
  const threshold = min.num / min.den / 100;
  const { up, all } = confidence === 'possible' ? { up: looks.all, all: looks.all } : looks;
  const level = confidence === 'possible' ? USUAL : confidence;
  const bound = wilsonLowerBound(up, all, level);
  if (bound >= threshold) return undefined;
  const percent = `${(Math.floor(bound * 10_000) / 100).toFixed(2)} %`;
  const begin =
    confidence === 'possible'
      ? `${formatInteger(all)} looks without a failure`
      : `${formatInteger(up)} of ${formatInteger(all)} looks`;
  const asked = `${begin} prove ${percent} with a confidence of ${level}, and ${formatThreshold(min)} % is asked`;
  if (isProvable(min)) return `${asked}: ${share.source.where} looks too seldom.`;
  return `${asked}, which no number of looks proves.`;
}

/** Whether looks can prove a threshold at all: none of them tells that it never was down between two. */
export function isProvable(min: Percent): boolean {
  return min.num < 100 * min.den;
}

/**
 * How many times a source looked, and how many of these saw it up; undefined for a figure. A slot that
 * is only held between two looks is no look; one that is not known counts as one that saw it down.
 */
function looksOf({ source, timeline }: UptimeShare): { readonly up: number; readonly all: number } | undefined {
  if (source.kind === 'requests') return { up: source.good, all: source.all };
  if (!timeline) return undefined;
  const { up, down, unknown, maintenance } = timeline.counts;
  const counted = up + down + unknown;
  if (counted === 0) return { up: 0, all: 0 };
  // By the average each slot is counted once for each replica.
  const each = (counted + maintenance) / timeline.slots.length;
  const all = Math.floor(Math.min(counted, timeline.looked * each + unknown) / each);
  return { up: Math.floor((up * all) / counted), all };
}
