/**
 * The least program that reads a report as a stream and counts covered and total lines, without a
 * model and without checking anything: the floor that the gate's speed is measured against.
 * Usage: node bare-count.mjs <lcov|cobertura|jacoco> <file>
 */
import { createReadStream } from 'node:fs';

const [, , format, path] = process.argv;
const MARKS = { lcov: '\nDA:', cobertura: 'hits="', jacoco: ' ci="' };
const mark = Buffer.from(MARKS[format]);
// In LCOV the line number stands between the mark and the hits, and ends with a comma.
const hasNumberFirst = format === 'lcov';
let total = 0;
let covered = 0;
let matched = 0;

for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at];
    if (matched > mark.length) {
      total++;
      if (byte !== 48) covered++;
      matched = 0;
    } else if (matched === mark.length) {
      if (byte === 44) matched++;
    } else if (byte === mark[matched]) {
      matched++;
      if (matched === mark.length && !hasNumberFirst) matched++;
    } else matched = byte === mark[0] ? 1 : 0;
  }
}
console.log(JSON.stringify({ covered, total }));
