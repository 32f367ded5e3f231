import { goCover } from '../src/coverage/go-cover.ts';
import { countsOf, read, testReader, uncoveredLines } from './reader-table.ts';

const profile = (...blocks: string[]) => `mode: set\n${blocks.map((block) => `${block}\n`).join('')}`;
const pay = [
  'ex.com/pay.go:3.20,5.9 2 1',
  'ex.com/pay.go:5.9,7.3 1 0',
  'ex.com/pay.go:8.2,8.12 1 1',
  'ex.com/größe.go:1.1,2.2 1 0',
];
const counts = {
  'ex.com/pay.go': 'lines 4/6, statements 3/4',
  'ex.com/größe.go': 'lines 0/2, statements 0/1',
};

testReader(goCover, {
  hasNoEnd: true,
  reads: [
    { name: 'blocks', document: profile(...pay), expected: counts },
    {
      name: 'mode atomic, big counts',
      document: 'mode: atomic\na.go:1.1,1.5 1 18446744073709551615\n',
      expected: { 'a.go': 'lines 1/1, statements 1/1' },
    },
    {
      name: 'a block again',
      document: profile('a.go:1.1,2.5 3 0', 'a.go:1.1,2.5 3 1', 'a.go:1.1,2.5 3 0'),
      expected: { 'a.go': 'lines 2/2, statements 3/3' },
    },
    {
      name: 'blocks that start together',
      document: profile('a.go:1.1,1.5 1 0', 'a.go:1.1,1.9 2 1'),
      expected: { 'a.go': 'lines 1/1, statements 2/3' },
    },
    {
      name: 'a block without statements',
      document: profile('a.go:1.1,1.1 0 1'),
      expected: { 'a.go': 'lines 0/0, statements 0/0' },
    },
    {
      name: 'two profiles of one mode',
      document: profile(pay[0] as string) + profile(pay[1] as string),
      expected: { 'ex.com/pay.go': 'lines 3/5, statements 2/3' },
    },
    { name: 'no block', document: 'mode: count\n', expected: {} },
    {
      name: 'blank lines at the end',
      document: `${profile(pay[2] as string)}\n\n`,
      expected: { 'ex.com/pay.go': 'lines 1/1, statements 1/1' },
    },
    {
      name: 'a path with a drive and a colon',
      document: profile('C:/a b:c.go:1.1,1.5 1 1'),
      expected: { 'C:/a b:c.go': 'lines 1/1, statements 1/1' },
    },
    {
      name: 'the name __proto__',
      document: profile('__proto__:1.1,1.5 1 1'),
      expected: Object.fromEntries([['__proto__', 'lines 1/1, statements 1/1']]),
    },
  ],
  refuses: [
    {
      name: 'two modes',
      document: `${profile(pay[0] as string)}mode: count\n`,
      code: 'E_CONTRADICTION',
    },
    { name: 'no mode', document: `${pay[0]}\n`, code: 'E_MALFORMED' },
    { name: 'another mode', document: 'mode: mean\n', code: 'E_MALFORMED' },
    {
      name: 'nonsense between blocks',
      document: profile('nonsense', pay[0] as string),
      code: 'E_MALFORMED',
    },
    {
      name: 'a last line without all fields',
      document: profile('a.go:1.1,1.5 1'),
      code: 'E_TRUNCATED',
    },
    {
      name: 'a last line without its end',
      document: profile(pay[0] as string).trimEnd(),
      code: 'E_TRUNCATED',
    },
    {
      name: 'a count that is no number',
      document: profile('a.go:1.1,1.5 1 NaN'),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'statements below zero',
      document: profile('a.go:1.1,1.5 -1 1'),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a block that ends before it starts',
      document: profile('a.go:5.1,4.5 1 1'),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a block from line 0',
      document: profile('a.go:0.1,4.5 1 1'),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a block over more lines than any project has',
      document: profile('a.go:1.1,900000000.5 1 1'),
      code: 'E_TOO_LARGE',
    },
  ],
});

test('a line that a covered and an uncovered block share is covered', async () => {
  expect(uncoveredLines(await read(goCover, profile(...pay)), 'ex.com/pay.go')).toEqual([6, 7]);
});

test('a negative count, which a counter that overflowed has, counts as none with a remark', async () => {
  const report = await read(goCover, 'mode: count\na.go:1.1,1.5 1 -3\n');
  expect(countsOf(report)).toEqual({ 'a.go': 'lines 0/1, statements 0/1' });
  expect(report.remarks.map(({ code }) => code)).toEqual(['E_NEGATIVE_HITS']);
});
