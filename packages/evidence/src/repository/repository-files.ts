/** How a path of a report relates to the repository. */
export type PathMatch =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'ambiguous'; readonly path: string; readonly candidates: readonly string[] }
  | { readonly kind: 'unmatched'; readonly path: string }
  | { readonly kind: 'outside'; readonly path: string };

/** What is known about where a report's paths start. */
export interface PathHints {
  /** Folder of the report below the repository root, `services/checkout/target`; empty for the root. */
  readonly reportFolder: string;
  /** Folders the report says its paths are relative to. */
  readonly roots: readonly string[];
}

/** Folders that a repository path has at most; more segments of a reported path are not tried. */
const DEEPEST_PATH = 64;

/** Folders of installed packages: a file in them is never a file of the repository that has the same ending. */
const INSTALLED = new Set(['node_modules', 'site-packages', 'dist-packages']);
/** Where systems keep what they install. */
const SYSTEM = new Set(['usr', 'lib', 'lib64', 'opt', 'nix']);

/** What else is known of the folder that is judged. */
export interface Surroundings {
  /** Absolute path of the whole checkout, of which the judged folder may be a part. */
  readonly checkout?: string | undefined;
  /** Whether there is such a file on disk, tracked or not. */
  exists?(path: string): boolean;
}

/**
 * The files of a repository, found by the paths that reports give them. Paths are compared by
 * segments from the end, because tools write them relative to a module, a package or a container.
 * Several candidates are told apart by the report's own place and its source roots, never by guessing.
 */
export class RepositoryFiles {
  readonly #root: string;
  readonly #checkout: string;
  readonly #exists: (path: string) => boolean;
  readonly #paths: ReadonlySet<string>;
  #byName: PathsByName | undefined;
  #byFoldedName: PathsByName | undefined;

  /** `paths` are relative to `root` with `/`; `root` is absolute, as the reports may spell it. */
  constructor(root: string, paths: readonly string[], surroundings: Surroundings = {}) {
    this.#root = normalize(root).path;
    this.#checkout = normalize(surroundings.checkout ?? root).path;
    this.#exists = surroundings.exists ?? (() => false);
    this.#paths = new Set(paths);
  }

