import fc from 'fast-check';
import { countLines, eachLine, LineCollector } from '../src/coverage/line-set.ts';
import { VarintReader, VarintWriter } from '../src/coverage/varint.ts';

const MAX = 2 ** 30 - 1;

function packed(entries: readonly (readonly [number, boolean])[], collector = new LineCollector()): VarintReader {
  const writer = new VarintWriter();
  for (const [line, isCovered] of entries) collector.add(line, isCovered);
  collector.flush(writer);
  return new VarintReader(writer.bytes, 0, writer.length);
}

function unpacked(reader: VarintReader): [number, boolean][] {
  const found: [number, boolean][] = [];
  eachLine(reader, (line, isCovered) => void found.push([line, isCovered]));
  return found;
}

function byMap(entries: readonly (readonly [number, boolean])[]): [number, boolean][] {
  const map = new Map<number, boolean>();
  for (const [line, isCovered] of entries) map.set(line, isCovered || map.get(line) === true);
  return [...map].sort(([a], [b]) => a - b);
}

const line = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: MAX }));
const entries = fc.array(fc.tuple(line, fc.boolean()), { maxLength: 60 });

test('is what a map would be, also when it is used again', () => {
  const collector = new LineCollector();
  fc.assert(fc.property(entries, (given) => expect(unpacked(packed(given, collector))).toEqual(byMap(given))));
});

test('more lines than the first buffer, in and out of order', () => {
  const ascending = Array.from({ length: 5000 }, (_, index) => [index + 1, index % 3 === 0] as const);
  expect(unpacked(packed(ascending))).toEqual(byMap(ascending));
  expect(unpacked(packed(ascending.toReversed()))).toEqual(byMap(ascending));
});

test('lines that come again and again', () => {
  const repeated = Array.from({ length: 100_000 }, (_, index) => [(index % 1500) + 1, index > 90_000] as const);
  expect(unpacked(packed(repeated))).toEqual(byMap(repeated));
});

test('counts lines, and the covered ones with untaken branches', () => {
  const reader = packed([
    [1, true],
    [2, false],
    [5, true],
    [9, true],
  ]);
  expect(countLines(reader, [2, 3, 5])).toEqual({ covered: 3, total: 4, partial: 1 });
});
