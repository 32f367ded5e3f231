import { lookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type FailureCode, ServiceError } from '@maturity-actions/criteria';
import { isPrivateAddress } from './private-address.ts';

/** One request. Its headers and body may hold secrets: they are never printed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. Matches the HttpReply of the readers. */
export interface HttpReply {
  /** Address that was asked, for people: without user, query and fragment. */
  readonly where: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

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
    throw explained(error, where, limits, deadline);
  }
  throw refusal(
    'E_REDIRECT',
    where,
    `more than ${MOST_REDIRECTS} redirects`,
    'an answer',
    'Give the address that they lead to.',
  );
}

/** An address for people: without user, query and fragment, which may hold secrets. */
export function addressText(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname.replace(/\/$/, '')}`;
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

function redirectTarget({ status, headers }: Omit<HttpReply, 'where'>, { url }: HttpRequest): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
  return URL.canParse(headers.location, url) ? new URL(headers.location, url) : undefined;
}

function redirected(request: HttpRequest, status: number, target: URL): HttpRequest {
  const from = new URL(request.url);
  const isSame = target.origin === from.origin;
  if (target.protocol !== 'https:' && target.protocol !== from.protocol)
    throw refusal(
      'E_REDIRECT',
      addressText(request.url),
      'a redirect that leaves TLS',
      'a redirect to https',
      'Give the address that is meant.',
    );
  const keepsBody = status === 307 || status === 308;
  if (!isSame && keepsBody && request.body !== undefined)
    throw refusal(
      'E_REDIRECT',
      addressText(request.url),
      `a redirect to ${addressText(target.href)}`,
      'an answer of the host that was asked',
      'Give that address if it is the right one: what is sent may hold a secret.',
    );
  const { body, ...bare } = request;
  const headers = isSame ? request.headers : {};
  if (keepsBody && body !== undefined) return { ...bare, url: target.href, headers, body };
  return {
    ...bare,
    method: request.method === 'POST' && !keepsBody ? 'GET' : request.method,
    url: target.href,
    headers,
  };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function headersOf({ headers }: http.IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

function explained(error: unknown, where: string, { timeoutMs, signal }: HttpLimits, deadline: AbortSignal): unknown {
  if (error instanceof ServiceError) return error;
  if (signal?.aborted)
    return refusal('E_INTERRUPTED', where, 'the run was stopped', 'time to ask', 'Run the step again.');
  if (deadline.aborted)
    return refusal(
      'E_TIMEOUT',
      where,
      `no answer within ${timeoutMs} ms`,
      'an answer',
      'Look whether it is up, or raise `timeout`.',
    );
  const code = String((error as { code?: unknown }).code ?? '');
  const isTls = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/.test(code);
  if (isTls)
    return refusal(
      'E_TLS',
      where,
      `a certificate or a connection that is not to be trusted (${code})`,
      'a valid certificate',
      'Mend the certificate; for a CA of your own set NODE_EXTRA_CA_CERTS.',
    );
  const found = REASONS[code] ?? (code === '' ? 'a connection that broke' : `a connection that broke (${code})`);
  return refusal(
    'E_UNREACHABLE',
    where,
    found,
    'an answer',
    'Look whether the address is right and can be reached from the runner.',
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody who listens there',
  ENOTFOUND: 'a name that nobody knows',
  EAI_AGAIN: 'a name that could not be looked up',
  ECONNRESET: 'a connection that was cut',
  EHOSTUNREACH: 'no way to the host',
  ENETUNREACH: 'no way to the network',
};

function privateAddress(url: string): ServiceError {
  return refusal(
    'E_PRIVATE_ADDRESS',
    addressText(url),
    'an address of this machine or of a private network',
    'a public address',
    'If it is meant, say so with "allow-private: true".',
  );
}

function refusal(code: FailureCode, where: string, found: string, expected: string, fix: string): ServiceError {
  return new ServiceError({ code, where, found, expected, fix });
}
