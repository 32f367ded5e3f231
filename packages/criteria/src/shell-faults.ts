import { codeKind } from './code-languages.ts';
import type { Plan, PlanBlock, PlanCode, PlanCommand } from './plan.ts';
import type { PlanEdit, PlanProblem } from './plan-rule.ts';
import { placeInCommand } from './plan-text.ts';
import { openQuote } from './shell-quotes.ts';

const NO_PROBLEMS: readonly PlanProblem[] = [];

/** What a shell reads differently from what was meant, in one block of code. */
export function blockFaults(plan: Plan, block: PlanBlock): readonly PlanProblem[] {
  const { code } = block;
  if (!code) return NO_PROBLEMS;
  const isShell = codeKind(code) === 'shell';
  if (!isShell && !(code.language === '' && code.isFenced)) return NO_PROBLEMS;
  // Most blocks have no sign of a fault, and one look at the whole of it tells.
  const { text } = block;
  const quotes = isShell && /["']/.test(text) ? quoteFaults(plan, code) : NO_PROBLEMS;
  const backslashes = isShell && text.includes('\\') ? backslashFaults(plan, code) : NO_PROBLEMS;
  const prompts = text.includes('$ ') ? promptFaults(plan, code) : NO_PROBLEMS;
  return [...quotes, ...backslashes, ...prompts];
}

function quoteFaults(plan: Plan, { lines, firstLine }: PlanCode): PlanProblem[] {
  const open = openQuote(lines);
  // `Can't connect to the database` is what a tool prints.
  if (!open || (open.mark === "'" && /^\s*[A-Z]/.test(lines[open.line] ?? ''))) return [];
  const line = firstLine + open.line;
  const own = lines[open.line] ?? '';
  const inset = Math.max(0, (plan.lines[line - 1] ?? '').indexOf(own));
  return [
    {
      line,
      column: inset + open.at + 1,
      message: `the quote ${open.mark.slice(-1)} is opened and never closed`,
      fix: 'Close it, or write a backslash before it.',
    },
  ];
}

function backslashFaults(plan: Plan, { lines, firstLine }: PlanCode): PlanProblem[] {
  return lines.flatMap((text, index): PlanProblem[] => {
    const line = firstLine + index;
    const raw = plan.lines[line - 1] ?? '';
    if (/^\s*#/.test(text)) return [];
    const end = text.trimEnd();
    if (!end.endsWith('\\') || !isOdd(/\\+$/.exec(end.slice(-LONGEST_RUN))?.[0].length ?? 0)) return [];
    const column = raw.trimEnd().length;
    if ((lines[index + 1] ?? '').trim() === '') {
      const message = 'the backslash at the end of the line continues nothing';
      return [{ line, column, message, fix: 'Take the backslash out, or add the line that it continues with.' }];
    }
    if (end.length === text.length) return [];
    const edit = { line, endLine: line, lines: [raw.trimEnd()] };
    const message = 'a blank stands behind the backslash, so that the command ends here';
    return [{ line, column, message, fix: 'Take out the blank at the end of the line.', edit }];
  });
}

const LONGEST_RUN = 50;
const isOdd = (count: number): boolean => count % 2 === 1;

function promptFaults(plan: Plan, { lines, firstLine }: PlanCode): PlanProblem[] {
  const prompts = lines.flatMap((line, index) => (/^\s*\$ \S/.test(line) ? [index] : []));
  const [first] = prompts;
  if (first === undefined) return [];
  const line = firstLine + first;
  const column = (plan.lines[line - 1] ?? '').indexOf('$ ') + 1;
  const message = 'the prompt `$ ` stands before a command; copied with it the command fails';
  const isCommandsOnly = lines.every(
    (text, index) => text.trim() === '' || /^\s*(?:\$ \S|#)/.test(text) || /\\$/.test(lines[index - 1] ?? ''),
  );
  if (!isCommandsOnly)
    return [{ line, column, message, fix: 'Take the prompts and the output out, or call the block `console`.' }];
  const last = firstLine + (prompts.at(-1) as number);
  const edit: PlanEdit = {
    line,
    endLine: last,
    lines: plan.lines.slice(line - 1, last).map((raw) => raw.replace(/^([\s>]{0,200})\$ /, '$1')),
  };
  return [{ line, column, message, fix: 'Take the prompts out.', edit }];
}

/** Characters that word processors put in the place of those that a shell knows. */
const TYPESET = /[‘’‚“”„\u00a0\u2007\u202f\u200b]|(?<=^|\s)[—–](?=[A-Za-z])/g;
const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'|(?<=\s)#.*$/g;
const LONGEST_COMMAND = 4000;

/** Typeset characters in commands, one problem a line. */
export function typesetFaults(plan: Plan, command: PlanCommand): PlanProblem[] {
  const text = command.text.slice(0, LONGEST_COMMAND);
  if (!/[‘’‚“”„\u00a0\u2007\u202f\u200b—–]/.test(text)) return [];
  const bare = text.replace(QUOTED, (quoted) => ' '.repeat(quoted.length));
  const found = new Map<number, PlanProblem>();
  for (const [character] of bare.matchAll(TYPESET)) {
    const place = placeInCommand(plan, command, character);
    if (found.has(place.line)) continue;
    const edit = command.language === 'inline' ? undefined : straightened(plan, place.line);
    found.set(place.line, { ...place, ...wording(character), ...(edit ? { edit } : {}) });
  }
  return [...found.values()];
}

function wording(character: string): Pick<PlanProblem, 'message' | 'fix'> {
  if (/[‘’‚“”„]/.test(character))
    return { message: `the shell does not know the quote ${character}`, fix: 'Write straight quotes: \' or ".' };
  if (/[—–]/.test(character))
    return {
      message: `the shell does not know the dash ${character}`,
      fix: 'Write hyphens: `--` before long options, `-` before short ones.',
    };
  return {
    message: 'a blank in the command is none to the shell (a non-breaking or hidden one)',
    fix: 'Write a normal blank.',
  };
}

/** The line with straight quotes and normal blanks, where it has no others that they might clash with. */
function straightened({ lines }: Plan, line: number): PlanEdit | undefined {
  const raw = lines[line - 1] ?? '';
  const [double, single] = [raw.match(/[“”„]/g)?.length ?? 0, raw.match(/[‘’‚]/g)?.length ?? 0];
  const isSafe = !/["'`]/.test(raw) && !isOdd(double) && !isOdd(single) && !(double && single) && !/[—–]/.test(raw);
  if (!isSafe) return undefined;
  const straight = raw
    .replace(/[“”„]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/\u200b/g, '');
  return { line, endLine: line, lines: [straight] };
}
