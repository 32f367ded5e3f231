import type { MigrationTool } from '@maturity-actions/criteria';
import { FileIndex } from '../src/plan/file-index.ts';
import { FileTexts } from '../src/plan/file-texts.ts';
import { migrationTools } from '../src/plan/migrations.ts';
import { memoryRepository } from './memory-repository.ts';

type Files = Readonly<Record<string, string>>;

function toolsOf(files: Files, isIn: (path: string) => boolean = () => true): Promise<MigrationTool[]> {
  const texts = new FileTexts(memoryRepository({ tracked: files }));
  return migrationTools(new FileIndex(Object.keys(files)), texts, isIn);
}

/** `path:line statement` of all losses. */
async function lossesOf(files: Files): Promise<string[]> {
  const tools = await toolsOf(files);
  return tools.flatMap(({ irreversible }) =>
    irreversible.map(({ path, line, statement }) => `${path}:${line} ${statement}`),
  );
}

test.each<[string, Files, string | undefined]>([
  ['alembic', { 'alembic.ini': '' }, 'alembic downgrade -1'],
  ['alembic', { 'app/db/alembic/versions/1a2b_x.py': '' }, 'alembic downgrade -1'],
  ['alembic', { 'migrations/alembic.ini': '', 'migrations/versions/1a_x.py': '' }, 'flask db downgrade'],
  [
    'django',
    { 'manage.py': '', 'shop/migrations/0001_initial.py': '' },
    'python manage.py migrate <app> <previous-migration>',
  ],
  ['prisma', { 'prisma/migrations/20260101_init/migration.sql': '' }, undefined],
  ['flyway', { 'src/main/resources/db/migration/V1__init.sql': '' }, undefined],
  ['flyway', { 'flyway.toml': '' }, undefined],
  [
    'liquibase',
    { 'src/main/resources/db/changelog/db.changelog-master.yaml': '' },
    'liquibase rollback-count --count=1',
  ],
  ['liquibase', { 'db/migrations/1.sql': '--liquibase formatted sql\n' }, 'liquibase rollback-count --count=1'],
  ['knex', { 'knexfile.ts': '' }, 'npx knex migrate:rollback'],
  ['knex', { 'db/migrations/20260101120000_users.js': '' }, 'npx knex migrate:rollback'],
  ['sequelize', { 'migrations/20260101120000-users.js': '' }, 'npx sequelize-cli db:migrate:undo'],
  ['typeorm', { 'src/migrations/1700000000000-Users.ts': '' }, 'npx typeorm migration:revert -d <data-source>'],
  ['rails', { 'db/migrate/20260101120000_create_users.rb': '' }, 'bin/rails db:rollback'],
  ['laravel', { 'database/migrations/2026_01_01_120000_users.php': '' }, 'php artisan migrate:rollback --step=1'],
  ['ef-core', { 'src/Shop/Migrations/20260101120000_Init.cs': '' }, 'dotnet ef database update <previous-migration>'],
  ['ecto', { 'priv/repo/migrations/20260101120000_users.exs': '' }, 'mix ecto.rollback'],
  ['diesel', { 'migrations/2026-01-01-users/up.sql': '' }, 'diesel migration revert'],
  ['drizzle', { 'drizzle/meta/_journal.json': '{}', 'drizzle/0000_x.sql': '' }, undefined],
  ['atlas', { 'migrations/atlas.sum': '', 'migrations/1.sql': '' }, 'atlas migrate down'],
  ['goose', { 'db/migrations/1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\n' }, 'goose down'],
  ['dbmate', { 'db/migrations/1_a.sql': '-- migrate:up\n\n-- migrate:down\n' }, 'dbmate down'],
  ['sqlx', { 'Cargo.toml': '', 'migrations/1_a.up.sql': '' }, 'sqlx migrate revert'],
  [
    'golang-migrate',
    { 'go.mod': '', 'db/migrations/1_a.up.sql': '' },
    'migrate -path db/migrations -database "$DATABASE_URL" down 1',
  ],
  [
    'golang-migrate',
    { "it's/migrations/1_a.up.sql": '' },
    "migrate -path 'it'\\''s/migrations' -database \"$DATABASE_URL\" down 1",
  ],
  ['numbered SQL files', { 'migrations/001_init.sql': '' }, undefined],
])('%s is known by %j', async (tool, files, undo) => {
  const found = await toolsOf(files);
  expect(found.map((one) => [one.tool, one.undo])).toEqual([[tool, undo]]);
  expect(Object.keys(files)).toContain(found[0]?.where);
});

