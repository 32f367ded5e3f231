import {
  estimatedMinutes,
  estimates,
  type Plan,
  type PlanDuration,
  procedureTime,
  stepTimes,
} from '@maturity-actions/criteria';
import { duration, procedure, samplePlan, step } from './plan-samples.ts';

const FIRST = procedure([step(1, 9), step(2, 10)]);
const SECOND = procedure([step(1, 11), step(2, 12)]);
const plan = (...durations: readonly PlanDuration[]): Plan => samplePlan({ durations, procedures: [FIRST, SECOND] });
const took = (minutes: number, line: number): PlanDuration => duration(minutes, { role: 'step', line });

describe('how long a plan says that it takes', () => {
  test.each([
    { name: 'nothing', plan: plan(), minutes: null },
    { name: 'one estimate', plan: plan(duration(10)), minutes: 10 },
    { name: 'the longest of several', plan: plan(duration(5), duration(30), duration(10)), minutes: 30 },
    { name: 'a fraction', plan: plan(duration(0.5)), minutes: 0.5 },
    { name: 'the steps of one procedure', plan: plan(took(2, 9), took(3, 10)), minutes: 5 },
    { name: 'the longer of two procedures', plan: plan(took(2, 9), took(3, 10), took(4, 11)), minutes: 5 },
    { name: 'an estimate beats the steps', plan: plan(duration(4), took(9, 9)), minutes: 4 },
    {
      name: 'no trigger, timeout, watch or other time',
      plan: plan(...(['trigger', 'timeout', 'watch', 'other'] as const).map((role) => duration(9, { role, line: 9 }))),
      minutes: null,
    },
    { name: 'a step outside of all procedures', plan: plan(took(2, 3)), minutes: null },
    { name: 'no procedure', plan: samplePlan({ procedures: [], durations: [took(2, 9)] }), minutes: null },
  ])('$name', ({ plan: one, minutes }) => {
    expect(estimatedMinutes(one)).toBe(minutes);
  });
});

test('times are those of the procedure they stand in', () => {
  const one = plan(took(1, 8), took(2, 9), duration(7, { line: 9 }), took(3, 10), took(4, 11));
  expect(stepTimes(one, FIRST).map(({ minutes }) => minutes)).toEqual([2, 3]);
  expect([procedureTime(one, FIRST).minutes, procedureTime(one, SECOND).minutes]).toEqual([5, 4]);
  expect(estimates(one).map(({ minutes }) => minutes)).toEqual([7]);
});
