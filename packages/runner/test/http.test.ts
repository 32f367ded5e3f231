import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ServiceError } from '@maturity-actions/criteria';
import { ask } from '../src/http.ts';
import { exchange, type HttpLimits } from '../src/http-exchange.ts';
import { isPrivateAddress } from '../src/private-address.ts';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const LIMITS: HttpLimits = { timeoutMs: 2000, mayBePrivate: true, maxBytes: 1000 };
const get = (url: string, headers: Record<string, string> = {}) => ({ method: 'GET' as const, url, headers });
const textOf = (body: Uint8Array): string => new TextDecoder().decode(body);

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ServiceError)) throw new Error(`no ServiceError but ${String(error)}`);
  return error.failures.map(({ code }) => code).join();
}

describe('one exchange', () => {
  test('gives status, headers in lower case, and the decompressed body', async () => {
    const url = await serve((_, reply) => {
      reply.setHeader('Content-Encoding', 'gzip');
      reply.statusCode = 201;
      reply.end(gzipSync('up'));
    });
    const reply = await exchange(get(`${url}/a?key=secret#x`), LIMITS);
    expect([reply.status, reply.headers['content-encoding'], textOf(reply.body)]).toEqual([201, 'gzip', 'up']);
    expect(reply.where).toBe(`${url}/a`);
  });

  test('keeps headers on the way to the same host, and gives none to another one', async () => {
    const seen: (string | undefined)[][] = [];
    const other = await serve((request, reply) => {
      seen.push([request.url, request.headers.authorization, String(request.headers['x-scope-orgid'])]);
      reply.end('there');
    });
    const url = await serve((request, reply) => {
      seen.push([request.url, request.headers.authorization, String(request.headers['x-scope-orgid'])]);
      reply.statusCode = 302;
      reply.setHeader('location', request.url === '/a' ? '/b' : `${other}/c`);
      reply.end();
    });
    const headers = { Authorization: 'Bearer secret', 'X-Scope-OrgID': 'team' };
    expect(textOf((await exchange(get(`${url}/a`, headers), LIMITS)).body)).toBe('there');
    expect(seen).toEqual([
      ['/a', 'Bearer secret', 'team'],
      ['/b', 'Bearer secret', 'team'],
      ['/c', undefined, 'undefined'],
    ]);
  });

  test('sends a body again to the same host only', async () => {
    const bodies: string[] = [];
    const other = await serve((_, reply) => reply.end('leaked'));
    const url = await serve((request, reply) => {
      request.on('data', (chunk) => bodies.push(`${request.url} ${chunk}`));
      request.on('end', () => {
        if (request.url === '/end') return reply.end('done');
        reply.statusCode = 307;
        reply.setHeader('location', request.url === '/same' ? '/end' : other);
        reply.end();
      });
    });
    const post = (path: string) => ({ method: 'POST' as const, url: url + path, headers: {}, body: 'api_key=secret' });
    expect(textOf((await exchange(post('/same'), LIMITS)).body)).toBe('done');
    expect(await codeOf(exchange(post('/other'), LIMITS))).toBe('E_REDIRECT');
    expect(bodies).toEqual(['/same api_key=secret', '/end api_key=secret', '/other api_key=secret']);
  });

  test.each<[string, string, RequestListener, Partial<HttpLimits>]>([
    ['redirects without end', 'E_REDIRECT', (_, reply) => reply.writeHead(302, { location: '/' }).end(), {}],
    ['no answer in time', 'E_TIMEOUT', () => {}, { timeoutMs: 50 }],
    ['an answer that drips', 'E_TIMEOUT', (_, reply) => void reply.write('a'), { timeoutMs: 100 }],
    ['a connection that is cut', 'E_UNREACHABLE', (request) => request.socket.destroy(), {}],
    [
      'a body that is cut',
      'E_UNREACHABLE',
      (request, reply) => {
        reply.writeHead(200, { 'content-length': '100' });
        reply.write('half');
        setTimeout(() => request.socket.destroy(), 20);
      },
      {},
    ],
    ['a body above the limit', 'E_TOO_LARGE', (_, reply) => reply.end('x'.repeat(2000)), {}],
    [
      'a small body that grows',
      'E_TOO_LARGE',
      (_, reply) => reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1_000_000))),
      {},
    ],
    [
      'gzip that is none',
      'E_UNREACHABLE',
      (_, reply) => reply.writeHead(200, { 'content-encoding': 'gzip' }).end('no'),
      {},
    ],
    ['this machine, when it may not be', 'E_PRIVATE_ADDRESS', (_, reply) => reply.end('x'), { mayBePrivate: false }],
  ])('%s is %s', async (_, code, listener, limits) => {
    const url = await serve(listener);
    expect(await codeOf(exchange(get(url), { ...LIMITS, ...limits }))).toBe(code);
  });

  test.each([
    ['http://127.0.0.1:1/', 'E_UNREACHABLE', true],
    ['http://localhost:1/', 'E_PRIVATE_ADDRESS', false],
    ['http://[::1]:1/', 'E_PRIVATE_ADDRESS', false],
    ['http://[::ffff:127.0.0.1]:1/', 'E_PRIVATE_ADDRESS', false],
    ['http://2130706433/', 'E_PRIVATE_ADDRESS', false],
  ])('%s is %s', async (url, code, mayBePrivate) => {
    expect(await codeOf(exchange(get(url), { ...LIMITS, mayBePrivate }))).toBe(code);
  });

  test('a server without TLS is not to be trusted', async () => {
    const url = await serve((_, reply) => reply.end('x'));
    expect(await codeOf(exchange(get(url.replace('http:', 'https:')), LIMITS))).toBe('E_TLS');
  });

  test('the beginning of a long body, where that is enough', async () => {
    const url = await serve((_, reply) => reply.end('x'.repeat(100_000)));
    expect((await exchange(get(url), { ...LIMITS, isBeginningEnough: true })).body).toHaveLength(1000);
  });

  test('stops when the run is stopped', async () => {
    const url = await serve(() => {});
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    expect(await codeOf(exchange(get(url), { ...LIMITS, signal: controller.signal }))).toBe('E_INTERRUPTED');
  });
});

