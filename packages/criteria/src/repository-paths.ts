import { nearest } from './nearest.ts';
import type { PlanRepository } from './plan-repository.ts';

/** A path of the repository from a folder of it; undefined when it leads out. `.` is ``. */
export function joinPath(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The folder that a file stands in; `` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Whether the repository holds a file or a folder of this path. */
export function isThere({ files, folders }: PlanRepository, path: string): boolean {
  return path === '' || files.has(path) || folders.has(path);
}

const byName = new WeakMap<
  ReadonlySet<string>,
  { readonly names: ReadonlyMap<string, string[]>; readonly folders: ReadonlyMap<string, string[]> }
>();

/** Files by their name, and by their folder: worked out when the first suggestion is asked for. */
function indexOf({ files }: PlanRepository): {
  names: ReadonlyMap<string, string[]>;
  folders: ReadonlyMap<string, string[]>;
} {
  const known = byName.get(files);
  if (known) return known;
  const index = { names: new Map<string, string[]>(), folders: new Map<string, string[]>() };
  for (const file of files) {
    append(index.names, file.slice(file.lastIndexOf('/') + 1).toLowerCase(), file);
    append(index.folders, folderOf(file), file);
  }
  byName.set(files, index);
  return index;
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Files of one folder that a name is compared with. */
const MOST_COMPARED = 300;

/** The file that was probably meant: of the same name elsewhere, or of a similar one in the same folder. */
export function nearestFile(repository: PlanRepository, path: string): string | undefined {
  const { names, folders } = indexOf(repository);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const same = names.get(name.toLowerCase());
  if (same?.length === 1) return same[0];
  const folder = folderOf(path);
  const siblings = (folders.get(folder) ?? []).slice(0, MOST_COMPARED);
  const close = nearest(
    name,
    siblings.map((file) => file.slice(file.lastIndexOf('/') + 1)),
  );
  if (close !== undefined) return folder === '' ? close : `${folder}/${close}`;
  return same?.[0];
}
