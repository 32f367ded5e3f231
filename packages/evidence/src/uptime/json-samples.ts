import { DAY_MS, formatInstant, quantity, type UptimeSamples } from '@maturity-actions/criteria';
import { isObject, type JsonObject } from '../text/json.ts';
import { ProblemList, sampleError } from './problem-list.ts';
import { SampleCollector } from './replica-samples.ts';
import { badReply } from './reply.ts';
import { sampleState } from './sample-state.ts';
import { sampleTime } from './sample-time.ts';
import { addressOf, type UptimeQuery } from './uptime-service.ts';

/** Keys of a sample, those that are believed first. */
const TIME_KEYS: readonly string[] = ['t', 'time', 'timestamp', 'at'];
const STATE_KEYS: readonly string[] = ['up', 'success', 'status', 'value'];

/**
 * Samples that a service lists, each with its time and its state. `replica` keeps those of several apart.
 * Throws EvidenceError E_NO_SAMPLES for a list without any in the window, E_BAD_TIME, E_BAD_SAMPLE; all of
 * them, up to ten.
 */
export function jsonSamplesOf(query: UptimeQuery, list: readonly unknown[]): UptimeSamples {
  const where = addressOf(query.url ?? '');
  const collector = new SampleCollector(where, query.now);
  const problems = new ProblemList();
  const { from, to } = query.window;
  let inWindow = 0;
  list.forEach((element, index) => {
    problems.attempt(() => {
      const error = sampleError(`${where}, sample ${index + 1}`);
      if (!isObject(element)) throw error('E_BAD_SAMPLE', 'no object', 'an object with a time and a state');
      const at = sampleTime(firstOf(element, TIME_KEYS), error);
      const isUp = sampleState(firstOf(element, STATE_KEYS), error);
      if (at >= from && at < to) inWindow++;
      // What is far outside tells nothing of the window, but what is to come tells of a wrong clock.
      if (at > query.now || (at >= from - DAY_MS && at < to + DAY_MS)) collector.add(replicaOf(element), at, isUp);
    });
  });
  problems.throwAny();
  if (inWindow === 0)
    throw badReply(where, 'E_NO_SAMPLES', {
      found: list.length === 0 ? 'an empty list' : `${quantity(list.length, 'sample')}, none of them in the window`,
      expected: `samples from ${formatInstant(from)} to ${formatInstant(to)}`,
      fix: 'Look whether the service still watches, and how many samples it lists at once.',
    });
  return { kind: 'samples', source: 'json', where, replicas: collector.replicas(), maintenance: [], notes: [] };
}

function firstOf(sample: JsonObject, keys: readonly string[]): unknown {
  const key = keys.find((one) => Object.hasOwn(sample, one));
  return key === undefined ? undefined : sample[key];
}

function replicaOf({ replica }: JsonObject): string {
  return typeof replica === 'string' || typeof replica === 'number' ? String(replica) : 'service';
}
