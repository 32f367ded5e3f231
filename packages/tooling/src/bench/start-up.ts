import { textTable } from '../text-table.ts';
import { costCells, times, yesNo } from './figures.ts';
import { type Cost, measureInTurn } from './measure.ts';
import { gate, nothing, PINNED_NODE } from './programs.ts';

interface StartCase {
  readonly name: string;
  readonly action: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** In times of a bare Node. */
  readonly maxRatio?: number;
}

/** The budget is for starting; a run that looks for reports also loads all readers and searches the folder. */
const CASES: readonly StartCase[] = [
  { name: 'coverage-gate, nothing to read (E_NO_THRESHOLD)', action: 'coverage-gate', inputs: {}, maxRatio: 2 },
  { name: 'coverage-gate, finds no report (E_NO_REPORT)', action: 'coverage-gate', inputs: { line: '80' } },
  { name: 'security-gate, nothing to read (E_NO_THRESHOLD)', action: 'security-gate', inputs: {}, maxRatio: 2 },
  { name: 'security-gate, finds no report (E_NO_REPORT)', action: 'security-gate', inputs: { 'max-high': '0' } },
];

/** The gates beside a Node that starts and ends. */
export function startUp(workspace: string): void {
  const programs = [nothing(workspace), ...CASES.map(({ action, inputs }) => gate(action, workspace, inputs, 1))];
  const [bare, ...gates] = measureInTurn(PINNED_NODE, programs, 15) as [Cost, ...Cost[]];
  const rows = CASES.map(({ name, maxRatio }, index) => {
    const cost = gates[index] as Cost;
    const ratio = cost.wallMs / bare.wallMs;
    const verdict = maxRatio === undefined ? ['-', '-'] : [`${maxRatio}x`, yesNo(ratio <= maxRatio)];
    return [name, ...costCells(bare), ...costCells(cost), times(ratio), ...verdict];
  });
  const heading = ['start-up', 'node -e 0', 'peak', 'gate wall', 'gate peak', 'ratio', 'budget', 'met'];
  console.log(`\n${textTable([heading, ...rows], [1, 2, 3, 4, 5])}`);
}
