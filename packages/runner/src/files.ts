// Synchronous calls: one process does one thing here, and node:fs/promises costs 4 ms at every start.
import {
  appendFileSync,
  closeSync,
  type Dirent,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import { EvidenceError, ServiceError } from '@maturity-actions/criteria';
import { PieceFile } from './piece-file.ts';
import type { Pieces } from './renderers.ts';

/** How much is read from a file at a time. */
const CHUNK_BYTES = 262_144;
const HEAD_BYTES = 8192;
/** Longer patterns find nothing, which is an error of its own. */
const MAX_PATTERN_LENGTH = 4096;
/** A folder with more files is not searched: what lies beyond would be missing without a word. */
const MAX_LISTED_FILES = 1_000_000;

/** A report on disk, read in chunks into one buffer. Matches the ByteSource of the readers. */
export interface FileSource {
  readonly path: string;
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly modifiedAt: number;
  head(): Promise<Uint8Array>;
  chunks(): AsyncIterable<Uint8Array>;
}

/** Opens a file as a source; `path` is how the user would name it. Throws ServiceError E_FILE_ACCESS. */
export function fileSource(absolute: string, path: string): FileSource {
  const { size, mtimeMs } = attempt(path, () => statSync(absolute));
  return {
    path,
    size,
    modifiedAt: Math.floor(mtimeMs),
    head: async () => attempt(path, () => readHead(absolute)),
    chunks: () => readChunks(absolute, path),
  };
}

function readHead(absolute: string): Uint8Array {
  const file = openSync(absolute, 'r');
  try {
    const buffer = new Uint8Array(HEAD_BYTES);
    return buffer.subarray(0, readSync(file, buffer, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

async function* readChunks(absolute: string, path: string): AsyncGenerator<Uint8Array> {
  const file = attempt(path, () => openSync(absolute, 'r'));
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const length = attempt(path, () => readSync(file, buffer, 0, CHUNK_BYTES, null));
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** The text of a file; undefined when there is none. Throws ServiceError E_FILE_ACCESS on any other problem. */
export function readTextIfThere(absolute: string, path: string): string | undefined {
  return existsSync(absolute) ? attempt(path, () => readFileSync(absolute, 'utf8')) : undefined;
}

/**
 * The text of a plain file below `root`; undefined for anything else: a link that leads out of it or
 * nowhere, a folder, a device, a file above `maxBytes`. For paths that reports name.
 */
export function readPlainText(root: string, absolute: string, maxBytes: number): string | undefined {
  try {
    const real = plainFile(root, absolute);
    return real !== undefined && statSync(real).size <= maxBytes ? readFileSync(real, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Replaces the text of a plain file below `root`, also through a link that stays inside. False, and
 * nothing is written, for anything else: a link that leads out, a folder, a device, a file of Git's own.
 * Throws ServiceError E_FILE_ACCESS when the file may not be written.
 */
export function replacePlainText(root: string, absolute: string, text: string): boolean {
  const real = plainFile(root, absolute);
  if (real === undefined) return false;
  attempt(absolute, () => writeFileSync(real, text));
  return true;
}

/** Whether a path leads to a file below `root`, and to none of Git's own. */
export function isPlainFile(root: string, absolute: string): boolean {
  return plainFile(root, absolute) !== undefined;
}

/** Where a path below `root` really leads, when that is a file below `root` and none of Git's own. */
function plainFile(root: string, absolute: string): string | undefined {
  try {
    const real = realpathSync(absolute);
    const inside = relative(realpathSync(root), real);
    const isOutside = inside.split(sep)[0] === '..' || isAbsolute(inside) || inside.split(sep).includes('.git');
    return isOutside || !statSync(real).isFile() ? undefined : real;
  } catch {
    return undefined;
  }
}

/** Whether there is a file at this path. */
export function isFile(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Whether there is a folder at this path. */
export function isFolder(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Writes a file and the folders above it. Throws ServiceError E_FILE_ACCESS. */
export function writeText(absolute: string, text: string): void {
  attempt(absolute, () => {
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  });
}

/** Writes a file of many pieces through one buffer. Throws ServiceError E_FILE_ACCESS. */
export function writePieces(absolute: string, pieces: Pieces): void {
  attempt(absolute, () => {
    mkdirSync(dirname(absolute), { recursive: true });
    const file = new PieceFile(absolute);
    try {
      pieces((piece) => file.add(piece));
      file.end();
    } finally {
      file.close();
    }
  });
}

/** Adds to a file that the runner made. Throws ServiceError E_FILE_ACCESS. */
export function appendText(absolute: string, text: string): void {
  attempt(absolute, () => appendFileSync(absolute, text));
}

/** Adds to a file, which is made with the folders above it where there is none. Throws ServiceError E_FILE_ACCESS. */
export function addText(absolute: string, text: string): void {
  attempt(absolute, () => {
    mkdirSync(dirname(absolute), { recursive: true });
    appendFileSync(absolute, text);
  });
}

/**
 * Files that match the patterns, as absolute paths, sorted, each once. A pattern may start with `!`
 * to take files away. Folders and symbolic links to folders are not followed.
 */
export async function findFiles(root: string, patterns: readonly string[]): Promise<string[]> {
  const plain = patterns.filter((pattern) => !/[*?[\]{}!]/.test(pattern));
  if (plain.length === patterns.length) return sortedFiles(plain.map((pattern) => resolve(root, pattern)));
  if (patterns.some((pattern) => pattern.length > MAX_PATTERN_LENGTH)) return [];
  const { create } = await import('@actions/glob');
  const rooted = patterns.map((pattern) =>
    pattern.startsWith('!') ? `!${rootedPattern(root, pattern.slice(1))}` : rootedPattern(root, pattern),
  );
  const options = { followSymbolicLinks: false, matchDirectories: false, implicitDescendants: false };
  return sortedFiles(await withoutDebugLines(async () => (await create(rooted.join('\n'), options)).glob()));
}

/** The glob library writes `::debug::` lines, which a runner hides and a terminal does not. */
async function withoutDebugLines<T>(action: () => Promise<T>): Promise<T> {
  if (process.env.GITHUB_ACTIONS === 'true') return action();
  const { stdout } = process;
  const { write } = stdout;
  stdout.write = ((...args: Parameters<typeof write>) =>
    String(args[0]).startsWith('::debug::') || write.apply(stdout, args)) as typeof write;
  try {
    return await action();
  } finally {
    stdout.write = write;
  }
}

function sortedFiles(paths: readonly string[]): string[] {
  const files = [...new Set(paths)].filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  return files.sort();
}

/**
 * An absolute pattern without `..`, which the glob library does not take. It also takes `[`, `?` and
 * `*` in the root for wildcards; a class of one sign is that sign.
 */
function rootedPattern(root: string, pattern: string): string {
  if (isAbsolute(pattern)) return normalize(pattern);
  return join(root.replace(/[*?[]/g, '[$&]'), pattern);
}

/** Files below a folder that is no Git checkout, relative with `/`; installed packages and dot folders left out. */
export function listFolder(root: string): string[] {
  const files: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(folder)) {
      const path = resolve(folder, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) folders.push(path);
      else if (entry.isFile()) files.push(slashed(relative(root, path)));
      if (files.length > MAX_LISTED_FILES) throw tooManyFiles(root);
    }
  }
  return files;
}

function tooManyFiles(root: string): EvidenceError {
  return new EvidenceError({
    code: 'E_TOO_LARGE',
    where: root,
    found: `over ${MAX_LISTED_FILES} files`,
    expected: 'a folder that can be searched',
    fix: 'Name the reports with `reports`, or judge a smaller `working-directory`.',
  });
}

/** A test of file names against names in which `*` stands for any letters. */
export function nameTest(names: readonly string[]): (name: string) => boolean {
  const plain = new Set(names.filter((name) => !name.includes('*')));
  const open = names.filter((name) => name.includes('*')).map((name) => name.split('*'));
  return (name) => plain.has(name) || open.some((parts) => fits(name, parts));
}

/** Whether `name` starts with the first part, ends with the last, and has the others in between in this order. */
function fits(name: string, parts: readonly string[]): boolean {
  const last = parts.at(-1) as string;
  if (!name.startsWith(parts[0] as string) || !name.endsWith(last)) return false;
  let at = 0;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return parts.slice(0, -1).reduce((sum, part) => sum + part.length, last.length) <= name.length;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Nobody who runs here can have written a report there; reports named by `reports` are not looked for this way.
    return [];
  }
}

/** A path with `/` on every system. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function attempt<T>(where: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ServiceError({
      code: 'E_FILE_ACCESS',
      where,
      found: reason,
      expected: 'a file that can be used',
      fix: 'Look at the path and its permissions.',
    });
  }
}
