import type { Report } from '@maturity-actions/criteria';
import { annotations } from '@maturity-actions/report';
import {
  documented,
  measuredPlan,
  namedProblem,
  PLAN_REPORTS,
  planProblem,
  planReport,
  ruled,
} from './sample-plans.ts';
import { finding, HOSTILE, verdict } from './sample-reports.ts';

/** A report with one plan and verdicts on the rules of its problems. */
const of = (problems: Parameters<typeof planProblem>[0][], ...requirements: ('must' | 'should' | 'nice')[]) => {
  const plan = measuredPlan({ problems: problems.map((one) => planProblem(one)) });
  const rules = plan.problems.map(({ rule }) => rule);
  return planReport([plan], {
    verdicts: requirements.map((requirement, index) => ruled(`c${index}`, rules, [plan], { requirement })),
  });
};
const told = (one: Report) => annotations(one).map(({ level, title, line }) => `${level} ${title} ${line}`);

test('an error that several criteria name is told once, beside its line, at the strictest level', () => {
  expect(annotations(of([{ column: 10 }], 'nice', 'should', 'must', 'must'))).toEqual([
    {
      level: 'error',
      title: 'placeholder',
      message: 'the placeholder TBD is still there. Write what it stands for.',
      path: 'docs/ROLLBACK.md',
      line: 12,
      column: 10,
    },
  ]);
  expect(told(of([{}], 'nice', 'should'))).toEqual(['warning placeholder 12']);
  expect(told(of([{}], 'nice'))).toEqual(['notice placeholder 12']);
});

test('what blocks nothing is told as well, but not what is accepted', () => {
  const warning = { rule: 'w', severity: 'warning' } as const;
  const info = { rule: 'i', severity: 'info', line: 3 } as const;
  expect(told(of([warning, info], 'must'))).toEqual(['warning w 12', 'notice i 3']);
  expect(told(of([{ rule: 'e' }, warning, info], 'must'))).toEqual(['error e 12', 'warning w 12', 'notice i 3']);
  expect(told(of([{ disabled: 'x' }, { ...warning, disabled: 'x' }], 'must'))).toEqual([]);
  const waived = of([{}], 'must');
  expect(told({ ...waived, verdicts: waived.verdicts.map((one) => ({ ...one, outcome: 'waived' })) })).toEqual([]);
});

test('problems of one rule in lines that touch become one, others stay', () => {
  const shown = annotations(of([{ line: 4 }, { line: 5, column: 3 }, { line: 9 }, { rule: 'other', line: 6 }], 'must'));
  expect(shown.map(({ title, line, endLine }) => [title, line, endLine])).toEqual([
    ['placeholder', 4, 5],
    ['placeholder', 9, undefined],
    ['other', 6, undefined],
  ]);
  expect(shown[0]?.message).toContain('(2 findings in lines 4-5)');
  expect(shown[0]).not.toHaveProperty('column');
});

test('errors come first, and of eleven the last two are counted', () => {
  const problems = Array.from({ length: 22 }, (_, index) => ({
    line: index * 3 + 1,
    severity: index % 2 === 0 ? ('warning' as const) : ('error' as const),
  }));
  const shown = annotations(of(problems, 'must'));
  expect(shown.map(({ level }) => level)).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning')]);
  expect(shown.slice(0, 9).map(({ line }) => line)).toEqual([4, 10, 16, 22, 28, 34, 40, 46, 52]);
  expect(shown[9]?.message).toBe('and 2 more; see the job summary');
});

test('two components with the same plan tell its problems once', () => {
  expect(told(PLAN_REPORTS['plan-parts'] as Report)).toEqual([
    'error search: Rollback plan undefined',
    'error tested-missing 1',
    'error search: Rollback plan undefined',
    'warning owner-missing 1',
  ]);
});

test('a plan that is no file is told by its criteria', () => {
  const plan = measuredPlan({
    path: 'input text',
    isFile: false,
    problems: [planProblem(), planProblem({ rule: 'w', severity: 'warning' })],
  });
  const shown = annotations(planReport([plan]));
  expect(shown).toEqual([
    {
      level: 'error',
      title: 'Rollback sound',
      message: 'Rollback sound: 1 error; component production requires no error. Write what it stands for.',
    },
  ]);
});

test('a criterion that also names something else is told itself', () => {
  const plan = measuredPlan({ problems: [planProblem()] });
  const findings = [namedProblem(plan, planProblem()), finding({ message: 'else', fingerprint: 'else' })];
  const shown = annotations(planReport([plan], { verdicts: [ruled('both', ['placeholder'], [plan], { findings })] }));
  expect(shown.map(({ title }) => title)).toEqual(['Both', 'placeholder', 'Both']);
});

test('where there is no plan, the criteria that ask something of it are not told', () => {
  const shown = annotations(PLAN_REPORTS['plan-missing'] as Report);
  expect(shown.map(({ title, path }) => [title, path])).toEqual([
    ['Rollback plan', undefined],
    ['Rollback plan', undefined],
  ]);
  const silent = verdict({ outcome: 'unmet', criterion: 'alone', why: '', fix: '' });
  expect(annotations(planReport([], { verdicts: [documented([]), silent] })).map(({ title }) => title)).toEqual([
    'Alone',
  ]);
});

test('nothing of a hostile problem is obeyed', () => {
  const shown = annotations(PLAN_REPORTS['plan-unknown'] as Report);
  expect(shown.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'notice']);
  for (const { message, title, path = '' } of shown) {
    expect(message + title + path).not.toMatch(/##\[|[\u202e\n]/);
    expect(message).not.toMatch(/^\s*::/);
  }
  expect(shown[0]?.title).toContain(HOSTILE.slice(0, 2));
});

test('100,000 problems are ranked quickly', () => {
  const problems = Array.from({ length: 100_000 }, (_, index) => ({ line: index + 1, rule: `r${index % 7}` }));
  const one = of(problems, 'must', 'should');
  const start = performance.now();
  expect(annotations(one)).toHaveLength(10);
  expect(performance.now() - start).toBeLessThan(3000);
});
