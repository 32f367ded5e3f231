/** Whose hands a failure is in: the workflow or config, the report, or a service. */
export type FailureKind = 'configuration' | 'evidence' | 'service';

/** Every cause a gate can name. Codes are stable: users and tests rely on them; messages may change. */
export type FailureCode =
  // configuration
  | 'E_UNKNOWN_INPUT'
  | 'E_BAD_INPUT'
  | 'E_NO_THRESHOLD'
  | 'E_UNKNOWN_MODEL'
  | 'E_UNKNOWN_LEVEL'
  | 'E_AMBIGUOUS_LEVEL'
  | 'E_UNKNOWN_COMPONENT'
  | 'E_NO_CONFIG'
  | 'E_BAD_CONFIG'
  | 'E_UNKNOWN_KEY'
  | 'E_BAD_WAIVER'
  | 'E_BAD_MODEL'
  | 'E_PATTERN_MATCHED_NOTHING'
  // evidence
  | 'E_NO_REPORT'
  | 'E_EMPTY'
  | 'E_TRUNCATED'
  | 'E_MALFORMED'
  | 'E_UNKNOWN_FORMAT'
  | 'E_AMBIGUOUS_FORMAT'
  | 'E_WRONG_FORMAT'
  | 'E_NO_LINES'
  | 'E_TOTALS_MISMATCH'
  | 'E_BAD_COUNT'
  | 'E_NEGATIVE_HITS'
  | 'E_DOCTYPE'
  | 'E_TOO_DEEP'
  | 'E_TOO_LARGE'
  | 'E_UNMATCHED_PATHS'
  | 'E_AMBIGUOUS_PATH'
  | 'E_OUTSIDE_REPOSITORY'
  | 'E_MISSING_SHARD'
  | 'E_STALE'
  | 'E_CONTRADICTION'
  | 'E_NO_BASE'
  | 'E_NO_RUNS'
  | 'E_SCAN_FAILED'
  | 'E_BAD_VECTOR'
  | 'E_BAD_TIME'
  | 'E_BAD_SAMPLE'
  | 'E_NO_SAMPLES'
  | 'E_NOT_A_NUMBER'
  | 'E_PARTIAL'
  | 'E_PAUSED'
  | 'E_TOO_YOUNG'
  | 'E_BAD_QUERY'
  // service
  | 'E_GIT'
  | 'E_FILE_ACCESS'
  | 'E_UNREACHABLE'
  | 'E_TIMEOUT'
  | 'E_TLS'
  | 'E_UNAUTHORIZED'
  | 'E_FORBIDDEN'
  | 'E_NOT_FOUND'
  | 'E_RATE_LIMITED'
  | 'E_SERVICE'
  | 'E_REDIRECT'
  | 'E_PRIVATE_ADDRESS'
  | 'E_INTERRUPTED';

/**
 * One thing that went wrong, in the four parts a busy person needs.
 * `found`, `where` may hold untrusted text; renderers escape them.
 */
export interface Failure {
  readonly kind: FailureKind;
  readonly code: FailureCode;
  /** File, file:line, input name or URL. */
  readonly where: string;
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

/** One sentence per part: `where: found; expected X. Fix.` Not escaped. */
export function failureText(failure: Failure): string {
  return `${failure.where}: ${failure.found}; expected ${failure.expected}. ${failure.fix}`;
}

/** Where, what was found, what was expected, and the code: everything but the fix. */
export function failureFact({ where, found, expected, code }: Failure): string {
  return `${where}: ${found}; expected ${expected} (${code})`;
}

/** What is wrong without the fix, and how many more there are: for a sentence that introduces a list. */
export function failureSummary([first, ...others]: readonly Failure[]): string {
  if (!first) return '';
  const more = others.length === 0 ? '' : `; and ${others.length} more`;
  return `${failureFact(first)}${more}`;
}

/** Carries one or more failures up to the action, which turns them into an unknown verdict. */
export class GateError extends Error {
  readonly failures: readonly Failure[];

  constructor(failures: readonly Failure[], options?: ErrorOptions) {
    super(failures.map(failureText).join('\n'), options);
    this.name = 'GateError';
    this.failures = failures;
  }
}

type Parts = Omit<Failure, 'kind'>;

/** The user's workflow or config is wrong: input, maturity.yml, model file. */
export class ConfigurationError extends GateError {
  constructor(...problems: readonly Parts[]) {
    super(problems.map((problem) => ({ kind: 'configuration', ...problem })));
    this.name = 'ConfigurationError';
  }
}

/** A report is missing, empty, truncated, unknown or contradicts itself. */
export class EvidenceError extends GateError {
  constructor(...problems: readonly Parts[]) {
    super(problems.map((problem) => ({ kind: 'evidence', ...problem })));
    this.name = 'EvidenceError';
  }
}

/** Git, the network, a permission or a rate limit stood in the way. */
export class ServiceError extends GateError {
  constructor(...problems: readonly Parts[]) {
    super(problems.map((problem) => ({ kind: 'service', ...problem })));
    this.name = 'ServiceError';
  }
}
