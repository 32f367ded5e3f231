import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../loopback-server.ts';

/** A server on loopback that fails by a schedule. */
export class FailingServer extends LoopbackServer {
  readonly #begin = Date.now();
  readonly #isUp: (seconds: number) => boolean;

  /** `isUp` gets the seconds since the start. */
  constructor(isUp: (seconds: number) => boolean) {
    super();
    this.#isUp = isUp;
  }

  protected answer(_request: IncomingMessage, reply: ServerResponse): void {
    const up = this.#isUp((Date.now() - this.#begin) / 1000);
    reply.statusCode = up ? 200 : 500;
    reply.end(up ? '{"status":"ok"}' : '{"status":"down"}');
  }
}
