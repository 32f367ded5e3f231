/** A place in a file. `path` is relative to the repository with `/`; lines and columns start at 1. */
export interface Location {
  readonly path: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
}

/** A run of lines, both ends included, 1-based. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Groups ascending line numbers into runs; lines at most `gap` apart join (1 = only neighbours). */
export function toRanges(lines: Iterable<number>, gap = 1): LineRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line - last.to <= gap) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  return ranges;
}

/** `12-14`, `20`. */
export function formatRange(range: LineRange): string {
  return range.from === range.to ? String(range.from) : `${range.from}-${range.to}`;
}

/** `src/a.ts:12`, `src/a.ts`. */
export function formatLocation(at: Location): string {
  return at.line === undefined ? at.path : `${at.path}:${at.line}`;
}
