/** A version by its first two figures, and its text. */
export interface ReleaseNumber {
  readonly major: number;
  readonly minor: number;
  readonly text: string;
}

/** Reads `v1.9`, `1.9.2`, `2026.10.1`, `shop-1.9.2`; undefined for what is no version. */
export function releaseNumber(text: string): ReleaseNumber | undefined {
  const [found, major, minor] =
    /(?<![\w.])v?(\d{1,6})\.(\d{1,6})(?:\.\d{1,8})?(?![\w.]*:)(?:[-+.][\w.+-]{0,60})?$/i.exec(text.slice(-120)) ?? [];
  return found === undefined ? undefined : { major: Number(major), minor: Number(minor), text: found };
}

/** Whether `a` came before `b` by at least one minor release. */
export function isMinorBehind(a: ReleaseNumber, b: ReleaseNumber): boolean {
  return a.major < b.major || (a.major === b.major && a.minor < b.minor);
}
