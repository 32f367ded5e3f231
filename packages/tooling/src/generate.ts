/**
 * Writes every generated file, or with --check tells which are stale and exits with 1.
 * Usage: node packages/tooling/src/generate.ts [--check]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateModels } from './generate/models.ts';
import { ROOT } from './repository-root.ts';

const isCheck = process.argv.includes('--check');
const stale: string[] = [];

function settle(files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    const isFresh = existsSync(ROOT + path) && readFileSync(ROOT + path, 'utf8') === content;
    if (isFresh) continue;
    stale.push(path);
    if (!isCheck) writeFileSync(ROOT + path, content);
  }
}

// The models come first: everything after them imports the library that holds them.
settle(await generateModels());
const { GENERATORS } = await import('./generate/index.ts');
for (const generate of GENERATORS) settle(await generate());

if (isCheck && stale.length > 0) {
  console.error(`Stale generated files: ${stale.join(', ')}. Run "npm run generate" and commit them.`);
  process.exitCode = 1;
} else console.log(stale.length === 0 ? 'Generated files are fresh.' : `Wrote ${stale.join(', ')}.`);
