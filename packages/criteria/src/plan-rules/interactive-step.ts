import * as v from 'valibot';
import type { Plan, PlanBlock, PlanCommand, PlanProcedure, PlanStep } from '../plan.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { placeIn, placeInCommand } from '../plan-text.ts';

/** Nothing among the commands waits for a person at a keyboard. */
export const interactiveStep = definePlanRule({
  id: 'interactive-step',
  about: 'No command waits for somebody who types or clicks.',
  why: 'An editor or a page of buttons cannot be put into a script, and what is typed in haste is not what was tested.',
  severity: 'info',
  options: v.strictObject({}),
  find({ plan }) {
    const found = new Map<number, PlanProblem>();
    for (const problem of [...commandsRun(plan).flatMap((one) => interactiveCommand(plan, one)), ...clicks(plan)])
      if (!found.has(problem.line)) found.set(problem.line, problem);
    return [...found.values()].sort((a, b) => a.line - b.line);
  },
});

type RunCommand = Pick<PlanCommand, 'text' | 'line' | 'block'>;

/** Commands in blocks of code, and code spans in steps: one that a sentence only mentions is not run. */
function commandsRun(plan: Plan): RunCommand[] {
  const { blocks, commands, procedures } = plan;
  const inSteps = new Set(procedures.flatMap(({ steps }) => steps.flatMap((step) => step.blocks)));
  const spans = [...inSteps].flatMap((at): RunCommand[] => {
    const { spans: own, line } = blocks[at] as PlanBlock;
    return own.flatMap(({ kind, text }) => (kind === 'code' ? [{ text, line, block: at }] : []));
  });
  return [...commands.filter(({ language }) => language !== 'inline'), ...spans];
}

/** A word of each command that waits: most have none. */
const WAITING =
  /\b(?:nano|n?vim?|emacs|pico|htop|visudo|less|more|top|edit|crontab)\b|\s-(?:i|it|ti|t|p|-interactive|-patch|-stdin)\b/;
const START = '(?<=^|[|;&(]\\s?|\\bsudo )';
const EDITOR = new RegExp(
  `${START}(?:(?:nano|vim?|nvim|emacs|pico|htop|visudo)(?=\\s|$)|(?:less|more|top)(?=\\s+[\\w./-]))|(?<=\\|\\s?)(?:less|more)$`,
);
const ASKING =
  /\bgit (?:rebase|add|clean|stash)(?: \S+){0,4}? (?:-i|--interactive|-p|--patch)\b|\bkubectl(?: \S+){0,6}? edit\b|\bcrontab -e\b|\boc edit\b|\bansible-vault edit\b|\bsystemctl edit\b/;
const SHELL_IN =
  /\b(?:docker(?:[ -]compose)?|podman|kubectl|oc|nerdctl)\b.{0,200}?\s(?:exec|run|attach|debug|rsh)\b.{0,200}?\s(?:-it|-ti|-i -t|-t -i|--interactive --tty|--stdin --tty)\b(.{0,300})/;
/** What waits for input when nothing tells it what to do. */
const PROMPTING =
  /(?:^|[\s/])(?:ba|z|da|k)?sh$|(?:^|\s)(?:psql|mysql|mongosh?|redis-cli|sqlite3|python3?|rails c(?:onsole)?|bin\/rails c(?:onsole)?|node|irb|iex)(?:\s+(?:-[a-zA-Z]\s+\S+|\S+))?$/;
const TELLS = /\s(?:-c|-e|-f|--command|--eval|--file|--execute)[\s=]|<|\.(?:py|js|sh|rb|sql)\b/;

function interactiveCommand(plan: Plan, command: RunCommand): PlanProblem[] {
  const text = command.text
    .slice(0, 2000)
    .replace(/\s#\s.*$/, '')
    .trim();
  if (!WAITING.test(text)) return [];
  const editor = EDITOR.exec(text)?.[0] ?? ASKING.exec(text)?.[0];
  if (editor !== undefined) {
    const message = `\`${editor}\` waits for somebody who types`;
    return [{ ...placeInCommand(plan, command, editor), message, fix: FIXES.editor }];
  }
  const inside = SHELL_IN.exec(text)?.[1]?.trim();
  if (inside === undefined || TELLS.test(inside) || !PROMPTING.test(inside)) return [];
  const message = 'the command opens a shell and waits for somebody who types';
  return [{ ...placeInCommand(plan, command, text.slice(0, 40)), message, fix: FIXES.shell }];
}

const FIXES = {
  editor: 'Write a command that makes the change by itself, such as `sed -i` or `git revert --no-edit`.',
  shell: 'Write what is to be run there behind it, such as `kubectl exec deploy/shop -- bin/rollback`.',
  click: 'Give the command that does the same, such as `gh workflow run`.',
} as const;

const CLICK =
  /(?<![\p{L}-])(?:clicks?(?! event)|klicke?n?|cliquez|cliquer|haga clic|hacer clic|pulse|clique|clicar|нажмите|кликните|tıklayın|klicka|kliknij)(?![\p{L}-])|点击|单击/iu;

/** Steps to click in procedures whose other steps are mostly commands. */
function clicks(plan: Plan): PlanProblem[] {
  return plan.procedures.filter(isCommanded).flatMap(({ steps }) =>
    steps.flatMap((step): PlanProblem[] => {
      const word = step.commands.length > 0 ? undefined : CLICK.exec(step.text.slice(0, 500))?.[0];
      if (word === undefined) return [];
      return [
        {
          ...placeOf(plan, step, word),
          message: 'the step has to be clicked, among steps that are commands',
          fix: FIXES.click,
        },
      ];
    }),
  );
}

function placeOf(plan: Plan, { blocks, line }: PlanStep, word: string): { line: number; column?: number } {
  const [block] = blocks;
  return block === undefined ? { line } : placeIn(plan, block, word);
}

function isCommanded({ steps }: PlanProcedure): boolean {
  const commanded = steps.filter(({ commands }) => commands.length > 0).length;
  return commanded >= 2 && commanded * 2 > steps.length;
}
