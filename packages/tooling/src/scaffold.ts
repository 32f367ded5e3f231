/**
 * Makes the files of a new coverage format, format of scan reports, check, rule about plans or source of uptime, a test or examples that fail
 * until it is filled in, and the line in the list. With --dry-run it only tells what it would write.
 * Usage: node packages/tooling/src/scaffold.ts coverage <id> <title> | findings <id> <title> | check <id> [<title>] | plan-rule <id> [<title>] | uptime <id> <title> [--dry-run]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './repository-root.ts';
import { check } from './scaffold/check.ts';
import { coverageFormat } from './scaffold/coverage-format.ts';
import { findingsFormat } from './scaffold/findings-format.ts';
import { planRule } from './scaffold/plan-rule.ts';
import { type Scaffold, ScaffoldRefusal, scaffoldFiles } from './scaffold/scaffold.ts';
import { uptimeService } from './scaffold/uptime-service.ts';

const SCAFFOLDS: readonly Scaffold[] = [check, coverageFormat, findingsFormat, planRule, uptimeService];
const USAGE =
  'Usage: npm run scaffold -- coverage <id> <title> | findings <id> <title> | check <id> [<title>] | plan-rule <id> [<title>] | uptime <id> <title> [--dry-run]';

// Without a `--` before it, npm keeps the option for itself and passes it on like this.
const isDryRun = process.argv.includes('--dry-run') || process.env.npm_config_dry_run === 'true';
const [kind = '', id = '', ...words] = process.argv.slice(2).filter((word) => word !== '--dry-run');
const scaffold = SCAFFOLDS.find((one) => one.kind === kind);

try {
  if (!scaffold) throw new ScaffoldRefusal(`"${kind}" is nothing that can be scaffolded.\n${USAGE}`);
  const files = scaffoldFiles(ROOT, scaffold, id, words.join(' ').trim());
  for (const [path, content] of Object.entries(files)) settle(path, content);
  console.log(
    isDryRun ? 'Nothing was written.' : 'Fill them in; their tests fail until then. Afterwards: npm run generate.',
  );
} catch (error) {
  if (!(error instanceof ScaffoldRefusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function settle(path: string, content: string): void {
  console.log(`${isDryRun ? 'would write' : 'wrote'} ${path}`);
  if (isDryRun) return;
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), content);
}
