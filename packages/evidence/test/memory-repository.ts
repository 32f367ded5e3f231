import { ServiceError } from '@maturity-actions/criteria';
import { Minimatch } from 'minimatch';
import { memorySource } from '../src/byte-source.ts';
import type { Repository } from '../src/repository/repository.ts';

/** What a repository in memory holds. */
export interface MemoryFiles {
  /** Text or a JSON value by path; all are tracked but those of `untracked`. */
  readonly tracked?: Readonly<Record<string, unknown>>;
  readonly untracked?: Readonly<Record<string, unknown>>;
  /** Diff against any base; without one there is no base. */
  readonly diff?: string;
  /** Times of lines by path. */
  readonly blame?: Readonly<Record<string, Readonly<Record<number, number>>>>;
}

/** A repository in memory. `asked` collects what Git is asked of lines. */
export function memoryRepository(
  { tracked = {}, untracked = {}, diff, blame }: MemoryFiles,
  asked: string[] = [],
): Repository {
  const files = new Map(Object.entries({ ...tracked, ...untracked }));
  return {
    root: '/work/repo',
    checkout: '/work/repo',
    isGit: true,
    exists: (path) => files.has(path),
    find: async (patterns) => {
      const wanted = patterns.map((pattern) => new Minimatch(pattern));
      return [...files.keys()].filter((path) => wanted.some((one) => one.match(path))).sort();
    },
    findNamed: async () => [],
    open: async (path) => {
      const content = files.get(path);
      return memorySource(path, typeof content === 'string' ? content : JSON.stringify(content));
    },
    plainText: async (path) => {
      const content = files.get(path);
      return content === undefined ? undefined : String(content);
    },
    files: async () => Object.keys(tracked),
    head: async () => ({ sha: 'a'.repeat(40), committedAt: 0 }),
    generated: async () => new Set(),
    diff: async (base) => {
      if (diff !== undefined) return { base: `${base} (abc1234)`, text: diff };
      throw new ServiceError({ code: 'E_NO_BASE', where: base, found: 'nothing', expected: 'a commit', fix: '' });
    },
    ...(blame
      ? {
          blame: async (path, lines) => {
            asked.push(`${path}:${lines.join(',')}`);
            const times = Object.hasOwn(blame, path) ? blame[path] : undefined;
            return new Map(lines.flatMap((line) => (times?.[line] === undefined ? [] : [[line, times[line]]])));
          },
        }
      : {}),
  };
}
