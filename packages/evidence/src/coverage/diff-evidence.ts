import type { CoveredFile, DiffEvidence } from '@maturity-actions/criteria';
import type { ChangedFile } from '../repository/git-diff.ts';

/** Places where tests live by the conventions of the languages; tests are rarely measured themselves. */
const TEST_PATH =
  /(?:^|\/)(?:tests?|testing|specs?|__tests__|__mocks__|testdata|fixtures|e2e|cypress)\/|(?:^|\/)(?:test_[^/]*|conftest)\.py$|[._-](?:test|tests|spec|stories)\.[^/.]+$|_test\.[^/.]+$|(?:Test|Tests|IT|Spec)\.(?:java|kt|kts|scala|groovy|cs|swift|php)$|\.d\.[cm]?ts$/;

/** Code that configures tools, and that no test loads. */
const CONFIG_PATH =
  /(?:^|\/)(?:[^/]+\.config\.[^/.]+|\.[^/]+rc\.[^/.]+|setup\.py|conf\.py|noxfile\.py|gulpfile\.[^/.]+)$/;

/**
 * What a change means for coverage. A changed file that no report mentions counts as source code
 * when reports measure files with the same ending, and when it is neither a test nor excluded.
 */
export function diffEvidence(
  base: string,
  changes: readonly ChangedFile[],
  files: readonly CoveredFile[],
  isExcluded: (path: string) => boolean,
): DiffEvidence {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const isSource = sourceTest(files);
  const relevant = changes.filter(({ path }) => !isExcluded(path));
  return {
    base,
    files: relevant.flatMap(({ path, changed }) => {
      const file = byPath.get(path);
      return file ? [{ file, changed }] : [];
    }),
    unmeasured: relevant.filter(({ path }) => !byPath.has(path) && isSource(path)),
  };
}

/** Whether a path looks like source code that a report should measure: it ends like a measured file, and is no test and no build configuration. */
export function sourceTest(files: readonly CoveredFile[]): (path: string) => boolean {
  const endings = new Set(endingsOf(files));
  return (path) => endings.has(ending(path)) && !TEST_PATH.test(path) && !CONFIG_PATH.test(path);
}

/** Endings of the measured files: `.ts`, `.go`. Files without one are left out. */
export function endingsOf(files: readonly CoveredFile[]): string[] {
  return [...new Set(files.map(({ path }) => ending(path)).filter((text) => text !== ''))];
}

/** `.ts`; empty for a name without one. */
function ending(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0] ?? '';
}
