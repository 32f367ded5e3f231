import type { TimeSpan } from '@maturity-actions/criteria';
import { asObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { mergedSpans } from './figure-share.ts';
import { amountOf } from './reply-fields.ts';

/** `type` of a log. */
const LOG_DOWN = 1;
const LOG_STARTED = 98;
const LOG_PAUSED = 99;

/** Outages and pauses inside of a span. */
export interface Logs {
  readonly outages: readonly TimeSpan[];
  readonly pauses: readonly TimeSpan[];
  readonly notes: readonly string[];
}

/**
 * What the logs of a monitor say of `span`. A plan may give none, which is noted. Throws EvidenceError
 * E_MALFORMED, E_NOT_A_NUMBER or E_BAD_COUNT for a log that cannot be read.
 */
export function logsOf(monitor: JsonObject, span: TimeSpan, error: ErrorAt): Logs {
  if (!Array.isArray(monitor.logs))
    return { outages: [], pauses: [], notes: ['UptimeRobot gave no logs, so that nobody sees whether it was paused.'] };
  const logs = monitor.logs
    .map((value) => logOf(asObject(value, 'a log', error), error))
    .sort((a, b) => a.from - b.from);
  const [first] = logs;
  // Started again without a pause before it: it was paused before the window began.
  const before = first?.type === LOG_STARTED && first.from > span.from ? [{ from: span.from, to: first.from }] : [];
  const ofType = (type: number) => logs.filter((log) => log.type === type);
  return {
    outages: mergedSpans(ofType(LOG_DOWN), span),
    pauses: mergedSpans([...ofType(LOG_PAUSED), ...before], span),
    notes: [],
  };
}

function logOf(log: JsonObject, error: ErrorAt): TimeSpan & { readonly type: unknown } {
  const from = amountOf(log.datetime, 'the `datetime` of a log', error) * 1000;
  return { type: log.type, from, to: from + amountOf(log.duration, 'the `duration` of a log', error) * 1000 };
}
