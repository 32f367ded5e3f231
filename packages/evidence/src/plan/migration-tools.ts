import type { FileIndex } from './file-index.ts';

/** In which language migrations are written. */
export type MigrationLanguage = 'sql' | 'python' | 'ruby' | 'javascript' | 'php' | 'csharp' | 'elixir' | 'markup';

/** How the migrations of one tool are known and taken back. */
export interface MigrationKind {
  readonly tool: string;
  readonly language: MigrationLanguage;
  /** Files that show the tool, by name in lower case. */
  readonly markers?: readonly string[];
  /** Without a marker its migrations are not known as such. */
  readonly needsMarker?: boolean;
  readonly endings: readonly string[];
  readonly path: RegExp;
  readonly not?: RegExp;
  /** Command that takes the last one back; `shown` is the file that shows the tool. Absent when the tool has none. */
  readonly undo?: string | ((shown: string) => string);
}

const JS = ['.js', '.ts', '.cjs', '.mjs', '.mts', '.cts'] as const;

/** Tools whose migrations have a place and a name of their own. Commands are those of the tools' documentation. */
export const MIGRATION_KINDS: readonly MigrationKind[] = [
  {
    tool: 'alembic',
    language: 'python',
    markers: ['alembic.ini'],
    endings: ['.py'],
    path: /(?:^|\/)[^/]*(?:alembic|migration|db)[^/]*\/versions\/[^/]+\.py$/i,
    not: /__init__\.py$/,
    // Flask-Migrate keeps its file beside the migrations.
    undo: (shown) => (/(?:^|\/)migrations\//.test(shown) ? 'flask db downgrade' : 'alembic downgrade -1'),
  },
  {
    tool: 'django',
    language: 'python',
    markers: ['manage.py'],
    needsMarker: true,
    endings: ['.py'],
    path: /(?:^|\/)migrations\/\d{4}_\w+\.py$/,
    undo: 'python manage.py migrate <app> <previous-migration>',
  },
  { tool: 'prisma', language: 'sql', endings: ['.sql'], path: /(?:^|\/)migrations\/[^/]+\/migration\.sql$/ },
  {
    tool: 'flyway',
    language: 'sql',
    markers: ['flyway.conf', 'flyway.toml', 'flyway.properties'],
    endings: ['.sql', '.java', '.kt'],
    path: /(?:^|\/)V\d[\w.]*__[^/]+\.(?:sql|java|kt)$/,
  },
  {
    tool: 'liquibase',
    language: 'markup',
    markers: ['liquibase.properties'],
    endings: ['.xml', '.yaml', '.yml', '.json', '.sql'],
    path: /(?:^|\/)(?:db\.changelog[^/]*|changelog-master)\.[a-z]+$|(?:^|\/)(?:db|liquibase)\/changelogs?\/[^.].*$/i,
    undo: 'liquibase rollback-count --count=1',
  },
  {
    tool: 'knex',
    language: 'javascript',
    markers: ['knexfile.js', 'knexfile.ts', 'knexfile.cjs', 'knexfile.mjs'],
    endings: JS,
    path: /(?:^|\/)migrations\/\d{14}_[^/]+$/,
    undo: 'npx knex migrate:rollback',
  },
  {
    tool: 'sequelize',
    language: 'javascript',
    markers: ['.sequelizerc'],
    endings: JS,
    path: /(?:^|\/)migrations\/\d{14}-[^/]+$/,
    undo: 'npx sequelize-cli db:migrate:undo',
  },
  {
    tool: 'typeorm',
    language: 'javascript',
    markers: ['ormconfig.json', 'ormconfig.js', 'ormconfig.ts', 'ormconfig.yml'],
    endings: JS,
    path: /(?:^|\/)migrations?\/\d{13}-[^/]+$/,
    undo: 'npx typeorm migration:revert -d <data-source>',
  },
  {
    tool: 'node-pg-migrate',
    language: 'javascript',
    endings: JS,
    path: /(?:^|\/)migrations\/\d{13}_[^/]+$/,
    undo: 'npx node-pg-migrate down',
  },
  {
    tool: 'mikro-orm',
    language: 'javascript',
    endings: JS,
    path: /(?:^|\/)Migration\d{14}\.[jt]s$/,
    undo: 'npx mikro-orm migration:down',
  },
  {
    tool: 'rails',
    language: 'ruby',
    endings: ['.rb'],
    path: /(?:^|\/)db\/migrate\/\d{14}_\w+\.rb$/,
    undo: 'bin/rails db:rollback',
  },
  {
    tool: 'laravel',
    language: 'php',
    endings: ['.php'],
    path: /(?:^|\/)migrations\/\d{4}_\d{2}_\d{2}_\d{6}_\w+\.php$/,
    undo: 'php artisan migrate:rollback --step=1',
  },
  {
    tool: 'doctrine',
    language: 'php',
    endings: ['.php'],
    path: /(?:^|\/)Version\d{14}\.php$/,
    undo: 'php bin/console doctrine:migrations:migrate prev',
  },
  {
    tool: 'ef-core',
    language: 'csharp',
    endings: ['.cs'],
    path: /(?:^|\/)Migrations\/(?:.*\/)?\d{14}_\w+\.cs$/,
    not: /\.Designer\.cs$/,
    undo: 'dotnet ef database update <previous-migration>',
  },
  {
    tool: 'ecto',
    language: 'elixir',
    endings: ['.exs'],
    path: /(?:^|\/)priv\/[^/]+\/migrations\/\d{14}_\w+\.exs$/,
    undo: 'mix ecto.rollback',
  },
  {
    tool: 'diesel',
    language: 'sql',
    markers: ['diesel.toml'],
    endings: ['.sql'],
    path: /(?:^|\/)migrations\/[^/]+\/up\.sql$/,
    undo: 'diesel migration revert',
  },
  {
    tool: 'sqitch',
    language: 'sql',
    markers: ['sqitch.plan'],
    needsMarker: true,
    endings: ['.sql'],
    path: /(?:^|\/)deploy\/[^/]+\.sql$/,
    undo: 'sqitch revert --to @HEAD^',
  },
  { tool: 'supabase', language: 'sql', endings: ['.sql'], path: /(?:^|\/)supabase\/migrations\/[^/]+\.sql$/ },
];

/** Migrations of one tool in a repository. */
export interface FoundMigrations {
  readonly tool: string;
  readonly language: MigrationLanguage;
  /** File that shows it. */
  readonly where: string;
  readonly undo?: string;
  /** All of them; empty where only a setting shows the tool. */
  readonly paths: readonly string[];
}

/** Migrations that their place and name show; `isIn` leaves out what is not of interest. */
export function migrationsByPath(index: FileIndex, isIn: (path: string) => boolean): FoundMigrations[] {
  return MIGRATION_KINDS.flatMap((kind): FoundMigrations[] => {
    const markers = index.named(...(kind.markers ?? [])).filter(isIn);
    if (kind.needsMarker && markers.length === 0) return [];
    const paths = index
      .ending(...kind.endings)
      .filter((path) => kind.path.test(path) && !kind.not?.test(path) && isIn(path));
    const where = kind.needsMarker ? paths[0] : (markers[0] ?? paths[0]);
    if (where === undefined) return [];
    return [found(kind, where, paths)];
  });
}

function found({ tool, language, undo }: MigrationKind, where: string, paths: readonly string[]): FoundMigrations {
  const command = typeof undo === 'function' ? undo(where) : undo;
  return { tool, language, where, paths, ...(command === undefined ? {} : { undo: command }) };
}
