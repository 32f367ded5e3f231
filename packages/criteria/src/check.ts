import type { GenericSchema } from 'valibot';
import type { EvidenceKind, EvidenceSet } from './evidence.ts';
import type { Instant } from './instant.ts';
import type { Judgement } from './verdict.ts';

/** One kind of criterion. Pure. `needs` says which evidence to gather before judging. */
export interface Check<P> {
  /** Stable kebab-case id, the `check:` of a criterion. */
  readonly kind: string;
  readonly needs: readonly EvidenceKind[];
  /** Reads the parameters that a model, a config or an input states. */
  readonly params: GenericSchema<unknown, P>;
  /** Judges at `at`. Evidence that is absent makes it unknown, never met. */
  judge(evidence: EvidenceSet, params: P, at: Instant): Judgement;
}

/** Keeps the parameter type inside the check and lets lists hold checks of all kinds. */
export type AnyCheck = Check<never>;

/** Declares a check; only there to tie `judge` to the type of its `params`. */
export function defineCheck<P>(check: Check<P>): AnyCheck {
  return check as unknown as AnyCheck;
}
