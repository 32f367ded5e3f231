import fc from 'fast-check';
import {
  COUNT,
  countPoints,
  eachPoint,
  MISSING,
  MISSING_TOTAL,
  OWN,
  PointCollector,
  type PointKind,
} from '../src/coverage/point-set.ts';
import { VarintReader, VarintWriter } from '../src/coverage/varint.ts';

type Point = readonly [line: number, kind: PointKind, id: number, covered: number, total: number];

function packed(points: readonly Point[], collector = new PointCollector()): VarintReader {
  const writer = new VarintWriter();
  for (const point of points) collector.add(...point);
  collector.flush(writer);
  return new VarintReader(writer.bytes, 0, writer.length);
}

function unpacked(reader: VarintReader): Point[] {
  const found: Point[] = [];
  eachPoint(reader, (...point) => void found.push(point));
  return found;
}

/** The same by a map: maxima, but sums of the observations of missing ways. */
function byMap(points: readonly Point[]): Point[] {
  const map = new Map<string, Point>();
  for (const [line, kind, id, covered, total] of points) {
    const key = `${line} ${kind} ${id}`;
    const known = map.get(key);
    const united = kind >= MISSING_TOTAL ? (known?.[3] ?? 0) + covered : Math.max(known?.[3] ?? 0, covered);
    map.set(key, [line, kind, id, united, Math.max(known?.[4] ?? 0, total)]);
  }
  return [...map.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}

const id = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 ** 48 - 1 }));
const line = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 ** 30 - 1 }));
const kind = fc.constantFrom<PointKind>(OWN, COUNT, MISSING_TOTAL, MISSING);
const amount = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 20 }));
const point = fc
  .tuple(line, kind, id, amount, amount)
  .map(([at, of, which, a, b]): Point => [at, of, which, Math.min(a, b), Math.max(a, b)]);

test('is what a map would be, also when it is used again', () => {
  const collector = new PointCollector();
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (given) =>
      expect(unpacked(packed(given, collector))).toEqual(byMap(given)),
    ),
  );
});

test('more points than the first buffer', () => {
  const many = Array.from({ length: 3000 }, (_, index): Point => [3000 - (index % 1000), OWN, index % 7, index % 2, 1]);
  expect(unpacked(packed(many))).toEqual(byMap(many));
});

test.each<[string, Point[], number, number]>([
  [
    'own identities',
    [
      [1, OWN, 0, 1, 1],
      [1, OWN, 1, 0, 1],
      [1, OWN, 1, 1, 1],
    ],
    2,
    2,
  ],
  [
    'counts: the largest',
    [
      [1, COUNT, 0, 1, 2],
      [1, COUNT, 0, 2, 4],
      [2, COUNT, 0, 1, 1],
    ],
    3,
    5,
  ],
  [
    'missing in one of two shards each',
    [
      [1, MISSING_TOTAL, 0, 1, 2],
      [1, MISSING, 7, 1, 1],
      [1, MISSING_TOTAL, 0, 1, 2],
      [1, MISSING, 8, 1, 1],
    ],
    2,
    2,
  ],
  [
    'missing in both shards',
    [
      [1, MISSING_TOTAL, 0, 1, 2],
      [1, MISSING, 7, 1, 1],
      [1, MISSING_TOTAL, 0, 1, 2],
      [1, MISSING, 7, 1, 1],
    ],
    1,
    2,
  ],
  [
    'a line of two kinds: the better of the two',
    [
      [1, COUNT, 0, 1, 2],
      [1, MISSING_TOTAL, 0, 1, 2],
    ],
    2,
    2,
  ],
  ['nothing', [], 0, 0],
])('%s', (_name, points, covered, total) => {
  expect(countPoints(packed(points))).toEqual({ covered, total });
});

test('names the lines that are not whole', () => {
  const incomplete: number[] = [];
  countPoints(
    packed([
      [1, OWN, 0, 1, 1],
      [2, OWN, 0, 0, 1],
      [9, COUNT, 0, 1, 2],
    ]),
    incomplete,
  );
  expect(incomplete).toEqual([2, 9]);
});
