import type {
  PlanCommand,
  PlanProcedure,
  PlanSection,
  PlanStep,
  PlanTopic,
  StepForm,
} from '@maturity-actions/criteria';
import { isImperative } from './imperatives.ts';
import type { DocumentBlock } from './markdown.ts';
import type { PlanSource } from './plan-source.ts';
import { plainTitle, stepNumber } from './plan-words.ts';

/** Topics whose lists are no way back. */
const NO_STEPS: ReadonlySet<PlanTopic> = new Set([
  'trigger',
  'testing',
  'background',
  'ownership',
  'time',
  'communication',
  'post-mortem',
  'verification',
]);

/** What procedures are found in. */
export interface ProcedureSource extends PlanSource {
  readonly commands: readonly PlanCommand[];
  readonly isEnglish: boolean;
}

/** Where a step begins. */
interface StepStart {
  readonly at: number;
  readonly number: number;
  readonly text: string;
  readonly line: number;
}

/** Steps of one form that belong together, up to the block `to`. */
interface Run {
  readonly form: StepForm;
  readonly section: number;
  readonly starts: readonly StepStart[];
  readonly to: number;
}

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

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** For each block, whether it stands inside a run, behind its first line. */
function insideOf(runs: readonly Run[], length: number): Uint8Array {
  const inside = new Uint8Array(length);
  for (const { starts, to } of runs) inside.fill(1, (starts[0]?.at ?? 0) + 1, to);
  return inside;
}

function procedureOf(
  { form, section, starts, to }: Run,
  blocks: readonly DocumentBlock[],
  byBlock: ReadonlyMap<number, readonly number[]>,
): PlanProcedure {
  const steps = starts.map(({ at, number, text, line }, index): PlanStep => {
    const end = starts[index + 1]?.at ?? to;
    const own = Array.from({ length: end - at }, (_, offset) => at + offset);
    const endLine = own.reduce((last, one) => Math.max(last, (blocks[one] as DocumentBlock).endLine), line);
    return { number, text, line, endLine, blocks: own, commands: own.flatMap((one) => byBlock.get(one) ?? []) };
  });
  const isNumbered = form !== 'bullet-list';
  return { section, form, isNumbered, steps, line: steps[0]?.line ?? 0, endLine: steps.at(-1)?.endLine ?? 0 };
}

/** `### 1. Stop`, `### Step 2 - Restore`: headings of one rank that count. */
function headingRuns({ blocks, sections }: ProcedureSource): Run[] {
  const groups = new Map<string, PlanSection[]>();
  for (const section of sections) {
    const { heading, title, level, parent, topic } = section;
    const around = sections[parent]?.topic ?? 'other';
    // `4. Verify health` is a step; `4.` below "Trigger conditions" is none.
    if (heading < 0 || level > 6 || NO_STEPS.has(around) || (topic === 'trigger' && around !== 'steps')) continue;
    if (stepNumber(title) !== undefined) append(groups, `${parent}:${level}`, section);
  }
  return [...groups.values()].flatMap((group): Run[] => {
    const [first] = group;
    if (!first || group.length < 2) return [];
    const starts = group.map(({ heading, title, line }) => ({
      at: heading,
      number: stepNumber(title) as number,
      text: title,
      line,
    }));
    const to = endOfSection(blocks, group.at(-1) as PlanSection);
    return [{ form: 'numbered-heading', section: Math.max(0, first.parent), starts, to }];
  });
}

function endOfSection(blocks: readonly DocumentBlock[], { heading, endLine }: PlanSection): number {
  let to = heading + 1;
  while (to < blocks.length && (blocks[to] as DocumentBlock).line <= endLine) to++;
  return to;
}

/** `**Step 1: Stop the workers**` as paragraphs of their own. */
function labelRuns({ blocks, sections, of }: ProcedureSource): Run[] {
  const runs: { section: number; starts: StepStart[]; to: number }[] = [];
  for (const [at, { kind, spans, text, parent, line }] of blocks.entries()) {
    const isBold = kind === 'paragraph' && parent < 0 && spans[0]?.kind === 'strong' && text.startsWith(spans[0].text);
    const number = isBold ? stepNumber(text) : undefined;
    const section = of[at] as number;
    if (number === undefined || NO_STEPS.has((sections[section] as PlanSection).topic)) continue;
    const open = runs.at(-1)?.section === section ? runs.at(-1) : undefined;
    if (open) open.starts.push({ at, number, text, line });
    else runs.push({ section, starts: [{ at, number, text, line }], to: blocks.length });
  }
  return runs
    .filter(({ starts }) => starts.length > 1)
    .map(({ section, starts }) => ({ form: 'bold-label', section, starts, to: endOfRun(of, section, starts) }));
}

