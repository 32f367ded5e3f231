/** What one counter counted in the window. Source: Prometheus, metric type counter: it only rises, but for a restart at 0. */
export class CounterIncrease {
  /** Its first sample: when, in milliseconds since 1970, and what it had counted by then. */
  readonly firstAt: number;
  readonly first: number;
  #lastAt: number;
  #last: number;
  #increase = 0;
  #resets = 0;

  constructor(at: number, value: number) {
    this.firstAt = at;
    this.first = value;
    this.#lastAt = at;
    this.#last = value;
  }

  get lastAt(): number {
    return this.#lastAt;
  }

  /** Counted since the first sample. */
  get increase(): number {
    return this.#increase;
  }

  /** How often it began at 0 again. */
  get resets(): number {
    return this.#resets;
  }

  /** Adds the next sample; `value` has to be an integer from 0. */
  add(at: number, value: number): void {
    const isReset = value < this.#last;
    this.#increase += isReset ? value : value - this.#last;
    if (isReset) this.#resets++;
    this.#lastAt = at;
    this.#last = value;
  }
}
