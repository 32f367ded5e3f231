import type { Instant } from '@maturity-actions/criteria';
import { asObject, countColons, countKeys, parseJsonText } from '../text/json.ts';
import type { SampleError } from './problem-list.ts';
import { sampleState } from './sample-state.ts';
import { sampleTime } from './sample-time.ts';

/** One look at a service, as a history keeps it. */
export interface HistorySample {
  /** When, in milliseconds since 1970. */
  readonly at: Instant;
  readonly isUp: boolean;
  /** How long the answer took, in milliseconds. */
  readonly ms?: number | undefined;
  /** Status of HTTP. */
  readonly status?: number | undefined;
  /** Which instance was looked at, or which prober looked; absent when there is one only. */
  readonly replica?: string | undefined;
  /** What wrote it: `probe`. */
  readonly source?: string | undefined;
}

/**
 * The line of a sample, with its line end: `{"t":"2026-11-19T10:00:00Z","up":true}`. Whatever its texts
 * hold, it is one line. Throws RangeError for a time that is none.
 */
export function historyLine({ at, isUp, ms, status, replica, source }: HistorySample): string {
  const t = new Date(at).toISOString().replace('.000Z', 'Z');
  return `${JSON.stringify({ t, up: isUp, ms, status, replica, source })}\n`;
}

/** The sample of a line. Unknown keys are fine. Throws E_TRUNCATED, E_MALFORMED, E_CONTRADICTION, E_BAD_TIME, E_BAD_SAMPLE. */
export function readHistoryLine(line: string, error: SampleError): HistorySample {
  const document = asObject(parseJsonText(line, error), 'the line', error);
  if (countColons(line) !== countKeys(document)) throw error('E_CONTRADICTION', 'a key twice', 'every key once');
  const { t, up, replica } = document;
  return { at: sampleTime(t, error), isUp: sampleState(up, error), replica: replicaName(replica, error) };
}

/** The name of a replica; absent for null and for a text without any sign. Throws E_MALFORMED for what is no name. */
function replicaName(value: unknown, error: SampleError): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw error('E_MALFORMED', 'a `replica` that is no name', 'a text');
}
