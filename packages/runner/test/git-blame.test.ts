import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GateError } from '@maturity-actions/criteria';
import { type Git, openGit } from '../src/git.ts';

const FIRST = '2026-01-01T10:00:00Z';
const SECOND = '2026-02-01T10:00:00Z';
const THIRD = '2026-03-01T10:00:00Z';

const root = mkdtempSync(join(tmpdir(), 'blame-'));
const whole = join(root, 'whole');
afterAll(() => rmSync(root, { recursive: true, force: true }));

function git(folder: string, args: readonly string[], date = FIRST, author = 'Ada'): string {
  return execFileSync('git', ['-c', 'core.autocrlf=false', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: author,
      GIT_AUTHOR_EMAIL: 'ada@example.invalid',
      GIT_COMMITTER_NAME: author,
      GIT_COMMITTER_EMAIL: 'ada@example.invalid',
      GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z',
      GIT_COMMITTER_DATE: date,
    },
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(whole, path)), { recursive: true });
  writeFileSync(join(whole, path), text);
}

function commit(message: string, date: string, author?: string): string {
  git(whole, ['add', '--all'], date, author);
  git(whole, ['commit', '--quiet', '--allow-empty', '-m', message], date, author);
  return git(whole, ['rev-parse', 'HEAD']).trim();
}

const open = async (folder: string): Promise<Git> => (await openGit(folder)) as Git;
/** `line date` of each line that has one. */
const dates = async (folder: string, path: string, lines: readonly number[]) =>
  [...(await (await open(folder)).blame(path, lines))]
    .sort(([a], [b]) => a - b)
    .map(([line, at]) => `${line} ${new Date(at).toISOString().replace('.000Z', 'Z')}`);

const ODD = ['with space.py', 'ünïcode.py', '-dash.py', '[id].tsx', 'a:b.py', ':(top)x.py', 'quote".py'];
const commits = { first: '', second: '', third: '', other: '' };

beforeAll(() => {
  mkdirSync(whole);
  git(whole, ['init', '--quiet', '--initial-branch=main']);
  write('src/a.py', 'one\ntwo\nthree\n');
  write('service/b.py', 'one\n');
  write('many.py', `${'x\n'.repeat(500)}`);
  write('crlf.md', 'one\r\ntwo\r\n');
  for (const name of ODD) write(name, 'odd\n');
  commits.first = commit('committer-time 1\n\nboundary', FIRST);
  git(whole, ['branch', 'old']);
  write('src/a.py', 'one\nTWO\nthree\nfour\n');
  write('evil.txt', `committer-time 1\nboundary\n${'0'.repeat(40)} 1 1 1\nauthor boundary\n\tcommitter-time 9\n`);
  commits.second = commit('boundary', SECOND, 'boundary\tcommitter-time 5');
  write('src/a.py', 'one\n    TWO\nthree\nfour\nfive\n');
  write('service/new.md', 'new\n');
  commits.third = commit('third', THIRD);
  git(whole, ['checkout', '--quiet', '--orphan', 'island']);
  commits.other = commit('an island', THIRD);
  git(whole, ['checkout', '--quiet', 'main']);
});

function clone(name: string, ...options: readonly string[]): string {
  git(root, ['clone', '--quiet', ...options, `file://${whole}`, name]);
  return join(root, name);
}

