import { ServiceError } from '@maturity-actions/criteria';
import type { UptimeNetwork } from '../src/uptime/ask-service.ts';
import { addressOf, type HttpRequest } from '../src/uptime/uptime-service.ts';

/** What a fake network answers: a status and a body, or a code for no answer at all. */
export type FakeReply = { readonly status?: number; readonly body: unknown } | { readonly code: 'E_UNREACHABLE' };

/** A network that was asked, and with what. */
export interface FakeNetwork extends UptimeNetwork {
  readonly asked: HttpRequest[];
  readonly options: { readonly mayBePrivate: boolean }[];
}

/** A network that answers by the address without its query; 404 for what it does not know. */
export function fakeNetwork(replies: Readonly<Record<string, FakeReply>>): FakeNetwork {
  const asked: HttpRequest[] = [];
  const options: { mayBePrivate: boolean }[] = [];
  return {
    asked,
    options,
    async ask(request, option) {
      asked.push(request);
      options.push(option);
      const where = addressOf(request.url);
      const reply = replies[where] ?? { status: 404, body: 'nothing here' };
      if ('code' in reply)
        throw new ServiceError({ code: reply.code, where, found: 'nobody', expected: 'an answer', fix: 'Look.' });
      const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
      return { where, status: reply.status ?? 200, headers: {}, body: new TextEncoder().encode(text) };
    },
  };
}
