import type { Grade } from './criterion.ts';
import type { Finding } from './finding.ts';
import type { Instant } from './instant.ts';
import type { LongestWaiver, Waiver } from './waiver.ts';

export type Outcome = 'met' | 'unmet' | 'unknown' | 'waived' | 'not-applicable';
export type Requirement = 'must' | 'should' | 'nice' | 'dont-need';
export type Effort = 'low' | 'medium' | 'high';

/** Where a fact comes from. */
export interface Provenance {
  /** Report path, URL or file. */
  readonly source: string;
  readonly tool?: string;
  readonly version?: string;
  readonly commit?: string;
  readonly observedAt?: Instant;
}

/** A criterion judged. All texts are for people and may hold untrusted text; renderers escape them. */
export interface Verdict {
  readonly criterion: string;
  readonly title: string;
  readonly level: string;
  readonly requirement: Requirement;
  readonly outcome: Outcome;
  readonly grade?: Grade;
  readonly observed: string;
  readonly required: string;
  /** How much is lacking, for the table of floors: `132 lines`; absent when nothing is. */
  readonly missing?: string;
  readonly why: string;
  readonly fix: string;
  readonly effort?: Effort;
  readonly findings: readonly Finding[];
  readonly from: readonly Provenance[];
  readonly waiver?: Waiver;
}

/** What a check says; evaluation adds the criterion's texts and the waiver. */
export type Judgement = Pick<Verdict, 'outcome' | 'observed' | 'required'> &
  Partial<Pick<Verdict, 'why' | 'fix' | 'missing' | 'findings' | 'from'>> & {
    /** Also for a waiver of the whole criterion, which must not get around what the level says of waivers. */
    readonly longestWaiver?: LongestWaiver;
  };
