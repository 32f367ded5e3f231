import type { Failure, Pattern } from '@maturity-actions/criteria';

/** Compiles a glob into a test of repository paths. */
export type Glob = (pattern: string) => (path: string) => boolean;

/** Files that do not count: by the user's globs, or marked as generated in .gitattributes. */
export class Exclusion {
  readonly #patterns: readonly { readonly pattern: Pattern; readonly matches: (path: string) => boolean }[];
  readonly #generated: ReadonlySet<string>;
  readonly #used = new Set<Pattern>();

  constructor(patterns: readonly Pattern[], generated: ReadonlySet<string>, glob: Glob) {
    this.#patterns = patterns.map((pattern) => ({ pattern, matches: glob(pattern.glob) }));
    this.#generated = generated;
  }

  has(path: string): boolean {
    let isExcluded = this.#generated.has(path);
    for (const { pattern, matches } of this.#patterns) {
      if (!matches(path)) continue;
      this.#used.add(pattern);
      isExcluded = true;
    }
    return isExcluded;
  }

  /** Patterns that matched nothing: a typo, or left over. They make a gate stricter, so they are only remarks. */
  idle(): Failure[] {
    return this.#patterns
      .filter(({ pattern }) => !this.#used.has(pattern))
      .map(({ pattern: { glob, where } }) => ({
        kind: 'configuration',
        code: 'E_PATTERN_MATCHED_NOTHING',
        where,
        found: `exclude ${JSON.stringify(glob)} matches no measured file`,
        expected: 'a pattern that matches something',
        fix: 'Correct it or remove it.',
      }));
  }
}
