import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../loopback-server.ts';

/** One stored comment. */
export interface Stored {
  readonly id: number;
  body: string;
}

/** A small GitHub on loopback: the comments of one pull request, with pages of 100 and a read-only mode. */
export class FakeGitHub extends LoopbackServer {
  readonly comments: Stored[] = [];
  readonly tokens: (string | undefined)[] = [];
  isReadOnly = false;

  protected async answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    this.tokens.push(request.headers.authorization);
    const body = JSON.parse((await text(request)) || '{}');
    reply.setHeader('content-type', 'application/json');
    if (request.method !== 'GET' && this.isReadOnly) {
      reply.statusCode = 403;
      reply.end(JSON.stringify({ message: 'Resource not accessible by integration ##[add-mask]x' }));
    } else if (request.method === 'GET') {
      const page = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('page') ?? 1);
      const size = 100;
      const from = (page - 1) * size;
      if (from + size < this.comments.length) {
        reply.setHeader(
          'link',
          `<${this.url}/repos/octo/shop/issues/7/comments?per_page=100&page=${page + 1}>; rel="next"`,
        );
      }
      reply.end(JSON.stringify(this.comments.slice(from, from + size)));
    } else if (request.method === 'PATCH') {
      const known = this.comments.find(({ id }) => request.url?.endsWith(`/${id}`)) as Stored;
      known.body = body.body;
      reply.end(JSON.stringify(known));
    } else {
      this.comments.push({ id: this.comments.length + 1, body: body.body });
      reply.statusCode = 201;
      reply.end(JSON.stringify(this.comments.at(-1)));
    }
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
