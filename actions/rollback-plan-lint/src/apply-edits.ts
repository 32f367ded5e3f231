import type { PlanEdit } from '@maturity-actions/criteria';

/** An edit with the lines it was made for. */
export type CheckedEdit = PlanEdit & { readonly before: readonly string[] };

/** A text with those edits applied that fit it. */
export interface Edited {
  readonly text: string;
  readonly applied: readonly CheckedEdit[];
}

/**
 * Replaces whole lines. Left out are edits that overlap one further down that is applied, and edits made
 * for other lines than those that are there. Line ends stay as they are; new lines get that of the
 * line they replace, and the last line of a file keeps having none.
 */
export function applyEdits(text: string, edits: readonly CheckedEdit[]): Edited {
  const pieces = text.split(/(\r\n|[\n\r])/);
  const lines = pieces.filter((_, index) => index % 2 === 0);
  const ends = pieces.filter((_, index) => index % 2 === 1);
  const applied = fitting(lines, edits);
  let next = 0;
  const made: string[] = [];
  const keepUntil = (end: number): void => {
    for (; next < end; next++) made.push(lines[next] as string, ends[next] ?? '');
  };
  for (const edit of applied) {
    keepUntil(edit.line - 1);
    const usual = ends[edit.line - 1] ?? ends[edit.line - 2] ?? '\n';
    const last = ends[edit.endLine - 1] ?? '';
    made.push(...edit.lines.flatMap((line, index) => [line, index === edit.lines.length - 1 ? last : usual]));
    next = edit.endLine;
  }
  keepUntil(lines.length);
  return { text: made.join(''), applied };
}

/** The edits that can be applied together, in the order of lines. */
function fitting(lines: readonly string[], edits: readonly CheckedEdit[]): CheckedEdit[] {
  const chosen: CheckedEdit[] = [];
  let free = lines.length;
  for (const edit of [...edits].sort((a, b) => b.endLine - a.endLine || b.line - a.line)) {
    if (edit.endLine > free || !isMadeFor(edit, lines)) continue;
    chosen.push(edit);
    free = edit.line - 1;
  }
  return chosen.reverse();
}

function isMadeFor({ line, endLine, before }: CheckedEdit, lines: readonly string[]): boolean {
  const isRange = line >= 1 && endLine >= line && before.length === endLine - line + 1;
  return isRange && before.every((text, index) => lines[line - 1 + index] === text);
}
