import { clover } from '../src/coverage/clover.ts';
import { outcome, read, unnoticedCuts } from './coverage-reading.ts';

const report = (inside: string, attributes = 'generated="1700000000"'): string =>
  `<coverage ${attributes}><project timestamp="1">${inside}</project></coverage>`;
const stmt = (num: number, count: number): string => `<line num="${num}" type="stmt" count="${count}"/>`;
const cond = (num: number, whenTrue: number, whenFalse: number): string =>
  `<line num="${num}" type="cond" truecount="${whenTrue}" falsecount="${whenFalse}"/>`;
const metrics = (statements: number, conditionals: number, covered: number, methods = 0, coveredMethods = 0): string =>
  `<metrics statements="${statements}" conditionals="${conditionals}" coveredconditionals="${covered}" methods="${methods}" coveredmethods="${coveredMethods}"/>`;
const ISTANBUL = 'generated="1700000000000" clover="3.2.0"';
const OPENCLOVER = 'generated="1700000000000" clover="4.5.2"';

const DOCUMENT = report(
  `<package name="p"><file name="A.java" path="/src/A.java">${metrics(2, 2, 1, 1, 1)}<class name="A">${metrics(9, 9, 9)}</class><line num="1" type="method" signature="f() : void" count="1"/>${stmt(2, 1)}${cond(3, 1, 0)}${stmt(4, 0)}</file></package>`,
  OPENCLOVER,
);

test.each([
  [
    'statements and methods of PHPUnit',
    undefined,
    `<file name="/a.php"><class name="A"/><line num="1" type="method" name="f" count="1"/>${stmt(2, 1)}${stmt(3, 0)}${metrics(2, 0, 0, 1, 1)}</file>`,
    { '/a.php': '1/2 f1/1' },
  ],
  [
    'OpenClover: a decision is two branches',
    OPENCLOVER,
    `<file name="A" path="/A">${metrics(1, 4, 3)}${stmt(1, 1)}${cond(1, 3, 0)}${cond(1, 1, 1)}</file>`,
    { '/A': '1/1 p1 b3/4 s1/1' },
  ],
  [
    'OpenClover: a decision that never ran',
    OPENCLOVER,
    `<file name="A" path="/A">${cond(1, 0, 0)}</file>`,
    { '/A': '0/1 b0/2 s0/0' },
  ],
  [
    'OpenClover: two statements in a line',
    OPENCLOVER,
    `<file name="A" path="/A">${metrics(2, 0, 0)}${stmt(1, 1)}${stmt(1, 0)}</file>`,
    { '/A': '1/1 s1/2' },
  ],
  [
    'istanbul: branches of a line summed up',
    ISTANBUL,
    `<file name="a.js" path="/a.js">${metrics(2, 6, 4, 3, 2)}<line num="1" count="2" type="cond" truecount="1" falsecount="1"/><line num="2" count="1" type="cond" truecount="3" falsecount="1"/></file>`,
    { '/a.js': '2/2 p2 b4/6 f2/3' },
  ],
  [
    'istanbul: branches elsewhere than on statements',
    ISTANBUL,
    `<file name="a.js" path="/a.js">${metrics(1, 9, 9)}<line num="1" count="1" type="cond" truecount="4" falsecount="0"/></file>`,
    { '/a.js': '1/1 b4/4' },
  ],
  [
    'ReportGenerator: the first line of a method is one',
    OPENCLOVER,
    `<file name="a.cs" path="C:\\a.cs">${metrics(3, 4, 2)}<line num="1" type="method" signature="F()" count="1"/>${stmt(2, 1)}${cond(3, 2, 2)}</file>`,
    { 'C:\\a.cs': '3/3 p1 b2/4 f1/1' },
  ],
  [
    'gcovr: lines only',
    'clover="1795182031" generated="1795182031"',
    `<package name="p"><file name="q.hpp" path="include/q.hpp">${metrics(2, 0, 0)}${stmt(1, 2)}${stmt(2, 0)}</file></package>`,
    { 'include/q.hpp': '1/2' },
  ],
  [
    'an absolute name wins over the path',
    undefined,
    `<file name="/x/a.php" path="b.php">${stmt(1, 1)}</file>`,
    { '/x/a.php': '1/1' },
  ],
  [
    'the same name in two folders',
    undefined,
    `<file name="a.ts" path="/x/a.ts">${stmt(1, 1)}</file><file name="a.ts" path="/y/a.ts">${stmt(1, 0)}</file>`,
    { '/x/a.ts': '1/1', '/y/a.ts': '0/1' },
  ],
  ['a file without lines', undefined, `<file name="/a.php">${metrics(0, 0, 0)}</file>`, { '/a.php': '0/0' }],
  ['only totals', undefined, metrics(306, 0, 0), {}],
  [
    'a line of another type',
    undefined,
    '<file name="/a"><line num="1" type="branch" count="1"/></file>',
    'E_MALFORMED',
  ],
  ['a statement without count', undefined, '<file name="/a"><line num="1" type="stmt"/></file>', 'E_MALFORMED'],
  ['a count that is none', undefined, '<file name="/a"><line num="1" type="stmt" count="many"/></file>', 'E_BAD_COUNT'],
  [
    'a method line beyond measure',
    undefined,
    '<file name="/a"><line num="4294967297" type="method" name="f" count="1"/></file>',
    'E_BAD_COUNT',
  ],
  ['more covered methods than methods', undefined, `<file name="/a">${metrics(0, 0, 0, 1, 2)}</file>`, 'E_BAD_COUNT'],
  ['a line outside of a file', undefined, stmt(1, 1), 'E_MALFORMED'],
])('%s', async (_name, attributes, inside, expected) => {
  expect(await outcome(clover, report(inside, attributes))).toEqual(expected);
});

test('leaves the test project out', async () => {
  const tests = `<testproject name="t"><package name="p"><file name="T" path="/T">${stmt(1, 1)}</file></package></testproject>`;
  expect(
    await outcome(
      clover,
      `<coverage clover="4.5.2" generated="1">${tests}<project><file name="A" path="/A">${stmt(1, 0)}</file></project></coverage>`,
    ),
  ).toEqual({ '/A': '0/1' });
});

test('takes the time in seconds and milliseconds, and states nothing', async () => {
  expect((await read(clover, report(''))).producedAt).toBe(1_700_000_000_000);
  expect((await read(clover, report('', ISTANBUL))).producedAt).toBe(1_700_000_000_000);
  expect((await read(clover, DOCUMENT)).stated).toBeUndefined();
});

test('a cut is never greener', async () => {
  expect(await outcome(clover, DOCUMENT)).toEqual({ '/src/A.java': '2/3 p1 b1/2 f1/1 s1/2' });
  expect(await unnoticedCuts(clover, DOCUMENT)).toEqual([]);
});
