import { formatInstant, quantity, type UptimeRequests } from '@maturity-actions/criteria';
import { CounterIncrease } from './counter-increase.ts';
import { type Answered, noSamples } from './prometheus-samples.ts';
import type { Selector } from './prometheus-selector.ts';
import { eachSeries, errorOf } from './prometheus-series.ts';
import { addressOf, type UptimeQuery } from './uptime-service.ts';

type Counters = ReadonlyMap<string, CounterIncrease>;

/** A series that appears later than this behind the first one is new, not only scraped a little later. */
const NEW_AFTER_MS = 300_000;

/** Selectors and replies of the requests that were answered well, and of all. */
export interface RequestAnswers {
  readonly good: { readonly selector: Selector; readonly answers: readonly Answered[] };
  readonly all: { readonly selector: Selector; readonly answers: readonly Answered[] };
}

/**
 * Requests by counters: their increase, series by series, restarts included, summed up. A series of `all`
 * that appears within the window was at 0 before, so what it shows first and is not good counts as well: the
 * first error of its kind is what makes such a series. Throws as `eachSeries`; EvidenceError E_NO_SAMPLES,
 * E_NOT_A_NUMBER, E_BAD_SAMPLE for what is no counter, E_CONTRADICTION when more is good than there is.
 */
export function requestsOf(query: UptimeQuery, { good, all }: RequestAnswers): UptimeRequests {
  const where = addressOf(query.url ?? '');
  const goodCounters = countersOf(good.selector, good.answers);
  const allCounters = countersOf(all.selector, all.answers);
  if (allCounters.size === 0) throw noSamples(where, query);
  requireSubset(where, goodCounters, allCounters);
  const counters = [...goodCounters.values(), ...allCounters.values()];
  const from = counters.reduce((first, { firstAt }) => Math.min(first, firstAt), Number.POSITIVE_INFINITY);
  const to = counters.reduce((last, { lastAt }) => Math.max(last, lastAt), 0);
  const fresh = firstFailures(goodCounters, allCounters, from);
  const sums = { good: sumOf(goodCounters), all: sumOf(allCounters) + fresh };
  if (sums.good > sums.all)
    throw errorOf(where)('E_CONTRADICTION', `${sums.good} good of ${sums.all} requests`, 'at most as many', FIX_SUBSET);
  const resets = [...allCounters.values()].reduce((sum, one) => sum + one.resets, 0);
  return {
    kind: 'requests',
    source: 'prometheus',
    where,
    ...sums,
    span: { from, to },
    maintenance: [],
    notes: [...notesOn(fresh, resets), ...noteOnSpan(query, from, to)],
  };
}

const FIX_SUBSET = 'Let `query` select some of the series that `total-query` selects, with the same labels.';

function countersOf(selector: Selector, answers: readonly Answered[]): Counters {
  const counters = new Map<string, CounterIncrease>();
  for (const { reply, span, lateMs } of answers)
    eachSeries(reply, selector, (name, { at, value, length }) => {
      let counter = counters.get(name);
      for (let index = 0; index < length; index++) {
        const time = (at[index] as number) - lateMs;
        if (time < span.from || time >= span.to) continue;
        const count = value[index] as number;
        if (!Number.isSafeInteger(count) || count < 0) throw noCount(reply.where, name, time, count);
        if (counter) counter.add(time, count);
        else counter = new CounterIncrease(time, count);
      }
      if (counter) counters.set(name, counter);
    });
  return counters;
}

function noCount(where: string, name: string, at: number, value: number) {
  const code = Number.isFinite(value) ? 'E_BAD_SAMPLE' : 'E_NOT_A_NUMBER';
  const found = `${value} in the series ${name} at ${formatInstant(at)}`;
  return errorOf(where)(
    code,
    found,
    'an integer from 0',
    'Name a counter of requests, http_requests_total for instance.',
  );
}

function requireSubset(where: string, good: Counters, all: Counters): void {
  const strange = [...good.keys()].filter((name) => !all.has(name));
  if (strange.length === 0) return;
  const found = `${quantity(strange.length, 'series', 'series')} that \`total-query\` does not select, ${strange[0]} for instance`;
  throw errorOf(where)('E_CONTRADICTION', found, 'only series that are among all', FIX_SUBSET);
}

const sumOf = (counters: Counters): number => [...counters.values()].reduce((sum, { increase }) => sum + increase, 0);

/** What series that are new show at their first sample, without what is good. */
function firstFailures(good: Counters, all: Counters, from: number): number {
  let sum = 0;
  for (const [name, { firstAt, first }] of all) {
    if (firstAt - from <= NEW_AFTER_MS) continue;
    const well = good.get(name);
    sum += Math.max(0, first - (well?.firstAt === firstAt ? well.first : 0));
  }
  return sum;
}

function notesOn(fresh: number, resets: number): string[] {
  return [
    ...(fresh === 0 ? [] : [`${quantity(fresh, 'request')} that new series showed at first count as not good.`]),
    ...(resets === 0
      ? []
      : [`${quantity(resets, 'restart')} of counters: requests between the last sample and a restart are lost.`]),
  ];
}

function noteOnSpan({ window }: UptimeQuery, from: number, to: number): string[] {
  if (to - from > (window.to - window.from) * 0.99) return [];
  return [`Its samples reach from ${formatInstant(from)} to ${formatInstant(to)} only.`];
}
