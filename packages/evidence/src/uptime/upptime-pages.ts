import { EvidenceError, formatInstant, type Instant, ServiceError } from '@maturity-actions/criteria';
import { hasNextPage, ISSUES_PER_PAGE } from './upptime-issues.ts';
import { type HttpReply, type HttpRequest, MOST_ROUNDS } from './uptime-service.ts';

/** Replies of the first round that are no issues: the history file, and the runs of the workflow. */
const BEFORE_ISSUES = 2;

/** Which issues are asked, page after page: incidents that are open, those that were closed since, maintenance. */
export function issueLists(slug: string, since: Instant): readonly string[] {
  // An issue that was closed in the window was also updated in it; an open one may be untouched since long before.
  const updated = `&since=${formatInstant(since)}`;
  return [
    `labels=status,${slug}&state=open`,
    `labels=status,${slug}&state=closed${updated}`,
    `labels=maintenance&state=all${updated}`,
  ];
}

/** Address of one page of a list of issues. Oldest first, so that a new issue moves none to another page. */
export function issuesPath(list: string, page: number): string {
  return `/issues?${list}&sort=created&direction=asc&per_page=${ISSUES_PER_PAGE}&page=${page}`;
}

/** All pages of each of `count` lists so far, and which of them have one more. Throws EvidenceError E_PARTIAL when there is no end. */
export function pagesOfLists(rounds: readonly (readonly HttpReply[])[], count: number) {
  const [first = [], ...later] = rounds;
  const pages = Array.from({ length: count }, (_, list) => [requireAnswer(first[BEFORE_ISSUES + list] as HttpReply)]);
  const open = (): number[] => pages.flatMap((each, list) => (hasNextPage(each.at(-1) as HttpReply) ? [list] : []));
  for (const replies of later) {
    for (const [index, list] of open().entries()) pages[list]?.push(requireAnswer(replies[index] as HttpReply));
  }
  const next = open().map((list) => ({ list, page: (pages[list] as HttpReply[]).length + 1 }));
  if (next.length > 0 && rounds.length >= MOST_ROUNDS)
    throw new EvidenceError({
      code: 'E_PARTIAL',
      where: (first[BEFORE_ISSUES] as HttpReply).where,
      found: `more than ${MOST_ROUNDS} pages of issues`,
      expected: 'fewer incidents in the window',
      fix: 'Judge a shorter window.',
    });
  return { pages, next };
}

/** Throws ServiceError E_RATE_LIMITED for what GitHub answers with 403 when its limit is used up. */
export function requireAnswer(reply: HttpReply): HttpReply {
  if (reply.status !== 403 || reply.headers['x-ratelimit-remaining'] !== '0') return reply;
  throw new ServiceError({
    code: 'E_RATE_LIMITED',
    where: reply.where,
    found: "status 403, GitHub's limit of requests is used up",
    expected: 'a status of 200',
    fix: 'Give a `token`, or run this step less often.',
  });
}

/** The same headers for every request: those of GitHub's API. */
export function githubRequest(url: string, accept: string, token: string | undefined): HttpRequest {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return { method: 'GET', url, headers: { accept, 'x-github-api-version': '2022-11-28', ...authorization } };
}
