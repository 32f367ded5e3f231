import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** When each file of a folder was changed last, by its path in the folder; Git's own are left out. */
export type FolderState = ReadonlyMap<string, number>;

/** The state of a folder, to compare it with a later one. */
export async function folderState(folder: string): Promise<FolderState> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const own = files.filter((path) => !path.startsWith(join(folder, '.git/')));
  return new Map(await Promise.all(own.map(async (path) => [path, (await stat(path)).mtimeMs] as const)));
}

/** The texts of files that are new or changed since `before`, by their absolute paths. */
export async function writtenSince(before: FolderState, folder: string): Promise<ReadonlyMap<string, string>> {
  const changed = [...(await folderState(folder))].filter(([path, at]) => before.get(path) !== at);
  return new Map(await Promise.all(changed.map(async ([path]) => [path, await readFile(path, 'utf8')] as const)));
}
