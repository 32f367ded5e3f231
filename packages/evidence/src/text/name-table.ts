const MASK = 1023;
/** Places that a name may have: two names of one report that shared a single one would push each other out for ever. */
const PROBES = 4;

/** Element and attribute names by their bytes: a report has few, each a million times. */
export class NameTable {
  readonly #slots: (string | undefined)[] = new Array(MASK + 1).fill(undefined);
  readonly #decoder = new TextDecoder();

  /** The name in a byte range, always the same string for the same bytes; entities stay as they are. A right `guess` saves the search. */
  intern(bytes: Uint8Array, from: number, to: number, guess?: string): string {
    const length = to - from;
    if (guess !== undefined && this.#isSame(guess, bytes, from, length)) return guess;
    const middle = bytes[from + (length >> 1)] as number;
    const home = (bytes[from] as number) * 37 + middle * 13 + (bytes[to - 1] as number) * 5 + length * 101;
    let free = home & MASK;
    for (let probe = home; probe < home + PROBES; probe++) {
      const known = this.#slots[probe & MASK];
      if (known === undefined) {
        free = probe & MASK;
        break;
      }
      if (this.#isSame(known, bytes, from, length)) return known;
    }
    // As a property key the string becomes the engine's only copy, so that comparing it is comparing a pointer.
    const name = Object.keys({ [this.#decoder.decode(bytes.subarray(from, to))]: 0 })[0] as string;
    this.#slots[free] = name;
    return name;
  }

  #isSame(name: string, bytes: Uint8Array, from: number, length: number): boolean {
    if (name.length !== length) return false;
    for (let index = 0; index < length; index++) {
      if (name.charCodeAt(index) !== bytes[from + index]) return false;
    }
    return true;
  }
}
