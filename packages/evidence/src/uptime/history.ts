import {
  DAY_MS,
  EvidenceError,
  formatInstant,
  type Instant,
  quantity,
  type TimeSpan,
  type UptimeSamples,
} from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { eachBlock, endOfLine, trimmedEnd } from '../text/lines.ts';
import { type HistoryColumns, readHistoryColumns, readHistoryRow } from './history-csv.ts';
import { type HistorySample, readHistoryLine } from './history-lines.ts';
import { ProblemList, type SampleError, sampleError } from './problem-list.ts';
import { SampleCollector } from './replica-samples.ts';

export interface HistoryOptions {
  readonly window: TimeSpan;
  /** The time of reading: nothing after it can have been seen. */
  readonly now: Instant;
}

/**
 * A history that a prober writes: JSON lines `{"t": "2026-11-19T10:00:00Z", "up": true}`, or CSV with a first
 * line `t,up`; with `replica` for several. Samples may be in any order; a time that comes twice counts once,
 * as down when one of the two is. `since` is the first sample of all. Throws EvidenceError with `path:line`
 * for each of the first ten problems: E_EMPTY, E_WRONG_FORMAT, E_MALFORMED, E_TRUNCATED, E_BAD_TIME,
 * E_BAD_SAMPLE, E_CONTRADICTION, E_NO_SAMPLES, E_TOO_LARGE.
 */
export async function readHistory(input: ByteSource, options: HistoryOptions): Promise<UptimeSamples> {
  const history = new History(input.path, options);
  const problems = new ProblemList();
  const decoder = new TextDecoder();
  let number = 0;
  const tooLong: SampleError = (...facts) => sampleError(`${input.path}:${number + 1}`)(...facts);
  await eachBlock(input, tooLong, (bytes, from, to) => {
    for (let start = from; start < to; ) {
      const end = endOfLine(bytes, start, to);
      const line = decoder.decode(bytes.subarray(start, trimmedEnd(bytes, start, end)));
      number++;
      if (line.trim() !== '') problems.attempt(() => history.add(line, number, end < to));
      start = end + 1;
    }
  });
  problems.throwAny();
  return history.samples();
}

/** Where something was seen first, and how often. */
interface Seen {
  line: number;
  count: number;
}

class History {
  readonly #path: string;
  readonly #options: HistoryOptions;
  readonly #collector: SampleCollector;
  /** What the first line says: that it is JSON, or which columns there are; null when it could not be read. */
  #format: 'json' | HistoryColumns | null | undefined;
  #since = Number.POSITIVE_INFINITY;
  #latest = 0;
  #inWindow = 0;
  readonly #lastOf = new Map<string, Instant>();
  readonly #early: Seen = { line: 0, count: 0 };
  readonly #twice: Seen = { line: 0, count: 0 };

  constructor(path: string, options: HistoryOptions) {
    this.#path = path;
    this.#options = options;
    this.#collector = new SampleCollector(path, options.now);
  }

  add(line: string, number: number, hasEnd: boolean): void {
    const error = sampleError(`${this.#path}:${number}`);
    if (this.#format === undefined) {
      this.#format = null;
      this.#format = formatOf(line, error);
      if (this.#format !== 'json') return;
    }
    // Without its first line none of the others can be read, and one problem says so.
    if (this.#format === null) return;
    const sample =
      this.#format === 'json' ? readHistoryLine(line, error) : readHistoryRow(line, this.#format, hasEnd, error);
    this.#keep(sample, number);
  }

  #keep({ at, isUp, replica = this.#path }: HistorySample, line: number): void {
    const { window, now } = this.#options;
    const last = this.#lastOf.get(replica) ?? 0;
    if (at < last) note(this.#early, line);
    else if (at === last) note(this.#twice, line);
    // What is far outside tells nothing of the window, but what is to come tells of a wrong clock.
    if (at > now || (at >= window.from - DAY_MS && at < window.to + DAY_MS)) this.#collect(replica, at, isUp, line);
    if (at >= window.from && at < window.to) this.#inWindow++;
    this.#lastOf.set(replica, Math.max(last, at));
    this.#since = Math.min(this.#since, at);
    this.#latest = Math.max(this.#latest, at);
  }

  #collect(replica: string, at: Instant, isUp: boolean, line: number): void {
    try {
      this.#collector.add(replica, at, isUp);
    } catch (error) {
      if (!(error instanceof EvidenceError)) throw error;
      throw new EvidenceError(...error.failures.map((one) => ({ ...one, where: `${this.#path}:${line}` })));
    }
  }

  samples(): UptimeSamples {
    if (this.#inWindow === 0) throw this.#nothing();
    return {
      kind: 'samples',
      source: 'history',
      where: this.#path,
      since: this.#since,
      replicas: this.#collector.replicas(),
      maintenance: [],
      notes: this.#notes(),
    };
  }

  #nothing(): EvidenceError {
    const { from, to } = this.#options.window;
    const isEmpty = this.#format === undefined;
    const latest = this.#latest === 0 ? '' : `; the last one is of ${formatInstant(this.#latest)}`;
    return new EvidenceError({
      code: isEmpty ? 'E_EMPTY' : 'E_NO_SAMPLES',
      where: this.#path,
      found: isEmpty ? 'an empty file' : `no sample in the window${latest}`,
      expected: `samples from ${formatInstant(from)} to ${formatInstant(to)}`,
      fix: 'Look whether the job that probes still runs, and writes to this file.',
    });
  }

  #notes(): string[] {
    const { line: early, count } = this.#early;
    const { line: twice, count: times } = this.#twice;
    return [
      ...(count === 0
        ? []
        : [`${quantity(count, 'sample')} came behind a later one, first in ${this.#path}:${early}; they are sorted.`]),
      ...(times === 0
        ? []
        : [
            `${quantity(times, 'sample')} had the time of the one before, first in ${this.#path}:${twice}; each time counts once, as down when one of them is.`,
          ]),
    ];
  }
}

function note(seen: Seen, line: number): void {
  if (seen.count++ === 0) seen.line = line;
}

function formatOf(line: string, error: SampleError): 'json' | HistoryColumns {
  const first = line.trimStart();
  if (first.startsWith('{')) return 'json';
  if (/^[[<]/.test(first)) {
    const found = first.startsWith('<') ? 'a page (HTML or XML)' : 'a JSON list';
    throw error('E_WRONG_FORMAT', found, 'one JSON object a line, or CSV');
  }
  return readHistoryColumns(line, error);
}
