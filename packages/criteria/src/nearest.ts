/** Longer words are no typing mistakes, and comparing them costs time. */
const LONGEST = 64;

/**
 * The candidate that `word` was probably meant to be, compared without case; undefined when none is
 * close: at most a third of the letters differ, or `word` is its beginning. The first of equals wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = distanceBetween(word.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.floor(Math.max(word.length, candidate.length) / 3);
    if (distance <= allowed && distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** What to do about a word that is not known: ``Did you mean `level`?`` when one is close, else `otherwise`. */
export function suggestion(word: string, candidates: Iterable<string>, otherwise: string): string {
  const close = nearest(word, candidates);
  return close === undefined ? otherwise : `Did you mean \`${close}\`?`;
}

function distanceBetween(word: string, candidate: string): number {
  const isBeginning = word.length >= 3 && candidate.startsWith(word) && word !== candidate;
  return isBeginning ? 1 : editDistance(word, candidate);
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const options = [at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1)];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) options.push(at(before, column - 2) + 1);
      current.push(Math.min(...options));
    }
    [before, above] = [above, current];
  }
  return at(above, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
