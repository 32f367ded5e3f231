import { type ExecOutput, getExecOutput } from '@actions/exec';
import { which } from '@actions/io';

/** Where Git is. Looked for once: it is looked for in every folder of PATH, and a runner's has some 20. */
let program: Promise<string> | undefined;

/** Runs Git in a folder, silently. Rejects when there is no Git; any exit code is a result. */
export async function runGit(folder: string, args: readonly string[], input?: Buffer): Promise<ExecOutput> {
  program ??= which('git', true);
  return getExecOutput(`"${await program}"`, [...args], {
    cwd: folder,
    silent: true,
    ignoreReturnCode: true,
    ...(input ? { input } : {}),
  });
}
