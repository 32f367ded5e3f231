import * as v from 'valibot';
import { durationParam } from '../checks/duration-param.ts';
import type { Plan } from '../plan.ts';
import { minutesText } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';
import { estimates, procedureTime } from '../plan-time.ts';

const options = v.strictObject({
  /** The longest time that is allowed. */
  limit: v.optional(durationParam, '15m'),
  /** The time that has to be undercut: what takes exactly as long is too long. Holds beside `limit`. */
  below: v.optional(durationParam),
});

/** The stated time, or else the sum over the steps, is not too long. Source: DevOps Maturity Model, level 3 (below 5 minutes). */
export const timeOverLimit = definePlanRule<v.InferOutput<typeof options>>({
  id: 'time-over-limit',
  about: 'The rollback takes no longer than the level allows.',
  why: 'Users have the fault for as long as the rollback takes.',
  severity: 'error',
  options,
  find({ plan, options: { limit, below } }) {
    const isTooLong = (minutes: number): boolean =>
      minutes * 60_000 > limit || (below !== undefined && minutes * 60_000 >= below);
    const allowed =
      below !== undefined && below <= limit
        ? `less than ${minutesText(below / 60_000)}`
        : `at most ${minutesText(limit / 60_000)}`;
    return statedTimes(plan)
      .filter(({ minutes }) => isTooLong(minutes))
      .map(({ line, minutes, whole }) => ({
        line,
        message: `${whole} ${minutesText(minutes)}, allowed is ${allowed}`,
        fix: `Make the way back shorter, such as switching traffic to the old version that still runs, test it, and state the new time (${allowed}).`,
      }));
  },
});

interface StatedTime {
  readonly line: number;
  readonly minutes: number;
  readonly whole: string;
}

/** What the plan states for a whole way back, the longest of each line; where it states nothing, the longest sum over steps. */
function statedTimes(plan: Plan): StatedTime[] {
  const byLine = new Map<number, number>();
  for (const { line, minutes } of estimates(plan)) byLine.set(line, Math.max(minutes, byLine.get(line) ?? 0));
  if (byLine.size > 0)
    return [...byLine].map(([line, minutes]) => ({ line, minutes, whole: 'the rollback is said to take' }));
  const sums = plan.procedures.map((procedure) => procedureTime(plan, procedure)).sort((a, b) => b.minutes - a.minutes);
  return sums.slice(0, 1).map(({ line, minutes, isSum }) => ({
    line,
    minutes,
    whole: isSum ? 'its steps take in sum' : 'this way back is said to take',
  }));
}
