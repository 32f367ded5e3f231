import type { Instant } from './instant.ts';
import type { Ratio } from './ratio.ts';

/** A stretch of time in milliseconds since 1970, its end excluded. */
export interface TimeSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/** What one instance of a service, or one prober, was seen to be. */
export interface ReplicaSamples {
  readonly replica: string;
  /** When it was seen, in milliseconds since 1970, ascending, each time once. */
  readonly at: Float64Array;
  /** 1 for up, 0 for down, for each of `at`. */
  readonly isUp: Uint8Array;
}

/** Time that does not count, because it was declared before it began. */
export interface Maintenance extends TimeSpan {
  /** When it was declared; absent when nobody can tell: it then does not count. */
  readonly declaredAt?: Instant;
  readonly reason: string;
  /** Who says so, for people: `.github/maturity.yml:31`, `issue 12`. */
  readonly where: string;
}

interface UptimeSourceFacts {
  /** Id of the kind of source: `prometheus`, `history`. */
  readonly source: string;
  /** Which one, for people, without anything secret: `prometheus.example.org`, `uptime/history.jsonl`. */
  readonly where: string;
  /** When it began to watch; absent when it does not say. */
  readonly since?: Instant;
  readonly maintenance: readonly Maintenance[];
  /** What is to be known about the accuracy, sentences. */
  readonly notes: readonly string[];
}

/** A source that tells each time it looked. */
export interface UptimeSamples extends UptimeSourceFacts {
  readonly kind: 'samples';
  readonly replicas: readonly ReplicaSamples[];
  /** How often it says that it looks, in milliseconds; else the median distance of its samples counts. */
  readonly intervalMs?: number;
}

/** A source that tells a figure only. What it did not watch is unknown. */
export interface UptimeFigure extends UptimeSourceFacts {
  readonly kind: 'figure';
  /** Share of `span` that was up, at least and at most: a figure that was rounded before it was given may be either. */
  readonly least: Ratio;
  readonly most: Ratio;
  /** The time the figure is about. */
  readonly span: TimeSpan;
  readonly outages?: readonly TimeSpan[];
}

/** A source that counts requests. Without any request it says nothing. */
export interface UptimeRequests extends UptimeSourceFacts {
  readonly kind: 'requests';
  readonly good: number;
  readonly all: number;
  readonly span: TimeSpan;
}

export type UptimeSource = UptimeSamples | UptimeFigure | UptimeRequests;

/** When replicas together count as up: one of them is, all of them are, or by the share of those that are. */
export type ReplicaMode = 'any' | 'all' | 'average';

/** Since when the deployment that is judged is there, and who says so; the sources come in the order in which they are believed. */
export interface DeployedSince {
  readonly at: Instant;
  readonly from: 'deployment' | 'label' | 'git' | 'declared';
  /** Who says so, for people: `deployment 4711 of staging`, `.github/maturity.yml:5`. */
  readonly where: string;
}
