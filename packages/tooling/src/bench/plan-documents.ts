import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textTable } from '../text-table.ts';
import { costCells, mb, times, yesNo } from './figures.ts';
import { manyPlans, onePlan } from './generated-plans.ts';
import { HOSTILE, type HostileDocument } from './hostile-plans.ts';
import { type Cost, measureInTurn } from './measure.ts';
import { bareMarkdown, gate, judgedPlans, PINNED_NODE } from './programs.ts';
import { makeRepository } from './tracked-files.ts';

interface PlanCase {
  readonly name: string;
  /** Where the document lies; its name says whether the whole file is a plan, or parts of it. */
  readonly path: string;
  readonly generate: () => string;
  readonly plans: number;
}

const SIZE = 2 ** 20;
const WHOLE = 'docs/ROLLBACK.md';
const PARTS = 190;

const CASES: readonly PlanCase[] = [
  { name: 'one plan', path: WHOLE, generate: () => onePlan(SIZE, 'sound'), plans: 1 },
  { name: 'one plan, problems everywhere', path: WHOLE, generate: () => onePlan(SIZE, 'faulty'), plans: 1 },
  {
    name: `${PARTS} parts of a guide`,
    path: 'docs/deployment.md',
    generate: () => manyPlans(SIZE, PARTS),
    plans: PARTS,
  },
];
/** Both programs are short, so that one run says little. */
const ROUNDS = 7;
const MAX_RATIO = 3;
const MAX_HOSTILE_MS = 1000;

/** Plans beside the bare parse of the same file, then documents made to be slow. Throws when not every plan was judged. */
export function planDocuments(folder: (name: string) => string): void {
  const workspace = folder('plans');
  makeRepository(workspace, 1_000);
  const heading = ['plan', 'size', 'parse wall', 'parse peak', 'gate wall', 'gate peak', 'ratio', 'budget', 'met'];
  const rows = CASES.map((one) => planRow(one, workspace));
  console.log(`\n${textTable([heading, ...rows], [1, 2, 3, 4, 5, 6])}`);
  const hostile = HOSTILE.map((one) => hostileRow(one, workspace));
  const columns = ['hostile plan', 'size', 'gate wall', 'gate peak', 'outcome', 'budget', 'met'];
  console.log(`\n${textTable([columns, ...hostile], [1, 2, 3])}`);
  rmSync(workspace, { recursive: true });
}

function planRow({ name, path, generate, plans }: PlanCase, workspace: string): string[] {
  const text = generate();
  const [bare, ours] = withFile(workspace, path, text, (file) =>
    measureInTurn(PINNED_NODE, [bareMarkdown(file, workspace), judging(workspace, path)], ROUNDS),
  ) as [Cost, Cost];
  const judged = judgedPlans(workspace);
  if (judged !== plans) throw new Error(`${name}: it holds ${plans} plans, the gate judged ${judged}`);
  const ratio = ours.wallMs / bare.wallMs;
  const budget = [`${MAX_RATIO}x`, yesNo(ratio <= MAX_RATIO)];
  return [name, mb(text.length / 1e6), ...costCells(bare), ...costCells(ours), times(ratio), ...budget];
}

function hostileRow({ name, text: generate }: HostileDocument, workspace: string): string[] {
  const text = generate();
  const [ours] = withFile(workspace, WHOLE, text, () => measureInTurn(PINNED_NODE, [judging(workspace, WHOLE)], 3)) as [
    Cost,
  ];
  const judged = judgedPlans(workspace);
  if (judged !== 1 && typeof judged === 'number') throw new Error(`${name}: the gate judged ${judged} plans`);
  const budget = [`${MAX_HOSTILE_MS / 1000} s`, yesNo(ours.wallMs < MAX_HOSTILE_MS)];
  return [name, mb(text.length / 1e6), ...costCells(ours), judged === 1 ? 'judged' : String(judged), ...budget];
}

/** Without a level all rules are asked. No generated plan says that it was tested, so that the gate is red. */
const judging = (workspace: string, path: string) => gate('rollback-plan-lint', workspace, { plans: path }, 1);

function withFile<T>(workspace: string, path: string, text: string, use: (file: string) => T): T {
  const file = join(workspace, path);
  mkdirSync(join(workspace, 'docs'), { recursive: true });
  writeFileSync(file, text);
  const used = use(file);
  rmSync(file);
  return used;
}
