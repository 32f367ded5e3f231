import type { MeasuredPlanProblem } from '@maturity-actions/criteria';

/** Lines of a diff that are shown; a list that is renumbered may be long. */
const MOST_LINES = 40;
/** Unchanged lines shown before and after. */
const CONTEXT = 1;

/** What an edit does to the file, as the lines of a diff without its head. Not escaped. */
export function diffLines({ before, lines }: NonNullable<MeasuredPlanProblem['edit']>): readonly string[] {
  const start = sameAtStart(before, lines);
  const end = sameAtStart([...before.slice(start)].reverse(), [...lines.slice(start)].reverse());
  const mark = (sign: string, some: readonly string[]): string[] => some.map((line) => sign + visible(line));
  const all = [
    ...mark(' ', before.slice(Math.max(0, start - CONTEXT), start)),
    ...mark('-', before.slice(start, before.length - end)),
    ...mark('+', lines.slice(start, lines.length - end)),
    ...mark(' ', before.slice(before.length - end, before.length - end + CONTEXT)),
  ];
  const hidden = all.length - MOST_LINES;
  return hidden > 0 ? [...all.slice(0, MOST_LINES), ` … ${hidden} more`] : all;
}

function sameAtStart(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

/** A blank that looks like another one is often what an edit is about. */
function visible(line: string): string {
  return line.replaceAll('\u00a0', '<U+00A0>');
}
