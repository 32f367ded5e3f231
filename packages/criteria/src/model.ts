import type { Criterion } from './criterion.ts';

/** One step of a model. */
export interface Level {
  readonly id: string;
  /** 1-based, in the order of the model. */
  readonly number: number;
  readonly title: string;
  readonly aliases: readonly string[];
  /** How long a subject stays one level below before it may enter this one, in milliseconds. */
  readonly soakMs?: number;
}

/** An ordered list of levels and the criteria they ask. */
export interface Model {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly levels: readonly Level[];
  readonly criteria: readonly Criterion[];
}
