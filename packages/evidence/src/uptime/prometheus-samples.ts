import { formatInstant, type UptimeSamples } from '@maturity-actions/criteria';
import type { Question } from './prometheus-asking.ts';
import type { Selector } from './prometheus-selector.ts';
import { eachSeries, errorOf } from './prometheus-series.ts';
import { SampleCollector } from './replica-samples.ts';
import type { SamplePairs } from './sample-pairs.ts';
import { addressOf, type HttpReply, type UptimeQuery } from './uptime-service.ts';

/** A question with its reply; times of the reply are `lateMs` behind what they are about. */
export interface Answered extends Question {
  readonly reply: HttpReply;
  readonly lateMs: number;
}

/**
 * The samples of 0/1 series, each a replica. Throws as `eachSeries`; EvidenceError E_NO_SAMPLES when there
 * is none in the window, E_NOT_A_NUMBER and E_BAD_SAMPLE for values other than 0 and 1.
 */
export function samplesOf(query: UptimeQuery, selector: Selector, answers: readonly Answered[]): UptimeSamples {
  const where = addressOf(query.url ?? '');
  const collector = new SampleCollector(where, query.now);
  const remarks = answers.flatMap((answer) =>
    eachSeries(answer.reply, selector, (name, samples) => collect(collector, name, samples, answer)),
  );
  if (collector.count === 0) throw noSamples(where, query);
  return {
    kind: 'samples',
    source: 'prometheus',
    where,
    replicas: collector.replicas(),
    maintenance: [],
    notes: [...notesOn(selector), ...[...new Set(remarks)].map((remark) => `The server remarks: ${remark}.`)],
  };
}

function collect(collector: SampleCollector, name: string, samples: SamplePairs, { reply, span, lateMs }: Answered) {
  const { at, value, length } = samples;
  for (let index = 0; index < length; index++) {
    const time = (at[index] as number) - lateMs;
    if (time < span.from || time >= span.to) continue;
    const state = value[index] as number;
    if (state !== 0 && state !== 1) throw badSample(reply.where, name, time, state);
    collector.add(name, time, state === 1);
  }
}

function badSample(where: string, name: string, at: number, value: number) {
  const found = `${value} in the series ${name} at ${formatInstant(at)}`;
  if (!Number.isFinite(value))
    return errorOf(where)('E_NOT_A_NUMBER', found, '0 or 1', 'Name a series of raw samples, not a computed one.');
  const fix =
    'Name a series that is 0 or 1 at each look, as probe_success and up are; not a share of time or requests.';
  return errorOf(where)('E_BAD_SAMPLE', found, '0 or 1', fix);
}

/** Nobody knows of anything in the window. */
export function noSamples(where: string, { window }: UptimeQuery) {
  return errorOf(where)(
    'E_NO_SAMPLES',
    `no series with a sample from ${formatInstant(window.from)} to ${formatInstant(window.to)}`,
    'at least one',
    'Correct the selector, or look whether the series is still scraped and how long the server keeps it.',
  );
}

function notesOn({ metric }: Selector): string[] {
  if (metric !== 'up') return [];
  return [
    'The series up says that a target was scraped; of blackbox_exporter it is the health of the exporter itself, and probe_success is that of what it probes.',
  ];
}
