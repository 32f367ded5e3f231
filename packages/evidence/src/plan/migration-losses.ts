import { cutText, type MigrationTool, plainText } from '@maturity-actions/criteria';
import type { FileIndex } from './file-index.ts';
import type { FileTexts } from './file-texts.ts';
import { downKind, type MigrationParts, migrationParts } from './migration-parts.ts';
import type { FoundMigrations, MigrationLanguage } from './migration-tools.ts';

type Loss = MigrationTool['irreversible'][number];

/** Migrations of one tool that are read, the newest first; what they lose that is listed, of one and of all. */
const MAX_READ = 20;
const MAX_OF_ONE = 3;
const MAX_LISTED = 20;
const LONGEST_STATEMENT = 120;

/** What loses data or breaks the code of the release before, in the calls of each language. */
const CALLS: Readonly<Record<MigrationLanguage, RegExp | undefined>> = {
  sql: undefined,
  python:
    /\b(?:op|batch_op)\.(?:drop_table|drop_column|rename_table)\s*\(|\b(?:batch_)?op\.alter_column\s*\([^)]{0,400}?\b(?:nullable\s*=\s*False|new_column_name\s*=)|\bmigrations\.(?:DeleteModel|RemoveField|RenameField|RenameModel|AlterModelTable)\s*\(|\bmigrations\.RunPython\(\s*[\w.]+\s*,?\s*\)/g,
  ruby: /\b(?:drop_table|drop_join_table|remove_columns?|rename_table|rename_column|remove_reference|remove_belongs_to|t\.remove)\b|\bchange_column_null\b[^\n]*\bfalse\b/g,
  javascript:
    /\.(?:dropTable(?:IfExists)?|dropColumns?|removeColumn|renameTable|renameColumn|truncate|dropSchema)\s*\(/g,
  php: /\bSchema::(?:drop|dropIfExists|rename|dropColumns)\s*\(|->(?:dropColumn|renameColumn|truncate|dropTable)\s*\(/g,
  csharp: /\bmigrationBuilder\.(?:DropTable|DropColumn|RenameTable|RenameColumn|DropSchema|DeleteData)\b/g,
  elixir: /\b(?:drop(?:_if_exists)?[\s(]+table|remove[\s(]+:|rename[\s(]+table)\b/g,
  markup: /\b(?:dropTable|dropColumn|renameTable|renameColumn|addNotNullConstraint)\b|<delete\b/g,
};

/** The same in SQL, also inside of other languages. */
const SQL: readonly RegExp[] = [
  /\bdrop\s+(?:schema|database|column)\b/gi,
  /(?:^|[;"'`])[ \t]{0,40}truncate\s+(?:table\s+)?["`[\w]/gim,
  /(?:^|[;"'`])[ \t]{0,40}delete\s+from\b/gim,
  /\balter\s+table\b[^;]{0,400}?\brename\s+column\b/gi,
  /\balter\s+(?:column\s+)?[^\s;]{1,100}\s+set\s+not\s+null\b/gi,
];
const DROPPED = /\bdrop\s+table\s+(?:if\s+exists\s+)?([^\s;,()]{1,200})/gi;
const RENAMED = /\balter\s+table\b[^;]{0,400}?\brename\s+to\s+([^\s;,()]{1,200})/gi;
const CREATED = /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?([^\s;,()]{1,200})/gi;
const ADDED = /\badd\s+column\b|\badd_?column\b/gi;
/** Matches of one kind that are looked at in one file. */
const MAX_MATCHES = 50;

/** What the newest migrations of a tool lose or cannot take back, the newest first. */
export async function migrationLosses(
  migrations: FoundMigrations,
  index: FileIndex,
  texts: FileTexts,
): Promise<readonly Loss[]> {
  const losses: Loss[] = [];
  for (const path of (await newestFirst(migrations, texts)).slice(0, MAX_READ)) {
    const text = await texts.readOnce(path);
    if (text === undefined) continue;
    const { language, undo } = migrations;
    const parts = migrationParts(text, language);
    const offsets = [
      ...lostAt(parts.up, language),
      ...(undo === undefined ? [] : await noWayBack(path, parts, index, texts)),
    ];
    losses.push(
      ...linesAt(text, offsets)
        .slice(0, MAX_OF_ONE)
        .map((one) => ({ path, ...one })),
    );
  }
  return losses.slice(0, MAX_LISTED);
}

/** Offsets of what loses data or breaks the code of the release before. */
function lostAt(up: string, language: MigrationLanguage): number[] {
  const calls = CALLS[language];
  const called = calls ? matches(up, calls).map(({ index }) => index) : [];
  const strict = matches(up, ADDED).filter(({ index }) => isStrict(callAt(up, index), language));
  const stated = SQL.flatMap((pattern) => matches(up, pattern).map(lastWordsAt));
  return [...called, ...stated, ...lostTables(up), ...oneWayCalls(up), ...strict.map(({ index }) => index)];
}

/** A statement over several lines is shown by the one that says what it does. */
function lastWordsAt({ 0: text, index }: RegExpExecArray): number {
  const line = text.lastIndexOf('\n') + 1;
  return index + line + Math.max(0, text.slice(line).search(/\w/));
}

/** Tables that are gone or have another name in the end. A table that is made anew under its name is still there. */
function lostTables(up: string): number[] {
  const named = (pattern: RegExp) =>
    matches(up, pattern).map((match) => ({ index: lastWordsAt(match), name: bare(match[1]) }));
  const [dropped, renamed] = [named(DROPPED), named(RENAMED)];
  const made = new Set([...renamed, ...named(CREATED)].map(({ name }) => name));
  const gone = new Set(dropped.map(({ name }) => name));
  return [...dropped.filter(({ name }) => !made.has(name)), ...renamed.filter(({ name }) => !gone.has(name))].map(
    ({ index }) => index,
  );
}

const bare = (name = ''): string => name.replace(/["`[\]]/g, '').toLowerCase();

function matches(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) {
    found.push(match);
    if (found.length === MAX_MATCHES) break;
  }
  return found;
}

/** A statement or call from this place on, cut where the next one begins. */
function callAt(text: string, at: number): string {
  const rest = text.slice(at, at + 600);
  const next = rest
    .slice(3)
    .search(
      /;|,\s*(?:add|drop|alter|modify)\b|\n\s*(?:\w+\.)?(?:add|drop|remove)_?column\b|\n\s*(?:op\.|end\b|\}|await\b)/i,
    );
  return next < 0 ? rest : rest.slice(0, next + 3);
}

/** Whether a column that is added must be filled, and the code of the release before does not know it. */
function isStrict(call: string, language: MigrationLanguage): boolean {
  const isRequired =
    /\bnot\s+null\b|\bnullable\s*=\s*False|\bnull:\s*false|\ballowNull:\s*false|\bnullable="false"/i.test(call);
  // What EF Core adds it gives a value by itself.
  return language !== 'csharp' && isRequired && !/default|generated|identity|serial|auto_increment/i.test(call);
}

/** `migrations.RunSQL(sql)`: Django cannot take back what it was not told how to. */
function oneWayCalls(up: string): number[] {
  return matches(up, /\bmigrations\.RunSQL\s*\(/g)
    .filter(({ index, 0: head }) => argumentCount(up, index + head.length) === 1)
    .map(({ index }) => index);
}

/** Arguments of a call, counted from behind its bracket; brackets and quotes are skipped over. At most 5,000 signs far. */
function argumentCount(text: string, from: number): number {
  let [depth, count, isOpen, quote] = [1, 0, false, ''];
  for (let at = from; at < Math.min(text.length, from + 5000) && depth > 0; at++) {
    const sign = text[at] as string;
    const triple = text.slice(at, at + 3);
    if (quote !== '') {
      if (sign === '\\') at++;
      else if (text.startsWith(quote, at)) [at, quote] = [at + quote.length - 1, ''];
    } else if (/["']/.test(sign)) {
      quote = triple === sign.repeat(3) ? triple : sign;
      at += quote.length - 1;
      isOpen = true;
    } else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    else if (sign === ',' && depth === 1) [count, isOpen] = [count + 1, false];
    else if (/\S/.test(sign)) isOpen = true;
  }
  return count + (isOpen ? 1 : 0);
}

/** Offset of what should take a migration back and does not. */
async function noWayBack(path: string, parts: MigrationParts, index: FileIndex, texts: FileTexts): Promise<number[]> {
  const { up, down, needsDown } = parts;
  const twin = /(?:\.|\/)up\.sql$/.test(path) ? path.replace(/up\.sql$/, 'down.sql') : undefined;
  if (twin === undefined) {
    if (!needsDown) return [];
    return down && downKind(down.text) === 'works' ? [] : [down?.at ?? firstWord(up)];
  }
  const text = index.files.has(twin) ? await texts.readOnce(twin) : '';
  const isEmpty = text !== undefined && /^\s*(?:select\s+1\s*;?\s*)?$/i.test(migrationParts(text, 'sql').up);
  return isEmpty && up.trim() !== '' ? [firstWord(up)] : [];
}

const firstWord = (text: string): number => Math.max(0, text.search(/\S/));

/** The newest first: names begin with a number or a time; those of alembic do not, but its files say when. */
async function newestFirst({ tool, paths }: FoundMigrations, texts: FileTexts): Promise<readonly string[]> {
  const names = new Map(paths.map((path) => [path, orderOf(path)]));
  if (tool === 'alembic' && paths.length > MAX_READ) {
    for (const path of paths.slice(0, MAX_DATED)) {
      const date = /^Create Date:\s*(\S.*)$/m.exec((await texts.readOnce(path)) ?? '')?.[1];
      names.set(path, date ?? '');
    }
  }
  const order = new Intl.Collator('en', { numeric: true });
  return [...paths].sort((a, b) => order.compare(names.get(b) as string, names.get(a) as string));
}

/** Migrations of which the date inside is looked at. */
const MAX_DATED = 300;

/** The name of a migration: that of its folder where each has one. */
function orderOf(path: string): string {
  const [name = '', folder = ''] = path.split('/').reverse();
  return /^(?:migration|up)\.sql$/.test(name) ? folder : name;
}

/** The lines at offsets of a text, in their order, each once. */
function linesAt(text: string, offsets: readonly number[]): Omit<Loss, 'path'>[] {
  const found: Omit<Loss, 'path'>[] = [];
  let [line, start] = [1, 0];
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    for (let next = text.indexOf('\n', start); next >= 0 && next < offset; next = text.indexOf('\n', start))
      [line, start] = [line + 1, next + 1];
    if (found.at(-1)?.line === line) continue;
    const end = text.indexOf('\n', start);
    const written = text.slice(start, Math.min(end < 0 ? text.length : end, start + 1000));
    found.push({ line, statement: cutText(plainText(written).trim(), LONGEST_STATEMENT) });
  }
  return found;
}
