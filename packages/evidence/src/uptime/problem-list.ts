import { EvidenceError, type Failure, type FailureCode, quantity } from '@maturity-actions/criteria';

/** Most problems that are told one by one. */
const MOST_PROBLEMS = 10;

/** Gathers what is wrong with many samples, so that all of it is told at once. */
export class ProblemList {
  readonly #problems: Failure[] = [];
  #others = 0;

  /** Runs a step; what it throws as evidence that is wrong is kept, but E_TOO_LARGE, which ends the reading. */
  attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof EvidenceError) || error.failures.some(({ code }) => code === 'E_TOO_LARGE')) throw error;
      if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(...error.failures);
      else this.#others += error.failures.length;
    }
  }

  /** Throws EvidenceError with all that was kept; the last one says how many more there are. */
  throwAny(): void {
    const last = this.#problems.at(-1);
    if (!last) return;
    const more = this.#others === 0 ? '' : ` (and ${quantity(this.#others, 'more problem')})`;
    throw new EvidenceError(...this.#problems.slice(0, -1), { ...last, found: `${last.found}${more}` });
  }
}

/** Makes the error for one sample. */
export type SampleError = (code: FailureCode, found: string, expected: string) => EvidenceError;

const FIXES: Partial<Record<FailureCode, string>> = {
  E_BAD_TIME: 'Look at the clock and the time zone of what writes the samples.',
  E_TRUNCATED: 'Look at what stopped while it wrote; delete the half line when nobody writes any more.',
  E_MALFORMED: 'Write each sample as {"t": "2026-11-19T10:00:00Z", "up": true}.',
  E_BAD_SAMPLE: 'Let each sample say whether it was up: true or false, 1 or 0, "up" or "down".',
};

/** An error about a sample at one place: `uptime/history.jsonl:12`. */
export function sampleError(where: string): SampleError {
  return (code, found, expected) =>
    new EvidenceError({ code, where, found, expected, fix: FIXES[code] ?? 'Correct what writes the samples.' });
}
