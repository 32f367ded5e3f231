/**
 * Runs the built gates on the example project, as a job would, and prints what it says.
 * Needs nothing installed: `npm run demo`, or `node examples/demo.mjs`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'maturity-demo-'));

/** Runs one action from dist/ with the given inputs. */
function run(action, inputs) {
  const environment = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  const { GITHUB_ACTIONS: _, GITHUB_OUTPUT: __, GITHUB_STEP_SUMMARY: ___, ...rest } = process.env;
  const { status } = spawnSync(process.execPath, [join(root, 'dist', action, 'index.js')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...rest, ...environment, GITHUB_WORKSPACE: root, RUNNER_TEMP: temporary },
  });
  return status;
}

/** Runs a gate on all components of the shop, and looks whether it judged them. */
function judge(action, question) {
  console.log(`${question}\n`);
  const status = run(action, { 'working-directory': 'examples/shop', component: 'all', 'as-of': '2026-11-20' });
  const file = join(temporary, `${action}-report.json`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  console.log(
    `\nIn a job this step would ${status === 0 ? 'pass' : 'fail'} (exit code ${status}). The exact figures: ${file}\n`,
  );
  if (report.parts?.length && status !== null) return;
  console.error(`The demo did not judge the components it should have (${action}).`);
  process.exitCode = 1;
}

console.log('A shop with three components, each judged by its own level (examples/shop/.github/maturity.yml).\n');
judge('coverage-gate', 'Is enough of the code tested?');
judge('security-gate', 'Do the findings of the scanners stay inside the limits?');
judge('rollback-plan-lint', 'Could someone who has never seen the shop roll it back with its plan tonight?');
judge('staging-uptime-check', 'Is it proven that staging was up 99.5 % of the last 7 days?');
