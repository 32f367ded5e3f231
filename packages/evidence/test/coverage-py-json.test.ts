import { coveragePyJson } from '../src/coverage/coverage-py-json.ts';
import { read, testReader, uncoveredLines } from './reader-table.ts';

const meta = {
  format: 3,
  version: '7.6.0',
  timestamp: '2026-11-20T10:00:00.123456',
  branch_coverage: true,
  show_contexts: false,
};
const pay = {
  executed_lines: [3, 5, 6],
  missing_lines: [8],
  excluded_lines: [10],
  executed_branches: [[5, 6]],
  missing_branches: [
    [5, 8],
    [6, -3],
  ],
  summary: {
    covered_lines: 3,
    num_statements: 4,
    covered_branches: 1,
    num_branches: 3,
  },
};
const document = {
  meta,
  files: { 'src/pay.py': pay },
  totals: { covered_lines: 3, num_statements: 4 },
};
const counts = 'lines 3/4 (2 partial), branches 1/3';
const lineOnly = {
  executed_lines: [1],
  missing_lines: [2],
  excluded_lines: [],
};
const files = (file: unknown) => ({ meta, files: { a: file } });

testReader(coveragePyJson, {
  reads: [
    { name: 'format 3', document, expected: { 'src/pay.py': counts } },
    {
      name: 'without branches',
      document: {
        meta: { ...meta, branch_coverage: false },
        files: { a: lineOnly },
      },
      expected: { a: 'lines 1/2' },
    },
    { name: 'no file', document: { meta, files: {} }, expected: {} },
    {
      name: 'excluded lines that ran',
      document: files({ ...pay, executed_lines: [3, 5, 6, 10] }),
      expected: { a: counts },
    },
    {
      name: 'docstrings that an older version lists as executed',
      document: files({
        ...pay,
        executed_lines: [1, 3, 4, 5, 6],
        executed_branches: [
          [5, 6],
          [6, 6],
        ],
      }),
      expected: { a: counts },
    },
    {
      name: 'the name __proto__',
      document: JSON.stringify(document).replace('src/pay.py', '__proto__'),
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    {
      name: 'a data file',
      document: '!coverage.py: This is a private format, don\'t read it directly!{"lines":{}}',
      code: 'E_MALFORMED',
    },
    { name: 'no meta', document: { files: {} }, code: 'E_MALFORMED' },
    { name: 'no files', document: { meta }, code: 'E_MALFORMED' },
    {
      name: 'no missing lines',
      document: files({ executed_lines: [1] }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a line as text',
      document: files({ ...lineOnly, executed_lines: ['1'] }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a negative line',
      document: files({ ...lineOnly, missing_lines: [-2] }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a branch with one end',
      document: files({ ...lineOnly, executed_branches: [[1]] }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a branch that is no pair',
      document: files({ ...lineOnly, executed_branches: [1] }),
      code: 'E_MALFORMED',
    },
  ],
});

test('the data file of coverage.py is recognised, so that its message is given', async () => {
  const text = "!coverage.py: This is a private format, don't read it directly!{}";
  expect(coveragePyJson.accepts(text, '.coverage')).toBe(true);
  await expect(read(coveragePyJson, text)).rejects.toThrow(
    /private data file of coverage\.py.*`coverage json` or `coverage xml`/,
  );
});

test('facts: stated totals and version, but no time without an offset', async () => {
  const report = await read(coveragePyJson, document);
  expect(report).toMatchObject({
    tool: 'coverage.py',
    version: '7.6.0',
    stated: { line: { covered: 3, total: 4 } },
  });
  expect(report.producedAt).toBeUndefined();
  expect(uncoveredLines(report, 'src/pay.py')).toEqual([8]);
  const zoned = await read(coveragePyJson, {
    ...document,
    meta: { ...meta, timestamp: '2026-11-20T10:00:00+01:00' },
  });
  expect(zoned.producedAt).toBe(Date.UTC(2026, 10, 20, 9));
});

test('a summary that disagrees with the lists is remarked', async () => {
  const report = await read(
    coveragePyJson,
    files({
      ...pay,
      summary: { ...pay.summary, num_statements: 9, num_branches: 9 },
    }),
  );
  expect(report.remarks.map(({ code }) => code)).toEqual(['E_TOTALS_MISMATCH', 'E_TOTALS_MISMATCH']);
});
