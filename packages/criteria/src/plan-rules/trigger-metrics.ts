import * as v from 'valibot';
import { durationParam } from '../checks/duration-param.ts';
import type { PlanTrigger, TriggerMetric } from '../plan.ts';
import { minutesText, topicLine } from '../plan-anatomy.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { comparable, readThreshold, type Threshold, thresholdText } from '../trigger-threshold.ts';

const METRICS = [
  'error-rate',
  'response-time',
  'health-check',
  'availability',
  'data',
  'resource',
  'feature',
] as const satisfies readonly TriggerMetric[];

const NAMES: Readonly<Record<(typeof METRICS)[number], string>> = {
  'error-rate': 'the error rate',
  'response-time': 'the response time',
  'health-check': 'failing health checks',
  availability: 'availability',
  data: 'lost or wrong data',
  resource: 'memory, CPU, disk or queues',
  feature: 'a function that users need',
};

const threshold = v.pipe(
  v.string(),
  v.rawTransform<string, Threshold>(({ dataset, addIssue, NEVER }) => {
    const read = readThreshold(dataset.value);
    if (read) return read;
    addIssue({ message: 'a figure such as "5 %", "2x" (of the baseline) or "500ms"' });
    return NEVER;
  }),
);

const condition = v.strictObject({
  metric: v.picklist(METRICS),
  /** The plan has to roll back at this figure at the latest. */
  above: v.optional(threshold),
  /** Within this time, which the plan has to state. */
  within: v.optional(durationParam),
});

const options = v.strictObject({
  conditions: v.optional(v.array(condition), []),
  /** Whether each of them has to start the rollback by itself. */
  isAutomatic: v.optional(v.boolean(), false),
});

type Condition = v.InferOutput<typeof condition>;

/** The plan rolls back at these figures at the latest. Source: DevOps Maturity Model, level 3, automatic triggers. */
export const triggerMetrics = definePlanRule<v.InferOutput<typeof options>>({
  id: 'trigger-metrics',
  about: 'The plan rolls back at the figures that the level asks for, or earlier.',
  why: 'A trigger that fires later than the level allows leaves users with the fault for longer than was agreed on.',
  severity: 'error',
  options,
  find({ plan, options: { conditions, isAutomatic } }) {
    if (conditions.length === 0) return { notApplicable: 'No figures are asked for.' };
    const line = topicLine(plan, 'trigger');
    return conditions.flatMap((asked): readonly PlanProblem[] => {
      const about = plan.triggers.filter(({ metrics }) => metrics.includes(asked.metric));
      const close = about.filter((trigger) => lack(asked, trigger) === undefined);
      if (close.some((trigger) => !isAutomatic || trigger.isAutomatic)) return [];
      const [first] = close.length > 0 ? close : about;
      return [{ line, message: messageOf(asked, first), fix: fixOf(asked, isAutomatic) }];
    });
  },
});

function messageOf(asked: Condition, trigger: PlanTrigger | undefined): string {
  if (!trigger) return `it names no condition about ${NAMES[asked.metric]}`;
  const about = `its condition about ${NAMES[asked.metric]} on line ${trigger.line}`;
  return `${about} ${lack(asked, trigger) ?? 'does not say that the rollback starts by itself'}`;
}

/** In what a trigger is laxer than asked; undefined when in nothing. */
function lack({ above, within }: Condition, trigger: PlanTrigger): string | undefined {
  if (above) {
    if (!trigger.threshold) return `names no figure, asked is ${thresholdText(above)}`;
    const own = comparable(trigger, above);
    if (!own) return `says ${thresholdText(trigger.threshold)}, which cannot be compared with ${thresholdText(above)}`;
    if (own.value > above.value)
      return `says ${thresholdText(trigger.threshold)}, asked is at most ${thresholdText(above)}`;
  }
  if (within === undefined) return undefined;
  const minutes = within / 60_000;
  if (trigger.withinMinutes === undefined) return `does not say within which time, asked is ${minutesText(minutes)}`;
  if (trigger.withinMinutes <= minutes) return undefined;
  return `says within ${minutesText(trigger.withinMinutes)}, asked is at most ${minutesText(minutes)}`;
}

const EXAMPLES: Readonly<Record<(typeof METRICS)[number], string>> = {
  'error-rate': 'Error rate',
  'response-time': 'Response time (p95)',
  'health-check': 'The health check fails three times in a row',
  availability: 'The service is down',
  data: 'Data is lost or wrong',
  resource: 'Memory use',
  feature: 'Users cannot log in',
};

function fixOf({ metric, above, within }: Condition, isAutomatic: boolean): string {
  const figure = above ? ` above ${thresholdText(above)}` : '';
  const time = within === undefined ? '' : ` within ${minutesText(within / 60_000)}`;
  const action = isAutomatic ? ': automatic rollback' : '';
  return `Write under the trigger conditions: "${EXAMPLES[metric]}${figure}${time}${action}".`;
}
