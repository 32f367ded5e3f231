import { mergeModels } from '../src/coverage/file-model.ts';
import { istanbul } from '../src/coverage/istanbul.ts';
import { codeOf, countsOf, read, testReader, uncoveredLines } from './reader-table.ts';

const at = (line: number, column: number | null = 0, endLine = line) => ({
  start: { line, column },
  end: { line: endLine, column: null },
});
const file = {
  path: '/w/src/pay.ts',
  statementMap: { 0: at(1), 1: at(2), 2: at(2, 20), 3: at(5, -1) },
  fnMap: {
    0: { name: 'pay', decl: at(1), loc: at(1, 8), line: 1 },
    1: { name: '(anonymous_1)', decl: at(2), loc: at(2) },
  },
  branchMap: {
    0: { type: 'if', loc: at(2), locations: [at(2), at(2)] },
    1: { type: 'cond-expr', line: 5, locations: [at(5), at(5, 9)] },
  },
  s: { 0: 3, 1: 0, 2: 1, 3: 0 },
  f: { 0: 3, 1: 0 },
  b: { 0: [3, 0], 1: [0, 0] },
};
const counts = 'lines 2/3 (1 partial), branches 1/4, functions 1/2, statements 2/4';
const withSourceMap = Object.assign({ path: '', inputSourceMap: { sourcesContent: ['x'.repeat(9000)] } }, file);
const empty = {
  path: 'e.ts',
  statementMap: {},
  fnMap: {},
  branchMap: {},
  s: {},
  f: {},
  b: {},
};

testReader(istanbul, {
  reads: [
    {
      name: 'a map of files',
      document: { '/w/src/pay.ts': file },
      expected: { '/w/src/pay.ts': counts },
    },
    {
      name: 'entries with data',
      document: { a: { path: 'a', data: file } },
      expected: { '/w/src/pay.ts': counts },
    },
    {
      name: 'a wrapper',
      document: { report: { a: file }, result: { a: { 1: [] } } },
      expected: { '/w/src/pay.ts': counts },
    },
    {
      name: 'c8 with all',
      document: { a: { ...file, all: true } },
      expected: { '/w/src/pay.ts': counts },
    },
    {
      name: 'an entry without a path',
      document: { 'b.js': { ...file, path: undefined } },
      expected: { 'b.js': counts },
    },
    {
      name: 'a long input source map before the rest',
      document: { a: withSourceMap },
      expected: { '/w/src/pay.ts': counts },
    },
    {
      name: 'a file without statements',
      document: { e: empty },
      expected: {
        'e.ts': 'lines 0/0, branches 0/0, functions 0/0, statements 0/0',
      },
    },
    {
      name: 'an empty map, by its name',
      document: {},
      path: 'coverage/coverage-final.json',
      expected: {},
    },
    {
      name: 'the name __proto__',
      document: `{"__proto__":${JSON.stringify({ ...file, path: '__proto__' })}}`,
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    { name: 'a list', document: [], code: 'E_MALFORMED' },
    { name: 'another object', document: { a: 1 }, code: 'E_MALFORMED' },
    {
      name: 'two maps',
      document: { a: { a: file }, b: { a: file } },
      code: 'E_MALFORMED',
    },
    {
      name: 'an entry that is no file',
      document: { a: file, b: {} },
      code: 'E_MALFORMED',
    },
    {
      name: 'hits as text',
      document: { a: { ...file, s: { ...file.s, 0: '3' } } },
      code: 'E_BAD_COUNT',
    },
    {
      name: 'hits that are missing',
      document: { a: { ...file, s: { 0: 1 } } },
      code: 'E_BAD_COUNT',
    },
    {
      name: 'hits without a statement',
      document: { a: { ...file, s: { ...file.s, 9: 1 } } },
      code: 'E_MALFORMED',
    },
    {
      name: 'hits without a branch',
      document: { a: { ...file, b: { ...file.b, 9: [1] } } },
      code: 'E_MALFORMED',
    },
    {
      name: 'branch counts that are no list',
      document: { a: { ...file, b: { 0: 1, 1: [0, 0] } } },
      code: 'E_MALFORMED',
    },
    {
      name: 'a line that is no number',
      document: {
        a: {
          ...file,
          statementMap: { ...file.statementMap, 0: at(Number.NaN) },
        },
      },
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a function far behind any line',
      document: {
        a: {
          ...file,
          fnMap: { 0: { name: 'x', loc: at(2 ** 40) }, 1: file.fnMap[1] },
        },
      },
      code: 'E_BAD_COUNT',
    },
  ],
});

test('a line is uncovered when no statement that starts on it ran', async () => {
  expect(uncoveredLines(await read(istanbul, { a: file }), '/w/src/pay.ts')).toEqual([5]);
});

test('negative hits count as none, with a remark', async () => {
  const report = await read(istanbul, {
    a: {
      ...file,
      s: { ...file.s, 0: -1 },
      f: { 0: -1, 1: 0 },
      b: { 0: [-3, 0], 1: [0, 0] },
    },
  });
  expect(countsOf(report)).toEqual({
    '/w/src/pay.ts': 'lines 1/3 (1 partial), branches 0/4, functions 0/2, statements 1/4',
  });
  expect(report.remarks.map(({ code }) => code)).toEqual(['E_NEGATIVE_HITS', 'E_NEGATIVE_HITS', 'E_NEGATIVE_HITS']);
});

test('shards that number the same places differently agree', async () => {
  const other = {
    ...file,
    branchMap: { 0: file.branchMap[1], 1: file.branchMap[0] },
    b: { 0: [0, 1], 1: [0, 2] },
    fnMap: { 0: { ...file.fnMap[1], name: '(anonymous_0)' }, 1: file.fnMap[0] },
    f: { 0: 1, 1: 0 },
  };
  const models = [await read(istanbul, { a: file }), await read(istanbul, { a: other })].map((report) =>
    report.files.get(file.path),
  );
  const merged = mergeModels(models.filter((model) => model !== undefined));
  expect(merged.counts()).toMatchObject({
    branch: { covered: 3, total: 4 },
    function: { covered: 2, total: 2 },
  });
});

test('a function of a name that objects inherit is not looked up there', async () => {
  expect(
    await codeOf(
      istanbul,
      `{"a":${JSON.stringify({ ...file, s: {} }).replace('"0":{"start"', '"constructor":{"start"')}}`,
    ),
  ).toBe('E_BAD_COUNT');
});
