import type { Effort, Requirement } from './verdict.ts';

/** How strong the proof is, weakest first; a criterion states the least grade it accepts. */
export type Grade = 'claimed' | 'present' | 'configured' | 'measured' | 'attested';

/** Parameters of a check as a model or a config states them, before the check's own schema reads them. */
export type Params = Readonly<Record<string, unknown>>;

/** One yes/no question with its requirement and parameters per level. */
export interface Criterion {
  readonly id: string;
  readonly asks: string;
  readonly area: string;
  /** Kind of check, a key of the list in checks/index.ts. */
  readonly check: string;
  /** Parameters that hold at every level. */
  readonly with: Params;
  /** Per level id: the requirement and the parameters that add to `with`. A level that is absent does not ask. */
  readonly levels: Readonly<Record<string, { readonly requirement: Requirement; readonly params: Params }>>;
  readonly grade?: Grade;
  readonly why: string;
  readonly fix: string;
  readonly effort?: Effort;
  /** Document and section that set the figures. */
  readonly source: string;
  /** Ids of the criteria inventory that this criterion answers. */
  readonly traces: readonly string[];
}
