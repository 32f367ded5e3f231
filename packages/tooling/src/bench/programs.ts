import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../repository-root.ts';
import type { Program } from './measure.ts';

const BARE_COUNT = fileURLToPath(new URL('bare-count.mjs', import.meta.url));
const BARE_FETCH = fileURLToPath(new URL('bare-fetch.mjs', import.meta.url));
const BARE_MARKDOWN = fileURLToPath(new URL('bare-markdown.mjs', import.meta.url));
const BARE_PARSE = fileURLToPath(new URL('bare-parse.mjs', import.meta.url));

/** The Node that the runner ships, as it is installed with this repository. */
export const PINNED_NODE = join(ROOT, 'node_modules/.bin/node');

/** A built gate as a job step would run it in `workspace`. It leaves its files in a folder beside it. */
export function gate(
  action: string,
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  exitCode: 0 | 1,
): Program {
  const script = join(ROOT, `dist/${action}/index.js`);
  const temporary = runnerTemp(workspace);
  mkdirSync(temporary, { recursive: true });
  if (!existsSync(script)) throw new Error(`There is no ${script}: run "npm run build" first.`);
  const files = { GITHUB_OUTPUT: join(temporary, 'output'), GITHUB_STEP_SUMMARY: join(temporary, 'summary.md') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env = {
    ...machine(),
    GITHUB_ACTIONS: 'true',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_WORKSPACE: workspace,
    ...files,
    RUNNER_TEMP: temporary,
    ...Object.fromEntries(given),
  };
  return { args: [script], env, cwd: workspace, exitCodes: [exitCode] };
}

/** The bare count of one report. */
export function bareCount(format: string, report: string, workspace: string): Program {
  return { args: [BARE_COUNT, format, report], env: machine(), cwd: workspace, exitCodes: [0] };
}

/** The bare parse of one JSON report. */
export function bareParse(report: string, workspace: string): Program {
  return { args: [BARE_PARSE, report], env: machine(), cwd: workspace, exitCodes: [0] };
}

/** The bare parse of one Markdown file. */
export function bareMarkdown(file: string, workspace: string): Program {
  return { args: [BARE_MARKDOWN, file], env: machine(), cwd: workspace, exitCodes: [0] };
}

/** The bare reading of one reply. */
export function bareFetch(url: string, workspace: string): Program {
  return { args: [BARE_FETCH, url], env: machine(), cwd: workspace, exitCodes: [0] };
}

/** A Node that starts and ends. */
export function nothing(workspace: string): Program {
  return { args: ['-e', '0'], env: machine(), cwd: workspace, exitCodes: [0] };
}

/** Line totals that coverage-gate's last run in `workspace` wrote. */
export function judgedLines(workspace: string): { readonly covered: number; readonly total: number } {
  const { covered, total } = measurements(workspace, 'coverage-gate').coverage.line;
  return { covered, total };
}

/** How many findings security-gate's last run in `workspace` says it judged. */
export function judgedFindings(workspace: string): number {
  return measurements(workspace, 'security-gate').security.total;
}

/** How many plans rollback-plan-lint's last run in `workspace` judged, or the code it refused them with. */
export function judgedPlans(workspace: string): number | string {
  const { measurements: measured, verdicts } = report(workspace, 'rollback-plan-lint');
  const codes = (verdicts as readonly { readonly observed: string }[]).map(({ observed }) => observed);
  return codes.find((observed) => /^E_[A-Z_]+$/.test(observed)) ?? measured.plan.length;
}

/** How many samples staging-uptime-check's last run in `workspace` judged. */
export function judgedSamples(workspace: string): number {
  return measurements(workspace, 'staging-uptime-check').uptime.samples;
}

const measurements = (workspace: string, action: string) => report(workspace, action).measurements;

function report(workspace: string, action: string) {
  return JSON.parse(readFileSync(join(runnerTemp(workspace), `${action}-report.json`), 'utf8'));
}

const runnerTemp = (workspace: string): string => `${workspace}-runner`;

/** Nothing of the caller's environment but what a program needs to start, so that no setting of a shell is measured. */
const machine = (): Record<string, string> => ({ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' });
