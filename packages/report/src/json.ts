import {
  EvidenceError,
  type FailureCode,
  formatDate,
  formatInstant,
  parseInstant,
  type Report,
} from '@maturity-actions/criteria';
import { reportProblems } from './report-shape.ts';

/** Keys whose number is an instant, and how each is written. */
const INSTANTS: Readonly<Record<string, (at: number) => string>> = {
  asOf: exactInstant,
  observedAt: exactInstant,
  producedAt: exactInstant,
  acceptedOn: formatDate,
  expires: formatDate,
};

/** The order people look for: what was judged and how it ended first, long lists last. Other keys follow by name. */
const KEY_ORDER: readonly string[] = [
  'schemaVersion',
  'gate',
  'subject',
  'repository',
  'component',
  'commit',
  'model',
  'asOf',
  'passed',
  'criterion',
  'rule',
  'title',
  'severity',
  'level',
  'requirement',
  'outcome',
  'grade',
  'observed',
  'required',
  'missing',
  'why',
  'message',
  'fix',
  'effort',
  'at',
  'path',
  'line',
  'endLine',
  'column',
  'fingerprint',
  'waiver',
  'verdicts',
  'warnings',
  'measurements',
  'next',
  'parts',
];
const POSITIONS = new Map(KEY_ORDER.map((key, position) => [key, position]));

/**
 * The report as JSON for machines and later gates: the shape of `Report`, keys in a fixed order,
 * instants as ISO 8601 in UTC (`2026-11-20T09:30:00Z`), days of waivers as `2026-12-31`, counts as
 * exact integers, a metric that was not measured as null, absent fields left out.
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, writeValue, 2)}\n`;
}

/**
 * Reads what `renderJson` wrote. Strict about everything a verdict stands on; keys it does not know
 * are kept. Throws EvidenceError: E_EMPTY, E_MALFORMED (not JSON), E_WRONG_FORMAT (not a report, or
 * another schema version), E_CONTRADICTION (says passed while its verdicts do not).
 * `where` names the file in messages.
 */
export function parseReportJson(text: string, where = 'report JSON'): Report {
  const source = text.replace(/^\ufeff/, '');
  if (source.trim() === '')
    throw failure('E_EMPTY', where, 'the file is empty', 'Look whether the gate that writes it ran to its end.');
  const value = parseJson(source, where);
  const [problem] = reportProblems(value);
  if (!problem) return value as Report;
  const code = problem.isContradiction ? 'E_CONTRADICTION' : 'E_WRONG_FORMAT';
  throw failure(code, where, problem.found, 'Write it anew with a gate of the same release.', problem.expected);
}

function parseJson(source: string, where: string): unknown {
  try {
    return JSON.parse(source, readValue);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw failure(
      'E_MALFORMED',
      where,
      `not JSON: ${reason.slice(0, 200)}`,
      'Look whether the file was cut while it was written or sent.',
    );
  }
}

function failure(
  code: FailureCode,
  where: string,
  found: string,
  fix: string,
  expected = 'the JSON report of a gate',
): EvidenceError {
  return new EvidenceError({ code, where, found, expected, fix });
}

function writeValue(key: string, value: unknown): unknown {
  const write = Object.hasOwn(INSTANTS, key) ? INSTANTS[key] : undefined;
  if (write && typeof value === 'number') return write(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareKeys(a, b)));
}

function readValue(key: string, value: unknown): unknown {
  return Object.hasOwn(INSTANTS, key) && typeof value === 'string' ? (parseInstant(value) ?? value) : value;
}

function compareKeys(a: string, b: string): number {
  const byPosition = (POSITIONS.get(a) ?? POSITIONS.size) - (POSITIONS.get(b) ?? POSITIONS.size);
  return byPosition || (a < b ? -1 : a > b ? 1 : 0);
}

/** Milliseconds only when there are some, so that reading gives the same instant. */
function exactInstant(at: number): string {
  return at % 1000 === 0 ? formatInstant(at) : new Date(at).toISOString();
}
