import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One program to measure: arguments of the pinned Node, and its whole environment. */
export interface Program {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Exit codes that mean it did its work. */
  readonly exitCodes: readonly number[];
}

/** What one run, or the median of several, took. */
export interface Cost {
  readonly wallMs: number;
  /** Peak memory in MB of 10^6 bytes. */
  readonly peakMb: number;
}

const HOOK = fileURLToPath(new URL('record-peak.cjs', import.meta.url));

/** Runs programs in turn, `times` rounds, and gives the median of each. Taking turns spreads the machine's moods evenly. */
export function measureInTurn(node: string, programs: readonly Program[], times: number): Cost[] {
  const costs = programs.map(() => [] as Cost[]);
  for (let round = 0; round < times; round++) {
    for (const [index, program] of programs.entries()) costs[index]?.push(measure(node, program));
  }
  return costs.map((runs) => ({
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    peakMb: median(runs.map(({ peakMb }) => peakMb)),
  }));
}

/** Runs a program as a whole process, once for the time and once for the peak, whose hook costs a moment at start. */
function measure(node: string, program: Program): Cost {
  const wallMs = once(node, program, []);
  const peakFile = join(tmpdir(), `maturity-bench-peak-${process.pid}`);
  const hooked = { ...program, env: { ...program.env, BENCH_PEAK: peakFile } };
  once(node, hooked, ['--require', HOOK]);
  const peakMb = (Number(readFileSync(peakFile, 'utf8')) * 1024) / 1e6;
  rmSync(peakFile);
  return { wallMs, peakMb };
}

function once(node: string, { args, env, cwd, exitCodes }: Program, hook: readonly string[]): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(node, [...hook, ...args], { cwd, env, encoding: 'utf8' });
  const wallMs = performance.now() - start;
  if (status !== null && exitCodes.includes(status)) return wallMs;
  throw new Error(`${args.join(' ')} exited ${status}:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
