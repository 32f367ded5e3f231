import { DAY_MS } from './duration.ts';
import type { Instant } from './instant.ts';
import { cutText, plainText } from './plain-text.ts';
import type { Plan, PlanBlock, PlanCommand, PlanProcedure, PlanStep, PlanTest, PlanTopic } from './plan.ts';
import { maskSecrets } from './plan-secrets.ts';

/** Longest text in which words are looked for, in UTF-16 units: a plan says it at the start of a block. */
const LONGEST_TEXT = 4000;

/** Text as words are looked for in it: its beginning, lower case, without accents. */
export function foldedText(text: string): string {
  const start = text.slice(0, LONGEST_TEXT);
  // Most text is English, and most time would go into what it has not.
  if (/^[\n -~]*$/.test(start)) return start.toLowerCase();
  return start.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').replaceAll('ł', 'l');
}

/** Line of the first heading of a topic; that of the plan when it has none. */
export function topicLine({ sections, line }: Plan, topic: PlanTopic): number {
  return sections.find((section) => section.topic === topic && section.heading >= 0)?.line ?? line;
}

/** The blocks of a step: its own first, then what stands below it. */
export function stepBlocks({ blocks }: Plan, step: PlanStep): readonly PlanBlock[] {
  return step.blocks.flatMap((at) => blocks[at] ?? []);
}

/** What a step says to run. */
export function stepCommands({ commands }: Plan, step: PlanStep): readonly PlanCommand[] {
  return step.commands.flatMap((at) => commands[at] ?? []);
}

/** How a step is named in a message: `step 3`, or by its words where it has no number. */
export function stepName({ number, text }: PlanStep): string {
  return number > 0 ? `step ${number}` : `the step "${shortText(text)}"`;
}

/** Longest quotation inside of a message. */
const LONGEST_QUOTATION = 60;

/** Text of a plan as it is quoted inside of a message: one line, cut, without secrets. */
export function shortText(text: string): string {
  return cutText(plainText(maskSecrets(text)).trim(), LONGEST_QUOTATION);
}

/** The steps of all procedures, each with its own, in reading order. */
export function allSteps({
  procedures,
}: Plan): readonly { readonly procedure: PlanProcedure; readonly step: PlanStep }[] {
  return procedures.flatMap((procedure) => procedure.steps.map((step) => ({ procedure, step })));
}

/** A test that was done, on a day that is known. */
export type DatedTest = PlanTest & { readonly at: Instant };

/** Days begin up to 14 hours before they do in UTC, and end up to 12 hours later. */
const EARLIEST_DAY_MS = 14 * 3_600_000;
const LATEST_DAY_MS = 12 * 3_600_000;

/** Tests that were done, on days that are known, those of the future included. */
export function datedTests({ tests }: Plan): readonly DatedTest[] {
  return tests.filter((test): test is DatedTest => test.isDone && test.at !== undefined);
}

/** Whether a day has not begun yet anywhere on earth. */
export function isFuture({ at }: DatedTest, now: Instant): boolean {
  return at > now + EARLIEST_DAY_MS;
}

/** The newest test that was done, and not on a day to come; the first of those on one day. */
export function newestTest(plan: Plan, now: Instant): DatedTest | undefined {
  const done = datedTests(plan).filter((test) => !isFuture(test, now));
  return done.reduce<DatedTest | undefined>((best, test) => (best && best.at >= test.at ? best : test), undefined);
}

/** When the day of a test has ended everywhere on earth. */
export function endOfTestDay({ at }: DatedTest): Instant {
  return at + DAY_MS + LATEST_DAY_MS;
}

/** A span as people write it: `15 minutes`, `1 minute`, `90 seconds`, `2.5 hours`. */
export function minutesText(minutes: number): string {
  if (minutes < 2 && !Number.isInteger(minutes)) return counted(minutes * 60, 'second');
  return minutes >= 120 && minutes % 30 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute');
}

function counted(value: number, noun: string): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded} ${noun}${rounded === 1 ? '' : 's'}`;
}

/** Of a list in reading order, those on the lines from `from` to `to`, both included; found without looking at the others. */
export function onLines<T extends { readonly line: number }>(
  sorted: readonly T[],
  from: number,
  to: number,
): readonly T[] {
  return sorted.slice(positionOf(sorted, from), positionOf(sorted, to + 1));
}

/** Position of the first one on this line or below. */
function positionOf(sorted: readonly { readonly line: number }[], line: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
