import type { Location } from './location.ts';
import type { Severity } from './severity.ts';

/** One located problem. `message` and `at.path` may hold untrusted text; renderers escape them. */
export interface Finding {
  /** Stable kebab-case rule id or failure code. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly at?: Location;
  /** Stable across runs: the same problem has the same fingerprint. */
  readonly fingerprint: string;
}
