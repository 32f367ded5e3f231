import {
  DAY_MS,
  formatDate,
  type Instant,
  PLAN_ELEMENTS,
  PLAN_RULES,
  type PlanElement,
  type PlanMeasurement,
} from '@maturity-actions/criteria';
import { flag, instant, listOf, nullable, objectOf, oneOf, optional, type Problem, shapeOf, text } from './shape.ts';

/** A line or column of a file. */
const position = shapeOf(
  'a whole number of 1 or more',
  (value) => Number.isSafeInteger(value) && (value as number) >= 1,
);
const minutes = shapeOf(
  'a number of 0 or more',
  (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
);
/** Without a reason nothing is disabled. */
const reason = shapeOf('a reason', (value) => typeof value === 'string' && value.trim() !== '');

const problem = objectOf({
  rule: text,
  severity: oneOf('error', 'warning', 'info'),
  line: position,
  endLine: optional(position),
  column: optional(position),
  message: text,
  fix: text,
  quote: text,
  fingerprint: text,
  edit: optional(objectOf({ line: position, endLine: position, lines: listOf(text), before: listOf(text) })),
  disabled: optional(reason),
});

const state = oneOf('yes', 'no', 'not-applicable');

/** The plans of a run with their must-haves and problems, as the report JSON holds them. */
export const plans = listOf(
  objectOf({
    path: text,
    isFile: flag,
    section: nullable(text),
    kind: oneOf('rollback', 'deployment'),
    line: position,
    ...Object.fromEntries(PLAN_ELEMENTS.map((element) => [element, state])),
    estimatedMinutes: nullable(minutes),
    lastTested: nullable(instant),
    problems: listOf(problem),
  }),
);

/** The must-have that is absent when a rule has a problem. */
const ELEMENT_OF = new Map(PLAN_RULES.flatMap(({ id, element }) => (element ? [[id, element] as const] : [])));
/** The figure that a must-have stands on. */
const FIGURE_OF: Readonly<Partial<Record<PlanElement, 'estimatedMinutes' | 'lastTested'>>> = {
  estimatedTime: 'estimatedMinutes',
  testedEvidence: 'lastTested',
};

/** A plan that looks better than its own figures and problems. */
export function* planContradictions(plan: PlanMeasurement, asOf: Instant, at: string): Generator<Problem> {
  for (const element of PLAN_ELEMENTS) {
    const figure = FIGURE_OF[element];
    if (figure && plan[element] === 'yes' && plan[figure] === null)
      yield contradiction(`${at}.${element} is yes, ${figure} is null`, 'the same of both');
  }
  const { lastTested, problems } = plan;
  // A day begins up to 14 hours earlier elsewhere.
  if (lastTested !== null && lastTested > asOf + DAY_MS)
    yield contradiction(`${at}.lastTested is ${formatDate(lastTested)}`, `a day up to ${formatDate(asOf)}`);
  for (const [index, { rule, line, endLine = line, disabled }] of problems.entries()) {
    const place = `${at}.problems[${index}]`;
    const element = ELEMENT_OF.get(rule);
    if (endLine < line) yield contradiction(`${place} ends on line ${endLine} before it begins on ${line}`, 'an end');
    if (element === undefined) continue;
    if (disabled !== undefined) yield contradiction(`${place} of ${rule} is disabled`, 'a waiver, no comment');
    if (plan[element] !== 'no') yield contradiction(`${at}.${element} is ${plan[element]}, ${place} says no`, 'no');
  }
}

function contradiction(found: string, expected: string): Problem {
  return { found, expected, isContradiction: true };
}
