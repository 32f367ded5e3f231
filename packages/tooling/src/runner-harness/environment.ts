import { join } from 'node:path';
import type { ActionFile } from './action-file.ts';

/** The event that started the run, as GitHub would describe it. */
export interface RunnerEvent {
  /** `pull_request`, `merge_group`, `push`, `schedule`, ... */
  readonly name: string;
  readonly payload: unknown;
  readonly sha?: string;
}

/** Files that the runner gives to a step, by the variable that names them. */
export const STEP_FILES = {
  GITHUB_OUTPUT: 'output',
  GITHUB_STATE: 'state',
  GITHUB_ENV: 'env',
  GITHUB_PATH: 'path',
  GITHUB_STEP_SUMMARY: 'summary.md',
  GITHUB_EVENT_PATH: 'event.json',
} as const;

/** Where a run takes place. */
export interface RunPlace {
  readonly workspace: string;
  /** Empty folder of this run: step files, home and RUNNER_TEMP lie below it. */
  readonly folder: string;
}

/**
 * Environment of a step. Nothing of the machine comes in but PATH and what Windows needs, so that a
 * test says the same everywhere. Inputs are named as the runner does: only blanks become `_`.
 */
export function stepEnvironment(
  action: ActionFile,
  inputs: Readonly<Record<string, string>>,
  event: RunnerEvent,
  place: RunPlace,
): Record<string, string> {
  const files = Object.entries(STEP_FILES).map(([variable, name]) => [variable, join(place.folder, name)]);
  const given = Object.entries({ ...action.inputs, ...lowerCased(inputs) });
  return {
    ...machine(),
    HOME: join(place.folder, 'home'),
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: 'https://api.github.invalid',
    GITHUB_SERVER_URL: 'https://github.invalid',
    GITHUB_REPOSITORY: 'octo/parcels',
    GITHUB_SHA: event.sha ?? '0123456789abcdef0123456789abcdef01234567',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_WORKSPACE: place.workspace,
    RUNNER_TEMP: join(place.folder, 'temp'),
    ...Object.fromEntries(files),
    ...Object.fromEntries(given.map(([name, value]) => [inputVariable(name), value])),
  };
}

function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** The runner compares input names without case. */
function lowerCased(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name.toLowerCase(), value]));
}

function machine(): Record<string, string> {
  const names = ['PATH', 'Path', 'SystemRoot', 'PATHEXT', 'TEMP', 'TMPDIR'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
