import { Minimatch } from 'minimatch';

/** A test of repository paths against one glob, compiled once. Dot files match, case counts, `!` and `#` are plain. */
export function pathGlob(glob: string): (path: string) => boolean {
  const matcher = new Minimatch(glob.replace(/^\.?\//, ''), {
    dot: true,
    nonegate: true,
    nocomment: true,
    platform: 'linux',
  });
  return (path) => matcher.match(path);
}
