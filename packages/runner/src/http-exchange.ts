import { lookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { addressText, explained, privateAddress, refusal } from './http-failure.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';
import { redirected, redirectTarget } from './http-redirect.ts';
import { isPrivateAddress } from './private-address.ts';

/** How a request may go. */
export interface HttpLimits {
  /** For the whole exchange, redirects included. */
  readonly timeoutMs: number;
  /** Whether it may go to this machine or to a private network. */
  readonly mayBePrivate: boolean;
  /** Longest body in bytes, decompressed. */
  readonly maxBytes: number;
  /** Whether the beginning of a longer body is enough; else it is refused. */
  readonly isBeginningEnough?: boolean;
  readonly signal?: AbortSignal | undefined;
}

const MOST_REDIRECTS = 5;
const USER_AGENT = 'maturity-actions';

/**
 * Sends a request and reads the reply, redirects followed. Credentials stay with the host that they are
 * for: to another one go neither headers nor a body. Throws ServiceError E_UNREACHABLE, E_TIMEOUT,
 * E_TLS, E_REDIRECT, E_PRIVATE_ADDRESS, E_TOO_LARGE, E_INTERRUPTED.
 */
export async function exchange(request: HttpRequest, limits: HttpLimits): Promise<HttpReply> {
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  const signal = limits.signal ? AbortSignal.any([deadline, limits.signal]) : deadline;
  const where = addressText(request.url);
  let next: HttpRequest = request;
  try {
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const reply = await send(next, limits, signal);
      const target = redirectTarget(reply, next);
      if (!target) return { ...reply, where };
      next = redirected(next, reply.status, target);
    }
  } catch (error) {
    throw explained(error, where, { ...limits, deadline });
  }
  throw refusal(
    'E_REDIRECT',
    where,
    `more than ${MOST_REDIRECTS} redirects`,
    'an answer',
    'Give the address that they lead to.',
  );
}

function send(request: HttpRequest, limits: HttpLimits, signal: AbortSignal): Promise<Omit<HttpReply, 'where'>> {
  const url = new URL(request.url);
  const isSecure = url.protocol === 'https:';
  if (!limits.mayBePrivate && (isPrivateAddress(url.hostname) || url.hostname === 'localhost'))
    throw privateAddress(request.url);
  return new Promise((resolve, reject) => {
    const options: https.RequestOptions = {
      method: request.method,
      headers: {
        accept: '*/*',
        'accept-encoding': 'gzip, deflate, br',
        'user-agent': USER_AGENT,
        ...lowerCase(request.headers),
        ...(request.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(request.body)) }),
      },
      signal,
      // A proxy looks the name up by itself, and is often at a private address.
      ...(limits.mayBePrivate || isProxied(process.env) ? {} : { lookup: publicLookup(request.url) }),
    };
    const sent = (isSecure ? https : http).request(url, options, (response) => {
      readBody(response, limits, request.url).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(request.body);
  });
}

/** Whether the environment names a proxy for requests. */
export function isProxied(environment: NodeJS.ProcessEnv): boolean {
  return ['https_proxy', 'http_proxy', 'HTTPS_PROXY', 'HTTP_PROXY'].some((name) => environment[name]);
}

/** Looks a name up and refuses it when it leads to a private address: what is looked up is what is connected to. */
function publicLookup(url: string): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const found = addresses.find(({ address }) => isPrivateAddress(address));
      if (found) return callback(privateAddress(url), '', 0);
      if (options.all) return (callback as unknown as (error: null, all: typeof addresses) => void)(null, addresses);
      callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
    });
  };
}

async function readBody(
  response: http.IncomingMessage,
  { maxBytes, isBeginningEnough }: HttpLimits,
  url: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of decompressed(response)) {
    const bytes = chunk as Uint8Array;
    chunks.push(bytes);
    length += bytes.length;
    if (length <= maxBytes) continue;
    response.destroy();
    if (isBeginningEnough) return Buffer.concat(chunks, maxBytes);
    throw refusal(
      'E_TOO_LARGE',
      addressText(url),
      `a reply above ${maxBytes} bytes`,
      'a smaller one',
      'Narrow the query.',
    );
  }
  if (!response.complete) throw Object.assign(new Error('the reply was cut'), { code: 'ECONNRESET' });
  return Buffer.concat(chunks, length);
}

/** Streams that fail pass the error on: a reply that was cut never ends like a whole one. */
function decompressed(response: http.IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  const make = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }[
    encoding
  ];
  if (!make) return response;
  const stream = make();
  response.on('error', (error) => stream.destroy(error));
  return response.pipe(stream);
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function headersOf({ headers }: http.IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
