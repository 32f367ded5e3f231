import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../loopback-server.ts';

/** One reply; a body that is no text stands for its JSON, none at all for a connection that is cut. */
export interface RecordedReply {
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** How long it takes. */
  readonly delayMs?: number | undefined;
}

/**
 * Replies by `GET /path`, with or without the query; each is given once, the last one for ever. Those by
 * `GET /path authorized` are for requests with the header `Authorization`, where there are any.
 */
export type RecordedReplies = Readonly<Record<string, readonly RecordedReply[]>>;

/** A service on loopback that answers from a recording. `{service}` in its replies is its own address, `{elsewhere}` the same by another name. */
export class RecordedService extends LoopbackServer {
  /** What was asked, in order: `GET /api/v1/query?x=1`. */
  readonly asked: string[] = [];
  readonly #replies: RecordedReplies;
  readonly #given = new Map<string, number>();
  constructor(replies: RecordedReplies) {
    super();
    this.#replies = replies;
  }

  protected answer(request: IncomingMessage, reply: ServerResponse): void {
    const line = `${request.method} ${request.url}`;
    this.asked.push(line);
    request.resume();
    const names = [line, line.replace(/\?.*$/, '')];
    const isAuthorized = request.headers.authorization !== undefined;
    const recorded = this.#next(isAuthorized ? [...names.map((name) => `${name} authorized`), ...names] : names);
    if (recorded?.delayMs === undefined) this.#give(request, reply, recorded);
    else setTimeout(() => !request.socket.destroyed && this.#give(request, reply, recorded), recorded.delayMs).unref();
  }

  #give(request: IncomingMessage, reply: ServerResponse, recorded: RecordedReply | undefined): void {
    if (recorded === undefined) {
      reply.statusCode = 404;
      reply.end('nothing is recorded for this');
    } else if (recorded.body === undefined) request.socket.destroy();
    else {
      reply.statusCode = recorded.status ?? 200;
      for (const [name, value] of Object.entries(recorded.headers ?? {})) reply.setHeader(name, this.#placed(value));
      reply.end(this.#placed(typeof recorded.body === 'string' ? recorded.body : JSON.stringify(recorded.body)));
    }
  }

  #next(names: readonly string[]): RecordedReply | undefined {
    const name = names.find((one) => Object.hasOwn(this.#replies, one));
    const replies = name === undefined ? [] : (this.#replies[name] ?? []);
    const index = this.#given.get(name ?? '') ?? 0;
    this.#given.set(name ?? '', index + 1);
    return replies[Math.min(index, replies.length - 1)];
  }

  #placed(text: string): string {
    return text.replaceAll('{service}', this.url).replaceAll('{elsewhere}', this.url.replace('127.0.0.1', 'localhost'));
  }
}
