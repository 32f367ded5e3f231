import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { ServiceError } from '@maturity-actions/criteria';

/** How much is read from a file at a time. */
const CHUNK_BYTES = 262_144;
const HEAD_BYTES = 8192;
/** A folder without Git is listed up to this many files. */
const MAX_LISTED_FILES = 200_000;

/** A report on disk, read in chunks into one buffer. Matches the ByteSource of the readers. */
export interface FileSource {
  readonly path: string;
  readonly size: number;
  head(): Promise<Uint8Array>;
  chunks(): AsyncIterable<Uint8Array>;
}

/** Opens a file as a source; `path` is how the user would name it. Throws ServiceError E_FILE_ACCESS. */
export async function fileSource(absolute: string, path: string): Promise<FileSource> {
  const { size } = await attempt(path, () => stat(absolute));
  return {
    path,
    size,
    head: () => attempt(path, () => readHead(absolute)),
    chunks: () => readChunks(absolute, path),
  };
}

async function readHead(absolute: string): Promise<Uint8Array> {
  const file = await open(absolute);
  try {
    const buffer = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* readChunks(absolute: string, path: string): AsyncGenerator<Uint8Array> {
  const file = await attempt(path, () => open(absolute));
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await attempt(path, () => file.read(buffer, 0, CHUNK_BYTES));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The text of a file; undefined when there is none. Throws ServiceError E_FILE_ACCESS on any other problem. */
export async function readTextIfThere(absolute: string, path: string): Promise<string | undefined> {
  if (!(await exists(absolute))) return undefined;
  return attempt(path, () => readFile(absolute, 'utf8'));
}

export async function exists(absolute: string): Promise<boolean> {
  return access(absolute, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** Writes a file and the folders above it. Throws ServiceError E_FILE_ACCESS. */
export async function writeText(absolute: string, text: string): Promise<void> {
  await attempt(absolute, async () => {
    await mkdir(dirname(absolute), { recursive: true });
    await writeFile(absolute, text);
  });
}

/**
 * Files that match the patterns, as absolute paths, sorted, each once. A pattern may start with `!`
 * to take files away. Folders and symbolic links to folders are not followed.
 */
export async function findFiles(root: string, patterns: readonly string[]): Promise<string[]> {
  const plain = patterns.filter((pattern) => !/[*?[\]{}!]/.test(pattern));
  if (plain.length === patterns.length) return sortedFiles(plain.map((pattern) => resolve(root, pattern)));
  const { create } = await import('@actions/glob');
  const rooted = patterns.map((pattern) =>
    pattern.startsWith('!') ? `!${rootedPattern(root, pattern.slice(1))}` : rootedPattern(root, pattern),
  );
  const globber = await create(rooted.join('\n'), {
    followSymbolicLinks: false,
    matchDirectories: false,
    implicitDescendants: false,
  });
  return sortedFiles(await globber.glob());
}

async function sortedFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of new Set(paths)) {
    const isFile = await stat(path).then(
      (entry) => entry.isFile(),
      () => false,
    );
    if (isFile) files.push(path);
  }
  return files.sort();
}

/** The glob library takes `[`, `?` and `*` in the root for wildcards, and has no escape on Windows: a class of one does. */
function rootedPattern(root: string, pattern: string): string {
  if (isAbsolute(pattern)) return pattern;
  const escaped = root.replace(/[*?[]/g, '[$&]');
  return `${escaped}${sep}${pattern.replace(/^\.\//, '')}`;
}

/** Files below a folder that is no Git checkout, relative with `/`; installed packages and dot folders left out. */
export async function listFolder(root: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = resolve(folder, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) folders.push(path);
      else if (entry.isFile()) files.push(slashed(relative(root, path)));
      if (files.length >= MAX_LISTED_FILES) return files;
    }
  }
  return files;
}

/** A path with `/` on every system. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

async function attempt<T>(where: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
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
