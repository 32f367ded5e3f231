import type { Plan, PlanKind } from '@maturity-actions/criteria';

/** A document that is or holds a plan. */
export interface PlanText {
  /** Relative to the repository; `input text` for a text that is no file. */
  readonly path: string;
  readonly isFile: boolean;
  readonly text: string;
}

/** Which part of a document is a plan. */
export interface PlanSelection {
  readonly kind: PlanKind;
  /** `file`: all of it. `sections`: the parts whose heading says so. `named`: the part with this heading. */
  readonly part: 'file' | 'sections' | { readonly named: string };
}

/**
 * The plans of a document, read. Empty when no part of it is one. Throws EvidenceError E_TOO_LARGE
 * (above 5 MB), E_TOO_DEEP (above 100 levels), E_EMPTY.
 */
export async function readPlans(_source: PlanText, _selection: PlanSelection): Promise<Plan[]> {
  throw new Error('being built');
}
