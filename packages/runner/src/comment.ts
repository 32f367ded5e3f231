import { escapeLog } from '@maturity-actions/criteria';

/** A comment to keep on a pull request: the first line of `body` is a hidden marker that finds it again. */
export interface StickyComment {
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequest: number;
  readonly marker: string;
  readonly body: string;
}

/**
 * Creates the comment, or updates the one with the same marker. Returns what was done, as a line for
 * the log: never throws, because a comment that cannot be written (a fork's token is read-only)
 * must not change a verdict.
 */
export async function keepComment(comment: StickyComment): Promise<string> {
  try {
    return await writeComment(comment);
  } catch (error) {
    const reason = escapeLog(error instanceof Error ? error.message : String(error)).slice(0, 200);
    return `No comment on pull request ${comment.pullRequest}: ${reason}. The token needs "pull-requests: write"; the tokens of forks have only "read". The verdict is in the job summary.`;
  }
}

async function writeComment({ token, repository, pullRequest, marker, body }: StickyComment): Promise<string> {
  // Loaded here only: most runs write no comment, and the client is larger than the rest of the gate.
  const { getOctokit } = await import('@actions/github');
  const { rest, paginate } = getOctokit(token);
  const [owner = '', repo = ''] = repository.split('/');
  const known = await paginate(rest.issues.listComments, { owner, repo, issue_number: pullRequest, per_page: 100 });
  const own = known.find((each) => each.body?.startsWith(marker));
  if (own?.body === body) return `The comment on pull request ${pullRequest} is up to date.`;
  if (own) await rest.issues.updateComment({ owner, repo, comment_id: own.id, body });
  else await rest.issues.createComment({ owner, repo, issue_number: pullRequest, body });
  return `${own ? 'Updated' : 'Wrote'} the comment on pull request ${pullRequest}.`;
}
