import { simplecovJson } from '../src/coverage/simplecov-json.ts';
import { read, testReader, uncoveredLines } from './reader-table.ts';

const meta = {
  simplecov_version: '0.22.0',
  timestamp: '2026-11-20T10:00:00.000+00:00',
  root: '/w',
};
const arm = (type: string, line: number, coverage: unknown) => ({
  type,
  start_line: line,
  end_line: line,
  coverage,
});
const file = {
  lines: [null, 1, 2, 0, 'ignored'],
  branches: [arm('then', 3, 2), { ...arm('else', 4, 0), report_line: 3 }, arm('then', 5, 'ignored')],
  methods: [
    { name: 'Pay#due', start_line: 2, end_line: 4, coverage: 1 },
    { name: 'Pay#undo', start_line: 5, end_line: 5, coverage: 'ignored' },
  ],
};
const document = {
  meta,
  total: { lines: { covered: 2, total: 3 } },
  coverage: { 'lib/pay.rb': file },
  groups: {},
};
const counts = 'lines 2/3 (1 partial), branches 1/2, functions 1/1';
const old = (files: unknown[]) => ({
  timestamp: 1_700_000_000,
  command_name: 'RSpec',
  files,
  metrics: { covered_lines: 1, total_lines: 2 },
});
const of = (one: unknown) => ({ meta, coverage: { a: one } });

testReader(simplecovJson, {
  reads: [
    { name: 'meta and coverage', document, expected: { 'lib/pay.rb': counts } },
    {
      name: 'the older list of files',
      document: old([{ filename: 'a.rb', covered_percent: 50, coverage: [1, null, 0] }]),
      expected: { 'a.rb': 'lines 1/2' },
    },
    {
      name: 'the older list with lines',
      document: old([{ filename: 'a.rb', coverage: { lines: [1, 0] } }]),
      expected: { 'a.rb': 'lines 1/2' },
    },
    {
      name: 'files first',
      document: { files: [{ filename: 'a.rb', coverage: [1] }] },
      expected: { 'a.rb': 'lines 1/1' },
    },
    {
      name: 'lines only',
      document: of({ lines: [0] }),
      expected: { a: 'lines 0/1' },
    },
    { name: 'no file', document: { meta, coverage: {} }, expected: {} },
    {
      name: 'the name __proto__',
      document: JSON.stringify(document).replace('lib/pay.rb', '__proto__'),
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    { name: 'no coverage', document: { meta }, code: 'E_MALFORMED' },
    { name: 'no meta', document: { coverage: {} }, code: 'E_MALFORMED' },
    { name: 'a file without lines', document: of({}), code: 'E_MALFORMED' },
    {
      name: 'hits as text',
      document: of({ lines: ['1'] }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a branch without a line',
      document: of({ lines: [1], branches: [{ coverage: 1 }] }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'an older file without a name',
      document: old([{ coverage: [1] }]),
      code: 'E_MALFORMED',
    },
  ],
});

test('facts: version, time, root and stated totals', async () => {
  const report = await read(simplecovJson, document);
  expect(report).toMatchObject({
    tool: 'SimpleCov',
    version: '0.22.0',
    roots: ['/w'],
    stated: { line: { covered: 2, total: 3 } },
  });
  expect(report.producedAt).toBe(Date.UTC(2026, 10, 20, 10));
  expect(uncoveredLines(report, 'lib/pay.rb')).toEqual([4]);
  expect(await read(simplecovJson, old([]))).toMatchObject({
    producedAt: 1_700_000_000_000,
    stated: { line: { covered: 1, total: 2 } },
  });
});
