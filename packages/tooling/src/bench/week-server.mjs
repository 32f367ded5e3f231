/**
 * A server on loopback that answers every question like Prometheus: a week of samples every 15 seconds,
 * 20 series, some of them down now and then. Prints its port, and ends with its standard input.
 * Usage: node week-server.mjs <end in seconds since 1970>
 */
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const SERIES = 20;
const EVERY = 15;
const end = Number(process.argv[2]);
const begin = end - 7 * 86_400;

const result = Array.from({ length: SERIES }, (_, series) => {
  const values = [];
  for (let at = begin; at < end; at += EVERY) values.push([at, (at / EVERY) % (4000 + series) < 4 ? '0' : '1']);
  return { metric: { __name__: 'probe_success', instance: `host-${series}:80`, job: 'staging' }, values };
});
const body = gzipSync(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }));

const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  reply.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
