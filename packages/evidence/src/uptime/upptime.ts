import { formatInstant, type Instant, reducedRatio, type TimeSpan } from '@maturity-actions/criteria';
import { mergedSpans, secondsIn, secondsOf } from './figure-share.ts';
import { errorOf } from './reply-fields.ts';
import { badText, monitorPlace, requireTimeMeasure, wantedId, wantedText } from './service-request.ts';
import {
  type History,
  historyOf,
  lastSeen,
  nothingSeen,
  type Runs,
  requireIncident,
  runNotes,
  runsOf,
} from './upptime-history.ts';
import { type AnnouncedMaintenance, announcedMaintenance, incidentSpan, issuesOf } from './upptime-issues.ts';
import { githubRequest, issueLists, issuesPath, pagesOfLists } from './upptime-pages.ts';
import type { HttpReply, UptimeQuery, UptimeService } from './uptime-service.ts';

const REPOSITORY =
  /^(?:https:\/\/([^/@]+)\/)?([A-Za-z0-9_-][A-Za-z0-9_.-]*)\/([A-Za-z0-9_-][A-Za-z0-9_.-]*?)(?:\.git)?\/?$/;
const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;
const JSON_TYPE = 'application/vnd.github+json';
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
    const runs = `/actions/workflows/uptime.yml/runs?status=success&created=${encodeURIComponent(`>=${formatInstant(query.window.from)}`)}&per_page=1`;
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
  const [, host, owner, name] = REPOSITORY.exec(text) ?? [];
  if (owner === undefined || name === undefined)
    throw badText(upptime.id, 'url', 'no repository of GitHub', upptime.wants.url);
  // One of the same name at another server would be asked instead.
  const server = new URL(query.github.api).host.replace(/^api\./, '');
  if (host !== undefined && host.toLowerCase() !== server)
    throw badText(upptime.id, 'url', `a repository that is not at ${server}`, upptime.wants.url);
  return { owner, name, path: `${owner}/${name}` };
}

const incidentsOf = (reply: HttpReply, now: Instant): TimeSpan[] =>
  issuesOf(reply).flatMap((issue) => incidentSpan(issue, now, errorOf(reply)) ?? []);

const announcedOf = (reply: HttpReply): AnnouncedMaintenance[] =>
  issuesOf(reply).flatMap((issue) => announcedMaintenance(issue, errorOf(reply)) ?? []);
