import { simplecovResultset } from '../src/coverage/simplecov-resultset.ts';
import { countsOf, read, testReader } from './reader-table.ts';

const branches = {
  '[:if, 0, 2, 4, 5, 7]': {
    '[:then, 1, 3, 6, 3, 10]': 2,
    '[:else, 2, 5, 6, 5, 9]': 0,
  },
};
const methods = {
  '["Pay", :due, 2, 2, 5, 5]': 1,
  '["#<Class:0x00007f>", :undo, 6, 2, 7, 5]': 0,
};
const file = { lines: [null, 1, 2, 0, 'ignored', 0], branches, methods };
const set = (coverage: unknown, timestamp: unknown = 1_700_000_000) => ({
  RSpec: { coverage, timestamp },
});
const counts = 'lines 2/4 (1 partial), branches 1/2, functions 1/2';

testReader(simplecovResultset, {
  reads: [
    {
      name: 'lines, branches and methods',
      document: set({ '/w/pay.rb': file }),
      expected: { '/w/pay.rb': counts },
    },
    {
      name: 'the older list',
      document: set({ '/w/pay.rb': [null, 1, 0] }),
      expected: { '/w/pay.rb': 'lines 1/2' },
    },
    {
      name: 'empty branches as not measured',
      document: set({ a: { lines: [1], branches: {} } }),
      expected: { a: 'lines 1/1' },
    },
    { name: 'no file', document: set({}), expected: {} },
    {
      name: 'an empty set, by its name',
      document: {},
      path: 'coverage/.resultset.json',
      expected: {},
    },
    {
      name: 'several commands',
      document: {
        ...set({ a: [1, 0, 0, null] }),
        Cucumber: { coverage: { a: [0, 2, 0, null], b: [0] }, timestamp: 1 },
      },
      expected: { a: 'lines 2/3', b: 'lines 0/1' },
    },
    {
      name: 'a command that did not load a file, whose lines are guessed',
      document: {
        ...set({ a: [1, 0, null] }),
        Cucumber: { coverage: { a: [0, 0, 0] } },
      },
      expected: { a: 'lines 1/2' },
    },
    {
      name: 'the name __proto__',
      document: JSON.stringify(set({ x1x: file })).replace('x1x', '__proto__'),
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    { name: 'a list', document: [], code: 'E_MALFORMED' },
    { name: 'no coverage', document: { RSpec: {} }, code: 'E_MALFORMED' },
    { name: 'hits as text', document: set({ a: ['1'] }), code: 'E_BAD_COUNT' },
    {
      name: 'lines that are no list',
      document: set({ a: { lines: {} } }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a branch without a place',
      document: set({ a: { lines: [1], branches: { if: { '[:then]': 1 } } } }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a branch with hits as text',
      document: set({
        a: { lines: [1], branches: { '[:if, 0, 2, 4, 5, 7]': { '[:then, 1, 3, 6, 3, 10]': '1' } } },
      }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a method without a place',
      document: set({ a: { lines: [1], methods: { due: 1 } } }),
      code: 'E_MALFORMED',
    },
  ],
});

test('the time is the latest of the commands, in seconds with or without a fraction', async () => {
  const report = await read(simplecovResultset, {
    ...set({}),
    B: { coverage: {}, timestamp: 1_786_446_862.1011105 },
  });
  expect(report.producedAt).toBe(1_786_446_862_101);
  expect((await read(simplecovResultset, set({}, '7'))).producedAt).toBeUndefined();
});

test('negative hits count as none, with a remark', async () => {
  const report = await read(simplecovResultset, set({ a: [-1, 1] }));
  expect(countsOf(report)).toEqual({ a: 'lines 1/2' });
  expect(report.remarks.map(({ code }) => code)).toEqual(['E_NEGATIVE_HITS']);
});
