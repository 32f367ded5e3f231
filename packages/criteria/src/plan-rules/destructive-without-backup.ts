import * as v from 'valibot';
import type { Plan, PlanCommand, PlanSection } from '../plan.ts';
import { destruction, isSafeguard } from '../plan-destruction.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { isForbiddenCommand } from '../plan-targets.ts';

/** Before something is destroyed it is saved, or somebody has looked that it may go. */
export const destructiveWithoutBackup = definePlanRule({
  id: 'destructive-without-backup',
  about: 'A backup or a check stands before every command that destroys something.',
  why: 'A rollback that goes wrong must not be the end: what was dropped without a copy is gone.',
  severity: 'error',
  options: v.strictObject({}),
  find({ plan }) {
    let guards: Guards | undefined;
    return plan.commands.flatMap((command, at): PlanProblem[] => {
      const what = destruction(command.text);
      if (what === undefined || plan.sections[command.section]?.topic === 'background') return [];
      if (isForbiddenCommand(plan, command, command.text)) return [];
      guards ??= guardsOf(plan);
      if (isGuarded(plan, guards, command, at)) return [];
      return [
        {
          line: command.line,
          message: `it destroys ${what}, and no backup or check stands before it`,
          fix: 'Add a step before it that takes a backup, a snapshot or a dump, or that checks what will be lost.',
        },
      ];
    });
  },
});

interface Guards {
  /** Lines of commands and sentences that save something, in order. */
  readonly lines: readonly number[];
  /** The first one of them in a section that prepares; infinite when there is none. */
  readonly prepared: number;
  /** By position in `commands`, the first line of the procedure that runs it. */
  readonly starts: ReadonlyMap<number, number>;
}

function guardsOf(plan: Plan): Guards {
  const { blocks, sections, procedures, commands } = plan;
  const lines: { line: number; section: number }[] = [];
  for (const { kind, text, line, section, code } of blocks) {
    if (kind !== 'code') {
      // A heading that says backup saves nothing itself, but the procedure below it does.
      if (isSafeguard(text)) lines.push({ line, section });
      continue;
    }
    for (const [index, one] of code?.lines.entries() ?? [])
      if (/^\s*(?:#|--|\/\/)/.test(one) && isSafeguard(one))
        lines.push({ line: (code?.firstLine ?? line) + index, section });
  }
  for (const { text, line, section } of commands) if (isSafeguard(text)) lines.push({ line, section });
  const prepared = lines
    .filter(({ section }) => sections[section]?.topic === 'preparation')
    .reduce((least, { line }) => Math.min(least, line), Number.POSITIVE_INFINITY);
  const starts = new Map<number, number>();
  for (const { line, section, steps } of procedures)
    for (const at of steps.flatMap((step) => step.commands)) {
      const start = Math.min(line, (sections[section] as PlanSection).line);
      starts.set(at, Math.min(start, starts.get(at) ?? start));
    }
  return { lines: lines.map(({ line }) => line).sort((a, b) => a - b), prepared, starts };
}

/** Whether something that saves stands before a command, in its procedure or its section, or in the preparation. */
function isGuarded(plan: Plan, { lines, prepared, starts }: Guards, command: PlanCommand, position: number): boolean {
  if (prepared < command.line || isSafeguard(command.text)) return true;
  const from = Math.min(starts.get(position) ?? command.line, (plan.sections[command.section] as PlanSection).line);
  // A sentence beside the command stands on its line.
  const at = lastUpTo(lines, command.line);
  return at !== undefined && at >= from;
}

function lastUpTo(lines: readonly number[], line: number): number | undefined {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as number) <= line) low = middle + 1;
    else high = middle;
  }
  return lines[low - 1];
}
