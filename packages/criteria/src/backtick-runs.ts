/**
 * For each run of backticks in a text, in order, where the next one of its length begins; undefined where none follows.
 * Code begins and ends with runs of one length. Takes one pass, however many runs have no end. Source: CommonMark, code spans.
 */
export function nextOfSameLength(runs: readonly RegExpExecArray[]): (number | undefined)[] {
  const last = new Map<string, number>();
  const next: (number | undefined)[] = new Array(runs.length);
  for (let at = runs.length - 1; at >= 0; at--) {
    const { 0: mark, index } = runs[at] as RegExpExecArray;
    next[at] = last.get(mark);
    last.set(mark, index);
  }
  return next;
}
