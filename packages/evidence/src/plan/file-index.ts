/** All files of a repository, found by their names in one pass over them. */
export class FileIndex {
  readonly files: ReadonlySet<string>;
  /** All folders that hold one, at any depth; the root is not among them. */
  readonly folders: ReadonlySet<string>;
  readonly #byName = new Map<string, string[]>();
  readonly #byEnding = new Map<string, string[]>();

  constructor(paths: readonly string[]) {
    this.files = new Set(paths);
    const folders = new Set<string>();
    for (const path of this.files) {
      const slash = path.lastIndexOf('/');
      const name = path.slice(slash + 1).toLowerCase();
      append(this.#byName, name, path);
      append(this.#byEnding, name.slice(Math.max(0, name.lastIndexOf('.'))), path);
      for (let at = slash; at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf('/', at - 1))
        folders.add(path.slice(0, at));
    }
    this.folders = folders;
  }

  /** Files with one of these names, given in lower case; case does not matter. The nearest to the root first. */
  named(...names: readonly string[]): readonly string[] {
    return nearestFirst(names.flatMap((name) => this.#byName.get(name) ?? []));
  }

  /** Files whose name ends so, from its last point on, in lower case: `.sql`. Sorted. */
  ending(...endings: readonly string[]): readonly string[] {
    return endings.flatMap((ending) => this.#byEnding.get(ending) ?? []).sort();
  }
}

/** Paths with fewer folders first, then by their letters. */
export function nearestFirst(paths: readonly string[]): readonly string[] {
  const depth = new Map(paths.map((path) => [path, path.split('/').length]));
  return [...depth.keys()].sort(
    (a, b) => (depth.get(a) as number) - (depth.get(b) as number) || (a < b ? -1 : a > b ? 1 : 0),
  );
}

function append(map: Map<string, string[]>, key: string, path: string): void {
  const known = map.get(key);
  if (known) known.push(path);
  else map.set(key, [path]);
}
