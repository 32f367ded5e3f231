/** Numbers from 0 to 1, the same for a seed on every machine (xorshift). */
export function random(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** One of `values`, by the next number. */
export function pick<T>(next: () => number, values: readonly T[]): T {
  return values[Math.floor(next() * values.length)] as T;
}

/** A text of `count` words, by the next numbers. */
export function words(next: () => number, count: number): string {
  return Array.from({ length: count }, () => pick(next, WORDS)).join(' ');
}

const WORDS =
  'a an the of in to from with before after when this allows attacker remote crafted request input buffer overflow read write value parser header user data memory denial service could be used function call unsafe path file upstream version package handled incorrectly certain conditions'.split(
    ' ',
  );
