import { countSeverities, SCANNER_KINDS, SEVERITIES, type SecurityMeasurements } from '@maturity-actions/criteria';
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
  shapeOf,
  text,
} from './shape.ts';

const severity = oneOf(...SEVERITIES);
const counts = Object.fromEntries(SEVERITIES.map((name) => [name, integer]));
const kinds = listOf(oneOf(...SCANNER_KINDS));

const finding = objectOf({
  fingerprint: text,
  rule: text,
  ids: listOf(text),
  severity,
  category: oneOf('dependency', 'code', 'secret', 'misconfiguration', 'license', 'web'),
  state: oneOf('open', 'waived', 'suppressed'),
  title: text,
  where: text,
  path: optional(text),
  line: optional(integer),
  package: optional(objectOf({ ecosystem: optional(text), name: text, version: optional(text) })),
  fixedIn: optional(text),
  tools: listOf(text),
  firstSeen: optional(instant),
  firstSeenFrom: optional(oneOf('alert', 'earlier report', 'scanner', 'git blame', 'this run')),
  due: optional(instant),
  isNew: optional(flag),
  isExploited: optional(flag),
  epss: optional(shapeOf('a number from 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1)),
  url: optional(text),
  because: optional(text),
});

const waiver = objectOf({
  id: text,
  scope: text,
  owner: text,
  approver: text,
  reason: text,
  expires: instant,
  where: text,
  state: oneOf('used', 'expiring', 'refused', 'unused', 'expired', 'not-yet'),
  findings: integer,
  why: optional(text),
});

/** The figures and findings of a security run, as the report JSON holds them. */
export const security = objectOf({
  isComplete: flag,
  total: integer,
  ...counts,
  suppressed: integer,
  waived: integer,
  secrets: integer,
  overdue: nullable(integer),
  tools: listOf(objectOf({ id: text, version: nullable(text), kinds, reports: integer, errors: integer })),
  perReport: listOf(objectOf({ source: text, format: text, total: integer, bySeverity: objectOf(counts) })),
  findings: listOf(finding),
  waivers: listOf(waiver),
  registerRows: optional(listOf(text)),
});

/** Counts that do not fit each other or the list of findings; a list that was shortened must not pass for whole. */
export function* securityContradictions(measured: SecurityMeasurements, at: string): Generator<Problem> {
  const { total, waived, secrets, overdue, suppressed, findings } = measured;
  const bySeverity = SEVERITIES.reduce((sum, name) => sum + measured[name], 0);
  const listed = { open: 0, waived: 0, suppressed: 0 };
  for (const { state } of findings) listed[state]++;
  const rated = countSeverities(findings, ({ state }) => state !== 'suppressed');
  yield* differing(`${at}.total`, total, 'severities', bySeverity);
  yield* differing(`${at}.total`, total, 'listed findings that are not suppressed', listed.open + listed.waived);
  for (const name of SEVERITIES)
    yield* differing(`${at}.${name}`, measured[name], 'listed findings of it', rated[name]);
  yield* differing(`${at}.waived`, waived, 'listed findings that are waived', listed.waived);
  yield* differing(`${at}.suppressed`, suppressed, 'listed findings that are suppressed', listed.suppressed);
  for (const [name, part] of Object.entries({ secrets, overdue: overdue ?? 0 })) {
    if (part > total) yield contradiction(`${at}.${name} is ${part} of ${total}`, 'at most the total');
  }
}

function* differing(at: string, stated: number, what: string, counted: number): Generator<Problem> {
  if (stated !== counted) yield contradiction(`${at} is ${stated}, the ${what} come to ${counted}`, 'the same of both');
}

function contradiction(found: string, expected: string): Problem {
  return { found, expected, isContradiction: true };
}
