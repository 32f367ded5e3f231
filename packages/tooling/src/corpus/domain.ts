import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Agreement, agreement, type Comparison, type DocumentedRules } from './agreement.ts';
import { type CorpusEntry, corpusEntries, entryId } from './entry.ts';

/** What the readers of one domain are compared with: some files of the corpus, and the rules for those that differ on purpose. */
export interface CorpusDomain<E extends CorpusEntry> {
  /** For people: `coverage`. */
  readonly name: string;
  /** The list of the corpus folder that its entries are in. */
  readonly list: string;
  /** Which entries of the list it is about. */
  owns(entry: E): boolean;
  readonly rules: DocumentedRules;
  /** Reads one file as the gate does. Throws on anything that is not a documented failure. */
  compare(entry: E, content: Uint8Array): Promise<Comparison>;
}

/** All files of one domain. */
export interface DomainCheck {
  readonly name: string;
  readonly agreements: readonly Agreement[];
  /** Ids of documented rules whose file the corpus does not have. */
  readonly unused: readonly string[];
}

/** Compares every file of a domain; without its list in the folder there is nothing to compare. */
export async function checkDomain<E extends CorpusEntry>(
  folder: string,
  { name, list, owns, rules, compare }: CorpusDomain<E>,
): Promise<DomainCheck> {
  if (!existsSync(join(folder, list))) return { name, agreements: [], unused: [] };
  const agreements: Agreement[] = [];
  for (const entry of corpusEntries<E>(folder, list).filter(owns)) {
    const content = readFileSync(join(folder, entry.file));
    const comparison = await compare(entry, content).catch((cause) => {
      throw new Error(`${entry.file}: not a documented failure`, { cause });
    });
    agreements.push(agreement(entry, comparison, rules[entryId(entry)]));
  }
  const ids = new Set(agreements.map(({ id }) => id));
  return { name, agreements, unused: Object.keys(rules).filter((id) => !ids.has(id)) };
}
