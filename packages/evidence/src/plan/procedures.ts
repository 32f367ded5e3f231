import type { PlanProcedure, PlanSection, PlanStep } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { plainTitle, stepNumber } from './plan-words.ts';
import { listRuns, tableRuns } from './step-lists.ts';
import { append, NO_STEPS, type ProcedureSource, type StepRun } from './step-run.ts';
import { headingRuns, labelRuns } from './step-titles.ts';

/** Procedures of a plan, in the forms in which people write steps; a list inside of a step is a detail of it. */
export function proceduresOf(source: ProcedureSource): PlanProcedure[] {
  const byBlock = new Map<number, number[]>();
  for (const [index, { block }] of source.commands.entries()) append(byBlock, block, index);
  const titled = [...headingRuns(source), ...labelRuns(source)];
  const isDetail = insideOf(titled, source.blocks.length);
  const lists = listRuns(source).filter(({ starts: [first] }) => first && !isDetail[first.at]);
  return [...titled, ...lists, ...tableRuns(source)]
    .map((run) => procedureOf(run, source.blocks, byBlock))
    .concat(commentRuns(source, byBlock))
    .sort((a, b) => a.line - b.line);
}

/** For each block, whether it stands inside a run, behind its first line. */
function insideOf(runs: readonly StepRun[], length: number): Uint8Array {
  const inside = new Uint8Array(length);
  for (const { starts, to } of runs) inside.fill(1, (starts[0]?.at ?? 0) + 1, to);
  return inside;
}

const NOTHING: readonly number[] = [];

function procedureOf(
  { form, section, starts, to }: StepRun,
  blocks: readonly DocumentBlock[],
  byBlock: ReadonlyMap<number, readonly number[]>,
): PlanProcedure {
  const steps = starts.map(({ at, number, text, line }, index): PlanStep => {
    const end = starts[index + 1]?.at ?? to;
    const own: number[] = [];
    const commands: number[] = [];
    let endLine = line;
    for (let one = at; one < end; one++) {
      own.push(one);
      // Not by a spread: a fence may hold more commands than a call has arguments.
      for (const command of byBlock.get(one) ?? NOTHING) commands.push(command);
      endLine = Math.max(endLine, (blocks[one] as DocumentBlock).endLine);
    }
    return { number, text, line, endLine, blocks: own, commands };
  });
  const isNumbered = form !== 'bullet-list';
  return { section, form, isNumbered, steps, line: steps[0]?.line ?? 0, endLine: steps.at(-1)?.endLine ?? 0 };
}

const NONE: readonly PlanProcedure[] = [];

/** Comments in one fence that count: `# 1. Stop`, `# Step 2: restore`. */
function commentRuns(
  { blocks, sections, of, commands }: ProcedureSource,
  byBlock: ReadonlyMap<number, readonly number[]>,
): PlanProcedure[] {
  return blocks.flatMap(({ code }, at): readonly PlanProcedure[] => {
    const section = of[at] as number;
    if (!code || NO_STEPS.has((sections[section] as PlanSection).topic)) return NONE;
    const starts = code.lines.flatMap((line, index) => {
      const comment = /^\s*(?:#|--|\/\/|REM|::)\s*(.*)$/i.exec(line)?.[1];
      const number = comment === undefined ? undefined : stepNumber(comment);
      return number === undefined
        ? []
        : [{ number, text: plainTitle(comment as string), line: code.firstLine + index }];
    });
    if (starts.length < 2) return [];
    const end = code.firstLine + code.lines.length - 1;
    const steps = starts.map(({ number, text, line }, index): PlanStep => {
      const endLine = (starts[index + 1]?.line ?? end + 1) - 1;
      const own = (byBlock.get(at) ?? []).filter((one) => isWithin(commands[one]?.line ?? 0, line, endLine));
      return { number, text, line, endLine, blocks: [], commands: own };
    });
    return [{ section, form: 'code-comment', isNumbered: true, steps, line: steps[0]?.line ?? 0, endLine: end }];
  });
}

const isWithin = (line: number, from: number, to: number): boolean => line >= from && line <= to;
