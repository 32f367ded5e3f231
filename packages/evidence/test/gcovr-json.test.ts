import { gcovrJson } from '../src/coverage/gcovr-json.ts';
import { countsOf, read, testReader, uncoveredLines } from './reader-table.ts';

const branch = (branchno: number, count: unknown, more = {}) => ({
  branchno,
  count,
  fallthrough: false,
  throw: false,
  ...more,
});
const line = (line_number: unknown, count: unknown, more = {}) => ({
  line_number,
  function_name: 'pay',
  count,
  branches: [],
  ...more,
});
const file = {
  file: 'src/pay.c',
  lines: [
    line(3, 2),
    line(4, 2, {
      branches: [branch(0, 2), branch(1, 0), branch(2, 0, { 'gcovr/excluded': true })],
    }),
    line(5, 0),
    line(6, 0, { 'gcovr/excluded': true }),
    line(7, 0, { 'gcovr/noncode': true }),
  ],
  functions: [
    { name: 'pay', lineno: 3, execution_count: 2 },
    { demangled_name: 'undo()', lineno: 9, execution_count: 0 },
    { name: 'main', lineno: 12, execution_count: 0, 'gcovr/excluded': true },
  ],
};
const document = { 'gcovr/format_version': '0.15', files: [file] };
const counts = 'lines 2/3 (1 partial), branches 1/2, functions 1/2';
const of = (one: unknown) => ({ ...document, files: [one] });

testReader(gcovrJson, {
  reads: [
    { name: 'the newest version', document, expected: { 'src/pay.c': counts } },
    {
      name: 'sorted keys, the version last',
      document: { files: [file], 'gcovr/format_version': 0.5 },
      expected: { 'src/pay.c': counts },
    },
    { name: 'no file', document: { ...document, files: [] }, expected: {} },
    {
      name: 'no functions',
      document: of({ file: 'a', lines: [line(1, 0)] }),
      expected: { a: 'lines 0/1, branches 0/0' },
    },
    {
      name: 'a line once per function (gcc 14)',
      document: of({
        file: 'a',
        lines: [line(1, 0, { branches: [branch(0, 0)] }), line(1, 2, { function_name: 'b', branches: [branch(0, 2)] })],
      }),
      expected: { a: 'lines 1/1 (1 partial), branches 1/2' },
    },
    {
      name: 'branches without a number',
      document: of({
        file: 'a',
        lines: [
          line(1, 1, {
            branches: [
              { count: 1, source_block_id: 2 },
              { count: 0, source_block_id: 2 },
            ],
          }),
        ],
      }),
      expected: { a: 'lines 1/1 (1 partial), branches 1/2' },
    },
    {
      name: 'the name __proto__',
      document: of({ ...file, file: '__proto__' }),
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    { name: 'no version', document: { files: [file] }, code: 'E_MALFORMED' },
    {
      name: 'no files',
      document: { 'gcovr/format_version': '0.15' },
      code: 'E_MALFORMED',
    },
    {
      name: 'a file without a name',
      document: of({ lines: [] }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a count as text',
      document: of({ file: 'a', lines: [line(1, '1')] }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a line as text',
      document: of({ file: 'a', lines: [line('1', 1)] }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a branch without a count',
      document: of({ file: 'a', lines: [line(1, 1, { branches: [{}] })] }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a function without a name',
      document: of({
        file: 'a',
        lines: [],
        functions: [{ lineno: 1, execution_count: 1 }],
      }),
      code: 'E_MALFORMED',
    },
  ],
});

test('negative counts count as none, with a remark', async () => {
  const report = await read(gcovrJson, of({ file: 'a', lines: [line(1, -1, { branches: [branch(0, -1)] })] }));
  expect(countsOf(report)).toEqual({ a: 'lines 0/1, branches 0/1' });
  expect(report.remarks.map(({ code }) => code)).toEqual(['E_NEGATIVE_HITS', 'E_NEGATIVE_HITS']);
});

test('names the lines that did not run', async () => {
  expect(uncoveredLines(await read(gcovrJson, document), 'src/pay.c')).toEqual([5]);
});
