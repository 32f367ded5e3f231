import {
  type ActiveRule,
  activeRule,
  CHECKS,
  type Instant,
  type Judgement,
  type Params,
  type Plan,
  type PlanBlock,
  type PlanCommand,
  type PlanDisable,
  type PlanDuration,
  type PlanEvidence,
  type PlanProcedure,
  type PlanStep,
  type PlanTest,
  type PlanTrigger,
  parseInstant,
  type RuleRequest,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import { parse } from 'valibot';

/** The moment at which samples are judged. */
export const NOW = parseInstant('2026-11-20T12:00:00Z') as Instant;

/** Lines of the sample: the numbers in `samplePlan` are theirs. */
const LINES = [
  '# Rollback of the shop',
  '',
  'Owner: @acme/shop, call #shop-incidents',
  '',
  '- Error rate above 5 % for 5 minutes',
  '',
  'Estimated time: 10 minutes',
  '',
  '1. Deploy the release before: `make rollback`',
  '2. Check it: `curl --fail https://shop/health`',
  '',
  'Tested: 2026-11-02 in staging',
];

/** A statement on a line of the sample, which is its own block. */
const said = (line: number) => ({ text: LINES[line - 1] ?? '', line, endLine: line, block: line - 1, section: 0 });

/** One block per line, so that block 8 is line 9. */
const BLOCKS = LINES.map((text, index): PlanBlock => {
  const isStep = /^\d\. /.test(text);
  return {
    kind: index === 0 ? 'heading' : isStep ? 'item' : 'paragraph',
    line: index + 1,
    endLine: index + 1,
    level: index === 0 ? 1 : 0,
    text: text.replace(/^# |^\d\. /, '').replaceAll('`', ''),
    spans: isStep ? [{ kind: 'code', text: /`(.+)`/.exec(text)?.[1] ?? '' }] : [],
    isQuoted: false,
    parent: -1,
    section: 0,
    ...(isStep ? { item: { isOrdered: true, number: Number(text[0]), list: 0 } } : {}),
  };
});

/** A step that stands on one line. */
export function step(number: number, line: number, parts: Partial<PlanStep> = {}): PlanStep {
  return { number, text: `step on line ${line}`, line, endLine: line, blocks: [line - 1], commands: [], ...parts };
}

/** A numbered list of steps. */
export function procedure(steps: readonly PlanStep[], parts: Partial<PlanProcedure> = {}): PlanProcedure {
  const line = steps[0]?.line ?? 1;
  return {
    section: 0,
    form: 'ordered-list',
    isNumbered: true,
    steps,
    line,
    endLine: steps.at(-1)?.endLine ?? line,
    ...parts,
  };
}

export function command(text: string, line: number, parts: Partial<PlanCommand> = {}): PlanCommand {
  return { text, line, block: line - 1, section: 0, language: 'inline', ...parts };
}

export function trigger(parts: Partial<PlanTrigger> = {}): PlanTrigger {
  const facts = { metrics: ['error-rate'], isConcrete: true, isAutomatic: false } as const;
  return { ...said(5), ...facts, threshold: { value: 5, unit: '%' }, withinMinutes: 5, ...parts };
}

export function test_(day: string | undefined, parts: Partial<PlanTest> = {}): PlanTest {
  return { ...said(12), ...(day === undefined ? {} : { at: parseInstant(day) as Instant }), isDone: true, ...parts };
}

export function duration(minutes: number, parts: Partial<PlanDuration> = {}): PlanDuration {
  return { text: `${minutes} minutes`, minutes, role: 'estimate', line: 7, block: 6, section: 0, ...parts };
}

export function disable(rule: string, parts: Partial<PlanDisable> = {}): PlanDisable {
  return { rule, reason: 'nothing to do here', line: 2, from: 1, to: LINES.length, ...parts };
}

/** A complete plan, every must-have and more in it, changed by `parts`. */
export function samplePlan(parts: Partial<Plan> = {}): Plan {
  return {
    path: 'docs/ROLLBACK.md',
    isFile: true,
    kind: 'rollback',
    title: 'Rollback of the shop',
    line: 1,
    endLine: LINES.length,
    lines: LINES,
    blocks: BLOCKS,
    sections: [
      {
        heading: 0,
        title: 'Rollback of the shop',
        level: 1,
        topic: 'other',
        parent: -1,
        line: 1,
        endLine: LINES.length,
      },
    ],
    procedures: [procedure([step(1, 9, { commands: [0] }), step(2, 10, { commands: [1] })])],
    commands: [command('make rollback', 9), command('curl --fail https://shop/health', 10)],
    durations: [duration(10)],
    triggers: [trigger()],
    verifications: [said(10)],
    database: [said(9)],
    flags: [said(9)],
    tests: [test_('2026-11-02')],
    owners: [said(3)],
    contacts: [said(3)],
    notices: [said(3)],
    postMortems: [said(3)],
    disables: [],
    ...parts,
  };
}

/** What was found: these plans, and nothing wrong with them. */
export function planEvidence(plans: readonly Plan[], parts: Partial<PlanEvidence> = {}): PlanEvidence {
  return { plans, failures: [], remarks: [], lookedAt: [], repository: UNKNOWN_REPOSITORY, settings: {}, ...parts };
}

/** A rule as a level or nobody asks for it. Throws when it is off. */
export function active(id: string, request?: RuleRequest, settings: PlanEvidence['settings'] = {}): ActiveRule {
  const rule = activeRule(id, request, settings);
  if (!rule) throw new Error(`${id} is off`);
  return rule;
}

/** The judgement of a check about plans. */
export function judgementOf(kind: string, params: Params, plan: PlanEvidence | undefined): Judgement {
  const check = CHECKS.find((one) => one.kind === kind);
  if (!check) throw new Error(`no check ${kind}`);
  return check.judge(plan ? { plan } : {}, parse(check.params, params) as never, NOW);
}
