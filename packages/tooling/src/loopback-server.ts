import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback, at a port that nobody else has. */
export abstract class LoopbackServer {
  readonly #server: Server = createServer((request, reply) => {
    this.answer(request, reply);
  });

  protected abstract answer(request: IncomingMessage, reply: ServerResponse): void | Promise<void>;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
}
