import { xccov } from '../src/coverage/xccov.ts';
import { read, testReader, uncoveredLines } from './reader-table.ts';

const fn = (name: string, lineNumber: unknown, executionCount: unknown) => ({
  name,
  lineNumber,
  executionCount,
  coveredLines: 0,
  executableLines: 1,
});
const file = {
  path: 'App/Pay.swift',
  name: 'Pay.swift',
  coveredLines: 2,
  executableLines: 5,
  lineCoverage: 0.4,
  functions: [fn('due()', 3, 1), fn('undo()', 9, 0)],
};
const target = (...files: unknown[]) => ({
  name: 'App',
  coveredLines: 2,
  executableLines: 5,
  lineCoverage: 0.4,
  files,
});
const report = (...targets: unknown[]) => ({
  coveredLines: 2,
  executableLines: 5,
  lineCoverage: 0.4,
  targets,
});
const counts = 'lines 2/5, functions 1/2';
const archive = {
  '/w/Pay.swift': [
    { line: 1, isExecutable: false },
    { line: 2, isExecutable: true, executionCount: 3 },
    { line: 3, isExecutable: true, executionCount: 0 },
  ],
};

testReader(xccov, {
  reads: [
    {
      name: 'a report',
      document: report(target(file)),
      expected: { 'App/Pay.swift': counts },
    },
    {
      name: 'a list of targets',
      document: [target(file)],
      expected: { 'App/Pay.swift': counts },
    },
    {
      name: 'a file of two targets once, by its best',
      document: report(target(file), target({ ...file, coveredLines: 4 })),
      expected: { 'App/Pay.swift': 'lines 4/5, functions 1/2' },
    },
    { name: 'no target', document: report(), expected: {} },
    {
      name: 'an archive',
      document: archive,
      expected: { '/w/Pay.swift': 'lines 1/2' },
    },
    {
      name: 'the name __proto__',
      document: report(target({ ...file, path: '__proto__' })),
      expected: Object.fromEntries([['__proto__', counts]]),
    },
  ],
  refuses: [
    { name: 'text', document: '"x"', code: 'E_MALFORMED' },
    {
      name: 'a target without files',
      document: [{ name: 'App', coveredLines: 1 }],
      code: 'E_MALFORMED',
    },
    {
      name: 'more covered than there are',
      document: report(target({ ...file, coveredLines: 6 })),
      code: 'E_CONTRADICTION',
    },
    {
      name: 'a count as text',
      document: report(target({ ...file, coveredLines: '2' })),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a count below zero',
      document: report(target({ ...file, coveredLines: -2 })),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'a function without a count',
      document: report(target({ ...file, functions: [fn('x', 1, null)] })),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'an archive line without its flag',
      document: { a: [{ line: 1 }] },
      code: 'E_MALFORMED',
    },
    {
      name: 'an archive line without its count',
      document: { a: [{ line: 1, isExecutable: true }] },
      code: 'E_BAD_COUNT',
    },
  ],
});

test('a report has no lines, an archive has', async () => {
  const whole = await read(xccov, report(target(file)));
  expect(whole).toMatchObject({
    hasLines: false,
    stated: { line: { covered: 2, total: 5 } },
  });
  const lines = await read(xccov, archive);
  expect(lines.hasLines).toBeUndefined();
  expect(uncoveredLines(lines, '/w/Pay.swift')).toEqual([3]);
});
