import { formatInstant } from './instant.ts';
import { formatThreshold, type Percent, parsePercent, type Ratio } from './ratio.ts';
import type { DeployedSince, TimeSpan } from './uptime.ts';
import { decidingShare } from './uptime-decision.ts';
import type { UptimeEvidence } from './uptime-evidence.ts';
import { earliestUptime, secondsAllowed, secondsDown } from './uptime-outlook.ts';
import type { UptimeShare } from './uptime-share.ts';
import { NO_STRIP, uptimeStrip } from './uptime-strip.ts';

/** A stretch of time in UTC, `2026-11-19T10:00:00Z`; its end is excluded. */
export interface MeasuredSpan {
  readonly from: string;
  readonly to: string;
}

/** A run of slots that were down; it lasted this long at least, as far as the samples tell. */
export interface MeasuredOutage extends MeasuredSpan {
  readonly seconds: number;
}

/** How many slots of a stretch of time were what. */
export interface MeasuredSlots {
  readonly up: number;
  readonly down: number;
  readonly maintenance: number;
  readonly unknown: number;
}

/** The window in pieces of one length, for a picture of it: at most 200. Empty when no source has samples. */
export interface UptimeStrip {
  /** Length of each piece. */
  readonly seconds: number;
  readonly pieces: readonly (MeasuredSlots & { readonly from: string })[];
}

/** What one source shows. */
export interface MeasuredSource extends MeasuredSlots {
  /** Id of the kind of source: `prometheus`. */
  readonly source: string;
  /** Which one, for people, without anything secret. */
  readonly where: string;
  readonly kind: 'samples' | 'figure' | 'requests';
  /** The share that was up, at least and at most. */
  readonly lower: Ratio;
  readonly upper: Ratio;
  /** Number of slots; 0 for a source that tells a figure or counts requests. */
  readonly slots: number;
  readonly samples: number;
  /** Seconds between two looks; null when it does not tell. */
  readonly interval: number | null;
  readonly lastSample: string | null;
  /** Why it shows nothing, a sentence. */
  readonly silent?: string;
  /** What is to be known about the accuracy, sentences. */
  readonly notes: readonly string[];
  /** Maintenance that does not count, with the reason, sentences. */
  readonly refused: readonly string[];
}

/** The time that may be down by the threshold, in seconds; rounded down, `left` below 0 when it is overspent. */
export interface UptimeBudget {
  readonly allowed: number;
  readonly used: number;
  readonly left: number;
}

/** The exact figures of an uptime, as published in the report JSON. Of several sources those of the one that decides. */
export interface UptimeMeasurements extends MeasuredSlots {
  readonly environment: string;
  readonly window: MeasuredSpan;
  /** Number of slots that the window is cut into; 0 when the source that decides has no samples. */
  readonly slots: number;
  /** The share that was up, at least and at most. 0 of 1 and 1 of 1 when nothing is known. */
  readonly lower: Ratio;
  readonly upper: Ratio;
  /** The share of the window that is known. */
  readonly coverage: Ratio;
  readonly samples: number;
  /** Seconds between two samples; null when it is not known. */
  readonly interval: number | null;
  readonly lastSample: string | null;
  readonly outages: readonly MeasuredOutage[];
  /** Seconds; 0 when there is none, null when no source tells of outages. */
  readonly longestOutage: number | null;
  /** The threshold in percent as it is written; null when no criterion states one. */
  readonly threshold: string | null;
  /** Null when there is no threshold, or nothing that tells how long it was down. */
  readonly budget: UptimeBudget | null;
  /** The earliest time at which the threshold can be reached, if all is up from now on; null when it is, or nobody can tell. */
  readonly earliestPass: string | null;
  readonly deployedSince: { readonly at: string; readonly from: DeployedSince['from']; readonly where: string } | null;
  readonly require: 'all' | 'any';
  readonly strip: UptimeStrip;
  readonly sources: readonly MeasuredSource[];
}

/** The figures of what was gathered; `threshold` is the percentage that is judged by, as a model or an input states it. */
export function uptimeMeasurements(evidence: UptimeEvidence, threshold: unknown): UptimeMeasurements {
  const min = parsePercent(String(threshold ?? ''));
  const { environment, window, shares, deployedSince, require } = evidence;
  const share = decidingShare(evidence, min);
  const timeline = share?.timeline;
  const outages = (share && outagesOf(share))?.map(measuredOutage);
  const at = min && earliestUptime(evidence, min);
  return {
    environment,
    window: measuredSpan(window),
    ...slotCounts(share),
    slots: timeline?.slots.length ?? 0,
    lower: share?.lower ?? { num: 0, den: 1 },
    upper: share?.upper ?? { num: 1, den: 1 },
    coverage: share?.known ?? { num: 0, den: 1 },
    samples: timeline?.samples ?? 0,
    interval: timeline ? timeline.intervalMs / 1000 : null,
    lastSample: timeline?.last === undefined ? null : formatInstant(timeline.last),
    outages: outages ?? [],
    longestOutage: outages ? outages.reduce((most, { seconds }) => Math.max(most, seconds), 0) : null,
    threshold: min ? formatThreshold(min) : null,
    budget: share && min && share.silent === undefined ? budgetOf(share, window, min) : null,
    earliestPass: at === undefined ? null : formatInstant(at),
    deployedSince: deployedSince ? { ...deployedSince, at: formatInstant(deployedSince.at) } : null,
    require,
    strip: timeline ? uptimeStrip(timeline) : NO_STRIP,
    sources: shares.map(measuredSource),
  };
}

const NO_SLOTS: MeasuredSlots = { up: 0, down: 0, maintenance: 0, unknown: 0 };

function slotCounts(share: UptimeShare | undefined): MeasuredSlots {
  return share?.timeline ? { ...share.timeline.counts } : NO_SLOTS;
}

function outagesOf({ source, timeline }: UptimeShare): readonly TimeSpan[] | undefined {
  return timeline?.outages ?? (source.kind === 'figure' ? source.outages : undefined);
}

function measuredSpan({ from, to }: TimeSpan): MeasuredSpan {
  return { from: formatInstant(from), to: formatInstant(to) };
}

function measuredOutage(outage: TimeSpan): MeasuredOutage {
  return { ...measuredSpan(outage), seconds: Math.ceil((outage.to - outage.from) / 1000) };
}

/** Requests have no time that may be down. */
function budgetOf(share: UptimeShare, window: TimeSpan, min: Percent): UptimeBudget | null {
  if (share.source.kind === 'requests') return null;
  const allowed = secondsAllowed(share, window, min);
  const used = secondsDown(share, window);
  return { allowed, used, left: allowed - used };
}

function measuredSource(share: UptimeShare): MeasuredSource {
  const { source, lower, upper, timeline, silent } = share;
  return {
    source: source.source,
    where: source.where,
    kind: source.kind,
    lower,
    upper,
    ...slotCounts(share),
    slots: timeline?.slots.length ?? 0,
    samples: timeline?.samples ?? 0,
    interval: timeline ? timeline.intervalMs / 1000 : null,
    lastSample: timeline?.last === undefined ? null : formatInstant(timeline.last),
    ...(silent === undefined ? {} : { silent }),
    notes: source.notes,
    refused: (timeline?.refused ?? []).map(({ maintenance: { where, reason, from, to }, why }) => {
      const span = measuredSpan({ from, to });
      return `${where}: maintenance from ${span.from} to ${span.to} (${reason}) does not count: ${why}.`;
    }),
  };
}
