import { istanbulSummary } from '../src/coverage/istanbul-summary.ts';
import { codeOf, read, testReader } from './reader-table.ts';

const count = (
  covered: number,
  total: number,
  pct: unknown = total === 0 ? 100 : Math.floor((10_000 * covered) / total) / 100,
) => ({
  total,
  covered,
  skipped: 0,
  pct,
});
const entry = {
  lines: count(2, 3),
  statements: count(3, 5),
  functions: count(1, 2),
  branches: count(1, 4),
};
const document = { total: entry, '/w/pay.ts': entry };
const counts = 'lines 2/3, branches 1/4, functions 1/2, statements 3/5';

testReader(istanbulSummary, {
  reads: [
    { name: 'totals per file', document, expected: { '/w/pay.ts': counts } },
    {
      name: 'a file first',
      document: { '/w/pay.ts': entry, total: entry },
      expected: { '/w/pay.ts': counts },
    },
    {
      name: 'no file',
      document: { total: { ...entry, lines: count(0, 0, 'Unknown') } },
      expected: {},
    },
    {
      name: 'a file without lines',
      document: {
        total: entry,
        e: {
          lines: count(0, 0),
          statements: count(0, 0),
          functions: count(0, 0),
          branches: count(0, 0),
        },
      },
      expected: { e: 'lines 0/0, branches 0/0, functions 0/0, statements 0/0' },
    },
    {
      name: 'lines only',
      document: { total: entry, a: { lines: count(1, 3, 33) } },
      expected: { a: 'lines 1/3' },
    },
    {
      name: 'the name __proto__',
      document: JSON.stringify(document).replace('/w/pay.ts', '__proto__'),
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    { name: 'a list', document: [], code: 'E_MALFORMED' },
    {
      name: 'no lines',
      document: { a: { branches: count(0, 0) } },
      code: 'E_MALFORMED',
    },
    {
      name: 'a percentage of its own',
      document: { a: { lines: count(1, 3, 90) } },
      code: 'E_CONTRADICTION',
    },
    {
      name: 'a percentage that is text',
      document: { a: { lines: count(1, 3, '33') } },
      code: 'E_BAD_COUNT',
    },
    {
      name: 'more covered than there are',
      document: { a: { lines: count(4, 3, 100) } },
      code: 'E_CONTRADICTION',
    },
    {
      name: 'a negative count',
      document: { a: { lines: count(-1, 3, 0) } },
      code: 'E_BAD_COUNT',
    },
    {
      name: 'half a line',
      document: { a: { lines: count(0.5, 3, 16.66) } },
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a count as text',
      document: { a: { lines: { total: '3', covered: 1 } } },
      code: 'E_BAD_COUNT',
    },
  ],
});

test('says that its lines are not real, and what the report states', async () => {
  const report = await read(istanbulSummary, document);
  expect(report.hasLines).toBe(false);
  expect(report.stated).toEqual({ line: { covered: 2, total: 3 } });
});

test('totals above any project are refused before they are counted out', async () => {
  expect(await codeOf(istanbulSummary, { a: { lines: count(1, 1_000_000_000, 0) } })).toBe('E_TOO_LARGE');
});
