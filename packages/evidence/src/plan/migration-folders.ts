import type { FileIndex } from './file-index.ts';
import type { FileTexts } from './file-texts.ts';
import type { FoundMigrations } from './migration-tools.ts';

/** Folders that are looked into. */
const MAX_FOLDERS = 50;

const FOLDER = /(?:^|\/)(?:[\w-]*migrations?|migrate|schema|sql|db|drizzle)(?:\/[^/]+)?$/i;

/** What the first lines of a migration in SQL say of its tool. */
const HEADS: readonly { readonly tool: string; readonly pattern: RegExp; readonly undo: string }[] = [
  { tool: 'goose', pattern: /^\s*--\s*\+goose\s+up\b/im, undo: 'goose down' },
  { tool: 'dbmate', pattern: /^\s*--\s*migrate:up\b/im, undo: 'dbmate down' },
  { tool: 'sql-migrate', pattern: /^\s*--\s*\+migrate\s+up\b/im, undo: 'sql-migrate down -limit=1' },
  { tool: 'liquibase', pattern: /^\s*--\s*liquibase formatted sql/im, undo: 'liquibase rollback-count --count=1' },
];

/** Migrations in SQL whose tool is known by what lies beside them, or by their first lines; those of `claimed` are known already. */
export async function migrationsByFolder(
  index: FileIndex,
  texts: FileTexts,
  claimed: ReadonlySet<string>,
  isIn: (path: string) => boolean,
): Promise<FoundMigrations[]> {
  const byTool = new Map<string, FoundMigrations>();
  const folders = [...byFolder(index.ending('.sql').filter((path) => !claimed.has(path) && isIn(path)))].filter(
    ([folder]) => FOLDER.test(folder),
  );
  for (const [folder, paths] of folders.slice(0, MAX_FOLDERS)) {
    const shown = await toolOf(folder, paths, index, texts);
    const known = shown && byTool.get(shown.tool);
    if (shown) byTool.set(shown.tool, known ? { ...known, paths: [...known.paths, ...shown.paths] } : shown);
  }
  return [...byTool.values()];
}

function byFolder(paths: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const known = folders.get(folder);
    if (known) known.push(path);
    else folders.set(folder, [path]);
  }
  return folders;
}

async function toolOf(
  folder: string,
  paths: readonly string[],
  index: FileIndex,
  texts: FileTexts,
): Promise<FoundMigrations | undefined> {
  const [first = ''] = paths;
  const language = 'sql';
  if (index.files.has(`${folder}/meta/_journal.json`))
    return { tool: 'drizzle', language, where: `${folder}/meta/_journal.json`, paths };
  if (index.files.has(`${folder}/atlas.sum`))
    return { tool: 'atlas', language, where: `${folder}/atlas.sum`, paths, undo: 'atlas migrate down' };
  const up = paths.filter((path) => path.endsWith('.up.sql'));
  if (up.length > 0) return { ...pairedTool(folder, index), language, where: up[0] as string, paths: up };
  const text = (await texts.readOnce(paths.at(-1) ?? first)) ?? '';
  const head = HEADS.find(({ pattern }) => pattern.test(text));
  if (head) return { tool: head.tool, language, where: first, paths, undo: head.undo };
  const numbered = paths.filter((path) => /(?:^|\/)\d{3,}[-_][^/]+\.sql$/.test(path));
  if (numbered.length === 0 || !/migrat/i.test(folder)) return undefined;
  return { tool: 'numbered SQL files', language, where: numbered[0] as string, paths: numbered };
}

/** `1_name.up.sql` beside `1_name.down.sql`: two tools name them so. */
function pairedTool(folder: string, index: FileIndex): Pick<FoundMigrations, 'tool' | 'undo'> {
  const isRust = index.named('cargo.toml').length > 0 && index.named('go.mod').length === 0;
  if (isRust) return { tool: 'sqlx', undo: 'sqlx migrate revert' };
  return { tool: 'golang-migrate', undo: `migrate -path ${quoted(folder)} -database "$DATABASE_URL" down 1` };
}

/** A path as one word of a shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
