import { ConfigurationError, type UptimeSource } from '@maturity-actions/criteria';
import { type Attempt, type Question, questionsOf, stepMs } from './prometheus-asking.ts';
import { nextAttempt, requireAnswer } from './prometheus-refusal.ts';
import { requestsOf } from './prometheus-requests.ts';
import { type Answered, samplesOf } from './prometheus-samples.ts';
import { readSelector, type Selector } from './prometheus-selector.ts';
import { requireText, requireUrl } from './required-input.ts';
import type { HttpReply, UptimeQuery, UptimeService } from './uptime-service.ts';

const URL_EXAMPLE = 'https://prometheus.example.org';
const QUERY_EXAMPLE = 'probe_success{job="staging"}';
const GOOD_EXAMPLE = 'http_requests_total{job="staging",code!~"5.."}';
const ALL_EXAMPLE = 'http_requests_total{job="staging"}';

const FIRST: Attempt = { way: 'whole', method: 'POST' };

/**
 * Prometheus, and what has its API: Thanos, Mimir, VictoriaMetrics. It is asked for raw samples, because
 * averages do not tell of gaps, and instants at steps do not tell of what is between them. A server that
 * refuses a week at once is asked by days, and at last by steps.
 * Source: Prometheus HTTP API, instant queries of range vectors.
 */
export const prometheus: UptimeService = {
  id: 'prometheus',
  title: 'Prometheus',
  wants: {
    url: { what: 'the address of the server', example: URL_EXAMPLE, isRequired: true },
    query: {
      what: 'the PromQL selector of 0/1 series, or of counters of good requests',
      example: QUERY_EXAMPLE,
      isRequired: true,
    },
    totalQuery: {
      what: 'the PromQL selector of counters of all requests',
      example: ALL_EXAMPLE,
      isRequired: false,
    },
    token: { what: 'a bearer token', example: '${{ secrets.PROMETHEUS_TOKEN }}', isRequired: false },
  },
  isPublicOnly: false,
  requests(query) {
    requireUrl(query.url, URL_EXAMPLE);
    return asked(query, FIRST).map(({ request }) => request);
  },
  decode(query, rounds) {
    const attempt = rounds.slice(0, -1).reduce<Attempt>((one, replies) => nextAttempt(one, replies) ?? one, FIRST);
    const replies = rounds.at(-1) ?? [];
    const next = nextAttempt(attempt, replies);
    if (next) return { ask: asked(query, next).map(({ request }) => request) };
    requireAnswers(attempt, rounds);
    return sourceOf(query, attempt, replies);
  },
};

interface Selectors {
  readonly query: Selector;
  /** Of all requests, when requests are counted. */
  readonly total?: Selector;
}

function selectorsOf({ measure, query, totalQuery }: UptimeQuery): Selectors {
  const example = measure === 'time' ? QUERY_EXAMPLE : GOOD_EXAMPLE;
  const text = requireText(query, 'query', 'a selector of PromQL', example);
  const selector = readSelector(text, 'query', example);
  if (measure === 'time') return { query: selector };
  const total = requireText(totalQuery, 'total-query', 'a selector of PromQL for all requests', ALL_EXAMPLE);
  if (total === text)
    throw new ConfigurationError({
      code: 'E_BAD_INPUT',
      where: 'input query',
      found: 'the same selector as in `total-query`',
      expected: 'a selector of the good requests among them',
      fix: `Example: query: ${GOOD_EXAMPLE}`,
    });
  return { query: selector, total: readSelector(total, 'total-query', ALL_EXAMPLE) };
}

function asked(query: UptimeQuery, attempt: Attempt): Question[] {
  const { query: selector, total } = selectorsOf(query);
  return [selector, ...(total ? [total] : [])].flatMap(({ text }) => questionsOf(query, text, attempt));
}

/** Of a server that answers in no way, the first refusal tells most; but for one of size, which the last step confirms. */
function requireAnswers({ way }: Attempt, rounds: readonly (readonly HttpReply[])[]): void {
  const last = rounds.at(-1) ?? [];
  const isRefused = last.some(({ status }) => status < 200 || status > 299);
  const first = way === 'steps' && isRefused ? rounds[0] : undefined;
  for (const reply of first ?? []) if ([403, 404, 405, 501].includes(reply.status)) requireAnswer(reply);
  for (const reply of last) requireAnswer(reply);
}

function sourceOf(query: UptimeQuery, attempt: Attempt, replies: readonly HttpReply[]): UptimeSource {
  const { query: selector, total } = selectorsOf(query);
  const lateMs = attempt.way === 'steps' ? stepMs(query.window) : 0;
  const answers = asked(query, attempt).map(
    (question, index): Answered => ({ ...question, reply: replies[index] as HttpReply, lateMs }),
  );
  const half = answers.length / 2;
  const source = total
    ? requestsOf(query, {
        good: { selector, answers: answers.slice(0, half) },
        all: { selector: total, answers: answers.slice(half) },
      })
    : samplesOf(query, selector, answers);
  return { ...source, notes: [...source.notes, ...noteOnWay(query, attempt)] };
}

function noteOnWay({ window, measure }: UptimeQuery, { way }: Attempt): string[] {
  if (way !== 'steps') return [];
  const step = `${stepMs(window) / 1000} seconds`;
  return measure === 'time'
    ? [`The server gives no raw samples: each ${step} count as down when one of their samples is.`]
    : [`The server gives no raw samples: counters are read every ${step}, and a restart between may be missed.`];
}
