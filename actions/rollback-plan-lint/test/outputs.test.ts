import type { PlanMeasurement, Report } from '@maturity-actions/criteria';
import { outputsOf } from '../src/outputs.ts';

const problem = (severity: string, more: object = {}) => ({ rule: 'x', severity, fingerprint: severity, ...more });

function report(plans: readonly object[], outcome = 'met', more: object = {}): Report {
  const plan = plans.map((each) => ({ kind: 'rollback', estimatedMinutes: 5, problems: [], ...each }));
  return {
    verdicts: [{ criterion: 'rollback-plan', outcome }],
    measurements: { plan: plan as unknown as readonly PlanMeasurement[] },
    ...more,
  } as unknown as Report;
}

test('errors and warnings are counted, remarks and what a plan disables are not', () => {
  const problems = [problem('error'), problem('warning'), problem('info'), problem('error', { disabled: 'why' })];
  expect(outputsOf(report([{ problems }, { problems: [problem('warning')] }]))).toMatchObject({
    plans: '2',
    problems: '3',
  });
});

test.each([
  { name: 'the longest of several', plans: [{ estimatedMinutes: 5 }, { estimatedMinutes: 12.5 }], expected: '12.5' },
  { name: 'nothing when one does not say', plans: [{ estimatedMinutes: 5 }, { estimatedMinutes: null }], expected: '' },
  {
    name: 'not that of a guide to deploy',
    plans: [{ estimatedMinutes: 5 }, { kind: 'deployment', estimatedMinutes: null }],
    expected: '5',
  },
  { name: 'nothing without a plan', plans: [], expected: '' },
])('the time is $name', ({ plans, expected }) => {
  expect(outputsOf(report(plans))['estimated-minutes']).toBe(expected);
});

test.each([
  { name: 'a plan could not be read', given: report([{}], 'unknown') },
  { name: 'nothing was judged', given: report([{}], 'met', { verdicts: [] }) },
  { name: 'a part could not be read', given: report([{}], 'met', { parts: [report([{}]), report([{}], 'unknown')] }) },
])('all are empty when $name', ({ given }) => {
  expect(outputsOf(given)).toEqual({ plans: '', problems: '', 'estimated-minutes': '' });
});
