import { llvmCovJson } from '../src/coverage/llvm-cov-json.ts';
import { codeOf, countsOf, read, testReader, uncoveredLines } from './reader-table.ts';

type Segment = readonly [
  line: number,
  column: number,
  count: unknown,
  hasCount: unknown,
  isEntry: boolean,
  isGap?: boolean,
];
const exported = (...files: unknown[]) => ({
  data: [{ files, functions, totals: {} }],
  type: 'llvm.coverage.json.export',
  version: '2.0.1',
});
const functions = [
  {
    name: 'pay',
    count: 2,
    filenames: ['/w/pay.c'],
    regions: [[1, 12, 8, 2, 2, 0, 0, 0]],
  },
  {
    name: 'pay<int>',
    count: 0,
    filenames: ['/w/pay.c'],
    regions: [[1, 12, 8, 2, 0, 0, 0, 0]],
  },
  {
    name: 'undo',
    count: 0,
    filenames: ['/w/pay.c'],
    regions: [[10, 1, 11, 2, 0, 0, 0, 0]],
  },
  {
    name: 'elsewhere',
    count: 1,
    filenames: ['/sdk/x.h'],
    regions: [[1, 1, 2, 2, 1, 0, 0, 0]],
  },
];
const segments: Segment[] = [
  [1, 12, 2, true, true, false],
  [3, 7, 0, true, true, true],
  [3, 9, 0, true, true, false],
  [5, 4, 2, true, false, false],
  [8, 2, 0, false, false, false],
  [10, 1, 0, true, true, false],
  [11, 2, 0, false, false, false],
];
const branches = [[3, 7, 3, 9, 0, 2, 0, 0, 4]];
const file = { filename: '/w/pay.c', branches, expansions: [], segments };
const counts = 'lines 6/10 (1 partial), branches 1/2, functions 1/2';
const lines = (...values: Segment[]) => exported({ filename: 'a', segments: values });
const summary = {
  lines: { count: 5, covered: 3 },
  functions: { count: 2, covered: 1 },
  branches: { count: 4, covered: 1 },
};

testReader(llvmCovJson, {
  reads: [
    {
      name: 'an export',
      document: exported(file),
      expected: { '/w/pay.c': counts },
    },
    {
      name: 'the type first',
      document: {
        type: 'llvm.coverage.json.export',
        data: exported(file).data,
      },
      expected: { '/w/pay.c': counts },
    },
    { name: 'no file', document: exported(), expected: {} },
    {
      name: 'segments of five parts (version 2.0.0)',
      document: lines([1, 1, 1, true, true], [3, 2, 0, false, false]),
      expected: { a: 'lines 3/3, functions 0/0' },
    },
    {
      name: 'no branch in any file as not measured',
      document: exported({ filename: 'a', branches: [], segments: [] }),
      expected: { a: 'lines 0/0, functions 0/0' },
    },
    {
      name: 'a summary only',
      document: {
        data: [{ files: [{ filename: 'a', summary }] }],
        type: 'llvm.coverage.json.export',
      },
      expected: { a: 'lines 3/5, branches 1/4, functions 1/2' },
    },
    {
      name: 'the name __proto__',
      document: exported({ filename: '__proto__', segments }),
      expected: Object.fromEntries([['__proto__', 'lines 6/10, functions 0/0']]),
    },
  ],
  refuses: [
    {
      name: 'another type',
      document: { ...exported(file), type: 'x' },
      code: 'E_MALFORMED',
    },
    {
      name: 'no data',
      document: { type: 'llvm.coverage.json.export' },
      code: 'E_MALFORMED',
    },
    {
      name: 'a file without a name',
      document: exported({ segments }),
      code: 'E_MALFORMED',
    },
    {
      name: 'neither segments nor summary',
      document: exported({ filename: 'a' }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a segment without flags',
      document: lines([1, 1, 1, 1, true]),
      code: 'E_MALFORMED',
    },
    {
      name: 'a count as text',
      document: lines([1, 1, '1', true, true]),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'segments that go back',
      document: lines([5, 1, 1, true, true], [3, 1, 0, false, false]),
      code: 'E_MALFORMED',
    },
    {
      name: 'a region over more lines than any project has',
      document: lines([1, 1, 1, true, true], [900_000_000, 1, 0, false, false]),
      code: 'E_TOO_LARGE',
    },
    {
      name: 'a branch without counts',
      document: exported({ filename: 'a', segments, branches: [[1, 1, 1, 2]] }),
      code: 'E_BAD_COUNT',
    },
  ],
});

test.each<[string, Segment[], number[]]>([
  [
    'the count of the region around a line decides when nothing starts on it',
    [
      [1, 1, 0, true, true],
      [4, 2, 0, false, false],
    ],
    [1, 2, 3, 4],
  ],
  [
    'a region that ran and starts on the line makes it covered',
    [
      [1, 1, 0, true, true],
      [2, 5, 3, true, true],
      [3, 2, 0, false, false],
    ],
    [1],
  ],
  [
    'a gap does not make its line covered',
    [
      [1, 1, 0, true, true],
      [2, 5, 3, true, true, true],
      [2, 9, 0, true, true],
      [3, 2, 0, false, false],
    ],
    [1, 2, 3],
  ],
  [
    'a skipped region takes its lines out',
    [
      [1, 1, 0, true, true],
      [2, 1, 0, false, true],
      [4, 1, 0, true, false],
      [5, 2, 0, false, false],
    ],
    [1, 5],
  ],
])('%s', async (_, values, expected) => {
  expect(uncoveredLines(await read(llvmCovJson, lines(...values)), 'a')).toEqual(expected);
});

test('says whether its lines are real', async () => {
  expect((await read(llvmCovJson, exported(file))).hasLines).toBeUndefined();
  expect((await read(llvmCovJson, exported({ filename: 'a', summary }))).hasLines).toBe(false);
  expect(
    await codeOf(
      llvmCovJson,
      exported({
        filename: 'a',
        summary: { ...summary, lines: { count: 1, covered: 2 } },
      }),
    ),
  ).toBe('E_CONTRADICTION');
});

test('uncovered lines of an export', async () => {
  const report = await read(llvmCovJson, exported(file));
  expect(uncoveredLines(report, '/w/pay.c')).toEqual([4, 5, 10, 11]);
  expect(Object.keys(countsOf(report))).toEqual(['/w/pay.c']);
});
