import { FakeGitHub } from '../../tooling/src/runner-harness/fake-github.ts';

const github = new FakeGitHub();
const MARKER = '<!-- maturity-actions: coverage-gate ci -->';
const comment = (body: string) => ({
  token: 'secret-token',
  repository: 'octo/shop',
  pullRequest: 7,
  marker: MARKER,
  body: `${MARKER}\n${body}`,
});

beforeAll(async () => {
  await github.start();
  process.env.GITHUB_API_URL = github.url;
});
afterAll(() => github.stop());

test('writes one comment, updates it, and leaves it alone when nothing changed', async () => {
  // After GITHUB_API_URL is set: the client reads it when it is loaded.
  const { keepComment } = await import('../src/comment.ts');
  for (let id = 1; id <= 120; id++) github.comments.push({ id, body: 'a discussion' });
  expect(await keepComment(comment('first'))).toBe('Wrote the comment on pull request 7.');
  expect(await keepComment(comment('second'))).toBe('Updated the comment on pull request 7.');
  expect(await keepComment(comment('second'))).toBe('The comment on pull request 7 is up to date.');
  expect(github.comments).toHaveLength(121);
  expect(github.comments.at(-1)?.body).toBe(`${MARKER}\nsecond`);
  expect(new Set(github.tokens)).toEqual(new Set(['token secret-token']));
});

test('says why there is none when the token may only read', async () => {
  const { keepComment } = await import('../src/comment.ts');
  github.isReadOnly = true;
  const said = await keepComment(comment('third'));
  expect(said).toMatch(/^No comment on pull request 7: .*"pull-requests: write"/);
  expect(said).not.toContain('##[');
});
