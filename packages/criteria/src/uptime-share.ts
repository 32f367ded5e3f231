import { type Ratio, reducedRatio } from './ratio.ts';
import type { Maintenance, ReplicaMode, TimeSpan, UptimeFigure, UptimeRequests, UptimeSource } from './uptime.ts';
import { type UptimeTimeline, uptimeBounds, uptimeTimeline } from './uptime-timeline.ts';

/** What one source shows of a window. */
export interface UptimeShare {
  readonly source: UptimeSource;
  /** The share that was up, at least and at most; `den` 0 when nothing was to be counted. */
  readonly lower: Ratio;
  readonly upper: Ratio;
  /** The share of the window of which it says anything; maintenance is known. */
  readonly known: Ratio;
  /** Slot by slot, of a source that has samples. */
  readonly timeline?: UptimeTimeline;
  /** Why it shows nothing, a sentence. */
  readonly silent?: string;
}

/** How a window is measured. */
export interface UptimeMeasuring {
  readonly replicas: ReplicaMode;
  readonly maintenance: readonly Maintenance[];
  readonly maintenanceCapMs: number;
  /** Fewest requests that say something. */
  readonly minRequests: number;
}

/** What is known when nothing is: anything from never to always. */
const NOTHING: Pick<UptimeShare, 'lower' | 'upper' | 'known'> = {
  lower: { num: 0, den: 1 },
  upper: { num: 1, den: 1 },
  known: { num: 0, den: 1 },
};

/** What a source shows of the window, in exact shares. */
export function uptimeShare(source: UptimeSource, window: TimeSpan, measuring: UptimeMeasuring): UptimeShare {
  if (source.kind === 'requests') return shareOfRequests(source, window, measuring.minRequests);
  if (source.kind === 'figure') return shareOfFigure(source, window);
  const timeline = uptimeTimeline(source, window, measuring);
  if (!timeline) return { source, ...NOTHING, silent: 'Its samples are too few to tell how often it looks.' };
  if (timeline.samples === 0) return { source, ...NOTHING, timeline, silent: 'It has no sample in the window.' };
  const { up, down, unknown, maintenance } = timeline.counts;
  if (up + down + unknown === 0) return { source, ...NOTHING, timeline, silent: 'All of the window is maintenance.' };
  const known = { num: up + down + maintenance, den: up + down + unknown + maintenance };
  return { source, ...uptimeBounds(timeline.counts), known, timeline };
}

/** Counters that tell of a part of the window say nothing of the rest: nobody knows how many requests there were. */
function shareOfRequests(source: UptimeRequests, window: TimeSpan, minRequests: number): UptimeShare {
  const { good, all } = source;
  if (all < Math.max(1, minRequests)) {
    const fewest = Math.max(1, minRequests);
    return { source, ...NOTHING, silent: `It counted ${all} requests; fewer than ${fewest} say nothing.` };
  }
  const ratio = { num: good, den: all };
  const whole = seconds(window);
  const from = Math.max(source.span.from, window.from);
  const watched = Math.max(0, seconds({ from, to: Math.min(source.span.to, window.to) }));
  // Before the first sample and behind the last one a little is always missing.
  if (watched * 100 >= whole * 99) return { source, lower: ratio, upper: ratio, known: { num: 1, den: 1 } };
  return { source, ...bounded({ least: ratio, most: ratio }, watched, whole) };
}

/** What holds of `watched` of `whole` seconds, when the rest may be anything. */
function bounded(
  { least, most }: Pick<UptimeFigure, 'least' | 'most'>,
  watched: number,
  whole: number,
): Pick<UptimeShare, 'lower' | 'upper' | 'known'> {
  return {
    lower: reducedRatio(BigInt(least.num) * BigInt(watched), BigInt(least.den) * BigInt(whole)),
    upper: reducedRatio(
      BigInt(most.num) * BigInt(watched) + BigInt(most.den) * BigInt(whole - watched),
      BigInt(most.den) * BigInt(whole),
    ),
    known: { num: watched, den: whole },
  };
}

/** The part of the window that the figure is about is up by it, the rest is unknown. */
function shareOfFigure(source: UptimeFigure, window: TimeSpan): UptimeShare {
  const { span, least, most } = source;
  const from = Math.max(span.from, window.from, source.since ?? window.from);
  const watched = seconds({ from, to: Math.min(span.to, window.to) });
  const whole = seconds(window);
  if (watched <= 0) return { source, ...NOTHING, silent: 'Its figure is about another time.' };
  // A figure about more than the window says little about the window itself.
  if (span.from < window.from || span.to > window.to) {
    const outside =
      seconds(span) - seconds({ from: Math.max(span.from, window.from), to: Math.min(span.to, window.to) });
    if (outside > whole / 100)
      return { source, ...NOTHING, silent: 'Its figure is about a longer time than the window.' };
  }
  return { source, ...bounded({ least, most }, watched, whole) };
}

const seconds = ({ from, to }: TimeSpan): number => Math.floor((to - from) / 1000);
