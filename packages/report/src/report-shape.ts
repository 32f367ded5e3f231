import { type Report, reportOutcome, SEVERITIES } from '@maturity-actions/criteria';
import { planContradictions, plans } from './plan-shape.ts';
import { security, securityContradictions } from './security-shape.ts';
import {
  flag,
  instant,
  integer,
  listOf,
  nullable,
  objectOf,
  oneOf,
  optional,
  type Problem,
  recordOf,
  type Shape,
  text,
} from './shape.ts';
import { uptime, uptimeContradictions } from './uptime-shape.ts';

/** Parts have no parts of their own; this leaves room and ends hostile nesting. */
const MOST_DEPTH = 4;

const severity = oneOf(...SEVERITIES);

const plainCount = objectOf({ covered: integer, total: integer });
const count: Shape = function* check(value, at) {
  const problems = [...plainCount(value, at)];
  yield* problems;
  const { covered, total } = (problems.length === 0 ? value : { covered: 0, total: 0 }) as {
    covered: number;
    total: number;
  };
  if (covered > total) yield { found: `${at} covers ${covered} of ${total}`, expected: 'at most the total' };
};

const finding = objectOf({
  rule: text,
  severity,
  message: text,
  fix: text,
  at: optional(
    objectOf({ path: text, line: optional(integer), endLine: optional(integer), column: optional(integer) }),
  ),
  fingerprint: text,
});
const provenance = objectOf({
  source: text,
  tool: optional(text),
  version: optional(text),
  commit: optional(text),
  observedAt: optional(instant),
});
const waiver = objectOf({
  criterion: optional(text),
  finding: optional(text),
  component: optional(text),
  owner: text,
  reason: text,
  acceptedOn: instant,
  expires: instant,
  where: text,
});
const verdict = objectOf({
  criterion: text,
  title: text,
  level: text,
  requirement: oneOf('must', 'should', 'nice', 'dont-need'),
  outcome: oneOf('met', 'unmet', 'unknown', 'waived', 'not-applicable'),
  grade: optional(oneOf('claimed', 'present', 'configured', 'measured', 'attested')),
  observed: text,
  required: text,
  missing: optional(text),
  why: text,
  fix: text,
  effort: optional(oneOf('low', 'medium', 'high')),
  findings: listOf(finding),
  from: listOf(provenance),
  waiver: optional(waiver),
});
const coverage = objectOf({
  line: count,
  partialLines: integer,
  branch: nullable(count),
  function: nullable(count),
  statement: nullable(count),
  files: integer,
  classes: recordOf(objectOf({ line: count })),
  diff: nullable(count),
  worst: listOf(objectOf({ path: text, line: count })),
});
const report = objectOf({
  schemaVersion: oneOf(1),
  gate: text,
  subject: objectOf({ repository: text, component: optional(text), commit: optional(text) }),
  model: text,
  level: text,
  asOf: instant,
  passed: flag,
  outcome: oneOf('met', 'unmet', 'unknown'),
  verdicts: listOf(verdict),
  warnings: listOf(finding),
  measurements: objectOf({
    coverage: optional(coverage),
    security: optional(security),
    plan: optional(plans),
    planSkeleton: optional(text),
    uptime: optional(uptime),
  }),
  next: optional(objectOf({ level: text, missing: listOf(verdict) })),
});

/** Everything that keeps `value` from being a report that can be believed; instants are numbers already. */
export function reportProblems(value: unknown): Iterable<Problem> {
  return problemsAt(value, 'the report', 0);
}

function* problemsAt(value: unknown, at: string, depth: number): Generator<Problem> {
  let isSound = true;
  for (const problem of report(value, at)) {
    isSound = false;
    yield problem;
  }
  if (!isSound) return;
  const sound = value as Report;
  yield* contradictions(sound, at);
  if (sound.parts === undefined) return;
  if (depth >= MOST_DEPTH)
    yield { found: `${at}.parts is nested ${depth + 1} deep`, expected: `at most ${MOST_DEPTH}` };
  else yield* listOf((part, place) => problemsAt(part, place, depth + 1))(sound.parts, `${at}.parts`);
}

/** A report may be stricter than its verdicts, never greener. */
function* contradictions(report: Report, at: string): Generator<Problem> {
  const { passed, outcome, verdicts, parts, measurements, asOf } = report;
  if (measurements.security) yield* securityContradictions(measurements.security, `${at}.measurements.security`);
  for (const [index, plan] of (measurements.plan ?? []).entries())
    yield* planContradictions(plan, asOf, `${at}.measurements.plan[${index}]`);
  if (measurements.uptime) yield* uptimeContradictions(measurements.uptime, asOf, `${at}.measurements.uptime`);
  if (passed && outcome !== 'met')
    yield { found: `${at} says passed and ${outcome}`, expected: 'passed only when met', isContradiction: true };
  if (outcome !== 'met') return;
  const judged = reportOutcome(verdicts);
  if (judged !== 'met')
    yield { found: `${at} says met, its verdicts say ${judged}`, expected: 'the same of both', isContradiction: true };
  if (Array.isArray(parts) && parts.some((part: unknown) => (part as Report | null)?.outcome !== 'met')) {
    yield { found: `${at} says met, one of its parts does not`, expected: 'the same of both', isContradiction: true };
  }
}
