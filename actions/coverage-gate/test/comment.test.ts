import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FakeGitHub } from '../../../packages/tooling/src/runner-harness/fake-github.ts';

const GATE = fileURLToPath(new URL('../../../dist/coverage-gate/index.js', import.meta.url));
const github = new FakeGitHub();

beforeAll(() => github.start());
afterAll(() => github.stop());

/** The built gate on a pull request, with what of its parts that are loaded only for a comment. */
function runOnPullRequest(): Promise<{ code: number | null; log: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'maturity-comment-'));
  writeFileSync(join(folder, 'lcov.info'), 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n');
  const event = join(folder, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, base: { sha: '0'.repeat(40) } } }));
  const child = spawn(process.execPath, [GATE], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      INPUT_LINE: '80',
      INPUT_COMMENT: 'true',
      INPUT_TOKEN: 'secret-token',
      GITHUB_WORKSPACE: folder,
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_API_URL: github.url,
      RUNNER_TEMP: folder,
    },
  });
  let log = '';
  child.stdout.on('data', (piece) => {
    log += piece;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, log })));
}

test('keeps one comment with the verdict on the pull request', async () => {
  const first = await runOnPullRequest();
  expect(first.code).toBe(1);
  expect(first.log).toContain('Wrote the comment on pull request 7.');
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain('50.00 %');
  const second = await runOnPullRequest();
  expect(second.log).toContain('The comment on pull request 7 is up to date.');
});

test('a read-only token changes the log and not the verdict', async () => {
  github.isReadOnly = true;
  github.comments.length = 0;
  const { code, log } = await runOnPullRequest();
  expect(code).toBe(1);
  expect(log).toContain('No comment on pull request 7');
  expect(log.split('\n').filter((line) => line.includes('##['))).toEqual([]);
  expect(log.replace('::add-mask::secret-token', '')).not.toContain('secret-token');
});
