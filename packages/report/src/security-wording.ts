import {
  countSeverities,
  DAY_MS,
  formatLocation,
  type Instant,
  type MeasuredFinding,
  type MeasuredWaiver,
  SEVERITIES,
  type SecurityMeasurements,
} from '@maturity-actions/criteria';
import { counted } from './wording.ts';

const HOUR_MS = DAY_MS / 24;
/** Times up to this are said in hours. */
const LONGEST_IN_HOURS = 2 * DAY_MS;

/** States of a finding in the order of lists: what nobody accepts comes first. */
export const FINDING_STATES: readonly MeasuredFinding['state'][] = ['open', 'waived', 'suppressed'];

/** `2 critical, 5 high`: how many findings of each severity nobody accepts; empty when there is none. */
export function openText({ findings }: SecurityMeasurements): string {
  const counts = countSeverities(findings, isOpenFinding);
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => counted(counts[severity], severity, severity))
    .join(', ');
}

/** `high`, `high, exploited`, `high, EPSS 42.1 %`: how bad it is, and how likely somebody uses it; up to 1 % is not worth a word. */
export function urgencyText({ severity, isExploited, epss = 0 }: MeasuredFinding): string {
  if (isExploited) return `${severity}, exploited`;
  return epss > 0.01 ? `${severity}, EPSS ${(epss * 100).toFixed(1)} %` : severity;
}

/** Whether it counts and nobody accepts it. */
export function isOpenFinding({ state }: MeasuredFinding): boolean {
  return state === 'open';
}

/** `lodash 4.17.20`; empty when the finding is about no package. Not escaped. */
export function packageText({ package: about }: MeasuredFinding): string {
  return about ? [about.name, about.version ?? ''].filter((word) => word !== '').join(' ') : '';
}

/** `src/a.py:12`: the file of the repository, else the place as the report spells it. Not escaped. */
export function placeText({ path, line, where }: MeasuredFinding): string {
  return path === undefined ? where : formatLocation({ path, ...(line === undefined ? {} : { line }) });
}

/** `12 days overdue`, `18 hours left`; empty without a deadline. Rounded against the user: a begun day is overdue, only a whole one is left. */
export function deadlineText({ due }: MeasuredFinding, asOf: Instant): string {
  if (due === undefined) return '';
  const late = asOf - due;
  if (late > 0) return `${spanText(late, Math.ceil)} overdue`;
  return -late < HOUR_MS ? 'less than 1 hour left' : `${spanText(-late, Math.floor)} left`;
}

/** Whether the deadline has passed. */
export function isOverdue({ due }: MeasuredFinding, asOf: Instant): boolean {
  return due !== undefined && asOf > due;
}

function spanText(span: number, round: (value: number) => number): string {
  return span <= LONGEST_IN_HOURS ? counted(round(span / HOUR_MS), 'hour') : counted(round(span / DAY_MS), 'day');
}

/** What became of an accepted risk, in the order in which they want attention. */
export const WAIVER_STATES: Readonly<Record<MeasuredWaiver['state'], string>> = {
  refused: 'refused',
  expired: 'expired',
  'not-yet': 'not yet valid',
  expiring: 'ends soon',
  unused: 'matches nothing',
  used: 'in force',
};
const STATE_ORDER = Object.keys(WAIVER_STATES);

/** Why a waiver does not count; empty when it does, or when its dates say so already. Not escaped. */
export function refusalText({ state, why }: MeasuredWaiver): string {
  if (why === undefined || state === 'expired' || state === 'not-yet') return '';
  return state === 'refused' ? why : `not for all: ${why}`;
}

/** What wants attention first, then what ends first. */
export function byAttention(a: MeasuredWaiver, b: MeasuredWaiver): number {
  return STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || a.expires - b.expires;
}
