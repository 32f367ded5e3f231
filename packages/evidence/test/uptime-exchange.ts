import { formatInstant, GateError, parseInstant, type UptimeSource } from '@maturity-actions/criteria';
import type { HttpReply, HttpRequest, UptimeQuery, UptimeService } from '../src/uptime/uptime-service.ts';
import { addressOf, MOST_ROUNDS } from '../src/uptime/uptime-service.ts';

/** A recorded exchange with a service, as `exchange.json` of a fixture holds it. */
export interface Exchange {
  /** What the service does here, one sentence. */
  readonly about: string;
  /** Parts of the query that matter; the window is the week before `now` when not stated. */
  readonly query: Partial<Omit<UptimeQuery, 'window' | 'now'>> & {
    readonly window?: { readonly from: string; readonly to: string };
    readonly now?: string;
  };
  /** Replies by round, in the order of the requests. A body that is no text stands for its JSON. */
  readonly rounds: readonly (readonly {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: unknown;
  }[])[];
}

/** What came of it, as `expected.json` holds it. */
export interface ExchangeResult {
  /** All that was asked, round by round: method, address, and body where there is one. */
  readonly asked: readonly (readonly string[])[];
  /** Codes of the failures; absent when there is a source. */
  readonly codes?: readonly string[];
  readonly source?: unknown;
}

/** `now` of exchanges that state none. */
export const EXCHANGE_NOW = '2026-11-20T12:00:00Z';

/** Plays a recorded exchange: the service asks, the recording answers, until there is a source or a failure. */
export function playExchange(service: UptimeService, exchange: Exchange): ExchangeResult {
  const query = queryOf(exchange);
  const asked: string[][] = [];
  const rounds: HttpReply[][] = [];
  try {
    let requests = service.requests(query);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      asked.push(requests.map(requestText));
      rounds.push(repliesOf(exchange, round, requests));
      const answer = service.decode(query, rounds);
      if ('kind' in answer) return { asked, source: sourceSummary(answer) };
      requests = answer.ask;
    }
    throw new Error('it asks without end');
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { asked, codes: error.failures.map(({ code }) => code) };
  }
}

export function queryOf({ query }: Pick<Exchange, 'query'>): UptimeQuery {
  const now = parseInstant(query.now ?? EXCHANGE_NOW) as number;
  const { window } = query;
  return {
    measure: 'time',
    headers: {},
    github: { api: 'https://api.github.test' },
    ...query,
    now,
    window: window
      ? { from: parseInstant(window.from) as number, to: parseInstant(window.to) as number }
      : { from: now - 7 * 86_400_000, to: now },
  };
}

function repliesOf({ rounds }: Exchange, round: number, requests: readonly HttpRequest[]): HttpReply[] {
  const replies = rounds[round];
  if (replies?.length !== requests.length)
    throw new Error(
      `round ${round + 1} asks ${requests.length} times; the recording has ${replies?.length ?? 0} replies`,
    );
  return replies.map(({ status = 200, headers = {}, body }, index) => ({
    where: addressOf((requests[index] as HttpRequest).url),
    status,
    headers,
    body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  }));
}

function requestText({ method, url, body }: HttpRequest): string {
  return [method, url, ...(body === undefined ? [] : [body])].join(' ');
}

/** A source in figures that people can check: samples are counted, times are written out. */
export function sourceSummary(source: UptimeSource): unknown {
  const facts = {
    kind: source.kind,
    source: source.source,
    where: source.where,
    ...(source.since === undefined ? {} : { since: formatInstant(source.since) }),
    maintenance: source.maintenance.map(({ from, to, declaredAt, reason }) => ({
      from: formatInstant(from),
      to: formatInstant(to),
      ...(declaredAt === undefined ? {} : { declaredAt: formatInstant(declaredAt) }),
      reason,
    })),
    notes: source.notes,
  };
  if (source.kind === 'requests') return { ...facts, good: source.good, all: source.all, span: spanText(source.span) };
  if (source.kind === 'figure') {
    const { least, most, span, outages } = source;
    return { ...facts, least, most, span: spanText(span), ...(outages ? { outages: outages.map(spanText) } : {}) };
  }
  return {
    ...facts,
    ...(source.intervalMs === undefined ? {} : { intervalMs: source.intervalMs }),
    replicas: source.replicas.map(({ replica, at, isUp }) => ({
      replica,
      samples: at.length,
      down: isUp.reduce((sum, one) => sum + 1 - one, 0),
      first: at.length === 0 ? null : formatInstant(at[0] as number),
      last: at.length === 0 ? null : formatInstant(at[at.length - 1] as number),
    })),
  };
}

const spanText = ({ from, to }: { from: number; to: number }): string => `${formatInstant(from)}/${formatInstant(to)}`;
