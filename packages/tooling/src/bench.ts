/**
 * Measures the built gates as whole processes beside a bare program on the same report in the same run,
 * and prints both with the budgets. Nothing here is a test: the exit code tells only whether everything
 * ran and counted the same.
 * Usage: node packages/tooling/src/bench.ts [--large] [part ...]
 * --large adds an LCOV report of 1 GB; parts: coverage, scans, plans, uptime, start-up, repository, bundles.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { coverageReports } from './bench/coverage-reports.ts';
import { costCells, kb, mb } from './bench/figures.ts';
import { lcovReport, writeReport } from './bench/generated-reports.ts';
import { type Cost, measureInTurn } from './bench/measure.ts';
import { planDocuments } from './bench/plan-documents.ts';
import { gate, PINNED_NODE } from './bench/programs.ts';
import { scanReports } from './bench/scan-reports.ts';
import { startUp } from './bench/start-up.ts';
import { makeRepository } from './bench/tracked-files.ts';
import { uptimeWeek } from './bench/uptime-week.ts';
import { ROOT } from './repository-root.ts';
import { textTable } from './text-table.ts';

const isLarge = process.argv.includes('--large');
const PARTS: Readonly<Record<string, () => Promise<void> | void>> = {
  coverage: () => coverageReports(folder, isLarge),
  scans: () => scanReports(folder),
  plans: () => planDocuments(folder),
  uptime: () => uptimeWeek(folder('uptime')),
  'start-up': () => startUp(folder('empty')),
  repository,
  bundles,
};

const named = process.argv.slice(2).filter((word) => word !== '--large');
const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);

const temporary = mkdtempSync(join(tmpdir(), 'maturity-bench-'));
const version = execFileSync(PINNED_NODE, ['--version'], { encoding: 'utf8' }).trim();
console.log(
  `Node ${version}, ${cpus().length} processors. Whole processes in turn; medians of 3, of 7 for plans, of 15 for start-up.\n`,
);
try {
  for (const [name, measure] of Object.entries(PARTS)) if (named.length === 0 || named.includes(name)) await measure();
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function repository(): Promise<void> {
  const workspace = folder('repository');
  makeRepository(workspace, 100_000);
  const bytes = await writeReport(join(workspace, 'lcov.info'), lcovReport({ files: 10_000, linesPerFile: 60 }));
  const judging = gate('coverage-gate', workspace, { reports: 'lcov.info', line: '50' }, 0);
  const [cost] = measureInTurn(PINNED_NODE, [judging], 3) as [Cost];
  const rows = [['100,000 tracked files, LCOV of 10,000', mb(bytes / 1e6), ...costCells(cost)]];
  console.log(`\n${textTable([['repository', 'report', 'gate wall', 'gate peak'], ...rows], [1, 2, 3])}`);
}

function bundles(): void {
  const dist = join(ROOT, 'dist');
  const scripts = (readdirSync(dist, { recursive: true }) as string[]).filter((path) => path.endsWith('.js')).sort();
  const rows = scripts.map((path) => {
    const content = readFileSync(join(dist, path));
    return [path, kb(content.length), kb(gzipSync(content).length)];
  });
  console.log(`\n${textTable([['bundle', 'size', 'compressed'], ...rows], [1, 2])}`);
}

function folder(name: string): string {
  const path = join(temporary, name.replace(/[^\w-]/g, '-'));
  mkdirSync(path);
  return path;
}
