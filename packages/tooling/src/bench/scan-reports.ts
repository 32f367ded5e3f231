import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { textTable } from '../text-table.ts';
import { costCells, mb, times, yesNo } from './figures.ts';
import { writeReport } from './generated-reports.ts';
import { sarifReport, type TrivyShape, trivyReport } from './generated-scans.ts';
import { type Cost, measureInTurn } from './measure.ts';
import { bareParse, gate, judgedFindings, PINNED_NODE } from './programs.ts';
import { makeRepository } from './tracked-files.ts';

interface ScanCase {
  readonly name: string;
  readonly file: string;
  readonly generate: () => Generator<string>;
  /** How many findings the report holds, all of which have to be judged. */
  readonly findings: number;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** Files that results of code scanning are in. */
const FILES = 5_000;
const TRIVY: TrivyShape = { targets: 12, packages: 400, vulnerabilities: 1_260 };

const CASES: readonly ScanCase[] = [
  {
    name: 'SARIF, 60,000 results',
    file: 'report.sarif',
    generate: () => sarifReport(60_000, FILES),
    findings: 60_000,
  },
  {
    name: 'the same, written as SARIF too',
    file: 'report.sarif',
    generate: () => sarifReport(60_000, FILES),
    findings: 60_000,
    inputs: { 'sarif-file': 'out/security-gate.sarif' },
  },
  {
    name: 'SARIF, 100,000 results',
    file: 'report.sarif',
    generate: () => sarifReport(100_000, FILES),
    findings: 100_000,
  },
  {
    name: 'Trivy, 12 targets',
    file: 'trivy.json',
    generate: () => trivyReport(TRIVY),
    findings: TRIVY.targets * TRIVY.vulnerabilities,
  },
];

/** The gate lets nothing through: what it lists and draws is then the most. */
const LIMITS = { 'max-critical': '0', 'max-high': '0', 'max-medium': '0', 'max-low': '0' };
const MAX_RATIO = 3;
/** Peak memory in sizes of the report. */
const MAX_SIZES = 4;

/** Scan reports beside `JSON.parse` of the same file. Throws when not every finding was judged. */
export async function scanReports(folder: (name: string) => string): Promise<void> {
  const workspace = folder('scans');
  makeRepository(workspace, FILES);
  const rows: string[][] = [];
  for (const one of CASES) rows.push(await scanRow(one, workspace));
  rmSync(workspace, { recursive: true });
  const heading = [
    'scan report',
    'size',
    'parse wall',
    'parse peak',
    'gate wall',
    'gate peak',
    'ratio',
    'peak/size',
    'budget',
    'met',
  ];
  console.log(`\n${textTable([heading, ...rows], [1, 2, 3, 4, 5, 6, 7])}`);
}

async function scanRow({ name, file, generate, findings, inputs }: ScanCase, workspace: string): Promise<string[]> {
  const report = join(workspace, file);
  const size = (await writeReport(report, generate())) / 1e6;
  const judging = gate('security-gate', workspace, { reports: file, ...LIMITS, ...inputs }, 1);
  const [bare, ours] = measureInTurn(PINNED_NODE, [bareParse(report, workspace), judging], 3) as [Cost, Cost];
  const judged = judgedFindings(workspace);
  if (judged !== findings) throw new Error(`${name}: it holds ${findings} findings, the gate judged ${judged}`);
  rmSync(report);
  const ratio = ours.wallMs / bare.wallMs;
  const sizes = ours.peakMb / size;
  const verdict = [`${MAX_RATIO}x, ${MAX_SIZES} sizes`, yesNo(ratio <= MAX_RATIO && sizes <= MAX_SIZES)];
  return [name, mb(size), ...costCells(bare), ...costCells(ours), times(ratio), times(sizes), ...verdict];
}
