/**
 * Prints a rollback plan to start from for a repository, by the built gate; nothing has to be installed.
 * Usage: npm run --silent rollback-plan -- ../shop > ../shop/docs/ROLLBACK.md
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const gate = fileURLToPath(new URL('../../../dist/rollback-plan-lint/index.js', import.meta.url));
// npm runs its scripts at the root of the project; a path is meant from where it was typed.
const folder = resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? '.');
const { GITHUB_ACTIONS: _, GITHUB_STEP_SUMMARY: __, GITHUB_REPOSITORY: ___, ...environment } = process.env;
const { status, error } = spawnSync(process.execPath, [gate], {
  cwd: folder,
  stdio: 'inherit',
  env: { ...environment, GITHUB_WORKSPACE: folder, INPUT_MODE: 'scaffold' },
});
if (error) console.error(`${folder}: ${error.code ?? error.message}. Give the folder of a repository.`);
process.exitCode = status ?? 1;
