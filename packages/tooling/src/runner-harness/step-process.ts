import { spawn } from 'node:child_process';

/** How the runner stops a cancelled step: SIGINT, then SIGTERM, then it kills. Source: actions/runner, ProcessInvoker.cs. */
const TERMINATE_AFTER_MS = 7500;
const KILL_AFTER_MS = 2500;

/** A step that does not end by itself would hang the whole suite. */
const LONGEST_MS = 120_000;

/** Writes the peak memory to the extra pipe when the process ends. */
const MEMORY_PROBE = `data:text/javascript,${encodeURIComponent(
  "import {writeSync} from 'node:fs';process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))",
)}`;

/** What is run, and how. */
export interface StepProcess {
  readonly main: string;
  readonly workspace: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Cancels the run after this many milliseconds, as the runner does. */
  readonly cancelAfterMs?: number | undefined;
  readonly measuresMemory?: boolean | undefined;
}

/** How a process ended and what it printed. */
export interface EndedProcess {
  /** -1 when it was killed by a signal. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Largest resident size in bytes. */
  readonly peakMemory?: number;
}

/** Runs a script under this very Node, with the workspace as working directory. */
export function runStep({
  main,
  workspace,
  environment,
  cancelAfterMs,
  measuresMemory,
}: StepProcess): Promise<EndedProcess> {
  const child = spawn(process.execPath, [...(measuresMemory ? ['--import', MEMORY_PROBE] : []), main], {
    cwd: workspace,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const printed = [1, 2, 3].map((index) => collected(child.stdio[index] as NodeJS.ReadableStream));
  const timers = [setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)];
  if (cancelAfterMs !== undefined) {
    const after = (ms: number, signal: NodeJS.Signals) => setTimeout(() => child.kill(signal), cancelAfterMs + ms);
    timers.push(after(0, 'SIGINT'), after(TERMINATE_AFTER_MS, 'SIGTERM'));
    timers.push(after(TERMINATE_AFTER_MS + KILL_AFTER_MS, 'SIGKILL'));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      for (const timer of timers) clearTimeout(timer);
      const [stdout = '', stderr = '', kilobytes = ''] = printed.map((text) => text());
      resolve({ exitCode: code ?? -1, stdout, stderr, ...(kilobytes ? { peakMemory: Number(kilobytes) * 1024 } : {}) });
    });
  });
}

function collected(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
