import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { textTable } from '../text-table.ts';
import { costCells, mb, times, yesNo } from './figures.ts';
import {
  coberturaReport,
  jacocoReport,
  lcovReport,
  type ReportGenerator,
  type ReportShape,
  writeReport,
} from './generated-reports.ts';
import { type Cost, measureInTurn } from './measure.ts';
import { bareCount, gate, judgedLines, PINNED_NODE } from './programs.ts';

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

/** Coverage reports beside their bare count. Throws when the gate and the count see different lines. */
export async function coverageReports(folder: (name: string) => string, isLarge: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const one of [...CASES, ...(isLarge ? [LARGE] : [])]) rows.push(await reportRow(one, folder(one.name)));
  const heading = ['report', 'size', 'bare wall', 'bare peak', 'gate wall', 'gate peak', 'ratio', 'budget', 'met'];
  console.log(textTable([heading, ...rows], [1, 2, 3, 4, 5, 6]));
  if (!isLarge) console.log('With --large a report of 1 GB is measured as well.');
}

async function reportRow(
  { name, format, generate, shape, maxPeakMb }: ReportCase,
  workspace: string,
): Promise<string[]> {
  const report = join(workspace, `report.${format}`);
  const bytes = await writeReport(report, generate(shape));
  const bareProgram = bareCount(format, report, workspace);
  const judging = gate('coverage-gate', workspace, { reports: `report.${format}`, line: '50' }, 0);
  const [bare, ours] = measureInTurn(PINNED_NODE, [bareProgram, judging], 3) as [Cost, Cost];
  const counted = execFileSync(PINNED_NODE, bareProgram.args, { encoding: 'utf8' }).trim();
  const judged = JSON.stringify(judgedLines(workspace));
  if (counted !== judged) throw new Error(`${name}: the bare count says ${counted}, the gate ${judged}`);
  rmSync(workspace, { recursive: true });
  const ratio = ours.wallMs / bare.wallMs;
  const isMet = ratio <= MAX_RATIO && ours.peakMb <= maxPeakMb;
  const budget = `${MAX_RATIO}x, ${maxPeakMb} MB`;
  return [name, mb(bytes / 1e6), ...costCells(bare), ...costCells(ours), times(ratio), budget, yesNo(isMet)];
}
