import { annotations } from '@maturity-actions/report';
import { finding, report, verdict } from './sample-reports.ts';

const line = (from: number, to = from, parts = {}) =>
  finding({
    rule: 'changed-line-uncovered',
    message: `line ${from}`,
    at: { path: 'a.ts', line: from, endLine: to },
    ...parts,
  });
const unmet = (findings: ReturnType<typeof line>[], parts = {}) => verdict({ outcome: 'unmet', findings, ...parts });

test('adjacent lines of one file and rule become one annotation', () => {
  const shown = annotations(
    report({ verdicts: [unmet([line(5), line(3, 4), line(9), line(6, 7, { rule: 'other' })])] }),
  ).slice(1);
  expect(shown.map((one) => [one.line, one.endLine])).toEqual([
    [3, 5],
    [9, 9],
    [6, 7],
  ]);
  expect(shown[0]?.message).toContain('2 findings in lines 3-5');
});

test('ten of a level stay ten, eleven become nine and a pointer', () => {
  const spread = (count: number) => Array.from({ length: count }, (_, index) => line(index * 5 + 1));
  expect(annotations(report({ verdicts: [unmet(spread(9))] }))).toHaveLength(10);
  const shown = annotations(
    report({ verdicts: [unmet(spread(30)), unmet(spread(30), { requirement: 'should', criterion: 'b' })] }),
  );
  expect(shown.map(({ level }) => level)).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning')]);
  expect(shown[9]).toEqual({ level: 'error', title: 'More findings', message: 'and 22 more; see the job summary' });
});

test('the worst comes first, and what was never rated is not last', () => {
  const rated = (severity: 'low' | 'unknown' | 'critical') =>
    finding({ severity, message: severity, at: { path: `${severity}.ts`, line: 1 } });
  const shown = annotations(report({ verdicts: [unmet([rated('low'), rated('unknown'), rated('critical')])] })).slice(
    1,
  );
  expect(shown.map(({ path }) => path)).toEqual(['critical.ts', 'unknown.ts', 'low.ts']);
});

test('messages are cut at a character boundary below the limit of the runner', () => {
  const [, shown] = annotations(
    report({ verdicts: [unmet([finding({ message: `x${'😀'.repeat(4000)}`, fix: '' })])] }),
  );
  expect(shown?.message.length).toBeLessThanOrEqual(4000);
  expect(shown?.message).toMatch(/😀…$/u);
});

test('only musts are errors; met and waived verdicts are silent', () => {
  const shown = annotations(
    report({
      verdicts: [
        unmet([], { requirement: 'should' }),
        unmet([], { requirement: 'nice' }),
        unmet([], { requirement: 'dont-need' }),
        verdict({ findings: [line(1)] }),
        verdict({ outcome: 'waived', findings: [line(1)] }),
      ],
      warnings: [finding({ message: 'w' })],
    }),
  );
  expect(shown.map(({ level }) => level)).toEqual(['warning', 'warning', 'notice']);
});

test('a path that the log cannot print as it is goes into the message', () => {
  const [, shown] = annotations(report({ verdicts: [unmet([finding({ at: { path: 'a\n::error::b', line: 1 } })])] }));
  expect(shown).not.toHaveProperty('path');
  expect(shown?.message).toMatch(/^a ::error::b: /);
});

test('a problem of the configuration points to its line', () => {
  const problem = (message: string) =>
    annotations(
      report({
        verdicts: [verdict({ criterion: 'configuration', outcome: 'unknown', findings: [finding({ message })] })],
      }),
    )[0];
  expect(problem('.github/maturity.yml:12: unknown key')).toMatchObject({
    path: '.github/maturity.yml',
    line: 12,
    message: 'unknown key. Write tests that run them.',
  });
  expect(problem('input line: "8O" is no number')).not.toHaveProperty('path');
  expect(problem('https://e.example:8080: refused')).not.toHaveProperty('path');
});