test.each<[string, Files]>([
  ['Python of another kind', { 'manage.py': '', 'shop/migrations/__init__.py': '', 'app/versions/v1.py': '' }],
  ['a Django package without a site', { 'shop/migrations/0001_initial.py': '' }],
  ['a change log for people', { 'CHANGELOG.json': '{}', 'docs/changelog/1.md': '' }],
  ['SQL that is no migration', { 'sql/report.sql': 'select 1', 'queries/001_users.sql': '' }],
  ['an example', { 'examples/app/db/migrate/20260101120000_a.rb': '' }],
])('%s shows no tool', async (_, files) => {
  expect(await toolsOf(files)).toEqual([]);
});

test('one tool in several places is one, and files that do not count are left out', async () => {
  const files = {
    'a/db/migrate/20260101120000_a.rb': 'drop_table :a',
    'b/db/migrate/20260201120000_b.rb': 'drop_table :b',
  };
  const [both, ...others] = await toolsOf(files);
  expect([others, both?.irreversible.map(({ path }) => path)]).toEqual([[], Object.keys(files).reverse()]);
  expect((await toolsOf(files, (path) => path.startsWith('a/'))).map(({ where }) => where)).toEqual([
    Object.keys(files)[0],
  ]);
});

describe('what migrations lose', () => {
  const sql = (text: string): Files => ({ 'prisma/migrations/1_a/migration.sql': text });
  const lost = async (files: Files): Promise<string[]> =>
    (await lossesOf(files)).map((one) => one.slice(one.indexOf(':') + 1));

  test.each([
    ['ALTER TABLE "a" DROP COLUMN "b";', '1 ALTER TABLE "a" DROP COLUMN "b";'],
    ['-- x\nDROP TABLE "a";\n', '2 DROP TABLE "a";'],
    ['truncate table a;', '1 truncate table a;'],
    ['ALTER TABLE a\n  RENAME COLUMN b TO c;', '2 RENAME COLUMN b TO c;'],
    ['ALTER TABLE a RENAME TO b;', '1 ALTER TABLE a RENAME TO b;'],
    ['ALTER TABLE a ALTER COLUMN b SET NOT NULL;', '1 ALTER TABLE a ALTER COLUMN b SET NOT NULL;'],
    ['ALTER TABLE a ADD COLUMN b numeric(10,2) NOT NULL;', '1 ALTER TABLE a ADD COLUMN b numeric(10,2) NOT NULL;'],
    ['DELETE FROM a WHERE b;', '1 DELETE FROM a WHERE b;'],
    [
      'ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT 0, ADD COLUMN c text NOT NULL;',
      '1 ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT 0, ADD COLUMN c text NOT NULL;',
    ],
  ])('%j does', async (text, loss) => {
    expect(await lost(sql(text))).toEqual([loss]);
  });

  test.each([
    'CREATE TABLE a (b int NOT NULL);',
    '-- DROP TABLE a;\n/* DROP TABLE b;\n*/ SELECT 1;',
    'ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT 0;',
    'ALTER TABLE a DROP CONSTRAINT b;',
    'ALTER INDEX a RENAME TO b;',
    'CREATE TABLE "new_a" (b int);\nINSERT INTO "new_a" SELECT * FROM "a";\nDROP TABLE "a";\nALTER TABLE "new_a" RENAME TO "a";',
    'DROP TABLE IF EXISTS `a`;\nCREATE TABLE `a` (b int);',
    "SELECT date_trunc('day', b) FROM a;",
  ])('%j does not', async (text) => {
    expect(await lost(sql(text))).toEqual([]);
  });

  test.each<[string, Files, readonly string[]]>([
    [
      'alembic',
      {
        'alembic/versions/a_x.py':
          '"""drop column b\n\nCreate Date: 2026-01-01\n"""\nfrom alembic import op\n\ndef upgrade():\n    op.drop_column("a", "b")\n    op.alter_column("a", "c",\n        existing_nullable=False, nullable=True)\n    op.add_column("a", sa.Column("d", sa.Text(), nullable=False, server_default=""))\n\ndef downgrade():\n    op.drop_table("z")\n',
      },
      ['8 op.drop_column("a", "b")'],
    ],
    [
      'alembic that cannot go back',
      {
        'alembic/versions/a_x.py':
          'def upgrade():\n    op.create_table("a")\n\ndef downgrade():\n    raise NotImplementedError\n',
      },
      ['4 def downgrade():'],
    ],
    [
      'alembic that forgot',
      {
        'alembic/versions/a_x.py':
          'def upgrade() -> None:\n    op.create_table("a")\n\n\ndef downgrade() -> None:\n    """Nothing."""\n    pass\n',
      },
      ['5 def downgrade() -> None:'],
    ],
    [
      'alembic that only joins',
      { 'alembic/versions/a_x.py': 'def upgrade():\n    pass\n\ndef downgrade():\n    pass\n' },
      [],
    ],
    [
      'alembic that demands a value',
      {
        'alembic/versions/a_x.py':
          'def upgrade():\n    op.add_column("a", sa.Column("b", nullable=False))\n\ndef downgrade():\n    op.drop_column("a", "b")\n',
      },
      ['2 op.add_column("a", sa.Column("b", nullable=False))'],
    ],
    [
      'django',
      {
        'manage.py': '',
        'shop/migrations/0002_x.py':
          'class Migration(migrations.Migration):\n    operations = [\n        migrations.RemoveField("a", "b"),\n        migrations.RunPython(forth),\n        migrations.RunPython(forth, migrations.RunPython.noop),\n        migrations.RunSQL("select 1", "select 2"),\n        migrations.RunSQL(\n            """insert into a values (1, 2)""",\n        ),\n        migrations.AddField("a", "c"),\n    ]\n',
      },
      ['3 migrations.RemoveField("a", "b"),', '4 migrations.RunPython(forth),', '7 migrations.RunSQL('],
    ],
    [
      'rails',
      {
        'db/migrate/20260101120000_a.rb':
          'class A\n  def change\n    # drop_table :z\n    add_column :a, :b, :text, null: false\n    add_column :a, :c, :text, null: false, default: ""\n    remove_column :a, :d\n  end\nend\n',
      },
      ['4 add_column :a, :b, :text, null: false', '6 remove_column :a, :d'],
    ],
    [
      'rails that cannot go back',
      {
        'db/migrate/20260101120000_a.rb':
          'class A\n  def up\n    add_index :a, :b\n  end\n\n  def down\n    raise ActiveRecord::IrreversibleMigration\n  end\nend\n',
      },
      ['6 def down'],
    ],
    [
      'rails without a way back',
      { 'db/migrate/20260101120000_a.rb': 'class A\n  def up\n    add_index :a, :b\n  end\nend\n' },
      ['1 class A'],
    ],
    [
      'knex',
      {
        'migrations/20260101120000_a.js':
          "exports.up = (knex) => knex.schema.table('a', (t) => {\n  t.dropColumn('b');\n});\n\nexports.down = (knex) => knex.schema.table('a', (t) => t.string('b'));\n",
      },
      ["2 t.dropColumn('b');"],
    ],
    [
      'knex that does not go back',
      {
        'migrations/20260101120000_a.js':
          "exports.up = (knex) => knex.schema.createTable('a');\nexports.down = () => {};\n",
      },
      ['2 exports.down = () => {};'],
    ],
    [
      'typeorm',
      {
        'src/migrations/1700000000000-A.ts':
          'export class A {\n  public async up(q: QueryRunner): Promise<void> {\n    await q.query(`ALTER TABLE "a" DROP COLUMN "b"`);\n  }\n\n  public async down(q: QueryRunner): Promise<void> {\n    await q.query(`DROP TABLE "c"`);\n  }\n}\n',
      },
      ['3 await q.query(`ALTER TABLE "a" DROP COLUMN "b"`);'],
    ],
    [
      'laravel',
      {
        'database/migrations/2026_01_01_120000_a.php':
          '<?php\npublic function up(): void {\n  Schema::create("a");\n}\npublic function down(): void {\n  Schema::dropIfExists("a");\n}\n',
      },
      [],
    ],
    [
      'EF Core',
      {
        'Migrations/20260101120000_A.cs':
          'protected override void Up(MigrationBuilder migrationBuilder)\n{\n    migrationBuilder.DropColumn(name: "b");\n    migrationBuilder.AddColumn<int>(name: "c", nullable: false);\n}\n\nprotected override void Down(MigrationBuilder migrationBuilder)\n{\n}\n',
        'Migrations/20260101120000_A.Designer.cs': 'migrationBuilder.DropTable',
      },
      [
        '3 migrationBuilder.DropColumn(name: "b");',
        '7 protected override void Down(MigrationBuilder migrationBuilder)',
      ],
    ],
    [
      'ecto',
      {
        'priv/repo/migrations/20260101120000_a.exs': 'def change do\n  alter table(:a) do\n    remove :b\n  end\nend\n',
      },
      ['3 remove :b'],
    ],
    [
      'goose',
      { 'migrations/1_a.sql': '-- +goose Up\nDROP TABLE a;\n-- +goose Down\nCREATE TABLE a ();\nDROP TABLE b;\n' },
      ['2 DROP TABLE a;'],
    ],
    [
      'goose without a way back',
      { 'migrations/1_a.sql': '-- +goose Up\nCREATE INDEX a;\n-- +goose Down\n-- nothing\n' },
      ['3 -- +goose Down'],
    ],
    [
      'golang-migrate',
      {
        'migrations/1_a.up.sql': 'CREATE INDEX a;',
        'migrations/1_a.down.sql': 'DROP INDEX a;',
        'migrations/2_b.up.sql': 'CREATE INDEX b;',
        'migrations/2_b.down.sql': '-- none\n',
        'migrations/3_c.up.sql': '\nCREATE INDEX c;',
      },
      ['2 CREATE INDEX c;', '1 CREATE INDEX b;'],
    ],
    [
      'liquibase',
      {
        'db/changelog/1.xml':
          '<changeSet>\n  <dropColumn tableName="a"/>\n  <rollback>\n    <dropTable/>\n  </rollback>\n</changeSet>\n',
      },
      ['2 <dropColumn tableName="a"/>'],
    ],
  ])('%s', async (_, files, losses) => {
    expect(await lost(files)).toEqual(losses);
  });

  test('the newest 20 migrations are looked at, by their numbers, the newest first', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`db/V${at + 1}__x.sql`, `DROP TABLE t${at + 1};`]),
    );
    const found = await lossesOf(files);
    expect(found).toHaveLength(20);
    expect([found[0], found.at(-1)]).toEqual(['db/V30__x.sql:1 DROP TABLE t30;', 'db/V11__x.sql:1 DROP TABLE t11;']);
  });

  test('those of alembic by the day that stands in them', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `alembic/versions/${String((at * 7) % 30).padStart(2, '0')}_x.py`,
        `"""x\n\nCreate Date: 2026-01-${String(at + 1).padStart(2, '0')} 10:00:00\n"""\ndef upgrade():\n    op.drop_table("t${at + 1}")\n\ndef downgrade():\n    op.create_table("t")\n`,
      ]),
    );
    const found = await lossesOf(files);
    expect([found.length, found[0], found.at(-1)]).toEqual([
      20,
      expect.stringContaining('"t30"'),
      expect.stringContaining('"t11"'),
    ]);
  });

  test('a migration of many losses is named three times, and its lines are shown as plain text', async () => {
    const found = await lossesOf(sql(`DROP TABLE a; -- \u001b[31m\u202e\n${'DROP TABLE b;\n'.repeat(100)}`));
    expect(found).toHaveLength(3);
    expect(found[0]).toBe('prisma/migrations/1_a/migration.sql:1 DROP TABLE a; -- <U+202E>');
  });

  test.each([
    ['comments that never end', '/*'.repeat(400_000)],
    ['blank lines', `${' \n'.repeat(400_000)}DROP`],
    ['half statements', 'alter table x rename '.repeat(40_000)],
    ['added columns', 'add column '.repeat(80_000)],
    ['drops', 'drop table a'.repeat(70_000)],
    ['quotes', '"'.repeat(900_000)],
  ])('%s cost no time', async (_, text) => {
    const files = { ...sql(text), 'manage.py': '', 'a/migrations/0001_a.py': `migrations.RunSQL(${text}` };
    const start = performance.now();
    await lossesOf(files);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
