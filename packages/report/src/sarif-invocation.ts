import { formatInstant, formatInteger, type Report } from '@maturity-actions/criteria';
import { unknownSentence } from './conclusion.ts';
import { sarifText } from './sarif-text.ts';
import { counted, isBlocking, ownVerdicts } from './wording.ts';

/** GitHub refuses a run with more results, and shows some of them only. */
export const MOST_RESULTS = 25_000;
const MOST_SHOWN = 5000;
/** Unknown criteria that are named. */
const MOST_NOTIFICATIONS = 20;

/**
 * How the run went: what could not be judged, and what is not in the results. Of `measured` findings, undefined when
 * nothing was measured, `placed` have a place.
 */
export function sarifInvocation(report: Report, placed: number, measured: number | undefined): object {
  const unknown = [report, ...(report.parts ?? [])].flatMap(ownVerdicts).filter((verdict) => {
    return isBlocking(verdict) && verdict.outcome === 'unknown';
  });
  const errors = unknown.slice(0, MOST_NOTIFICATIONS).map((verdict) => notification('error', unknownSentence(verdict)));
  return {
    executionSuccessful: measured !== undefined && unknown.length === 0,
    endTimeUtc: formatInstant(report.asOf),
    toolExecutionNotifications: [...errors, ...omissions(placed, measured ?? 0)],
  };
}

function omissions(placed: number, measured: number): object[] {
  const placeless = measured - placed;
  const excess = placed - MOST_RESULTS;
  const rest = 'the report JSON has them';
  return [
    ...(placeless > 0
      ? [notification('warning', `${counted(placeless, 'finding')} in no file of the repository left out; ${rest}.`)]
      : []),
    ...(excess > 0
      ? [
          notification(
            'warning',
            `${counted(excess, 'finding')} left out, the least severe: a run may have ${formatInteger(MOST_RESULTS)} results; ${rest}.`,
          ),
        ]
      : []),
    ...(placed > MOST_SHOWN
      ? [notification('note', `Code scanning shows ${formatInteger(MOST_SHOWN)} results of a run.`)]
      : []),
  ];
}

function notification(level: 'error' | 'warning' | 'note', text: string): object {
  return { level, message: { text: sarifText(text) } };
}
