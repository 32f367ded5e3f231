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
  const entries: readonly E[] = JSON.parse(readFileSync(join(folder, list), 'utf8'));
  return entries.map((entry) => ({ ...entry, format: entry.format ?? folderOf(entry) }));
}

/** Name of the folder that a file lies in. */
const folderOf = ({ file }: CorpusEntry): string => file.split('/').at(-2) ?? '';

/** Short name of an entry, stable over renamings of the original: `cobertura/cc26ed9b`. */
export function entryId({ file }: CorpusEntry): string {
  const [folder = '', name = ''] = file.split('/').slice(-2);
  return `${folder}/${name.split('-')[0]}`;
}
