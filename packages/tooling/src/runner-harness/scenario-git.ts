import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** Dates of the commits, so that a scenario says the same on every day. */
export const BASE_DATE = '2026-11-01T12:00:00Z';
export const HEAD_DATE = '2026-11-02T12:00:00Z';

/** Runs Git in a folder without the settings of the machine; gives what it prints. */
export async function git(folder: string, args: readonly string[], date = HEAD_DATE): Promise<string> {
  const { stdout } = await exec('git', ['-c', 'core.autocrlf=false', '-c', 'gc.auto=0', ...args], {
    cwd: folder,
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
  return stdout.trim();
}

/** Commits all that is in the folder; gives the commit. */
export async function commitAll(folder: string, message: string, date: string): Promise<string> {
  await git(folder, ['add', '--all', '--force']);
  await git(folder, ['commit', '--quiet', '--allow-empty', `--message=${message}`], date);
  return git(folder, ['rev-parse', 'HEAD']);
}
