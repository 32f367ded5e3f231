import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that fails by a schedule. */
export class FailingServer {
  /** How often it was asked. */
  asked = 0;
  readonly #server: Server;

  /** `isUp` gets the seconds since the start. */
  constructor(isUp: (seconds: number) => boolean) {
    const begin = Date.now();
    this.#server = createServer((_, reply) => {
      this.asked++;
      const up = isUp((Date.now() - begin) / 1000);
      reply.statusCode = up ? 200 : 500;
      reply.end(up ? '{"status":"ok"}' : '{"status":"down"}');
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}
