import { EvidenceError, formatInstant, type Instant, parseInstant, type TimeSpan } from '@maturity-actions/criteria';
import { mergedSpans, reducedRatio, secondsIn, secondsOf } from './figure-share.ts';
import { replyText } from './reply.ts';
import { errorOf, replyObject } from './reply-fields.ts';
import { badText, monitorPlace, requireTimeMeasure, wantedId, wantedText } from './service-request.ts';
import { type AnnouncedMaintenance, announcedMaintenance, incidentSpan, issuesOf } from './upptime-issues.ts';
import { githubRequest, issueLists, issuesPath, pagesOfLists, requireAnswer } from './upptime-pages.ts';
import type { HttpReply, UptimeQuery, UptimeService } from './uptime-service.ts';

const REPOSITORY =
  /^(?:https:\/\/[^/]+\/)?([A-Za-z0-9_-][A-Za-z0-9_.-]*)\/([A-Za-z0-9_-][A-Za-z0-9_.-]*?)(?:\.git)?\/?$/;
const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;
const JSON_TYPE = 'application/vnd.github+json';
const MINUTE_MS = 60_000;
/** Silence of the workflow after which it no longer watches: three times the half hour that GitHub delays a schedule by. */
const LATE_MS = 90 * MINUTE_MS;
/** The history file itself is written when the status changes, and once a day. */
const LATE_FILE_MS = 26 * 60 * MINUTE_MS;
/** An issue is opened after the file was written, in the same run. */
const SAME_RUN_MS = 10 * MINUTE_MS;
const NOTES = [
  'Upptime looks when GitHub starts its schedule: a run that was missed counts as up, and so does what ends between two runs.',
  'Upptime opens an issue after three tries only; degraded performance counts as down.',
];

/**
 * Upptime: what it keeps in its repository, through GitHub's API. Down is the time in which an issue
 * with the labels `status` and the slug was open, all pages of them; the time before `startTime`, after
 * the last run of its workflow and during maintenance for which it opens no issue is unknown. Without a
 * history file E_NO_SAMPLES, a site that is down without an issue E_CONTRADICTION. Source:
 * upptime/uptime-monitor, src/update.ts; Upptime, docs/scheduled-maintenance.
 */
export const upptime: UptimeService = {
  id: 'upptime',
  title: 'Upptime',
  wants: {
    url: { what: 'the repository of Upptime', example: 'https://github.com/octo-org/upptime', isRequired: true },
    query: { what: 'the slug of a site: its file in `history/` without `.yml`', example: 'staging', isRequired: true },
    token: {
      what: "a token that may read the repository's contents, issues and actions",
      example: '${{ secrets.UPPTIME_TOKEN }}',
      isRequired: false,
    },
  },
  isPublicOnly: false,
  requests(query) {
    requireTimeMeasure(upptime, query);
    const slug = wantedId(upptime, query, SLUG);
    const runs = `/actions/workflows/uptime.yml/runs?status=success&created=>=${formatInstant(query.window.from)}&per_page=1`;
    const issues = issueLists(slug, query.window.from).map((list) => issuesPath(list, 1));
    return [
      ask(query, `/contents/history/${slug}.yml`, 'application/vnd.github.raw+json'),
      ...[runs, ...issues].map((path) => ask(query, path)),
    ];
  },
  decode(query, rounds) {
    const lists = issueLists(wantedId(upptime, query, SLUG), query.window.from);
    const { pages, next } = pagesOfLists(rounds, lists.length);
    if (next.length > 0)
      return { ask: next.map(({ list, page }) => ask(query, issuesPath(lists[list] as string, page))) };
    const [open = [], closed = [], maintenance = []] = pages;
    return figureOf(query, {
      incidents: [...open, ...closed].flatMap((reply) => incidentsOf(reply, query.window.to)),
      announced: maintenance.flatMap(announcedOf),
      history: historyOf(rounds[0]?.[0] as HttpReply),
      runs: runsOf(rounds[0]?.[1] as HttpReply),
    });
  },
};

interface UpptimeFacts {
  readonly incidents: readonly TimeSpan[];
  readonly announced: readonly AnnouncedMaintenance[];
  readonly history: History;
  /** Absent when they may not be read. */
  readonly runs: Runs | undefined;
}

