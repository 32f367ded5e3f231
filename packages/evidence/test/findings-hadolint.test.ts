import { hadolint } from '../src/findings/hadolint.ts';
import { testFindingsReader } from './findings-table.ts';

const problem = (over: object) => ({
  code: 'DL3008',
  column: 1,
  file: 'Dockerfile',
  level: 'warning',
  line: 4,
  message: 'Pin versions in apt get install',
  ...over,
});

testFindingsReader(hadolint, {
  reads: [
    {
      name: 'each level',
      document: [
        problem({ level: 'error' }),
        problem({}),
        problem({ level: 'info', code: 'SC2086' }),
        problem({ level: 'style' }),
        problem({ level: 'ignore' }),
        problem({ level: null, line: 0 }),
      ],
      expected: [
        'high misconfiguration DL3008 Dockerfile:4',
        'medium misconfiguration DL3008 Dockerfile:4',
        'low misconfiguration SC2086 Dockerfile:4',
        'info misconfiguration DL3008 Dockerfile:4',
        'unknown misconfiguration DL3008 Dockerfile:4',
        'unknown misconfiguration DL3008 Dockerfile',
      ],
      runs: ['hadolint (containers)'],
    },
    {
      name: 'no problem at all',
      document: '[]\n',
      path: 'out/hadolint.json',
      expected: [],
      runs: ['hadolint (containers)'],
    },
    {
      name: 'a Dockerfile that could not be parsed',
      document: [problem({ code: 'DL1000', level: 'error', message: 'unexpected "ENV PASSWORD=hunter2"' })],
      expected: [],
      runs: ['hadolint (containers), 1 errors'],
    },
  ],
  refuses: [
    { name: 'a problem without a code', document: [{ file: 'Dockerfile', level: 'error' }], code: 'E_MALFORMED' },
    { name: 'a problem without a file', document: [{ code: 'DL3008', level: 'error' }], code: 'E_MALFORMED' },
    { name: 'an object', document: { results: [] }, code: 'E_MALFORMED' },
    { name: 'a problem that is no object', document: ['DL3008'], code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('leaves the reports of ShellCheck to nobody', () => {
  const comment = { ...problem({}), code: 2086, endLine: 4, endColumn: 9, fix: null };
  expect(hadolint.accepts(JSON.stringify([comment]), 'hadolint.json')).toBe(false);
});
