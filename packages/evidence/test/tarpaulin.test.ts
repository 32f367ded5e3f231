import { tarpaulin } from '../src/coverage/tarpaulin.ts';
import { countsOf, read, testReader, uncoveredLines } from './reader-table.ts';

const trace = (line: unknown, stats: unknown) => ({
  line,
  address: [],
  length: 1,
  stats,
  fn_name: null,
});
const state = (been_true: unknown, been_false: unknown) => ({
  been_true,
  been_false,
});
const traces = [
  trace(2, { Line: 3 }),
  trace(3, { Line: 0 }),
  trace(3, { Line: 0 }),
  trace(5, { Branch: state(true, false) }),
];
const file = {
  path: ['/', 'w', 'src', 'pay.rs'],
  content: 'fn pay() {}',
  traces,
  covered: 2,
  coverable: 3,
};
const counts = 'lines 2/3 (1 partial), branches 1/2';
const of = (...files: unknown[]) => ({ files });
const one = (traceOf: unknown) => of({ path: ['a'], traces: [traceOf] });

testReader(tarpaulin, {
  reads: [
    {
      name: 'traces',
      document: of(file),
      expected: { '/w/src/pay.rs': counts },
    },
    {
      name: 'a path of Windows',
      document: of({ ...file, path: ['C:', '\\', 'w', 'pay.rs'] }),
      expected: { 'C:/w/pay.rs': counts },
    },
    {
      name: 'conditions',
      document: one(trace(1, { Condition: [state(false, false), state(true, true)] })),
      expected: { a: 'lines 1/1 (1 partial), branches 2/4' },
    },
    {
      name: 'a file without traces',
      document: of({ path: ['a'], traces: [] }),
      expected: { a: 'lines 0/0' },
    },
    {
      name: 'no file',
      document: { files: [], coverage: 0, covered: 0, coverable: 0 },
      expected: {},
    },
    {
      name: 'the name __proto__',
      document: of({ ...file, path: ['__proto__'] }),
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    { name: 'a list', document: [], code: 'E_MALFORMED' },
    {
      name: 'an empty path',
      document: of({ path: [], traces: [] }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a path of numbers',
      document: of({ path: [1], traces: [] }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a trace without stats',
      document: one({ line: 1 }),
      code: 'E_MALFORMED',
    },
    {
      name: 'hits as text',
      document: one(trace(1, { Line: '1' })),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a line as text',
      document: one(trace('1', { Line: 1 })),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a branch without its states',
      document: one(trace(1, { Branch: {} })),
      code: 'E_MALFORMED',
    },
    {
      name: 'stats of another kind',
      document: one(trace(1, { Other: 1 })),
      code: 'E_MALFORMED',
    },
  ],
});

test('stated totals and uncovered lines', async () => {
  const report = await read(tarpaulin, of(file));
  expect(report.stated).toEqual({ line: { covered: 2, total: 3 } });
  expect(uncoveredLines(report, '/w/src/pay.rs')).toEqual([3]);
  expect(countsOf(await read(tarpaulin, one(trace(1, { Line: -1 }))))).toEqual({
    a: 'lines 0/1',
  });
});