describe('asking again', () => {
  const PATIENCE = { ...LIMITS, retries: 1 };

  async function answers(statuses: readonly number[], headers: Record<string, string> = { 'retry-after': '0' }) {
    let count = 0;
    const url = await serve((_, reply) => reply.writeHead(statuses[count++] ?? 200, headers).end('x'));
    return { url, asked: () => count };
  }

  test.each([
    ['a busy server', [503, 200], 200, 2],
    ['one that limits its rate', [429, 200], 200, 2],
    ['one that stays busy', [503, 503, 200], 503, 2],
    ['a refusal', [401, 200], 401, 1],
    ['a missing page', [404, 200], 404, 1],
  ])('%s', async (_, statuses, status, tries) => {
    const { url, asked } = await answers(statuses);
    expect((await ask(get(url), PATIENCE)).status).toBe(status);
    expect(asked()).toBe(tries);
  });

  test('not when the service wants more patience than a job has', async () => {
    const { url, asked } = await answers([429, 200], { 'retry-after': '3600' });
    expect((await ask(get(url), PATIENCE)).status).toBe(429);
    expect(asked()).toBe(1);
  });

  test('after a date that has passed', async () => {
    const { url } = await answers([503, 200], { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' });
    expect((await ask(get(url), PATIENCE)).status).toBe(200);
  });

  test('when nobody listened, and says so in the end', async () => {
    expect(await codeOf(ask(get('http://127.0.0.1:1/'), { ...LIMITS, retries: 1 }))).toBe('E_UNREACHABLE');
  });
});

test.each([
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.100.0.1', true],
  ['8.8.8.8', false],
  ['0.0.0.0', true],
  ['::1', true],
  ['fd00::1', true],
  ['fe80::1%eth0', true],
  ['::ffff:10.0.0.1', true],
  ['2606:4700::1111', false],
  ['example.org', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});
