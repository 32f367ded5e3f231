/**
 * Measures the built gate as a whole process beside the bare count of the same report in the same
 * run, and prints both with the budgets. Nothing here is a test: the exit code tells only whether
 * everything ran and counted the same lines.
 * Usage: node packages/tooling/src/bench.ts [--large]      --large adds an LCOV report of 1 GB
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  coberturaReport,
  jacocoReport,
  lcovReport,
  type ReportGenerator,
  type ReportShape,
  writeReport,
} from './bench/generated-reports.ts';
import { type Cost, measureInTurn } from './bench/measure.ts';
import { bareCount, gate, judgedLines, nothing, PINNED_NODE } from './bench/programs.ts';
import { makeRepository } from './bench/tracked-files.ts';
import { ROOT } from './repository-root.ts';
import { textTable } from './text-table.ts';

interface ReportCase {
  readonly name: string;
  readonly format: string;
  readonly generate: ReportGenerator;
  readonly shape: ReportShape;
  readonly maxPeakMb: number;
}

const CASES: readonly ReportCase[] = [
  { name: 'LCOV', format: 'lcov', generate: lcovReport, shape: { files: 10_700, linesPerFile: 600 }, maxPeakMb: 200 },
  {
    name: 'Cobertura',
    format: 'cobertura',
    generate: coberturaReport,
    shape: { files: 5_330, linesPerFile: 480 },
    maxPeakMb: 200,
  },
  {
    name: 'JaCoCo',
    format: 'jacoco',
    generate: jacocoReport,
    shape: { files: 4_740, linesPerFile: 480 },
    maxPeakMb: 200,
  },
];
const LARGE: ReportCase = {
  name: 'LCOV, large',
  format: 'lcov',
  generate: lcovReport,
  shape: { files: 107_000, linesPerFile: 600 },
  maxPeakMb: 250,
};
const MAX_RATIO = 3;
const MAX_START_RATIO = 2;

const isLarge = process.argv.includes('--large');
const temporary = mkdtempSync(join(tmpdir(), 'maturity-bench-'));
const version = execFileSync(PINNED_NODE, ['--version'], { encoding: 'utf8' }).trim();
console.log(
  `Node ${version}, ${cpus().length} processors. Whole processes in turn; medians of 3, for start-up of 15.\n`,
);
try {
  await reports([...CASES, ...(isLarge ? [LARGE] : [])]);
  if (!isLarge) console.log('With --large a report of 1 GB is measured as well.');
  startUp();
  await repository();
  bundles();
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function reports(cases: readonly ReportCase[]): Promise<void> {
  const rows: string[][] = [];
  for (const one of cases) rows.push(await reportRow(one));
  const heading = ['report', 'size', 'bare wall', 'bare peak', 'gate wall', 'gate peak', 'ratio', 'budget', 'met'];
  console.log(textTable([heading, ...rows], [1, 2, 3, 4, 5, 6]));
}

async function reportRow({ name, format, generate, shape, maxPeakMb }: ReportCase): Promise<string[]> {
  const workspace = folder(format);
  const report = join(workspace, `report.${format}`);
  const bytes = await writeReport(report, generate(shape));
  const bareProgram = bareCount(format, report, workspace);
  const programs = [bareProgram, gate(workspace, { reports: `report.${format}`, line: '50' }, 0)];
  const [bare, ours] = measureInTurn(PINNED_NODE, programs, 3) as [Cost, Cost];
  const counted = execFileSync(PINNED_NODE, bareProgram.args, { encoding: 'utf8' }).trim();
  const judged = JSON.stringify(judgedLines(workspace));
  if (counted !== judged) throw new Error(`${name}: the bare count says ${counted}, the gate ${judged}`);
  rmSync(workspace, { recursive: true });
  const ratio = ours.wallMs / bare.wallMs;
  const isMet = ratio <= MAX_RATIO && ours.peakMb <= maxPeakMb;
  const budget = `${MAX_RATIO}x, ${maxPeakMb} MB`;
  return [name, mb(bytes / 1e6), ...texts(bare), ...texts(ours), times(ratio), budget, yesNo(isMet)];
}

function startUp(): void {
  const workspace = folder('empty');
  const programs = [nothing(workspace), gate(workspace, {}, 1), gate(workspace, { line: '80' }, 1)];
  const [bare, ...gates] = measureInTurn(PINNED_NODE, programs, 15) as [Cost, ...Cost[]];
  const names = ['nothing to read (E_NO_THRESHOLD)', 'looks for reports, finds none (E_NO_REPORT)'];
  const rows = gates.map((cost, index) => {
    const ratio = cost.wallMs / bare.wallMs;
    // The budget is for starting; the second run also loads all readers and searches the folder.
    const verdict = index === 0 ? [`${MAX_START_RATIO}x`, yesNo(ratio <= MAX_START_RATIO)] : ['-', '-'];
    return [names[index] ?? '', ...texts(bare), ...texts(cost), times(ratio), ...verdict];
  });
  const heading = ['start-up', 'node -e 0', 'peak', 'gate wall', 'gate peak', 'ratio', 'budget', 'met'];
  console.log(`\n${textTable([heading, ...rows], [1, 2, 3, 4, 5])}`);
}

async function repository(): Promise<void> {
  const workspace = folder('repository');
  makeRepository(workspace, 100_000);
  const bytes = await writeReport(join(workspace, 'lcov.info'), lcovReport({ files: 10_000, linesPerFile: 60 }));
  const [cost] = measureInTurn(PINNED_NODE, [gate(workspace, { reports: 'lcov.info', line: '50' }, 0)], 3) as [Cost];
  const rows = [['100,000 tracked files, LCOV of 10,000', mb(bytes / 1e6), ...texts(cost)]];
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
  const path = join(temporary, name);
  mkdirSync(path);
  return path;
}

function texts({ wallMs, peakMb }: Cost): string[] {
  return [`${(wallMs / 1000).toFixed(3)} s`, mb(peakMb)];
}

function mb(megabytes: number): string {
  return `${megabytes.toFixed(1)} MB`;
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)}x`;
}

function yesNo(isMet: boolean): string {
  return isMet ? 'yes' : 'NO';
}