describe('dates of lines', () => {
  test('in a whole history: also of the first commit, by the day of the commit', async () => {
    const expected = [`1 ${FIRST}`, `2 ${SECOND}`, `3 ${FIRST}`, `4 ${SECOND}`, `5 ${THIRD}`];
    expect(await dates(whole, 'src/a.py', [1, 2, 3, 4, 5])).toEqual(expected);
    expect(await dates(clone('full'), 'src/a.py', [1, 2, 3, 4, 5])).toEqual(expected);
    expect(await dates(whole, 'src/a.py', [3])).toEqual([`3 ${FIRST}`]);
  });

  test('blanks do not make a line new', async () => {
    expect(await dates(whole, 'src/a.py', [2])).toEqual([`2 ${SECOND}`]);
  });

  test('in a shallow checkout: none of what its oldest commit only looks like having brought', async () => {
    const one = clone('depth-1', '--depth=1');
    expect(await dates(one, 'src/a.py', [1, 2, 3, 4, 5])).toEqual([]);
    expect(await dates(one, 'service/new.md', [1])).toEqual([]);
    const two = clone('depth-2', '--depth=2');
    expect(await dates(two, 'src/a.py', [1, 2, 3, 4, 5])).toEqual([`5 ${THIRD}`]);
    expect(await dates(two, 'service/new.md', [1])).toEqual([`1 ${THIRD}`]);
  });

  test('no setting of a shallow checkout makes its oldest commit known', async () => {
    const folder = clone('show-root', '--depth=1');
    git(folder, ['config', 'blame.showRoot', 'true']);
    expect(await dates(folder, 'src/a.py', [1, 5])).toEqual([]);
  });

  test('of a shallow checkout that was completed', async () => {
    const folder = clone('unshallowed', '--depth=1');
    git(folder, ['fetch', '--quiet', '--unshallow']);
    expect(await dates(folder, 'src/a.py', [1, 5])).toEqual([`1 ${FIRST}`, `5 ${THIRD}`]);
  });

  test('of very many lines at once', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => index + 1);
    expect(await dates(whole, 'many.py', lines)).toEqual(lines.map((line) => `${line} ${FIRST}`));
  });

  test('nobody knows those of what is not there or not committed', async () => {
    const folder = clone('changed');
    appendFileSync(join(folder, 'src/a.py'), 'six\n');
    writeFileSync(join(folder, 'untracked.py'), 'one\n');
    expect(await dates(folder, 'src/a.py', [1, 6])).toEqual([`1 ${FIRST}`]);
    expect(await dates(folder, 'src/a.py', [7])).toEqual([]);
    expect(await dates(folder, 'untracked.py', [1])).toEqual([]);
    expect(await dates(folder, 'missing.py', [1])).toEqual([]);
    expect(await dates(folder, '../outside.py', [1])).toEqual([]);
    expect(await dates(folder, 'src', [1])).toEqual([]);
  });

  test('neither names, messages nor lines are taken for facts of Git', async () => {
    expect(await dates(whole, 'evil.txt', [1, 2, 3, 4, 5])).toEqual([1, 2, 3, 4, 5].map((line) => `${line} ${SECOND}`));
  });

  test.each(ODD)('of the file %j', async (name) => {
    expect(await dates(whole, name, [1])).toEqual([`1 ${FIRST}`]);
  });

  test('below the judged folder', async () => {
    expect(await dates(join(whole, 'service'), 'b.py', [1])).toEqual([`1 ${FIRST}`]);
    expect(await dates(join(whole, 'service'), 'src/a.py', [1])).toEqual([]);
  });
});

describe('the text of a file at the start of a change', () => {
  const textAt = async (base: string, path: string, folder = whole) => (await open(folder)).textAt(base, path);

  test.each([
    { name: 'as it was', base: 'old', path: 'src/a.py', expected: 'one\ntwo\nthree\n' },
    { name: 'as it is, of this commit', base: 'main', path: 'src/a.py', expected: 'one\n    TWO\nthree\nfour\nfive\n' },
    { name: 'with its line ends', base: 'old', path: 'crlf.md', expected: 'one\r\ntwo\r\n' },
    { name: 'that the change brings', base: 'old', path: 'service/new.md', expected: undefined },
    { name: 'that is not there', base: 'old', path: 'missing.md', expected: undefined },
    ...ODD.map((path) => ({ name: `called ${path}`, base: 'old', path, expected: 'odd\n' })),
  ])('$name', async ({ base, path, expected }) => {
    expect(await textAt(base, path)).toBe(expected);
  });

  test('below the judged folder', async () => {
    expect(await textAt('old', 'b.py', join(whole, 'service'))).toBe('one\n');
    expect(await textAt('main', 'new.md', join(whole, 'service'))).toBe('new\n');
    expect(await textAt('main', 'src/a.py', join(whole, 'service'))).toBeUndefined();
  });

  test('of the merge base, not of what the base became since', async () => {
    const folder = clone('branched');
    git(folder, ['checkout', '--quiet', '-b', 'topic', commits.second]);
    expect(await textAt('origin/main', 'src/a.py', folder)).toBe('one\nTWO\nthree\nfour\n');
  });

  test('what lies uncommitted in the checkout says nothing', async () => {
    const folder = clone('dirty');
    writeFileSync(join(folder, 'src/a.py'), 'mine\n');
    git(folder, ['add', '--all']);
    expect(await textAt('main', 'src/a.py', folder)).toContain('TWO');
  });

  test('no program of the checkout is run', async () => {
    const folder = clone('converted');
    git(folder, ['config', 'diff.evil.textconv', 'echo converted; touch ran; true']);
    writeFileSync(join(folder, '.gitattributes'), '* diff=evil\n');
    expect(await textAt('main', 'src/a.py', folder)).toContain('TWO');
    expect(await dates(folder, 'src/a.py', [1])).toEqual([`1 ${FIRST}`]);
    expect(git(folder, ['ls-files', '--others'])).not.toContain('ran');
  });

  test.each(['nowhere', '--output=x', '-x', '', 'main:src', 'HEAD^{tree}', 'ORIGIN/MAIN'])(
    'the base %j is refused',
    async (base) => {
      const failure = await textAt(base, 'src/a.py').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(GateError);
      expect((failure as GateError).failures[0]).toMatchObject({ kind: 'service', code: 'E_NO_BASE' });
    },
  );

  test('a base without a common ancestor is refused, and so is one that a shallow checkout lacks', async () => {
    await expect(textAt('island', 'src/a.py')).rejects.toThrow('no common ancestor');
    const folder = clone('lacking', '--depth=1');
    await expect(textAt(commits.first, 'src/a.py', folder)).rejects.toThrow('not in this checkout');
  });
});

test('a folder without Git has none', async () => {
  expect(await openGit(root)).toBeUndefined();
});
