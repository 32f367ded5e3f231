import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ServiceError } from '@maturity-actions/criteria';

/** Read-only questions to Git about one folder. No hook, filter or external diff of the repository is run. */
export interface Git {
  /** Absolute path of the checkout. */
  readonly checkout: string;
  /** Tracked files below the folder, relative to it with `/`. */
  files(): Promise<string[]>;
  /** The checked-out commit; undefined before the first one. */
  head(): Promise<{ readonly sha: string; readonly committedAt: number } | undefined>;
  /** Of these paths, those that .gitattributes marks as generated. */
  generated(paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** The diff from the merge base of `base` and HEAD to the working tree, without context, of files with these endings. Throws ServiceError E_NO_BASE. */
  diff(base: string, endings: readonly string[]): Promise<{ readonly base: string; readonly text: string }>;
  /** Commit times of lines of a file, in milliseconds; lines without a known commit are left out. */
  blame(path: string, lines: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Text of a file at the merge base of `base` and HEAD; undefined when it has none there. Throws ServiceError E_NO_BASE. */
  textAt(base: string, path: string): Promise<string | undefined>;
  /** Text of a file on a branch or at a tag, from the root of the checkout; undefined when there is no such ref or file. */
  textOf(ref: string, path: string): Promise<string | undefined>;
  /** Name of the newest tag that is a version, such as `v1.4.0` or `2.0`; undefined where there is none. */
  latestTag(): Promise<string | undefined>;
}

/**
 * Git for a folder, or undefined when the folder is in no checkout. With `isListed` its files are listed at once.
 * Throws ServiceError E_GIT when git is there and refuses.
 */
export async function openGit(folder: string, isListed = false): Promise<Git | undefined> {
  // Looking for .git first saves starting a process where there is none.
  if (process.env.GIT_DIR === undefined && checkoutAbove(folder) === undefined) return undefined;
  // Both at the same time: to start a process takes longer than its answer.
  const listing = isListed ? listFiles(folder) : undefined;
  listing?.catch(() => {});
  const probe = await run(folder, ['rev-parse', '--is-inside-work-tree']).catch((error: unknown) => String(error));
  // A checkout that cannot be asked must not count as no checkout: its files would go unchecked.
  if (typeof probe === 'string') throw refused(folder, probe);
  if (probe.exitCode !== 0) throw refused(folder, probe.stderr);
  if (probe.stdout.trim() !== 'true') return undefined;
  return {
    checkout: checkoutAbove(folder) ?? folder,
    files: () => listing ?? listFiles(folder),
    async head() {
      const { exitCode, stdout } = await run(folder, ['log', '-1', '--format=%H %ct', '--no-show-signature']);
      const match = exitCode === 0 ? /^([0-9a-f]{40,64}) (\d+)$/.exec(stdout.trim()) : null;
      return match ? { sha: match[1] as string, committedAt: Number(match[2]) * 1000 } : undefined;
    },
    async generated(paths) {
      const input = Buffer.from(paths.map((path) => `${path}\0`).join(''));
      const { stdout } = await demand(folder, ['check-attr', '-z', '--stdin', 'linguist-generated'], input);
      const fields = stdout.split('\0');
      const generated = new Set<string>();
      for (let at = 0; at + 2 < fields.length; at += 3) {
        if (fields[at + 2] === 'set' || fields[at + 2] === 'true') generated.add(fields[at] as string);
      }
      return generated;
    },
    diff: (base, endings) => diffFrom(folder, base, endings),
    blame: (path, lines) => blameLines(folder, path, lines),
    textAt: (base, path) => textAtBase(folder, base, path),
    async textOf(ref, path) {
      if (ref.startsWith('-')) return undefined;
      const shown = ['show', '--no-textconv', '--no-ext-diff', '--end-of-options', `${ref}:${path}`];
      const { exitCode, stdout } = await run(folder, shown);
      return exitCode === 0 ? stdout : undefined;
    },
    async latestTag() {
      const listed = ['for-each-ref', '--sort=-creatordate', '--format=%(refname:strip=2)', 'refs/tags'];
      const { exitCode, stdout } = await run(folder, listed);
      // A plan is no worse for tags that Git cannot list.
      const names = exitCode === 0 ? stdout.split('\n') : [];
      return names.find((name) => /^v?\d+\.\d+(?:\.\d+){0,2}$/.test(name));
    },
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const { stdout } = await demand(folder, ['ls-files', '-z', '--cached']);
  return stdout.split('\0').filter((path) => path !== '');
}

/** The folder at or above this one that holds .git; undefined when there is none. */
function checkoutAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** The commit that the change starts from: the merge base of `base` and HEAD. Throws ServiceError E_NO_BASE. */
async function startOf(folder: string, base: string): Promise<string> {
  // A name that starts with a dash would be read as an option.
  const resolved = base.startsWith('-')
    ? undefined
    : await run(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`]);
  const sha = resolved?.stdout.trim() ?? '';
  if (resolved?.exitCode !== 0 || sha === '') throw noBase(base, 'a commit that is not in this checkout');
  const merge = await run(folder, ['merge-base', sha, 'HEAD']);
  if (merge.exitCode !== 0) throw noBase(base, 'a commit that has no common ancestor with HEAD in this checkout');
  return merge.stdout.trim();
}

async function textAtBase(folder: string, base: string, path: string): Promise<string | undefined> {
  const from = await startOf(folder, base);
  const listed = ['--literal-pathspecs', 'ls-tree', '-z', '--name-only', from, '--', path];
  const { stdout } = await demand(folder, listed);
  if (stdout === '') return undefined;
  return (await demand(folder, ['show', '--no-textconv', '--no-ext-diff', `${from}:./${path}`])).stdout;
}

/** More lines than this in one file are asked for as a whole. */
const MOST_RANGES = 200;

async function blameLines(folder: string, path: string, lines: readonly number[]): Promise<Map<number, number>> {
  const ranges = lines.length > MOST_RANGES ? [] : lines.flatMap((line) => ['-L', `${line},${line}`]);
  const shallow = await run(folder, ['rev-parse', '--is-shallow-repository']);
  // The first commit of a whole history did bring its lines; that of a shallow one only looks like it.
  const root = shallow.stdout.trim() === 'false' ? ['--root'] : [];
  // Blanks do not make a line new, nor may a setting of the checkout make the oldest commit known.
  const options = ['-c', 'blame.showRoot=false', 'blame', '--line-porcelain', '--no-textconv', '-w'];
  const asked = [...options, ...root, ...ranges, '--', path];
  const { exitCode, stdout } = await run(folder, asked);
  // A line beyond the end, or a file that is not committed: nobody knows.
  if (exitCode !== 0) return new Map();
  return parseBlame(stdout);
}

/** Reads `git blame --line-porcelain`: per line a head with the commit, its facts, and the text after a tab. */
function parseBlame(text: string): Map<number, number> {
  const times = new Map<number, number>();
  let line = 0;
  let time = 0;
  let isUnknown = false;
  for (const row of text.split('\n')) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(row);
    if (row.startsWith('\t')) {
      if (!isUnknown && line > 0) times.set(line, time * 1000);
      [line, time, isUnknown] = [0, 0, false];
    } else if (head && line === 0) {
      line = Number(head[2]);
      isUnknown = /^0+$/.test(head[1] as string);
    } else if (row.startsWith('committer-time ')) time = Number(row.slice('committer-time '.length));
    // The oldest commit of a shallow checkout is not the one that brought the line.
    else if (row === 'boundary') isUnknown = true;
  }
  return times;
}

async function diffFrom(
  folder: string,
  base: string,
  endings: readonly string[],
): Promise<{ base: string; text: string }> {
  const from = await startOf(folder, base);
  const options = [
    '--unified=0',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    // .gitattributes of the change itself could call its files binary, and their lines would not count.
    '--text',
    '--find-renames',
    '--relative',
    '--src-prefix=a/',
    '--dst-prefix=b/',
  ];
  const { stdout } = await demand(folder, ['diff', ...options, from, '--', ...pathspecs(endings)]);
  return { base: `${base} (${from.slice(0, 7)})`, text: stdout };
}

/** Only what can be source code is read as text: an image would come whole. Odd endings give all files. */
function pathspecs(endings: readonly string[]): string[] {
  const isPlain = endings.length > 0 && endings.every((ending) => /^\.[\w+-]+$/.test(ending));
  return isPlain ? endings.map((ending) => `:(glob)**/*${ending}`) : ['.'];
}

interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(folder: string, args: readonly string[], input?: Buffer): Promise<Result> {
  // Loaded when there is a checkout to ask about.
  const { runGit } = await import('./git-process.ts');
  const guarded = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=off'];
  const safe = ['-c', `safe.directory=${checkoutAbove(folder) ?? folder}`];
  return runGit(folder, [...guarded, ...safe, ...args], input);
}

async function demand(folder: string, args: readonly string[], input?: Buffer): Promise<Result> {
  const result = await run(folder, args, input);
  if (result.exitCode !== 0) throw refused(folder, result.stderr);
  return result;
}

function refused(folder: string, reason: string): ServiceError {
  const found = reason.trim().split('\n')[0]?.slice(0, 200) ?? 'an error';
  return new ServiceError({
    code: 'E_GIT',
    where: `git in ${folder}`,
    found,
    expected: 'a readable checkout',
    fix: 'Install git where the job runs; in a container, run "git config --global --add safe.directory" for the workspace first.',
  });
}

function noBase(base: string, found: string): ServiceError {
  return new ServiceError({
    code: 'E_NO_BASE',
    where: `base ${base}`,
    found,
    expected: 'a commit of this checkout',
    fix: 'Check out with "fetch-depth: 0", or give another `base`.',
  });
}
