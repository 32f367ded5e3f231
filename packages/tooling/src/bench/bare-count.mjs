/**
 * The least program that reads a report as a stream and counts covered and total lines, without a
 * model and without checking anything: the floor that the gate's speed is measured against.
 * Usage: node bare-count.mjs <lcov|cobertura|jacoco> <file>
 */
import { createReadStream } from 'node:fs';

const [, , format, path] = process.argv;
// What stands right before the first digit of a hit count; in LCOV the count follows the comma after it.
const mark = Buffer.from({ lcov: '\nDA:', cobertura: 'hits="', jacoco: ' ci="' }[format]);
const hasNumberFirst = format === 'lcov';
let total = 0;
let covered = 0;
let matched = 0;

for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at];
    if (matched === mark.length) {
      if (hasNumberFirst && byte !== 44) continue;
      if (!hasNumberFirst || at + 1 < chunk.length) {
        total++;
        if (chunk[hasNumberFirst ? at + 1 : at] !== 48) covered++;
      }
      matched = 0;
    } else if (byte === mark[matched]) matched++;
    else matched = byte === mark[0] ? 1 : 0;
  }
}
console.log(JSON.stringify({ covered, total }));
