import { gcov } from '../src/coverage/gcov.ts';
import { countsOf, read, testReader, uncoveredLines } from './reader-table.ts';

const head = (path: string) =>
  `        -:    0:Source:${path}\n        -:    0:Graph:pay.gcno\n        -:    0:Runs:1\n`;
const plain = `${head('src/größe.c')}        -:    1:#include "a.h"\n        2:    2:int pay() {\n       1*:    3:  f(); }\n    #####:    4:  g();\n    =====:    5:  h();\n`;
const branches = `${head('pay.c')}function pay called 2 returned 100% blocks executed 50%
        2:    1:int pay(int a) {
        2:    2:  if (a)
branch  0 taken 50% (fallthrough)
branch  1 taken 0%
call    2 returned 100%
        2:    2-block  0
unconditional  3 taken 100%
    #####:    3:    undo();
branch  0 never executed
        -:    4:}
function undo() [clone .cold] called 0 returned 0% blocks executed 0%
    #####:    5:void undo() {}
`;
const template = `${head('q.hpp')}        3:    1:void push(T a) {
       3*:    2:  if (a) clear(); }
------------------
Queue<int>::push(int):
        2:    1:void push(T a) {
        2:    2:  if (a) clear(); }
branch  0 taken 0
branch  1 taken 2
------------------
Queue<long>::push(long):
        1:    1:void push(T a) {
        1:    2:  if (a) clear(); }
branch  0 taken 1
branch  1 taken 0
------------------
        -:    3:};
`;

testReader(gcov, {
  hasNoEnd: true,
  reads: [
    {
      name: 'lines',
      document: plain,
      expected: { 'src/größe.c': 'lines 2/4' },
    },
    {
      name: 'branches and functions',
      document: branches,
      expected: {
        'pay.c': 'lines 2/4 (1 partial), branches 1/3, functions 1/2',
      },
    },
    {
      name: 'instances of a template',
      document: template,
      expected: { 'q.hpp': 'lines 2/2, branches 2/2' },
    },
    {
      name: 'counts for people',
      document: `${head('a.c')}     1.2k:    1:x();\n     3.0M*:   2:y();\n`,
      expected: { 'a.c': 'lines 2/2' },
    },
    {
      name: 'several sources',
      document: plain + branches,
      expected: {
        'src/größe.c': 'lines 2/4',
        'pay.c': 'lines 2/4 (1 partial), branches 1/3, functions 1/2',
      },
    },
    {
      name: 'blocks that did not run',
      document: `${head('a.c')}    $$$$$:    1:x();\n    %%%%%:    1-block  0\n    %%%%%:    2:y();\n`,
      expected: { 'a.c': 'lines 0/2' },
    },
    {
      name: 'a source without code',
      document: head('a.c'),
      expected: { 'a.c': 'lines 0/0' },
    },
    {
      name: 'the name __proto__',
      document: `${head('__proto__')}        1:    1:x();\n`,
      expected: Object.fromEntries([['__proto__', 'lines 1/1']]),
    },
  ],
  refuses: [
    {
      name: 'a line without its end',
      document: plain.trimEnd(),
      code: 'E_TRUNCATED',
    },
    {
      name: 'a function without its lines',
      document: `${head('a.c')}function a called 1 returned 100% blocks executed 1%\n`,
      code: 'E_TRUNCATED',
    },
    {
      name: 'no source',
      document: '        1:    1:x();\n',
      code: 'E_MALFORMED',
    },
    {
      name: 'a line of another format',
      document: `${head('a.c')}DA:1,1\n`,
      code: 'E_MALFORMED',
    },
    {
      name: 'a count that is no number',
      document: `${head('a.c')}      NaN:    1:x();\n`,
      code: 'E_MALFORMED',
    },
    {
      name: 'a branch before any line',
      document: `${head('a.c')}branch  0 taken 1\n`,
      code: 'E_MALFORMED',
    },
  ],
});

test('names the lines that did not run', async () => {
  expect(uncoveredLines(await read(gcov, plain), 'src/größe.c')).toEqual([4, 5]);
});

test('a negative count counts as none, with a remark', async () => {
  const report = await read(gcov, `${head('a.c')}       -3:    1:x();\n`);
  expect(countsOf(report)).toEqual({ 'a.c': 'lines 0/1' });
  expect(report.remarks.map(({ code }) => code)).toEqual(['E_NEGATIVE_HITS']);
});
