import type { MeasuredPlanProblem, Report } from '@maturity-actions/criteria';
import { renderLog } from '@maturity-actions/report';
import { measuredPlan, PLAN_REPORTS, planProblem, planReport, ruled } from './sample-plans.ts';

const logOf = (one: Report, width?: number) =>
  renderLog(one, { color: false, ...(width === undefined ? {} : { width }) }).join('\n');
const countOf = (text: string, part: string) => text.split(part).length - 1;
const many = (count: number, parts: Partial<MeasuredPlanProblem>): MeasuredPlanProblem[] =>
  Array.from({ length: count }, (_, index) => planProblem({ line: index + 2, fingerprint: `${index}`, ...parts }));

test('a problem is one line as editors find it, then the line it is about and the fix', () => {
  const problem = planProblem({ column: 10, severity: 'warning', fix: 'Do this. '.repeat(9) });
  const lines = logOf(planReport([measuredPlan({ problems: [problem] })]), 60).split('\n');
  const first = lines.indexOf('    docs/ROLLBACK.md:12:10 warning placeholder: the placeholder TBD is still there.');
  expect(lines.slice(first + 1, first + 4)).toEqual([
    '      | Contact: TBD',
    '      Fix: Do this. Do this. Do this. Do this. Do this. Do',
    '           this. Do this. Do this. Do this.',
  ]);
});

test('the checklist is wrapped between its items', () => {
  const lines = logOf(planReport([measuredPlan({ commands: 'no' })]), 60).split('\n');
  const first = lines.indexOf('  docs/ROLLBACK.md: no problems');
  expect(lines.slice(first + 1)).toEqual([
    '    ✓ When to roll back   ✓ Numbered steps   ✗ Commands',
    '    ✓ Database   - Feature flags   ✓ Estimated time (10 min)',
    '    ✓ Verification   ✓ Tested (2026-10-01, 50 days ago)',
  ]);
});

test('thirty problems of a plan are shown, the worst of them, in reading order', () => {
  const problems = [...many(40, { severity: 'info', rule: 'idle' }), ...many(20, { rule: 'bad' })];
  const text = logOf(planReport([measuredPlan({ problems })]));
  expect([countOf(text, ' bad: '), countOf(text, ' idle: ')]).toEqual([20, 10]);
  expect(text.indexOf(' idle: ')).toBeLessThan(text.indexOf(' bad: '));
  expect(text).toContain('    and 30 more problems; see the report JSON');
});

test('what the list of problems says is not said again', () => {
  const plan = measuredPlan({ problems: [planProblem({ rule: 'ONLY-ONCE' })] });
  const verdicts = [ruled('a', ['ONLY-ONCE'], [plan]), ruled('b', ['ONLY-ONCE'], [plan], { requirement: 'should' })];
  const text = logOf(planReport([plan], { verdicts }));
  expect(countOf(text, 'ONLY-ONCE')).toBe(1);
  expect(countOf(text, plan.problems[0]?.message as string)).toBe(1);
});

test('disabled problems are counted only', () => {
  const text = logOf(planReport([measuredPlan({ problems: [planProblem({ disabled: 'x' })] })]));
  expect(text).toContain('  docs/ROLLBACK.md: no problems; 1 disabled');
  expect(text).not.toContain('Fix:');
});

test('many plans are cut', () => {
  const plans = Array.from({ length: 60 }, (_, index) => measuredPlan({ path: `docs/rollback-${index}.md` }));
  expect(logOf(planReport(plans))).toContain('  and 10 more plans; see the report JSON');
});

test('the plan to start from comes last, once and as it is', () => {
  const text = logOf(PLAN_REPORTS['plan-parts'] as Report);
  const lines = text.split('\n');
  expect(countOf(text, '# Rollback of shop')).toBe(1);
  expect(lines.at(-1)).toBe('Estimated time: TODO minutes');
  expect(lines).toContain('   gh workflow run deploy.yml -f version=TODO');
});

test('no line of the log is obeyed', () => {
  for (const line of renderLog(PLAN_REPORTS['plan-unknown'] as Report, { color: true, width: 60 }))
    expect(line).not.toMatch(/^\s*::|##\[|\u202e|\n/);
});
