import { failureFinding } from './checks/coverage-reports.ts';
import { type Failure, failureSummary } from './failure.ts';
import type { Instant } from './instant.ts';
import type { Report, Subject } from './report.ts';

const TITLES = {
  configuration: 'Is the gate configured correctly?',
  evidence: 'Is the evidence usable?',
  service: 'Could the evidence be fetched?',
} as const;

/** The report of a run that could not judge: unknown, red, with every problem as a finding. */
export function failureReport(gate: string, subject: Subject, failures: readonly Failure[], now: Instant): Report {
  const kind = failures[0]?.kind ?? 'configuration';
  const count = failures.length === 1 ? '1 problem' : `${failures.length} problems`;
  return {
    schemaVersion: 1,
    gate,
    subject,
    model: '',
    level: '',
    asOf: now,
    passed: false,
    outcome: 'unknown',
    verdicts: [
      {
        criterion: kind,
        title: TITLES[kind],
        level: '',
        requirement: 'must',
        outcome: 'unknown',
        observed: count,
        required: 'none',
        why: failureSummary(failures),
        fix: failures[0]?.fix ?? '',
        findings: failures.map(failureFinding),
        from: [],
      },
    ],
    warnings: [],
    measurements: {},
  };
}
