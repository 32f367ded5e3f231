import {
  EvidenceError,
  type Instant,
  type MeasuredPlanProblem,
  PLAN_ELEMENTS,
  type PlanMeasurement,
  type Report,
} from '@maturity-actions/criteria';
import { parseReportJson, renderBadge, renderJson } from '@maturity-actions/report';
import fc from 'fast-check';
import { measuredPlan, PLAN_REPORTS, planProblem, planReport } from './sample-plans.ts';
import { HOSTILE, report } from './sample-reports.ts';

/** The code and text of the error that reading `text` throws. */
function failureOf(text: string): string {
  try {
    parseReportJson(text, 'r.json');
  } catch (error) {
    if (error instanceof EvidenceError) return `${error.failures[0]?.code} ${error.message}`;
    throw error;
  }
  return 'no error';
}

interface PlainPlan {
  [key: string]: unknown;
  readonly problems: Record<string, unknown>[];
}

/** The JSON of a report with one plan that is changed. */
function changed(change: (plan: PlainPlan) => void): string {
  const edit = { line: 12, endLine: 12, before: ['a'], lines: [] };
  const plan = measuredPlan({
    testedEvidence: 'yes',
    problems: [planProblem({ edit }), planProblem({ disabled: 'x' })],
  });
  const plain = JSON.parse(renderJson(planReport([plan])));
  change(plain.measurements.plan[0]);
  return JSON.stringify(plain);
}

const setPlan = (parts: object) => changed((plan) => Object.assign(plan, parts));
const setProblem = (parts: object) => changed(({ problems }) => Object.assign(problems[0] ?? {}, parts));
const setEdit = (parts: object) => changed(({ problems }) => Object.assign(problems[0]?.edit ?? {}, parts));

test('the sample itself is read', () => expect(failureOf(setPlan({}))).toBe('no error'));

test.each([
  ['no list of problems', setPlan({ problems: undefined }), 'plan[0].problems is absent; expected a list'],
  [
    'a must-have that is perhaps there',
    setPlan({ commands: 'maybe' }),
    'plan[0].commands is "maybe"; expected yes or no',
  ],
  ['a must-have that is true', setPlan({ verification: true }), 'E_WRONG_FORMAT'],
  ...PLAN_ELEMENTS.map((element): [string, string, string] => [
    `no ${element}`,
    setPlan({ [element]: undefined }),
    'E_WRONG_FORMAT',
  ]),
  ['an unknown kind', setPlan({ kind: 'party' }), 'E_WRONG_FORMAT'],
  ['no section', setPlan({ section: undefined }), 'plan[0].section is absent; expected a text'],
  ['line 0', setPlan({ line: 0 }), 'plan[0].line is 0; expected a whole number of 1 or more'],
  ['minutes below zero', setPlan({ estimatedMinutes: -1 }), 'E_WRONG_FORMAT'],
  ['minutes as text', setPlan({ estimatedMinutes: '10' }), 'E_WRONG_FORMAT'],
  ['no minutes', setPlan({ estimatedMinutes: undefined }), 'E_WRONG_FORMAT'],
  [
    'no such day',
    setPlan({ lastTested: '2026-13-01' }),
    'plan[0].lastTested is "2026-13-01"; expected an ISO 8601 date',
  ],
  ['a severity of other gates', setProblem({ severity: 'high' }), 'E_WRONG_FORMAT'],
  ['half a line', setProblem({ line: 1.5 }), 'E_WRONG_FORMAT'],
  ['column 0', setProblem({ column: 0 }), 'E_WRONG_FORMAT'],
  ['no quote', setProblem({ quote: undefined }), 'E_WRONG_FORMAT'],
  ['no fingerprint', setProblem({ fingerprint: null }), 'E_WRONG_FORMAT'],
  ['an edit of no line', setEdit({ line: undefined }), 'problems[0].edit.line is absent'],
  ['an edit of numbers', setEdit({ lines: [1] }), 'E_WRONG_FORMAT'],
  ['disabled without a reason', setProblem({ disabled: ' ' }), 'problems[0].disabled is " "; expected a reason'],
  ['a skeleton that is no text', changedSkeleton(7), 'measurements.planSkeleton is 7'],
  ['a time that is stated nowhere', setPlan({ estimatedMinutes: null }), 'E_CONTRADICTION'],
  [
    'a test on no day',
    setPlan({ lastTested: null }),
    'testedEvidence is yes, lastTested is null; expected the same of both',
  ],
  [
    'a test to come',
    setPlan({ lastTested: '2026-11-22' }),
    'lastTested is 2026-11-22; expected a day up to 2026-11-20',
  ],
  ['an end before the beginning', setProblem({ endLine: 11 }), 'problems[0] ends on line 11 before it begins on 12'],
  [
    'a must-have that is there and missing',
    setProblem({ rule: 'trigger-missing' }),
    'plan[0].triggerConditions is yes, the report.measurements.plan[0].problems[0] says no',
  ],
  [
    'a must-have that the plan itself excuses',
    changed((plan) =>
      Object.assign(plan, { triggerConditions: 'no' }).problems.splice(1, 1, {
        ...planProblem(),
        rule: 'trigger-missing',
        disabled: 'x',
      }),
    ),
    'problems[1] of trigger-missing is disabled',
  ],
])('%s is refused', (_, text, expected) => expect(failureOf(text)).toContain(expected));

