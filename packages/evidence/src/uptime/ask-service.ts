import { EvidenceError, type UptimeSource } from '@maturity-actions/criteria';
import {
  addressOf,
  type HttpReply,
  type HttpRequest,
  MOST_ROUNDS,
  type UptimeQuery,
  type UptimeService,
} from './uptime-service.ts';

/** The network as sources see it; the runner gives it, with time-outs, retries and redirects done. */
export interface UptimeNetwork {
  /** Throws ServiceError when there is no reply at all, or one that must not be asked for. */
  ask(request: HttpRequest, options: { readonly mayBePrivate: boolean }): Promise<HttpReply>;
}

/** Asks a service until it has told all that it can. Throws ConfigurationError, EvidenceError or ServiceError. */
export async function askService(
  service: UptimeService,
  query: UptimeQuery,
  network: UptimeNetwork,
  options: { readonly mayBePrivate: boolean },
): Promise<UptimeSource> {
  const rounds: (readonly HttpReply[])[] = [];
  let requests = service.requests(query);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const replies: HttpReply[] = [];
    // One after the other: a service that limits its rate is not asked for everything at once.
    for (const request of requests) replies.push(await network.ask(request, options));
    rounds.push(replies);
    const answer = service.decode(query, rounds);
    if ('kind' in answer) return answer;
    requests = answer.ask;
  }
  throw new EvidenceError({
    code: 'E_TOO_LARGE',
    where: requests[0] ? addressOf(requests[0].url) : service.id,
    found: `no end after ${MOST_ROUNDS} rounds of questions`,
    expected: 'an answer of fewer pages',
    fix: 'Shorten the window, or narrow the query.',
  });
}
