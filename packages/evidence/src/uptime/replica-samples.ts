import { EvidenceError, formatInstant, type Instant, type ReplicaSamples } from '@maturity-actions/criteria';

/** Clocks differ by a little; a sample further ahead is of a wrong clock, and proves nothing of the past. */
const CLOCK_TOLERANCE_MS = 60_000;
/** Most samples of one source: a month of seconds. */
export const MOST_SAMPLES = 3_000_000;

/**
 * Collects samples of one source in any order. A time that comes twice for a replica counts once, as
 * down when one of the two is. Times are milliseconds since 1970.
 */
export class SampleCollector {
  readonly #where: string;
  readonly #now: Instant;
  readonly #replicas = new Map<string, Samples>();
  #count = 0;

  /** `where` names the source in messages. */
  constructor(where: string, now: Instant) {
    this.#where = where;
    this.#now = now;
  }

  get count(): number {
    return this.#count;
  }

  /** Throws EvidenceError E_BAD_TIME for a time that is none or is to come, E_TOO_LARGE above 3,000,000 samples. */
  add(replica: string, at: Instant, isUp: boolean): void {
    if (!Number.isFinite(at) || at < 0)
      throw this.#badTime(
        'a time that cannot be read',
        'seconds or milliseconds since 1970, or an ISO 8601 time with its zone',
      );
    if (at > this.#now + CLOCK_TOLERANCE_MS)
      throw this.#badTime(
        `a sample of ${formatInstant(Math.min(at, 8.64e15))}, which is to come`,
        `no sample after ${formatInstant(this.#now)}`,
      );
    if (++this.#count > MOST_SAMPLES) {
      throw new EvidenceError({
        code: 'E_TOO_LARGE',
        where: this.#where,
        found: `more than ${MOST_SAMPLES} samples`,
        expected: 'at most that many in the window',
        fix: 'Narrow the query to what serves the users, or aggregate its series.',
      });
    }
    let samples = this.#replicas.get(replica);
    if (!samples) {
      samples = new Samples();
      this.#replicas.set(replica, samples);
    }
    samples.add(at, isUp);
  }

  /** All replicas by name, each with its samples in order. */
  replicas(): ReplicaSamples[] {
    return [...this.#replicas]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([replica, samples]) => ({ replica, ...samples.sorted() }));
  }

  #badTime(found: string, expected: string): EvidenceError {
    return new EvidenceError({
      code: 'E_BAD_TIME',
      where: this.#where,
      found,
      expected,
      fix: 'Look at the clock and the time zone of what writes the samples.',
    });
  }
}

/** Samples of one replica in arrays that grow by doubling: nine bytes each. */
class Samples {
  #at = new Float64Array(1024);
  #isUp = new Uint8Array(1024);
  #length = 0;
  #isAscending = true;

  add(at: number, isUp: boolean): void {
    if (this.#length === this.#at.length) this.#grow();
    if (this.#length > 0 && at <= (this.#at[this.#length - 1] as number)) this.#isAscending = false;
    this.#at[this.#length] = at;
    this.#isUp[this.#length++] = isUp ? 1 : 0;
  }

  sorted(): { at: Float64Array; isUp: Uint8Array } {
    const [at, isUp] = [this.#at.subarray(0, this.#length), this.#isUp.subarray(0, this.#length)];
    if (this.#isAscending) return { at: at.slice(), isUp: isUp.slice() };
    const order = Uint32Array.from(at, (_, index) => index).sort((a, b) => (at[a] as number) - (at[b] as number));
    let length = 0;
    const sorted = { at: new Float64Array(order.length), isUp: new Uint8Array(order.length) };
    for (const index of order) {
      const isSame = length > 0 && sorted.at[length - 1] === at[index];
      if (!isSame) length++;
      sorted.at[length - 1] = at[index] as number;
      sorted.isUp[length - 1] = isSame
        ? Math.min(sorted.isUp[length - 1] as number, isUp[index] as number)
        : (isUp[index] as number);
    }
    return { at: sorted.at.slice(0, length), isUp: sorted.isUp.slice(0, length) };
  }

  #grow(): void {
    const [at, isUp] = [new Float64Array(this.#at.length * 2), new Uint8Array(this.#isUp.length * 2)];
    at.set(this.#at);
    isUp.set(this.#isUp);
    [this.#at, this.#isUp] = [at, isUp];
  }
}
