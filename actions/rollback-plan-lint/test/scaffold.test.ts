import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ActionResult, runAction } from '../../../packages/tooling/src/runner-harness/index.ts';

const SCRIPT = fileURLToPath(new URL('../../../packages/tooling/src/rollback-plan.mjs', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'maturity-scaffold-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A folder with these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(home, 'shop-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const SHOP = {
  'compose.yml': 'services:\n  basket:\n    image: shop/basket:v3\n',
  'alembic.ini': '[alembic]\n',
  'alembic/versions/0001_first.py': 'def downgrade():\n    op.drop_table("a")\n',
};

/** What people see of a log. */
const printed = (log: string): string[] => log.split('\n').filter((line) => !line.startsWith('::debug::'));

const scaffold = (files: Readonly<Record<string, string>>, inputs = {}): Promise<ActionResult> =>
  runAction({ action: 'rollback-plan-lint', inputs: { mode: 'scaffold', ...inputs }, workspace: repository(files) });

test('prints a plan for the repository, judges nothing and passes', async () => {
  const { exitCode, outputs, log, summary, annotations } = await scaffold(SHOP);
  expect(exitCode).toBe(0);
  expect(printed(log)[0]).toMatch(/^# .*parcels/);
  for (const text of ['basket', 'alembic downgrade -1', 'TODO']) {
    expect(log).toContain(text);
    expect(summary).toContain(text);
  }
  // No verdict: a step that asks for one gets neither.
  expect(outputs).toEqual({});
  expect(annotations).toEqual([]);
});

test('prints one plan for each component that is named', async () => {
  const config = 'components:\n  basket: { path: basket }\n  search: { path: search }\n';
  const { log } = await scaffold({ ...SHOP, 'maturity.yml': config }, { component: 'all' });
  expect(log).toMatch(/^# .*basket/m);
  expect(log).toMatch(/^# .*search/m);
});

test('what it prints is red until it is filled in', async () => {
  const { log } = await scaffold(SHOP);
  const workspace = repository({ ...SHOP, 'docs/ROLLBACK.md': printed(log).join('\n') });
  const { exitCode, reportJson } = await runAction({ action: 'rollback-plan-lint', inputs: {}, workspace });
  expect(exitCode).toBe(1);
  const { verdicts } = reportJson as { verdicts: readonly { criterion: string; outcome: string }[] };
  const open = verdicts.filter(({ outcome }) => outcome === 'unmet').map(({ criterion }) => criterion);
  expect(open.sort()).toEqual(['rollback-sound', 'rollback-tested']);
});

test('names of the repository are text, in the log and in the summary', async () => {
  const compose = 'services:\n  "::error::x ##[error]y ```` <img src=x>":\n    image: "##[add-mask]z"\n';
  const { exitCode, annotations, summary } = await scaffold({ 'compose.yml': compose });
  expect(exitCode).toBe(0);
  expect(annotations).toEqual([]);
  const fence = /^(`{3,})markdown$/m.exec(summary)?.[1] as string;
  expect(summary.split(`\n${fence}\n`)).toHaveLength(2);
});

test('a mistake in an input is red here as well', async () => {
  const { exitCode, outputs } = await scaffold(SHOP, { component: 'nobody' });
  expect(exitCode).toBe(1);
  expect(outputs.outcome).toBe('unknown');
});

test('the script prints the plan of a folder, and nothing else', () => {
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, repository(SHOP)], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^# /);
  expect(stdout).toContain('alembic downgrade -1');
});

test('the script says when there is no such folder', () => {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, join(home, 'nowhere')], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('nowhere');
});
