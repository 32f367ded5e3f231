import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeGitHub } from './fake-github.ts';
import { type ActionResult, runAction } from './run-action.ts';

/** What a gate needs for a red verdict, and a text by which its comment shows it. */
export interface CommentCase {
  readonly inputs: Readonly<Record<string, string>>;
  /** Texts of files at the root of the workspace. */
  readonly files: Readonly<Record<string, string>>;
  readonly shown: string;
  /** Input that takes the token of GitHub; default `token`. */
  readonly tokenInput?: string;
}

const TOKEN = 'secret-token';
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 7, base: { sha: '0'.repeat(40) } } } };

/** Defines the tests of a built gate that keeps a comment, on a GitHub that writes and on one that refuses. */
export function testComment(action: string, { inputs, files, shown, tokenInput = 'token' }: CommentCase): void {
  const github = new FakeGitHub();
  beforeAll(() => github.start());
  afterAll(() => github.stop());
  const run = () => runOnPullRequest(action, { ...inputs, comment: 'true', [tokenInput]: TOKEN }, files, github.url);

  test('keeps one comment with the verdict on the pull request', async () => {
    const first = await run();
    expect(first.exitCode).toBe(1);
    expect(first.log).toContain('Wrote the comment on pull request 7.');
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain(shown);
    const second = await run();
    expect(second.log).toContain('The comment on pull request 7 is up to date.');
  });

  test('a read-only token, as forks have, changes the log and not the verdict', async () => {
    github.isReadOnly = true;
    github.comments.length = 0;
    const { exitCode, log, outputs } = await run();
    expect(exitCode).toBe(1);
    expect(outputs.outcome).toBe('unmet');
    expect(log).toContain('No comment on pull request 7');
    expect(log.replaceAll(`::add-mask::${TOKEN}`, '')).not.toContain(TOKEN);
  });
}

/** Runs the built gate on a pull request, with what of its parts that are loaded only for a comment. */
async function runOnPullRequest(
  action: string,
  inputs: Readonly<Record<string, string>>,
  files: CommentCase['files'],
  url: string,
): Promise<ActionResult> {
  const folder = await mkdtemp(join(tmpdir(), 'maturity-comment-'));
  const workspace = join(folder, 'workspace');
  try {
    await mkdir(workspace);
    for (const [path, text] of Object.entries(files)) await writeFile(join(workspace, path), text);
    const environment = { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'octo/shop' };
    return await runAction({ action, inputs, workspace, environment, event: EVENT });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
