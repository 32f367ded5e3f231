import * as http from 'node:http';
import { ServiceError } from '@maturity-actions/criteria';
import { pause } from './clock.ts';
import { exchange, type HttpLimits, isProxied } from './http-exchange.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';

export { exchange } from './http-exchange.ts';
export type { HttpReply, HttpRequest } from './http-message.ts';

/** How patient a client is. */
export interface HttpPatience extends HttpLimits {
  /** Tries after the first one. */
  readonly retries: number;
}

/** Statuses that may be others a moment later. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
const PASSING_CODES: ReadonlySet<string> = new Set(['E_UNREACHABLE', 'E_TIMEOUT']);
/** First wait; each further one is twice as long. */
const FIRST_WAIT_MS = 1000;
/** Longest wait that a service may ask for, and longest of all waits of one request together. */
const LONGEST_WAIT_MS = 60_000;
const LONGEST_PATIENCE_MS = 120_000;

/**
 * Asks, and asks again when the answer may be another one a moment later: after the time that the
 * service names (`Retry-After`), else after 1, 2, 4 seconds, for two minutes at most. Returns the last
 * reply whatever its status. Throws as `exchange`.
 */
export async function ask(request: HttpRequest, patience: HttpPatience): Promise<HttpReply> {
  let waited = 0;
  for (let tries = 0; ; tries++) {
    const result = await tryOnce(request, patience);
    const isLast = tries >= patience.retries || !isPassing(result);
    const span = isLast ? undefined : pauseBefore(tries, result);
    if (span === undefined || waited + span > LONGEST_PATIENCE_MS) {
      if (result instanceof ServiceError) throw result;
      return result;
    }
    waited += span;
    // Stopped meanwhile: the next try says so.
    await pause(span, patience.signal);
  }
}

async function tryOnce(request: HttpRequest, patience: HttpPatience): Promise<HttpReply | ServiceError> {
  try {
    return await exchange(request, patience);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

function isPassing(result: HttpReply | ServiceError): boolean {
  if (result instanceof ServiceError) return result.failures.every(({ code }) => PASSING_CODES.has(code));
  return PASSING.has(result.status);
}

/** Undefined when the service asks for more patience than a job has. */
function pauseBefore(tries: number, result: HttpReply | ServiceError): number | undefined {
  const named = result instanceof ServiceError ? undefined : retryAfter(result.headers['retry-after']);
  const pause = Math.max(named ?? 0, FIRST_WAIT_MS * 2 ** tries);
  return pause > LONGEST_WAIT_MS ? (named === undefined ? LONGEST_WAIT_MS : undefined) : pause;
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function retryAfter(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

/** Lets requests go through the proxy that the environment names; without one nothing changes. */
export function useProxyOfEnvironment(environment: NodeJS.ProcessEnv = process.env): void {
  const set = (http as { setGlobalProxyFromEnv?: (environment: NodeJS.ProcessEnv) => unknown }).setGlobalProxyFromEnv;
  if (set && isProxied(environment)) set(environment);
}