function figureOf(query: UptimeQuery, { incidents, announced, history, runs }: UpptimeFacts) {
  const { window } = query;
  const slug = wantedText(upptime, query, 'query');
  const where = monitorPlace(repositoryOf(query).path, slug);
  const announcedHere = announced.filter(({ sites }) => sites.includes(slug));
  requireIncident(history, [...incidents, ...announcedHere], where);
  const to = lastSeen(history, runs, window.to);
  const span = { from: Math.max(window.from, history.since), to };
  if (history.since >= window.to || span.to <= span.from) throw nothingSeen(history, span, where);
  const outages = mergedSpans(incidents, span);
  const down = secondsIn(outages);
  // No issue is opened then, so that nobody knows.
  const unseen = secondsIn(mergedSpans([...outages, ...announcedHere], span)) - down;
  const whole = secondsOf(span);
  const share = (seconds: number) => reducedRatio(BigInt(Math.max(0, seconds)), BigInt(whole));
  return {
    kind: 'figure' as const,
    source: 'upptime',
    where,
    since: history.since,
    least: share(whole - down - unseen),
    most: share(whole - down),
    span,
    outages,
    maintenance: announcedHere.map(({ sites, ...maintenance }) => maintenance),
    notes: [...NOTES, ...runNotes(runs, to, window)],
  };
}

function ask(query: UptimeQuery, path: string, accept = JSON_TYPE) {
  const { owner, name } = repositoryOf(query);
  const url = `${query.github.api}/repos/${owner}/${name}${path}`;
  return githubRequest(url, accept, query.token ?? query.github.token);
}

function repositoryOf(query: UptimeQuery) {
  const text = wantedText(upptime, query, 'url');
  const [, owner, name] = REPOSITORY.exec(text) ?? [];
  if (owner === undefined || name === undefined)
    throw badText(upptime.id, 'url', 'no repository of GitHub', upptime.wants.url);
  return { owner, name, path: `${owner}/${name}` };
}

interface History {
  readonly status: string;
  readonly since: Instant;
  readonly updatedAt: Instant;
}

/** Lines `status: up`, in old versions with `- ` before them. */
function historyOf(reply: HttpReply): History {
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

interface Runs {
  readonly count: number;
  readonly last?: Instant;
}

/** Runs of the workflow in the window; undefined when they cannot be read, which a token for contents need not allow. */
function runsOf(reply: HttpReply): Runs | undefined {
  if (reply.status === 403 || reply.status === 404) return undefined;
  const { total_count: count, workflow_runs: runs } = replyObject(reply);
  const [newest] = Array.isArray(runs) ? runs : [];
  const last = parseInstant(String(newest?.updated_at ?? ''));
  return { count: typeof count === 'number' ? count : 0, ...(last === undefined ? {} : { last }) };
}

const incidentsOf = (reply: HttpReply, now: Instant): TimeSpan[] =>
  issuesOf(reply).flatMap((issue) => incidentSpan(issue, now, errorOf(reply)) ?? []);

const announcedOf = (reply: HttpReply): AnnouncedMaintenance[] =>
  issuesOf(reply).flatMap((issue) => announcedMaintenance(issue, errorOf(reply)) ?? []);

/** The end of what was watched: that of the window, unless the workflow is silent for long before it. */
function lastSeen({ updatedAt }: History, runs: Runs | undefined, end: Instant): Instant {
  const last = Math.max(updatedAt, runs?.last ?? 0);
  return end - last > (runs ? LATE_MS : LATE_FILE_MS) ? last : end;
}

/** Throws EvidenceError E_CONTRADICTION for a site that is not up although no issue says so. */
function requireIncident({ status, updatedAt }: History, known: readonly TimeSpan[], where: string): void {
  if (status === 'up' || known.some(({ from, to }) => from <= updatedAt + SAME_RUN_MS && to >= updatedAt)) return;
  throw new EvidenceError({
    code: 'E_CONTRADICTION',
    where,
    found: `a site that is ${status} since ${formatInstant(updatedAt)}, and no issue about it`,
    expected: 'an issue with the labels `status` and the slug',
    fix: 'Look whether Upptime may write issues, and whether their labels were changed.',
  });
}

function nothingSeen({ since, updatedAt }: History, span: TimeSpan, where: string): EvidenceError {
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

function runNotes(runs: Runs | undefined, to: Instant, window: TimeSpan): string[] {
  const ended =
    to < window.to ? [`Upptime was last seen to run at ${formatInstant(to)}: what is after it is unknown.`] : [];
  if (!runs) return [...ended, 'The runs of its workflow cannot be read, so that nobody knows how often it looked.'];
  return [...ended, `Its workflow ended well ${runs.count} times in the window.`];
}
