import { EvidenceError, formatInstant, type Instant, parseInstant, type TimeSpan } from '@maturity-actions/criteria';
import { replyText } from './reply.ts';
import { errorOf, replyObject } from './reply-fields.ts';
import { requireAnswer } from './upptime-pages.ts';
import type { HttpReply } from './uptime-service.ts';

const MINUTE_MS = 60_000;
/** Silence of the workflow after which it no longer watches: three times the half hour that GitHub delays a schedule by. */
const LATE_MS = 90 * MINUTE_MS;
/** The history file itself is written when the status changes, and once a day. */
const LATE_FILE_MS = 26 * 60 * MINUTE_MS;
/** An issue is opened after the file was written, in the same run. */
const SAME_RUN_MS = 10 * MINUTE_MS;

/** What the history file of a site says. */
export interface History {
  readonly status: string;
  readonly since: Instant;
  readonly updatedAt: Instant;
}

/**
 * The history of a site: lines `status: up`, in old versions with `- ` before them. Throws EvidenceError
 * E_NO_SAMPLES without a file or with one that says too little, E_WRONG_FORMAT for a page.
 */
export function historyOf(reply: HttpReply): History {
  const error = errorOf(reply, 'Correct `query`, and wait until Upptime has run.');
  // The issues could be read, so the repository is there and the file is not.
  if (reply.status === 404) throw error('E_NO_SAMPLES', 'no history of this site', 'a file that Upptime wrote');
  const text = replyText(requireAnswer(reply));
  const entry = (key: string) => new RegExp(`^(?:- )?${key}: *(\\S+)`, 'm').exec(text)?.[1];
  const [since, updatedAt] = [entry('startTime'), entry('lastUpdated')].map((value) => parseInstant(value ?? ''));
  const status = entry('status');
  if (/^\s*</.test(text)) throw error('E_WRONG_FORMAT', 'a page (HTML or XML)', 'a history file of Upptime');
  if (since === undefined || updatedAt === undefined || status === undefined)
    throw error('E_NO_SAMPLES', 'a history without status, startTime or lastUpdated', 'a file that Upptime wrote');
  return { status, since, updatedAt };
}

/** Runs of the workflow in the window that ended well, and the end of the last. */
export interface Runs {
  readonly count: number;
  readonly last?: Instant;
}

/** Runs of the workflow in the window; undefined when they cannot be read, which a token for contents need not allow. */
export function runsOf(reply: HttpReply): Runs | undefined {
  if (reply.status === 403 || reply.status === 404) return undefined;
  const { total_count: count, workflow_runs: runs } = replyObject(reply);
  const [newest] = Array.isArray(runs) ? runs : [];
  const last = parseInstant(String(newest?.updated_at ?? ''));
  return { count: typeof count === 'number' ? count : 0, ...(last === undefined ? {} : { last }) };
}

/** The end of what was watched: that of the window, unless the workflow is silent for long before it. */
export function lastSeen({ updatedAt }: History, runs: Runs | undefined, end: Instant): Instant {
  const last = Math.max(updatedAt, runs?.last ?? 0);
  return end - last > (runs ? LATE_MS : LATE_FILE_MS) ? last : end;
}

/** Throws EvidenceError E_CONTRADICTION for a site that is not up although no issue says so. */
export function requireIncident({ status, updatedAt }: History, known: readonly TimeSpan[], where: string): void {
  if (status === 'up' || known.some(({ from, to }) => from <= updatedAt + SAME_RUN_MS && to >= updatedAt)) return;
  throw new EvidenceError({
    code: 'E_CONTRADICTION',
    where,
    found: `a site that is ${status} since ${formatInstant(updatedAt)}, and no issue about it`,
    expected: 'an issue with the labels `status` and the slug',
    fix: 'Look whether Upptime may write issues, and whether their labels were changed.',
  });
}

/** The failure of a site that was not watched in the window: E_TOO_YOUNG or E_STALE. */
export function nothingSeen({ since, updatedAt }: History, span: TimeSpan, where: string): EvidenceError {
  const isYoung = since >= span.to;
  return new EvidenceError({
    code: isYoung ? 'E_TOO_YOUNG' : 'E_STALE',
    where,
    found: isYoung
      ? `a site that is watched since ${formatInstant(since)}`
      : `nothing since ${formatInstant(updatedAt)}`,
    expected: 'a site that was watched in the window',
    fix: isYoung ? 'Wait until it was watched for long enough.' : 'Look why the workflow of Upptime no longer runs.',
  });
}

/** What is to be known about how often it looked. */
export function runNotes(runs: Runs | undefined, to: Instant, window: TimeSpan): string[] {
  const ended =
    to < window.to ? [`Upptime was last seen to run at ${formatInstant(to)}: what is after it is unknown.`] : [];
  if (!runs) return [...ended, 'The runs of its workflow cannot be read, so that nobody knows how often it looked.'];
  return [...ended, `Its workflow ended well ${runs.count} times in the window.`];
}
