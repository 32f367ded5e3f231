import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the corpus, whatever is known about it. */
export interface CorpusEntry {
  /** Path below the corpus folder. */
  readonly file: string;
  /** The format as the corpus names it; the folder of the file. */
  readonly format: string;
}

/** The entries of one list of a corpus folder, `coverage.json`. */
export function corpusEntries<E extends CorpusEntry>(folder: string, list: string): readonly E[] {
  return JSON.parse(readFileSync(join(folder, list), 'utf8'));
}

/** Short name of an entry, stable over renamings of the original: `cobertura/cc26ed9b`. */
export function entryId({ file }: CorpusEntry): string {
  const [folder = '', name = ''] = file.split('/').slice(-2);
  return `${folder}/${name.split('-')[0]}`;
}
