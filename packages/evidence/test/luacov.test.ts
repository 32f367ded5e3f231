import { luacov } from '../src/coverage/luacov.ts';
import { read, testReader, uncoveredLines } from './reader-table.ts';

const rule = '='.repeat(78);
const section = (name: string, ...lines: string[]) => [rule, name, rule, ...lines, ''].join('\n');
const summary = (covered: number, missed: number) =>
  [
    rule,
    'Summary',
    rule,
    '',
    'File    Hits Missed Coverage',
    '-'.repeat(28),
    `pay.lua ${covered}    ${missed}      66.67%`,
    '-'.repeat(28),
    `Total   ${covered}    ${missed}      66.67%`,
    '',
  ].join('\n');
const pay = section('pay.lua', '    -- due', ' 12 local a = 1', '', '**0 return 2', '    12 monkeys', '  1 end');

testReader(luacov, {
  reads: [
    {
      name: 'a section with text that looks like a count',
      document: pay + summary(2, 1),
      expected: { 'pay.lua': 'lines 2/3' },
    },
    {
      name: 'two sections',
      document: `${pay}\n${section('größe.lua', '**0 x()')}${summary(2, 2)}`,
      expected: { 'pay.lua': 'lines 2/3', 'größe.lua': 'lines 0/1' },
    },
    {
      name: 'no uncovered line',
      document: section('a.lua', ' 3 x()', '   4 y') + summary(1, 0),
      expected: { 'a.lua': 'lines 1/1' },
    },
    {
      name: 'the older summary',
      document: `${section('a.lua', '***0 x()')}${rule}\nSummary\n${rule}\n\n0\t1\t0.00%\ta.lua\n${'-'.repeat(24)}\n0\t1\t0.00%\n`,
      expected: { 'a.lua': 'lines 0/1' },
    },
    {
      name: 'the name __proto__',
      document: section('__proto__', ' 1 x()') + summary(1, 0),
      expected: Object.fromEntries([['__proto__', 'lines 1/1']]),
    },
  ],
  refuses: [
    { name: 'no summary', document: pay, code: 'E_TRUNCATED' },
    {
      name: 'a summary without totals',
      document: `${pay}${rule}\nSummary\n${rule}\n`,
      code: 'E_TRUNCATED',
    },
    {
      name: 'text before the first section',
      document: `hello\n${pay}`,
      code: 'E_MALFORMED',
    },
    {
      name: 'stars before another count',
      document: section('a.lua', '**7 x()') + summary(1, 0),
      code: 'E_MALFORMED',
    },
  ],
});

test('stated totals and uncovered lines by their position', async () => {
  const report = await read(luacov, pay + summary(2, 1));
  expect(report.stated).toEqual({ line: { covered: 2, total: 3 } });
  expect(uncoveredLines(report, 'pay.lua')).toEqual([4]);
});