/** The first block behind the last step that stands in another section. */
function endOfRun(of: readonly number[], section: number, starts: readonly StepStart[]): number {
  let to = (starts.at(-1)?.at ?? 0) + 1;
  while (to < of.length && of[to] === section) to++;
  return to;
}

interface OpenList {
  readonly section: number;
  readonly items: number[];
  to: number;
}

/** Ordered lists, task lists and bullets. Two ordered lists with only code between are one that a fence splits. */
function listRuns(source: ProcedureSource): Run[] {
  const { blocks, of } = source;
  const lists: OpenList[] = [];
  for (const [at, { kind, item, parent }] of blocks.entries()) {
    const last = lists.at(-1);
    if (parent >= 0) {
      if (last) last.to = at + 1;
      continue;
    }
    if (kind === 'code' && last && last.to === at && of[at] === last.section) last.to = at + 1;
    if (kind !== 'item' || !item) continue;
    const [first] = last?.items ?? [];
    const known = first === undefined ? undefined : blocks[first]?.item;
    const isSame = last && last.section === of[at] && last.to === at && known?.isOrdered === item.isOrdered;
    const isOne = isSame && (known?.list === item.list || (item.isOrdered && blocks[at - 1]?.kind === 'code'));
    if (isOne) last.items.push(at);
    else lists.push({ section: of[at] as number, items: [at], to: at + 1 });
    (lists.at(-1) as OpenList).to = at + 1;
  }
  return lists.flatMap((list) => listRun(list, source) ?? []);
}

function listRun({ section, items, to }: OpenList, source: ProcedureSource): Run | undefined {
  const { blocks, sections } = source;
  const { topic } = sections[section] as PlanSection;
  if (NO_STEPS.has(topic)) return undefined;
  const { item } = blocks[items[0] as number] as DocumentBlock;
  const isTasks = items.every((at) => blocks[at]?.item?.isChecked !== undefined);
  const form: StepForm = item?.isOrdered ? 'ordered-list' : isTasks ? 'task-list' : 'bullet-list';
  const acting = items.filter((at) => isActing(blocks[at] as DocumentBlock, at, to, source)).length;
  // Where the heading does not say that here are steps, most of them have to look like it.
  const isStated = topic === 'steps' && (form !== 'bullet-list' || acting > 0);
  if (!isStated && (items.length < 2 || acting * 2 < items.length)) return undefined;
  const starts = items.map((at) => {
    const { text, line, item: own } = blocks[at] as DocumentBlock;
    return { at, number: own?.number ?? 0, text, line };
  });
  return { form, section, starts, to };
}

/** Whether an item tells somebody to do something. */
function isActing({ text, spans, item }: DocumentBlock, at: number, to: number, source: ProcedureSource): boolean {
  if (isImperative(text)) return true;
  if (!source.isEnglish && item?.isOrdered) return true;
  const hasCommand = spans.some(({ kind }) => kind === 'code') && /^[^`]{0,80}[:：]/.test(text);
  const next = source.blocks[at + 1];
  return hasCommand || (at + 1 < to && next?.kind === 'code' && next.parent === at);
}

/** A table whose first column counts. */
function tableRuns({ blocks, sections, of }: ProcedureSource): Run[] {
  const tables = new Map<number, number[]>();
  for (const [at, { row }] of blocks.entries()) {
    if (!row || row.isHead || !/^\d{1,3}[.)]?$/.test(row.cells[0]?.trim() ?? '')) continue;
    const rows = tables.get(row.table);
    if (rows) rows.push(at);
    else tables.set(row.table, [at]);
  }
  return [...tables.values()].flatMap((rows): Run[] => {
    const section = of[rows[0] as number] as number;
    if (rows.length < 2 || NO_STEPS.has((sections[section] as PlanSection).topic)) return [];
    const starts = rows.map((at) => {
      const { row, line } = blocks[at] as DocumentBlock;
      const [number = '', ...cells] = row?.cells ?? [];
      return { at, number: Number.parseInt(number, 10), text: cells.join(' | '), line };
    });
    return [{ form: 'table', section, starts, to: (rows.at(-1) as number) + 1 }];
  });
}

/** Comments in one fence that count: `# 1. Stop`, `# Step 2: restore`. */
function commentRuns(
  { blocks, sections, of, commands }: ProcedureSource,
  byBlock: ReadonlyMap<number, readonly number[]>,
): PlanProcedure[] {
  return blocks.flatMap(({ code }, at): PlanProcedure[] => {
    const section = of[at] as number;
    if (!code || NO_STEPS.has((sections[section] as PlanSection).topic)) return [];
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
