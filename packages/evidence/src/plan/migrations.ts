import type { MigrationTool } from '@maturity-actions/criteria';
import type { FileIndex } from './file-index.ts';
import type { FileTexts } from './file-texts.ts';
import { migrationsByFolder } from './migration-folders.ts';
import { migrationLosses } from './migration-losses.ts';
import { type FoundMigrations, migrationsByPath } from './migration-tools.ts';

/** Folders whose migrations change no database that anybody runs. */
const NOT_RUN = /(?:^|\/)(?:docs?|examples?|samples?|demos?|templates?|spec|benchmarks?)\//i;

/** Tools that change the database, each once, with what its newest migrations lose. `isIn` says which files count. */
export async function migrationTools(
  index: FileIndex,
  texts: FileTexts,
  isIn: (path: string) => boolean,
): Promise<MigrationTool[]> {
  const isRun = (path: string): boolean => !NOT_RUN.test(path) && isIn(path);
  const byPath = migrationsByPath(index, isRun);
  const claimed = new Set(byPath.flatMap(({ paths }) => paths));
  const tools: MigrationTool[] = [];
  for (const one of united([...byPath, ...(await migrationsByFolder(index, texts, claimed, isRun))])) {
    const { tool, where, undo } = one;
    const irreversible = await migrationLosses(one, index, texts);
    tools.push({ tool, where, ...(undo === undefined ? {} : { undo }), irreversible });
  }
  return tools;
}

/** One tool may be known in two ways. */
function united(all: readonly FoundMigrations[]): readonly FoundMigrations[] {
  const tools = new Map<string, FoundMigrations>();
  for (const one of all) {
    const known = tools.get(one.tool);
    tools.set(one.tool, known ? { ...known, paths: [...new Set([...known.paths, ...one.paths])] } : one);
  }
  return [...tools.values()];
}
