import { coveralls } from '../src/coverage/coveralls.ts';
import { read, testReader, uncoveredLines } from './reader-table.ts';

const file = {
  name: 'lib/pay.ex',
  source_digest: 'ab',
  coverage: [null, 1, 0, 7],
  branches: [2, 0, 0, 1, 2, 0, 1, 0, 4, 70_000, 0, 3],
};
const document = {
  run_at: '2026-11-20 10:00:00 UTC',
  service_name: 'ci',
  source_files: [file],
};
const counts = 'lines 2/3 (1 partial), branches 2/3';
const of = (one: unknown) => ({ source_files: [one] });

testReader(coveralls, {
  reads: [
    {
      name: 'lines and branches',
      document,
      expected: { 'lib/pay.ex': counts },
    },
    {
      name: 'excoveralls',
      document: of({
        name: 'lib/pay.ex',
        source: 'defmodule Pay do\n  def due, do: 1\nend',
        coverage: [null, 2, null],
      }),
      expected: { 'lib/pay.ex': 'lines 1/1' },
    },
    {
      name: 'branches that are null',
      document: of({ name: 'a', coverage: [0], branches: null }),
      expected: { a: 'lines 0/1' },
    },
    {
      name: 'a file twice',
      document: {
        source_files: [
          { name: 'a', coverage: [0, 1] },
          { name: 'a', coverage: [1, 0] },
        ],
      },
      expected: { a: 'lines 2/2' },
    },
    { name: 'no file', document: { source_files: [] }, expected: {} },
    {
      name: 'the name __proto__',
      document: of({ ...file, name: '__proto__' }),
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    { name: 'a list', document: [], code: 'E_MALFORMED' },
    {
      name: 'a file without a name',
      document: of({ coverage: [1] }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a file with an empty name',
      document: of({ name: '', coverage: [1] }),
      code: 'E_MALFORMED',
    },
    { name: 'no coverage', document: of({ name: 'a' }), code: 'E_MALFORMED' },
    {
      name: 'hits as text',
      document: of({ name: 'a', coverage: ['1'] }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'branches that are not fours',
      document: of({ name: 'a', coverage: [1], branches: [1, 0, 0] }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a branch below zero',
      document: of({ name: 'a', coverage: [1], branches: [1, -1, 0, 1] }),
      code: 'E_BAD_COUNT',
    },
  ],
});

test('the settings of excoveralls are not a report', () => {
  expect(coveralls.accepts('{"coverage_options":{"minimum_coverage":80},"source_files":[]}', 'coveralls.json')).toBe(
    false,
  );
});

test.each([
  ['2026-11-20 10:00:00 UTC', Date.UTC(2026, 10, 20, 10)],
  ['2026-11-20 10:00:00 +0100', Date.UTC(2026, 10, 20, 9)],
  ['2026-11-20 10:00:00', undefined],
])('run_at %s', async (run_at, expected) => {
  const report = await read(coveralls, { ...document, run_at });
  expect(report.producedAt).toBe(expected);
  expect(uncoveredLines(report, 'lib/pay.ex')).toEqual([3]);
});