  find(reported: string, hints: PathHints): PathMatch {
    if (hints.reportFolder === '' && hints.roots.length === 0 && this.#paths.has(reported))
      return { kind: 'file', path: reported };
    const { path, isWindows, isAbsolute, climbs } = normalize(reported);
    const places = this.#places(path, isAbsolute, hints);
    const tracked = places.filter((place) => this.#paths.has(place));
    if (tracked.length > 1) return { kind: 'ambiguous', path, candidates: tracked };
    // A file that is there and not tracked is generated code: it is itself, and no tracked file of the same name.
    const there = tracked[0] ?? places.find((place) => this.#exists(place));
    if (there !== undefined) return { kind: 'file', path: there };
    if (isAbsolute && stripPrefix(path, this.#root) !== undefined) return { kind: 'unmatched', path };
    if (isAbsolute && stripPrefix(path, this.#checkout) !== undefined) return { kind: 'outside', path: reported };
    // A path that climbs is relative to a folder of this machine: its end alone says nothing.
    if (climbs) return this.#escapes(path, hints) ? { kind: 'outside', path: reported } : { kind: 'unmatched', path };
    if (isForeign(path, isAbsolute, hints.roots)) return { kind: 'unmatched', path };
    return this.#bySuffix(path, isWindows, hints) ?? { kind: 'unmatched', path };
  }

  /**
   * Where the path may stand as it is: below the source roots, all of which count alike, else below
   * the folder of the report or one above it, the deepest first. A package of a monorepo writes
   * `src/index.ts` for its own file, also when the repository has a `src/index.ts` at its root.
   */
  #places(path: string, isAbsolute: boolean, hints: PathHints): string[] {
    const known = (place: string | undefined): place is string =>
      place !== undefined && (this.#paths.has(place) || this.#exists(place));
    if (isAbsolute) return [stripPrefix(path, this.#root)].filter(known);
    const below = new Set(hints.roots.map((root) => this.#below(joinPath(root, path))).filter(known));
    if (below.size > 0) return [...below];
    for (let folder = hints.reportFolder; ; folder = parentOf(folder)) {
      const place = join(folder, path);
      if (known(place)) return [place];
      if (folder === '') return [];
    }
  }

  #below(path: string): string | undefined {
    const { path: plain, isAbsolute } = normalize(path);
    return isAbsolute ? stripPrefix(plain, this.#root) : plain;
  }

  #bySuffix(path: string, isWindows: boolean, hints: PathHints): PathMatch | undefined {
    const segments = path.split('/');
    const name = segments.at(-1) as string;
    const shorter = this.#shorter(segments, isWindows);
    if (shorter !== undefined) return { kind: 'file', path: shorter };
    const fold = (text: string): string => (isWindows ? text.toLowerCase() : text);
    const named = this.#named(name, isWindows);
    const longer = named.filter((file) => endsWithSegments(fold(file), fold(path)));
    if (longer.length === 1) return { kind: 'file', path: longer[0] as string };
    if (longer.length > 1) return this.#nearestToReport(path, longer, hints);
    return this.#inReportFolder(segments, hints);
  }

  /** Files with this name; worked out when it is first asked, because most reports spell paths as they are. */
  #named(name: string, isFolded: boolean): readonly string[] {
    if (isFolded) {
      this.#byFoldedName ??= byName(this.#paths, (one) => one.toLowerCase());
      return this.#byFoldedName.get(name.toLowerCase()) ?? [];
    }
    this.#byName ??= byName(this.#paths, (one) => one);
    return this.#byName.get(name) ?? [];
  }

  /** The longest end of the path that is a file of the repository. */
  #shorter(segments: readonly string[], isWindows: boolean): string | undefined {
    for (let from = Math.max(0, segments.length - DEEPEST_PATH); from < segments.length; from++) {
      const end = segments.slice(from).join('/');
      // A bare name says too little of a file that lies where systems keep what they install.
      if (from === segments.length - 1 && from > 0 && isSystem(segments)) return undefined;
      if (this.#paths.has(end)) return end;
      const folded = isWindows ? this.#named(segments.at(-1) as string, true) : [];
      const same = folded.find((file) => file.toLowerCase() === end.toLowerCase());
      if (same !== undefined) return same;
    }
    return undefined;
  }

  /** Of several files with the same ending, the one that shares most folders with the report, if it is the only one. */
  #nearestToReport(path: string, candidates: readonly string[], { reportFolder, roots }: PathHints): PathMatch {
    const places = [reportFolder, ...roots.map((root) => this.#below(root) ?? root)].filter((place) => place !== '');
    for (const place of places) {
      const shared = candidates.map((file) => sharedFolders(file, place));
      const most = Math.max(...shared);
      const nearest = candidates.filter((_, index) => shared[index] === most);
      if (most > 0 && nearest.length === 1) return { kind: 'file', path: nearest[0] as string };
    }
    return { kind: 'ambiguous', path, candidates };
  }

  /** A container's `/app/src/a.py` is `services/x/src/a.py` when the report lies in `services/x`. */
  #inReportFolder(segments: readonly string[], { reportFolder }: PathHints): PathMatch | undefined {
    const folders = reportFolder === '' ? [] : reportFolder.split('/');
    if (segments.some((segment) => INSTALLED.has(segment))) return undefined;
    for (let depth = folders.length; depth > 0; depth--) {
      for (let from = Math.max(0, segments.length - DEEPEST_PATH); from < segments.length; from++) {
        const place = [...folders.slice(0, depth), ...segments.slice(from)].join('/');
        // A bare file name says too little to stand for a file elsewhere.
        if (segments.length - from > 1 && this.#paths.has(place)) return { kind: 'file', path: place };
      }
    }
    return undefined;
  }

  #escapes(path: string, { reportFolder }: PathHints): boolean {
    const depth = reportFolder === '' ? 0 : reportFolder.split('/').length;
    return path.split('/').filter((segment) => segment === '..').length > depth;
  }
}

/** Relative, with `/` only and no `.` or empty segment to take out: nearly every path. */
const PLAIN = /^(?!\.)[^/\\:]+(?:\/(?!\.)[^/\\:]+)*$/;

/** A report's path with `/`, without drive, `.` and inner `..`; leading `..` stay. */
export function normalize(reported: string): {
  path: string;
  isWindows: boolean;
  isAbsolute: boolean;
  climbs: boolean;
} {
  if (PLAIN.test(reported)) return { path: reported, isWindows: false, isAbsolute: false, climbs: false };
  const drive = /^(?:file:\/{2,3}|\\\\\?\\)?([A-Za-z]):[\\/]/.exec(reported);
  const isWindows = drive !== null || (reported.includes('\\') && !reported.includes('/'));
  const local = (drive ? reported.slice(drive[0].length - 1) : reported.replace(/^file:\/\//, '')).replaceAll(
    '\\',
    '/',
  );
  const isAbsolute = local.startsWith('/');
  const kept: string[] = [];
  for (const segment of local.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (segment !== '..' || !isAbsolute) kept.push(segment);
  }
  return { path: kept.join('/'), isWindows, isAbsolute, climbs: kept[0] === '..' };
}

function stripPrefix(path: string, root: string): string | undefined {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}

function join(folder: string, path: string): string | undefined {
  const joined = normalize(joinPath(folder, path));
  return joined.climbs ? undefined : joined.path;
}

const parentOf = (folder: string): string => folder.slice(0, Math.max(0, folder.lastIndexOf('/')));

const joinPath = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`);

function endsWithSegments(path: string, ending: string): boolean {
  return path === ending || path.endsWith(`/${ending}`);
}

/** `/usr/lib/python3/x.py`; but `/usr/src/app` is where images keep an application. */
function isSystem([first, second]: readonly string[]): boolean {
  return SYSTEM.has(first as string) && !(first === 'usr' && second === 'src');
}

/** Whether a path, or every root that it is relative to, lies where packages are installed. */
function isForeign(path: string, isAbsolute: boolean, roots: readonly string[]): boolean {
  const isInstalled = (text: string): boolean => text.split(/[\\/]/).some((segment) => INSTALLED.has(segment));
  if (isAbsolute) return isInstalled(path);
  return isInstalled(path) || (roots.length > 0 && roots.every(isInstalled));
}

function sharedFolders(file: string, folder: string): number {
  const a = file.split('/');
  const b = folder.split('/');
  let shared = 0;
  while (shared < a.length - 1 && shared < b.length && a[shared] === b[shared]) shared++;
  return shared;
}

type PathsByName = ReadonlyMap<string, readonly string[]>;

function byName(paths: Iterable<string>, keyOf: (name: string) => string): PathsByName {
  const named = new Map<string, string[]>();
  for (const path of paths) {
    const key = keyOf(path.slice(path.lastIndexOf('/') + 1));
    const list = named.get(key);
    if (list) list.push(path);
    else named.set(key, [path]);
  }
  return named;
}