function changedSkeleton(planSkeleton: unknown): string {
  const plain = JSON.parse(renderJson(planReport([])));
  Object.assign(plain.measurements, { planSkeleton });
  return JSON.stringify(plain);
}

test('a part is looked at as well', () => {
  const plain = JSON.parse(renderJson(PLAN_REPORTS['plan-parts'] as Report));
  plain.parts[0].measurements.plan[0].lastTested = null;
  expect(failureOf(JSON.stringify(plain))).toMatch(/E_CONTRADICTION.*parts\[0\]\.measurements\.plan\[0\]/);
});

test('a stricter plan is believed', () => {
  expect(failureOf(setPlan({ estimatedTime: 'no', testedEvidence: 'no', commands: 'no' }))).toBe('no error');
});

test('the newest test is written as a day, or as null', () => {
  const text = renderJson(planReport([measuredPlan(), measuredPlan({ testedEvidence: 'no', lastTested: null })]));
  expect(text).toContain('"lastTested": "2026-10-01"');
  expect(text).toContain('"lastTested": null');
});

const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(HOSTILE, '__proto__', '2026-11-20', ''));
const position = fc.integer({ min: 1, max: 9_000_000 });
const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
/** Without the keys that are undefined: they are left out of the JSON. */
const compact = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
const lines = fc.array(text, { maxLength: 3 });
const problem = fc
  .record({
    rule: text,
    severity: fc.constantFrom('error', 'warning', 'info'),
    line: position,
    endLine: fc.constantFrom(undefined, 9_000_000),
    column: some(position),
    message: text,
    fix: text,
    quote: text,
    fingerprint: text,
    edit: some(fc.record({ line: position, endLine: position, lines, before: lines })),
    disabled: some(text.map((reason) => `x${reason}`)),
  })
  .map((one) => compact(one) as MeasuredPlanProblem);
const day = fc.integer({ min: 0, max: 20_000 }).map((days): Instant => days * 86_400_000);
const state = fc.constantFrom('yes', 'no', 'not-applicable');
const plan = fc
  .record({
    path: text,
    isFile: fc.boolean(),
    section: fc.option(text),
    kind: fc.constantFrom('rollback', 'deployment'),
    line: position,
    ...(Object.fromEntries(PLAN_ELEMENTS.map((element) => [element, state])) as object),
    estimatedMinutes: fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs),
    lastTested: day,
    problems: fc.array(problem, { maxLength: 4 }),
  })
  .map((one) => one as unknown as PlanMeasurement);

test('whatever was measured reads back as it was', () => {
  fc.assert(
    fc.property(fc.array(plan, { maxLength: 3 }), some(text), (plans, planSkeleton) => {
      const one = planReport(plans, {
        measurements: { plan: plans, ...(planSkeleton === undefined ? {} : { planSkeleton }) },
        verdicts: [],
      });
      expect(parseReportJson(renderJson(one))).toEqual(one);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['without problems', planReport([measuredPlan()]), { message: 'no problems', color: 'brightgreen' }],
  [
    'with problems',
    planReport([measuredPlan({ problems: [planProblem(), planProblem({ severity: 'warning' })] })]),
    { message: '1 error, 1 warning', color: 'red' },
  ],
  [
    'with a disabled problem',
    planReport([measuredPlan({ problems: [planProblem({ disabled: 'x' })] })]),
    { message: 'no problems', color: 'brightgreen' },
  ],
  ['without a plan', PLAN_REPORTS['plan-missing'] as Report, { message: 'missing', color: 'red' }],
  [
    'that was not read',
    report({ gate: 'rollback-plan-lint', verdicts: [], measurements: {} }),
    { message: 'unknown', color: 'lightgrey', isError: true },
  ],
])('badge of a plan %s', (_, one, expected) =>
  expect(JSON.parse(renderBadge(one))).toEqual({ schemaVersion: 1, label: 'rollback plan', ...expected }),
);
