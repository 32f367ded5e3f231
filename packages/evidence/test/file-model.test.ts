import fc from 'fast-check';
import { FileCollector, type FileModel, mergeModels } from '../src/coverage/file-model.ts';
import { COUNT, MISSING, MISSING_TOTAL, OWN } from '../src/coverage/point-set.ts';

const line = fc.integer({ min: 1, max: 8 });
const small = fc.integer({ min: 0, max: 3 });
const shape = fc.record({
  lines: fc.array(fc.tuple(line, fc.boolean()), { maxLength: 12 }),
  branches: fc.array(fc.tuple(line, small, fc.boolean()), { maxLength: 8 }),
  counts: fc.array(fc.tuple(line, small, small), { maxLength: 5 }),
  missing: fc.uniqueArray(fc.tuple(line, fc.uniqueArray(small, { maxLength: 3 })), {
    maxLength: 4,
    selector: ([at]) => at,
  }),
  functions: fc.option(fc.array(fc.tuple(line, small, fc.boolean()), { maxLength: 4 })),
});

function modelOf(given: typeof shape extends fc.Arbitrary<infer T> ? T : never): FileModel {
  const collector = new FileCollector();
  for (const [at, isCovered] of given.lines) collector.lines.add(at, isCovered);
  const branch = collector.points('branch');
  for (const [at, id, isTaken] of given.branches) branch.add(at, OWN, id, isTaken ? 1 : 0, 1);
  for (const [at, a, b] of given.counts) if (a + b > 0) branch.add(at, COUNT, 0, a, a + b);
  // The ways out of a line are always the same four; each report misses some of them.
  for (const [at, ids] of given.missing) {
    branch.add(at, MISSING_TOTAL, 0, 1, 4);
    for (const id of ids) branch.add(at, MISSING, id, 1, 1);
  }
  if (given.functions) {
    collector.points('function');
    for (const [at, id, isCovered] of given.functions)
      collector.points('function').add(at, OWN, id, isCovered ? 1 : 0, 1);
  }
  return collector.seal();
}

const model = shape.map(modelOf);
const view = (of: FileModel): unknown => [of.counts(), [...of.lineStates()], of.uncovered()];

test('merging is commutative', () => {
  fc.assert(
    fc.property(model, model, (a, b) =>
      expect([...mergeModels([a, b]).packed()]).toEqual([...mergeModels([b, a]).packed()]),
    ),
  );
});

test('merging is associative', () => {
  fc.assert(
    fc.property(model, model, model, (a, b, c) => {
      const all = [...mergeModels([a, b, c]).packed()];
      expect([...mergeModels([mergeModels([a, b]), c]).packed()]).toEqual(all);
      expect([...mergeModels([a, mergeModels([b, c])]).packed()]).toEqual(all);
    }),
  );
});

test('merging is idempotent', () => {
  fc.assert(fc.property(model, (a) => expect(view(mergeModels([a, a]))).toEqual(view(a))));
});

test('merging never lowers what is covered', () => {
  fc.assert(
    fc.property(model, model, (a, b) => {
      const merged = mergeModels([a, b]);
      for (const part of [a, b]) {
        expect(merged.counts().line.covered).toBeGreaterThanOrEqual(part.counts().line.covered);
        expect(merged.counts().branch?.covered ?? 0).toBeGreaterThanOrEqual(part.counts().branch?.covered ?? 0);
        for (const [at, state] of part.lineStates()) {
          if (state !== 'uncovered') expect(merged.lineStates().get(at)).not.toBe('uncovered');
        }
      }
    }),
  );
});

test('counts agree with the states of the lines', () => {
  fc.assert(
    fc.property(model, (a) => {
      const states = [...a.lineStates().values()];
      const partial = states.filter((state) => state === 'partial').length;
      const covered = states.filter((state) => state === 'covered').length + partial;
      expect(a.counts().line).toEqual({ covered, total: states.length, partial });
    }),
  );
});

test('a metric that nobody measured is null, one without points is 0 of 0', () => {
  const collector = new FileCollector();
  collector.points('branch');
  expect(collector.seal().counts()).toEqual({
    line: { covered: 0, total: 0, partial: 0 },
    branch: { covered: 0, total: 0 },
    function: null,
    statement: null,
  });
  expect(collector.seal().counts().branch).toBeNull();
});

test('uncovered lines run on over lines that are not executable', () => {
  const collector = new FileCollector();
  for (const [at, isCovered] of [
    [1, false],
    [4, false],
    [6, true],
    [7, false],
    [9, true],
  ] as const)
    collector.lines.add(at, isCovered);
  expect(collector.seal().uncovered()).toEqual([
    { from: 1, to: 4 },
    { from: 7, to: 7 },
  ]);
});

test('files beyond one block of memory keep their bytes', () => {
  const collector = new FileCollector();
  const models = Array.from({ length: 300 }, (_, file) => {
    for (let at = 1; at <= 2000; at++) collector.lines.add(at, at % (file + 1) === 0);
    return collector.seal();
  });
  expect(models.every((of, file) => of.counts().line.covered === Math.floor(2000 / (file + 1)))).toBe(true);
});
