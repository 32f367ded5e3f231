import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the corpus and what is known about it, as its coverage.json says. */
export interface CorpusEntry {
  /** Path below the corpus folder. */
  readonly file: string;
  /** The format as the corpus names it, which is the folder of the file. */
  readonly format: string;
  /** What another tool states; null where it states nothing. */
  readonly expected: StatedFigures | null;
  readonly kind?: 'invalid' | 'diff';
  /** `error...`: no figures may come out of this file. */
  readonly must?: string;
  /** A count made without any model: lines and branches, `["statements", covered, total]`, or why there is none. */
  readonly recount_here?: readonly [number, number, number, number] | readonly ['statements', number, number] | string;
}

/** Totals of one file, null where they are not stated. */
export interface StatedFigures {
  readonly lines_covered: number | null;
  readonly lines_total: number | null;
  readonly branches_covered: number | null;
  readonly branches_total: number | null;
}

/** The coverage files of a corpus folder. */
export function corpusEntries(folder: string): readonly CorpusEntry[] {
  return JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8'));
}

/** Short name of an entry, stable over renamings of the original: `cobertura/cc26ed9b`. */
export function entryId({ file }: CorpusEntry): string {
  const [folder = '', name = ''] = file.split('/').slice(-2);
  return `${folder}/${name.split('-')[0]}`;
}
