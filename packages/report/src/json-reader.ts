import { EvidenceError, type FailureCode, type Report } from '@maturity-actions/criteria';
import { readInstants } from './json-writer.ts';
import { reportProblems } from './report-shape.ts';

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
    const value: unknown = JSON.parse(source);
    readInstants(value);
    return value;
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
