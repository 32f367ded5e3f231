import * as v from 'valibot';
import type { Plan, PlanDuration, PlanProcedure } from '../plan.ts';
import { foldedText, minutesText, onLines } from '../plan-anatomy.ts';
import { definePlanRule, type PlanEdit, type PlanProblem } from '../plan-rule.ts';
import { estimates } from '../plan-time.ts';

/** Times of steps, where each of them has one, give the stated total. Of ranges the longer ends count. */
export const timeSum = definePlanRule({
  id: 'time-sum',
  about: 'The times of the steps add up to the stated total.',
  why: 'A total that its own steps contradict was not measured, and who relies on it is told the wrong time.',
  severity: 'warning',
  options: v.strictObject({}),
  find({ plan }) {
    const times = plan.durations.filter(({ role }) => role === 'step');
    const timed = plan.procedures
      .map((procedure) => ({ procedure, times: onLines(times, procedure.line, procedure.endLine) }))
      .filter((one) => one.times.length > 0);
    const totals = totalsOf(plan);
    return timed.flatMap((one) => {
      const total = totals.bySection.get(one.procedure.section) ?? (timed.length === 1 ? totals.only : undefined);
      const sum = total && sumOfAll(one);
      return total && sum !== undefined && !agree(plan, total, sum) ? [problemOf(plan, total, sum)] : [];
    });
  },
});

/** A procedure with the times that its steps state. */
interface TimedProcedure {
  readonly procedure: PlanProcedure;
  readonly times: readonly PlanDuration[];
}

/** Difference that rounding explains, in minutes. */
const ROUNDING = 0.5;

/** Totals that can only be meant for one procedure: the only one of its section, or of the plan. */
function totalsOf(plan: Plan): { readonly bySection: ReadonlyMap<number, PlanDuration>; readonly only?: PlanDuration } {
  const all = estimates(plan);
  const bySection = new Map<number, PlanDuration>();
  const several = new Set<number>();
  for (const one of all) {
    if (bySection.has(one.section)) several.add(one.section);
    bySection.set(one.section, one);
  }
  for (const section of several) bySection.delete(section);
  const [only] = all;
  return { bySection, ...(only && all.length === 1 ? { only } : {}) };
}

/** Minutes of all steps; undefined when one has no time or several, or when steps run side by side. */
function sumOfAll({ procedure: { steps }, times }: TimedProcedure): number | undefined {
  if (steps.length < 2 || times.length !== steps.length) return undefined;
  const isEach = steps.every(({ line, endLine }, at) => {
    const time = times[at]?.line ?? 0;
    return time >= line && time <= endLine;
  });
  const isSideBySide = steps.some(({ text }) => SIDE_BY_SIDE.test(foldedText(text)));
  return isEach && !isSideBySide ? times.reduce((sum, { minutes }) => sum + minutes, 0) : undefined;
}

const SIDE_BY_SIDE =
  /parallel|concurrent|simultan|at the same time|meanwhile|gleichzeitig|en paralelo|em paralelo|одновремен|параллел|ayni anda|samtidigt|rownoleg|并行|同时|\b(?:alternativ|option|instead)|^\W*(?:if|or|otherwise)\b/u;
/** Words that make a total a bound: it may be longer than the sum. */
const BOUND =
  /(?:~|≈|<|≤|about|approx|circa|\bca\b|around|under|less than|within|up to|max|at most|roughly|ungefahr|etwa|environ|aprox|около|до|yaklasik|ungefar|okolo|约)[^\d]{0,12}$/u;

function agree(plan: Plan, total: PlanDuration, sum: number): boolean {
  if (Math.abs(total.minutes - sum) <= ROUNDING) return true;
  return total.minutes > sum && isBound(plan, total);
}

function isBound({ blocks }: Plan, { text, block }: PlanDuration): boolean {
  if (/\d\s*(?:-|–|—|to|bis|a|до)\s*\d/.test(text)) return true;
  const plain = foldedText(blocks[block]?.text ?? '');
  const at = plain.indexOf(foldedText(text));
  return at >= 0 && BOUND.test(plain.slice(0, at));
}

function problemOf(plan: Plan, total: PlanDuration, sum: number): PlanProblem {
  const edit = corrected(plan, total, sum);
  return {
    line: total.line,
    message: `it states ${minutesText(total.minutes)} in total, and its steps add up to ${minutesText(sum)}`,
    fix: `Write ${minutesText(sum)}, or correct the times of the steps.`,
    ...(edit ? { edit } : {}),
  };
}

/** The line with the sum in place of a total that is a plain `N minutes`. */
function corrected({ lines }: Plan, { line }: PlanDuration, sum: number): PlanEdit | undefined {
  const raw = lines[line - 1] ?? '';
  const figures = raw.match(/\d+(?:[.,]\d+)?/g) ?? [];
  const plain = /(?<![\d.,<>~≈≤-]\s?)\b\d{1,4}(?= (?:minutes|minuten|minutos|mins?)\b)/i;
  if (figures.length !== 1 || !plain.test(raw) || !Number.isInteger(sum) || sum < 2) return undefined;
  return { line, endLine: line, lines: [raw.replace(plain, String(sum))] };
}
