import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longest time that a service may take until it answers, in milliseconds. */
const LONGEST_START_MS = 60_000;

/** A port of loopback that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A program that serves on loopback, started for a test and ended by it. */
export class ServiceProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  #said = '';

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        this.#said = (this.#said + chunk).slice(-4000);
      });
  }

  /** Starts it and waits until `ready` answers with 200. Throws with what it printed when it does not. */
  static async start(
    command: string,
    args: readonly string[],
    url: string,
    ready: string,
    environment: NodeJS.ProcessEnv = process.env,
  ): Promise<ServiceProcess> {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
    const service = new ServiceProcess(child, url);
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure = error;
    });
    const end = Date.now() + LONGEST_START_MS;
    while (Date.now() < end && child.exitCode === null && failure === undefined) {
      const isReady = await fetch(url + ready).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return service;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    child.kill('SIGKILL');
    throw new Error(`${command} did not start: ${failure?.message ?? ''}\n${service.#said}`);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }
}
