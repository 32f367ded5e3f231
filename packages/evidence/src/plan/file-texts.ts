import { GateError } from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import { utf8Chunks } from '../text/encoding.ts';

/** Largest file that is read to learn something of a repository, in bytes. */
const MAX_BYTES = 1_000_000;

/** Reads files to learn something of a repository. What cannot be read, or is too large, says nothing. */
export class FileTexts {
  readonly #repository: Repository;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Text of a file that several readers ask for; kept. */
  read(path: string): Promise<string | undefined> {
    const known = this.#known.get(path) ?? this.readOnce(path);
    this.#known.set(path, known);
    return known;
  }

  /** Text of a plain file of the checkout, not kept; undefined for a link that leads out, and above 1 MB or `maxBytes`. */
  async readOnce(path: string, maxBytes = MAX_BYTES): Promise<string | undefined> {
    if (this.#repository.plainText) return this.#repository.plainText(path, maxBytes);
    try {
      const source = await this.#repository.open(path);
      if (source.size > maxBytes) return undefined;
      const decoder = new TextDecoder();
      let text = '';
      for await (const chunk of utf8Chunks(source)) text += decoder.decode(chunk, { stream: true });
      return text + decoder.decode();
    } catch (error) {
      if (error instanceof GateError) return undefined;
      throw error;
    }
  }
}
