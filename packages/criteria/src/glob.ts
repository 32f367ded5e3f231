import { Minimatch } from 'minimatch';

/** Longer globs match nothing, and are then named as such. */
const MAX_GLOB_LENGTH = 4096;

/** A test of repository paths against one glob, compiled once. Dot files match, case counts, `!` and `#` are plain. */
export function pathGlob(glob: string): (path: string) => boolean {
  if (glob.length > MAX_GLOB_LENGTH) return () => false;
  const matcher = new Minimatch(glob.replace(/^\.?\//, ''), {
    dot: true,
    nonegate: true,
    nocomment: true,
    platform: 'linux',
  });
  return (path) => matcher.match(path);
}
