import type { ByteSource } from '../byte-source.ts';

/** A repository as evidence is gathered from it; the runner gives it, tests make one of memory. Paths are relative to `root` with `/`. */
export interface Repository {
  /** Absolute path of the folder that is judged, as reports may spell it. */
  readonly root: string;
  readonly isGit: boolean;
  /** Absolute path of the checkout that `root` is part of. */
  readonly checkout?: string | undefined;
  /** Whether there is such a file on disk, tracked or not. */
  exists?(path: string): boolean;
  /** Files that match globs, sorted. */
  find(patterns: readonly string[]): Promise<readonly string[]>;
  /** Files with one of these names anywhere, `*` standing for any letters; sorted, without installed packages. */
  findNamed(names: readonly string[]): Promise<readonly string[]>;
  open(path: string): Promise<ByteSource>;
  /** Tracked files; all files where there is no Git. */
  files(): Promise<readonly string[]>;
  /** Commit that is checked out. */
  head(): Promise<{ readonly sha: string; readonly committedAt: number } | undefined>;
  /** Of these paths, those marked linguist-generated. */
  generated(paths: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Diff from the merge base with `base` to the working tree, of files with these endings (`.ts`), or
   * of all when there are none. Throws ServiceError E_NO_BASE.
   */
  diff(base: string, endings: readonly string[]): Promise<{ readonly base: string; readonly text: string }>;
  /**
   * Since when each of these lines of a tracked file is as it is, by the commits; a line that is not
   * committed, or whose commit a shallow checkout does not have, is left out.
   */
  blame?(path: string, lines: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Text of a file at a commit; undefined when it has none there. Throws ServiceError E_NO_BASE. */
  textAt?(commit: string, path: string): Promise<string | undefined>;
  /** Text of a file on a branch or at a tag, whether it has to do with HEAD or not; undefined when it has none there. */
  textOf?(ref: string, path: string): Promise<string | undefined>;
  /** Text of a plain file of the checkout; undefined for a link that leads out of it, a device, or one above `maxBytes`. */
  plainText?(path: string, maxBytes: number): Promise<string | undefined>;
  /** Whether there is a plain file of the checkout: no link that leads out of it, no device, no file of Git's own. */
  isPlainFile?(path: string): Promise<boolean>;
  /** Name of the newest tag that is a version, such as `v1.4.0`; no pre-release. Undefined where there is none, as in a shallow checkout. */
  latestTag?(): Promise<string | undefined>;
}
