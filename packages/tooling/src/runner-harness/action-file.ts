import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { RunnerViolation } from './violation.ts';

/** What the runner takes from an action.yml. */
export interface ActionFile {
  /** Absolute path of the script. */
  readonly main: string;
  /** Declared inputs with their default; empty text when there is none. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
}

/** Reads the action.yml of a folder. Throws RunnerViolation unless it is a Node 24 action whose script is there. */
export function readActionFile(folder: string): ActionFile {
  const path = join(folder, 'action.yml');
  const action = asMap(parse(readFileSync(path, 'utf8')));
  const runs = asMap(action.runs);
  if (runs.using !== 'node24') throw new RunnerViolation(`${path}: using ${String(runs.using)}, expected node24`);
  const main = join(folder, String(runs.main));
  if (typeof runs.main !== 'string' || !existsSync(main)) throw new RunnerViolation(`${path}: no script at ${main}`);
  const inputs = Object.entries(asMap(action.inputs)).map(([name, input]) => [name, asText(asMap(input).default)]);
  return { main, inputs: Object.fromEntries(inputs), outputs: Object.keys(asMap(action.outputs)) };
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

const asText = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
