import type { PlanSection, StepForm } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { isImperative } from './imperatives.ts';
import { NO_STEPS, type ProcedureSource, type StepRun } from './step-run.ts';

interface OpenList {
  readonly section: number;
  readonly items: number[];
  to: number;
}

/** Ordered lists, task lists and bullets. Two ordered lists with only code between are one that a fence splits. */
export function listRuns(source: ProcedureSource): StepRun[] {
  const { blocks, of } = source;
  const lists: OpenList[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const { kind, item, parent } = blocks[at] as DocumentBlock;
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

function listRun({ section, items, to }: OpenList, source: ProcedureSource): StepRun | undefined {
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
  if (item?.isOrdered && !source.isEnglish()) return true;
  const hasCommand = spans.some(({ kind }) => kind === 'code') && /^[^`]{0,80}[:：]/.test(text);
  const next = source.blocks[at + 1];
  return hasCommand || (at + 1 < to && next?.kind === 'code' && next.parent === at);
}

/** A table whose first column counts. */
export function tableRuns({ blocks, sections, of }: ProcedureSource): StepRun[] {
  const tables = new Map<number, number[]>();
  for (let at = 0; at < blocks.length; at++) {
    const { row } = blocks[at] as DocumentBlock;
    if (!row || row.isHead || !/^\d{1,3}[.)]?$/.test(row.cells[0]?.trim() ?? '')) continue;
    const rows = tables.get(row.table);
    if (rows) rows.push(at);
    else tables.set(row.table, [at]);
  }
  return [...tables.values()].flatMap((rows): StepRun[] => {
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
