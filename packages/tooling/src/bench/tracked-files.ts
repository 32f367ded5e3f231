import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filePath } from './generated-reports.ts';

/** Makes a Git repository with `count` tiny committed files, under the paths that the generated reports name. */
export function makeRepository(folder: string, count: number): void {
  const made = new Set<string>();
  for (let file = 0; file < count; file++) {
    const path = join(folder, filePath(file));
    if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    made.add(dirname(path));
    writeFileSync(path, `export const value = ${file};\n`);
  }
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, '-c', 'user.name=bench', '-c', 'user.email=bench@example.org', 'commit', '--quiet', '--message', 'Bench');
}

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'gc.auto=0', ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
