import type { Plan, PlanProcedure, PlanStep } from './plan.ts';
import { onLines } from './plan-anatomy.ts';

/** A step with the number that readers see. */
export interface CountedStep {
  readonly number: number;
  readonly step: PlanStep;
  /** Position of its list; -1 when it is no list item. */
  readonly list: number;
}

/** A place where the numbers of a procedure do not go on. */
export interface CountBreak {
  readonly kind: 'skip' | 'repeat' | 'restart';
  readonly line: number;
  readonly number: number;
  readonly before: number;
  /** Line of the block that ends the list, so that the next one begins anew. */
  readonly splitBy?: number;
}

/** The steps that have numbers. Where a list has the same number at each item, Markdown counts for it. */
export function countedSteps(plan: Plan, { steps, form }: PlanProcedure): CountedStep[] {
  if (form === 'bullet-list' || form === 'task-list') return [];
  const listOf = (step: PlanStep): number =>
    form === 'ordered-list' ? (plan.blocks[step.blocks[0] ?? -1]?.item?.list ?? -1) : -1;
  const counted: CountedStep[] = [];
  for (let at = 0; at < steps.length; ) {
    const list = listOf(steps[at] as PlanStep);
    let end = at + 1;
    while (end < steps.length && list >= 0 && listOf(steps[end] as PlanStep) === list) end++;
    const run = steps.slice(at, end);
    const [first] = run as [PlanStep];
    const isAllTheSame = list >= 0 && run.every(({ number }) => number === first.number);
    run.forEach((step, index) => {
      if (!isDivided(step)) counted.push({ number: isAllTheSame ? first.number + index : step.number, step, list });
    });
    at = end;
  }
  return counted;
}

/** `Step 2.1`, `Step 2a`: parts of a step, which count on their own. */
function isDivided({ text, number }: PlanStep): boolean {
  return /^[^\d]{0,20}(\d+)(?:\s?[a-z](?![a-z])|[.-]\d)/i.exec(text)?.[1] === String(number);
}

/** All places where the count breaks. What is known to be meant so is none: a list of its own, or a number that stands elsewhere. */
export function brokenCounts(plan: Plan, { form }: PlanProcedure, steps: readonly CountedStep[]): CountBreak[] {
  return steps.flatMap(({ number, step, list }, index): CountBreak[] => {
    const previous = steps[index - 1];
    if (!previous || number === previous.number + 1) return [];
    const { number: before } = previous;
    const place = { line: step.line, number, before };
    if (number === before) {
      // In a table, and in the comments of a script, what has the same number is done at the same time.
      return form === 'table' || isSplitList(list, previous.list, number)
        ? splitBreak(plan, previous, place)
        : [{ kind: 'repeat', ...place }];
    }
    if (number > before)
      return isWrittenBetween(plan, previous.step, step, before + 1) ? [] : [{ kind: 'skip', ...place }];
    if (form === 'code-comment' || form === 'table' || hasHeadingBetween(plan, previous.step, step)) return [];
    return isSplitList(list, previous.list, number)
      ? splitBreak(plan, previous, place)
      : [{ kind: 'restart', ...place }];
  });
}

const isSplitList = (list: number, previous: number, number: number): boolean =>
  list >= 0 && previous >= 0 && list !== previous && number <= 1;

/** The last block before a list that begins anew, when it ended the one before. */
function splitBreak(
  { blocks }: Plan,
  { step, list }: CountedStep,
  place: Pick<CountBreak, 'line' | 'number' | 'before'>,
): CountBreak[] {
  if (list < 0) return [];
  const fence = step.blocks.map((at) => blocks[at]).find((block) => block && block.kind === 'code' && block.parent < 0);
  return [{ kind: 'restart', ...place, ...(fence ? { splitBy: fence.line } : {}) }];
}

/** Whether a number that is missing stands between two steps all the same, in another form. */
function isWrittenBetween({ lines }: Plan, from: PlanStep, to: PlanStep, number: number): boolean {
  const label = new RegExp(`^[\\s>#*_|+-]*(?:\\p{L}{1,12}\\s+)?${number}(?!\\d)`, 'u');
  for (let line = from.line + 1; line < to.line; line++)
    if (label.test((lines[line - 1] ?? '').slice(0, 80))) return true;
  return false;
}

/** Whether a section begins between two steps. */
function hasHeadingBetween({ sections }: Plan, from: PlanStep, to: PlanStep): boolean {
  return onLines(sections, from.line + 1, to.line - 1).some(({ heading }) => heading >= 0);
}
