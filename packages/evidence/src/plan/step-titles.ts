import type { PlanSection } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { stepNumber } from './plan-words.ts';
import { append, NO_STEPS, type ProcedureSource, type StepRun, type StepStart } from './step-run.ts';

/** `### 1. Stop`, `### Step 2 - Restore`: headings of one rank that count. */
export function headingRuns({ blocks, sections }: ProcedureSource): StepRun[] {
  const groups = new Map<string, PlanSection[]>();
  for (const section of sections) {
    const { heading, title, level, parent, topic } = section;
    const around = sections[parent]?.topic ?? 'other';
    // `4. Verify health` is a step; `4.` below "Trigger conditions" is none.
    if (heading < 0 || level > 6 || NO_STEPS.has(around) || (topic === 'trigger' && around !== 'steps')) continue;
    if (stepNumber(title) !== undefined) append(groups, `${parent}:${level}`, section);
  }
  return [...groups.values()].flatMap((group): StepRun[] => {
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
export function labelRuns({ blocks, sections, of }: ProcedureSource): StepRun[] {
  const runs: { section: number; starts: StepStart[]; to: number }[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const { kind, spans, text, parent, line } = blocks[at] as DocumentBlock;
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
