import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGit } from '../src/git.ts';

const root = mkdtempSync(join(tmpdir(), 'tags-'));
const folder = join(root, 'repo');
afterAll(() => rmSync(root, { recursive: true, force: true }));

function git(args: readonly string[], date: string): void {
  execFileSync('git', args, {
    cwd: folder,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.invalid',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.invalid',
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    },
  });
}

const latestTag = async () => (await openGit(folder))?.latestTag();

test('the newest tag that is a version is the last release', async () => {
  mkdirSync(folder);
  git(['init', '--quiet', '--initial-branch=main'], '2026-01-01T00:00:00Z');
  expect(await latestTag()).toBeUndefined();
  const tags = ['v1.10.0', 'v1.9.0', 'v2.0.0-rc.1', 'nightly', 'api/v9.0.0', 'v2'];
  for (const [index, tag] of tags.entries()) {
    const date = `2026-01-0${index + 1}T00:00:00Z`;
    git(['commit', '--quiet', '--allow-empty', '-m', tag], date);
    // An annotated tag has a day of its own, a plain one that of its commit.
    git(index % 2 === 0 ? ['tag', tag] : ['tag', '-a', '-m', tag, tag], date);
  }
  expect(await latestTag()).toBe('v1.9.0');
  git(['tag', '2.1'], '2026-02-01T00:00:00Z');
  expect(await latestTag()).toBe('2.1');
});
