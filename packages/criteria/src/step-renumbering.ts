import type { Plan, PlanProcedure } from './plan.ts';
import type { PlanEdit } from './plan-rule.ts';

const NUMBERED = /^( {0,3})(\d{1,9})([.)])(?= )/;
/** `repeat step 3`, `siehe Schritt 3`. */
const REFERENCE =
  /(?:\b(?:steps?|schritte?|etapes?|étapes?|pasos?|passos?|krok\w*|steg|ad[ıi]m)|шаг\p{L}*|步骤|第)\s*\d/iu;

/** An ordered list with its numbers put right; undefined where that could change more than the numbers. */
export function renumbered(plan: Plan, { form, steps }: PlanProcedure): PlanEdit | undefined {
  const [first] = steps;
  const last = steps.at(-1);
  if (form !== 'ordered-list' || !first || !last) return undefined;
  const list = plan.blocks[first.blocks[0] ?? -1]?.item?.list;
  const lines = plan.lines.slice(first.line - 1, last.line);
  for (const [index, { line, blocks }] of steps.entries()) {
    const block = plan.blocks[blocks[0] ?? -1];
    const raw = plan.lines[line - 1] ?? '';
    const [, , old = ''] = NUMBERED.exec(raw) ?? [];
    const number = String(index + Math.min(first.number, 1));
    // What stands below an item is indented by the width of its number.
    const isSafe = old !== '' && block?.item?.list === list && block?.parent === -1 && !block.isQuoted;
    if (!isSafe || (old.length !== number.length && blocks.length > 1)) return undefined;
    lines[line - first.line] = raw.replace(NUMBERED, `$1${number}$3`);
  }
  return trimmed(plan, { line: first.line, endLine: last.line, lines });
}

/** The edit without the lines at its ends that stay as they are; undefined when all do. */
function trimmed({ lines: all }: Plan, { line, lines }: PlanEdit): PlanEdit | undefined {
  const isChanged = (text: string, index: number): boolean => text !== all[line - 1 + index];
  const [from, to] = [lines.findIndex(isChanged), lines.findLastIndex(isChanged)];
  return from < 0 ? undefined : { line: line + from, endLine: line + to, lines: lines.slice(from, to + 1) };
}

/** Whether a plan names steps by their number: other numbers would point elsewhere. */
export function refersToSteps({ blocks }: Plan): boolean {
  return blocks.some(({ kind, text }) => kind !== 'heading' && /\d/.test(text) && REFERENCE.test(text));
}
