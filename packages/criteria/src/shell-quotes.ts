/** A quote that is never closed: position of its line, and of itself in it. */
export interface OpenQuote {
  readonly line: number;
  readonly at: number;
  readonly mark: string;
}

/**
 * The quote that the lines of a shell script leave open; undefined when they leave none. Knows quotes over
 * several lines, comments, substitutions inside of quotes and here-documents. Blames the first line that is
 * not closed in itself, since all quotes behind a missing one stand the wrong way round.
 */
export function openQuote(lines: readonly string[]): OpenQuote | undefined {
  const reader = new QuoteReader();
  const alone: OpenQuote[] = [];
  for (const [index, line] of lines.entries()) {
    if (!reader.isInDocument && alone.length === 0) {
      const own = new QuoteReader();
      own.read(line, index);
      if (own.open) alone.push(own.open);
    }
    reader.read(line, index);
    // Closed again: it was a quote over several lines.
    if (!reader.open) alone.length = 0;
  }
  return reader.open && (alone[0] ?? reader.open);
}

/** Substitutions in substitutions that are followed. */
const DEEPEST = 100;
const DOCUMENT = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/y;

/** Reads a script line by line and keeps what is open. */
class QuoteReader {
  readonly #open: { mark: string; line: number; at: number }[] = [];
  readonly #documents: string[] = [];

  get isInDocument(): boolean {
    return this.#documents.length > 0;
  }

  /** The outermost quote that is open. */
  get open(): OpenQuote | undefined {
    return this.#open.find(({ mark }) => mark !== '(');
  }

  read(text: string, line: number): void {
    const [document] = this.#documents;
    if (document !== undefined) {
      if (text.trim() === document) this.#documents.shift();
      return;
    }
    for (let at = 0; at < text.length; ) at = this.#step(text, line, at);
  }

  /** Reads what stands at a place; returns the next place. */
  #step(text: string, line: number, at: number): number {
    const character = text[at] as string;
    const mark = this.#open.at(-1)?.mark;
    if (mark === "'") return this.#close(character === "'", at + 1);
    if (character === '\\') return at + 2;
    if (mark === "$'") return this.#close(character === "'", at + 1);
    if (character === '$' && text[at + 1] === '(') return this.#begin('(', line, at, 2);
    if (mark === '"') return this.#close(character === '"', at + 1);
    if (character === '"') return this.#begin('"', line, at, 1);
    if (character === "'") return this.#begin(text[at - 1] === '$' ? "$'" : "'", line, at, 1);
    if (character === '#' && /^$|[\s;(]/.test(text[at - 1] ?? '')) return text.length;
    if (mark === '(' && character === '(') return this.#begin('(', line, at, 1);
    if (mark === '(' && character === ')') return this.#close(true, at + 1);
    return character === '<' ? this.#document(text, at) : at + 1;
  }

  #begin(mark: string, line: number, at: number, length: number): number {
    if (this.#open.length < DEEPEST) this.#open.push({ mark, line, at });
    return at + length;
  }

  #close(isClosing: boolean, next: number): number {
    if (isClosing) this.#open.pop();
    return next;
  }

  #document(text: string, at: number): number {
    if (text.startsWith('<<<', at)) return at + 3;
    DOCUMENT.lastIndex = at;
    const found = DOCUMENT.exec(text);
    if (!found) return at + 1;
    this.#documents.push(found[2] as string);
    return at + found[0].length;
  }
}
