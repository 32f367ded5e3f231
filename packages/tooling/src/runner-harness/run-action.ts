import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT } from '../repository-root.ts';
import { readActionFile } from './action-file.ts';
import { annotationsOf, type RunnerAnnotation } from './annotations.ts';
import { parseCommandFile } from './command-file.ts';
import { type RunnerEvent, STEP_FILES, stepEnvironment } from './environment.ts';
import { type EndedProcess, runStep } from './step-process.ts';
import { RunnerViolation } from './violation.ts';

/** One step of a job: `uses: <action>` with its `with:`. */
export interface ActionRun {
  /** Name of a built action, a folder of dist/, or the absolute path of a folder with an action.yml. */
  readonly action: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Absolute path of the checked-out repository. */
  readonly workspace: string;
  /** Further variables, for what a workflow sets with `env:`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: a `workflow_dispatch` without payload. */
  readonly event?: RunnerEvent;
  /** Cancels the run after this many milliseconds, as the runner does. */
  readonly cancelAfterMs?: number;
  readonly measuresMemory?: boolean;
}

/** What a step left behind. */
export interface ActionResult {
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown of the job summary. */
  readonly summary: string;
  readonly annotations: readonly RunnerAnnotation[];
  /** Standard output, then standard error, as printed. */
  readonly log: string;
  /** The document that the output `report` names; undefined when there is none. */
  readonly reportJson: unknown;
  /** Largest resident size in bytes, when asked for. */
  readonly peakMemory?: number;
}

/** The runner drops a summary beyond this many bytes whole. */
const MAX_SUMMARY_BYTES = 1024 * 1024;

/**
 * Runs a built action in its own process under the rules of GitHub's runner. Throws RunnerViolation
 * when the runner would refuse, lose or wrongly obey anything of what the action wrote.
 */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const action = readActionFile(resolve(ROOT, 'dist', run.action));
  const event = run.event ?? { name: 'workflow_dispatch', payload: {} };
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  try {
    const place = { workspace: run.workspace, folder };
    await prepare(folder, event);
    const ended = await runStep({
      main: action.main,
      workspace: run.workspace,
      environment: { ...stepEnvironment(action, run.inputs, event, place), ...run.environment },
      cancelAfterMs: run.cancelAfterMs,
      measuresMemory: run.measuresMemory,
    });
    return await resultOf(ended, action.outputs, place.workspace, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(folder: string, event: RunnerEvent): Promise<void> {
  for (const name of ['home', 'temp']) await mkdir(join(folder, name));
  for (const name of Object.values(STEP_FILES)) await writeFile(join(folder, name), '');
  await writeFile(join(folder, STEP_FILES.GITHUB_EVENT_PATH), JSON.stringify(event.payload));
}

async function resultOf(
  ended: EndedProcess,
  declared: readonly string[],
  workspace: string,
  folder: string,
): Promise<ActionResult> {
  const { exitCode, stdout, stderr, peakMemory } = ended;
  const text = (name: keyof typeof STEP_FILES) => readFile(join(folder, STEP_FILES[name]), 'utf8');
  const outputs = parseCommandFile(await text('GITHUB_OUTPUT'), 'GITHUB_OUTPUT');
  for (const name of ['GITHUB_STATE', 'GITHUB_ENV'] as const) parseCommandFile(await text(name), name);
  refuseUndeclared(outputs, declared);
  const summary = await text('GITHUB_STEP_SUMMARY');
  refuseTooLarge(summary);
  return {
    exitCode,
    outputs,
    summary,
    // The runner reads the streams apart: a line of one never goes on in the other.
    annotations: annotationsOf(`${stdout}\n${stderr}`, workspace),
    log: stdout + stderr,
    reportJson: await document(outputs.report),
    ...(peakMemory === undefined ? {} : { peakMemory }),
  };
}

function refuseUndeclared(outputs: Readonly<Record<string, string>>, declared: readonly string[]): void {
  const undeclared = Object.keys(outputs).filter((name) => !declared.includes(name));
  if (undeclared.length > 0) throw new RunnerViolation(`outputs that action.yml lacks: ${undeclared.join(', ')}`);
}

function refuseTooLarge(summary: string): void {
  const bytes = Buffer.byteLength(summary);
  if (bytes > MAX_SUMMARY_BYTES) throw new RunnerViolation(`a summary of ${bytes} bytes would be dropped`);
}

async function document(path: string | undefined): Promise<unknown> {
  return path !== undefined && existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : undefined;
}
