import { type Instant, type Maintenance, parseInstant, type TimeSpan } from '@maturity-actions/criteria';
import { asArray, asObject, isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { replyJson } from './reply.ts';
import { errorOf, timeOf } from './reply-fields.ts';
import type { HttpReply } from './uptime-service.ts';

/** Most issues of one page of GitHub's API. */
export const ISSUES_PER_PAGE = 100;

/** The issues of one page; pull requests are none. Throws as `replyJson`, and EvidenceError E_MALFORMED. */
export function issuesOf(reply: HttpReply): JsonObject[] {
  const error = errorOf(reply);
  return asArray(replyJson(reply), 'the issues', error).map((value) => asObject(value, 'an issue', error));
}

/** Whether there is a page after this one: by its Link header, else because it is full. */
export function hasNextPage(reply: HttpReply): boolean {
  const { link } = reply.headers;
  return link === undefined ? issuesOf(reply).length >= ISSUES_PER_PAGE : /;\s*rel="?next"?/.test(link);
}

/** The time in which an incident was open; `now` ends one that still is. Throws EvidenceError E_BAD_TIME. */
export function incidentSpan(issue: JsonObject, now: Instant, error: ErrorAt): TimeSpan | undefined {
  if (isObject(issue.pull_request)) return undefined;
  const from = timeOf(issue.created_at, 'the `created_at` of an issue', error);
  const isOpen = issue.closed_at === null || issue.closed_at === undefined;
  const to = isOpen ? now : timeOf(issue.closed_at, 'the `closed_at` of an issue', error);
  if (to < from && !isOpen) throw error('E_BAD_TIME', 'an issue that was closed before it was opened', 'the reverse');
  return { from, to: Math.max(from, to) };
}

/** What an issue announces to be down or degraded, and when. */
export interface AnnouncedMaintenance extends Maintenance {
  /** Slugs of the sites. */
  readonly sites: readonly string[];
}

const COMMENT = /<!--([\s\S]*?)-->/;
const ENTRY = /^[ \t]*(start|end|expectedDown|expectedDegraded)[ \t]*:[ \t]*(.*?)[ \t]*\r?$/gm;

/**
 * The maintenance that an issue announces in an HTML comment; undefined when it has no such comment, or
 * one without a start and an end. It was declared when the issue was opened, though its text may have
 * been edited later. Source: Upptime, docs/scheduled-maintenance.
 */
export function announcedMaintenance(issue: JsonObject, error: ErrorAt): AnnouncedMaintenance | undefined {
  const comment = typeof issue.body === 'string' ? COMMENT.exec(issue.body)?.[1] : undefined;
  if (comment === undefined || isObject(issue.pull_request)) return undefined;
  const entries = new Map([...comment.matchAll(ENTRY)].map(([, key, value]) => [key, value as string]));
  const [from, to] = [parseInstant(entries.get('start') ?? ''), parseInstant(entries.get('end') ?? '')];
  if (from === undefined || to === undefined || to <= from) return undefined;
  const names = `${entries.get('expectedDown') ?? ''},${entries.get('expectedDegraded') ?? ''}`.split(',');
  const number = typeof issue.number === 'number' ? `issue ${issue.number}` : 'an issue';
  return {
    from,
    to,
    declaredAt: timeOf(issue.created_at, 'the `created_at` of an issue', error),
    reason: typeof issue.title === 'string' ? issue.title : 'announced maintenance',
    where: number,
    sites: names.map((name) => name.trim()).filter((name) => name !== ''),
  };
}
