import { fold } from './plan-words.ts';

/**
 * Sets of words of many languages, looked for together. A word is the beginning of one or of several: `roll back`,
 * `verif`; with a blank at its end (`no `) it is whole. The end of a text is as good as a blank.
 */
export interface WordSets<Name extends string> {
  /** The bit of each set. */
  readonly bit: Readonly<Record<Name, number>>;
  /** The sets of which a folded text has a word, as their bits together; 0 for none. */
  readonly find: (text: string) => number;
  /** The same for words with which the text begins. */
  readonly findAtStart: (text: string) => number;
}

/** Numbers have so many bits that can be told apart quickly. */
const MOST_SETS = 30;
const BLANK = 0x20;
const ASCII = 128;
/** Ideographs stand without blanks between them: their words begin anywhere. */
const FIRST_IDEOGRAPH = 0x2e80;

/**
 * Puts words into one tree by their letters, so that a text is walked once, however many sets there are: a
 * pattern for each would have to be made first, and then read the text again. Throws RangeError above 30 sets.
 */
export function wordSets<Name extends string>(lists: Readonly<Record<Name, readonly string[]>>): WordSets<Name> {
  const names = Object.keys(lists) as Name[];
  if (names.length > MOST_SETS) throw new RangeError(`${names.length} sets of words, at most ${MOST_SETS} fit`);
  const bit = Object.fromEntries(names.map((name, index) => [name, 1 << index])) as Record<Name, number>;
  let tree: WordTree | undefined;
  const grown = (): WordTree => {
    if (tree) return tree;
    tree = new WordTree();
    for (const name of names) for (const word of lists[name]) tree.add(fold(word), bit[name]);
    return tree;
  };
  return { bit, find: (text) => grown().find(text), findAtStart: (text) => grown().walk(text, 0) };
}

/** Letters as nodes in flat lists: children of a node are a chain of siblings. Node 0 is none. */
class WordTree {
  readonly #roots = new Uint16Array(2 ** 16);
  /** By the first two letters, the node of the second, where both are ASCII: most words of a text end here. */
  readonly #pairs = new Uint16Array(ASCII * ASCII);
  readonly #units: number[] = [0];
  readonly #firstChild: number[] = [0];
  readonly #nextSibling: number[] = [0];
  readonly #bits: number[] = [0];

  add(word: string, bit: number): void {
    const first = word.charCodeAt(0);
    if (this.#roots[first] === 0) this.#roots[first] = this.#grow(first, 0);
    let node = this.#roots[first] as number;
    for (let at = 1; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      let child = this.#childOf(node, unit);
      if (child === 0) {
        child = this.#grow(unit, this.#firstChild[node] as number);
        this.#firstChild[node] = child;
        if (at === 1 && first < ASCII && unit < ASCII) this.#pairs[first * ASCII + unit] = child;
      }
      node = child;
    }
    this.#bits[node] = (this.#bits[node] as number) | bit;
  }

  find(text: string): number {
    let found = 0;
    let isInside = false;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if ((!isInside || unit >= FIRST_IDEOGRAPH) && this.#roots[unit] !== 0) found |= this.walk(text, at);
      isInside = unit < ASCII ? ASCII_LETTERS[unit] === 1 : isLetter(text, at, unit);
    }
    return found;
  }

  /** The sets with a word that begins here. */
  walk(text: string, from: number): number {
    if (from >= text.length) return 0;
    const first = text.charCodeAt(from);
    const second = from + 1 < text.length ? text.charCodeAt(from + 1) : BLANK;
    const root = this.#roots[first] as number;
    const isPair = first < ASCII && second < ASCII;
    let node = isPair ? (this.#pairs[first * ASCII + second] as number) : this.#childOf(root, second);
    let found = (this.#bits[root] as number) | (this.#bits[node] as number);
    for (let at = from + 2; node !== 0 && at <= text.length; at++) {
      node = this.#childOf(node, at < text.length ? text.charCodeAt(at) : BLANK);
      found |= this.#bits[node] as number;
    }
    return found;
  }

  #childOf(node: number, unit: number): number {
    let child = this.#firstChild[node] as number;
    while (child !== 0 && this.#units[child] !== unit) child = this.#nextSibling[child] as number;
    return child;
  }

  #grow(unit: number, sibling: number): number {
    this.#firstChild.push(0);
    this.#nextSibling.push(sibling);
    this.#bits.push(0);
    return this.#units.push(unit) - 1;
  }
}

const LETTER = /[\p{L}\p{N}]/u;
const ASCII_LETTERS = Uint8Array.from({ length: ASCII }, (_, unit) => (LETTER.test(String.fromCharCode(unit)) ? 1 : 0));
const known = new Map<number, boolean>();

/** Whether a letter or digit ends here, of those that are not ASCII. */
function isLetter(text: string, at: number, unit: number): boolean {
  const isSecondHalf = unit >= 0xdc00 && unit < 0xe000 && at > 0;
  const point = isSecondHalf ? (text.codePointAt(at - 1) as number) : unit;
  const is = known.get(point) ?? LETTER.test(String.fromCodePoint(point));
  known.set(point, is);
  return is;
}
