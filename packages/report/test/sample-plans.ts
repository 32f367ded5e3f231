import {
  type Finding,
  type Instant,
  type MeasuredPlanProblem,
  type PlanMeasurement,
  type PlanMeasurements,
  parseInstant,
  quantity,
  type Report,
  type Verdict,
} from '@maturity-actions/criteria';
import { finding, HOSTILE, report, verdict } from './sample-reports.ts';

const at = (text: string): Instant => parseInstant(text) as Instant;

/** An open error in one line, changed by `parts`. */
export function planProblem(parts: Partial<MeasuredPlanProblem> = {}): MeasuredPlanProblem {
  const { rule = 'placeholder', line = 12 } = parts;
  return {
    rule,
    severity: 'error',
    line,
    message: 'the placeholder TBD is still there',
    fix: 'Write what it stands for.',
    quote: 'Contact: TBD',
    fingerprint: `plan:docs/ROLLBACK.md:${rule}:${line.toString(16).padStart(8, '0')}`,
    ...parts,
  };
}

/** A rollback plan that holds everything, changed by `parts`. */
export function measuredPlan(parts: Partial<PlanMeasurement> = {}): PlanMeasurement {
  return {
    path: 'docs/ROLLBACK.md',
    isFile: true,
    section: null,
    kind: 'rollback',
    line: 1,
    triggerConditions: 'yes',
    numberedSteps: 'yes',
    commands: 'yes',
    databaseRollback: 'yes',
    featureFlags: 'not-applicable',
    estimatedTime: 'yes',
    verification: 'yes',
    testedEvidence: 'yes',
    estimatedMinutes: 10,
    lastTested: at('2026-10-01'),
    problems: [],
    ...parts,
  };
}

const SEVERITIES = { error: 'high', warning: 'medium', info: 'low' } as const;
const nameOf = ({ path, section }: PlanMeasurement): string => (section === null ? path : `${path}#${section}`);

/** A problem as a verdict names it. */
export function namedProblem(plan: PlanMeasurement, problem: MeasuredPlanProblem): Finding {
  const { rule, severity, message, fix, line, endLine, column, quote, fingerprint } = problem;
  const end = endLine === undefined ? {} : { endLine };
  const place = { path: plan.path, line, ...end, ...(column === undefined ? {} : { column }) };
  return finding({
    rule,
    severity: SEVERITIES[severity],
    message: `${nameOf(plan)}: ${message}${quote === '' ? '' : ` (${quote})`}`,
    fix,
    ...(plan.isFile ? { at: place } : {}),
    fingerprint,
  });
}

/** The verdict on the problems of some rules, as the check of plans gives it. */
export function ruled(
  criterion: string,
  rules: readonly string[],
  plans: PlanMeasurements,
  parts: Partial<Verdict> = {},
): Verdict {
  const found = plans.flatMap((plan) =>
    plan.problems
      .filter(({ rule, disabled }) => rules.includes(rule) && disabled === undefined)
      .map((problem) => ({ plan, problem })),
  );
  const errors = found.filter(({ problem }) => problem.severity === 'error');
  const [first] = errors;
  return planVerdict({
    criterion,
    title: `Does the plan hold what ${criterion} asks?`,
    findings: found.map(({ plan, problem }) => namedProblem(plan, problem)),
    observed: found.length === 0 ? `in order in ${plans.map(nameOf).join(', ')}` : quantity(found.length, 'remark'),
    from: plans.map((plan) => ({ source: nameOf(plan) })),
    ...(first
      ? {
          outcome: 'unmet',
          observed: quantity(errors.length, 'error'),
          missing: quantity(errors.length, 'error'),
          why: `${nameOf(first.plan)}: ${first.problem.message}.`,
          fix: first.problem.fix,
        }
      : {}),
    ...parts,
  });
}

function planVerdict(parts: Partial<Verdict>): Verdict {
  const { grade: _, ...base } = verdict({ required: 'no error', why: '', fix: '', effort: 'low', from: [] });
  return { ...base, ...parts };
}

/** Whether there is a plan. */
export function documented(plans: PlanMeasurements, parts: Partial<Verdict> = {}): Verdict {
  return planVerdict({
    criterion: 'rollback-plan',
    title: 'Is there a rollback plan?',
    observed: plans.map(nameOf).join(', '),
    required: 'a rollback plan',
    from: plans.map((plan) => ({ source: nameOf(plan) })),
    ...parts,
  });
}

/** A report of the linter of plans, changed by `parts`. */
export function planReport(plans: PlanMeasurements, parts: Partial<Report> = {}): Report {
  return report({
    gate: 'rollback-plan-lint',
    verdicts: [documented(plans), ruled('rollback-sound', ['placeholder'], plans)],
    measurements: { plan: plans },
    ...parts,
  });
}

const GREEN = measuredPlan({
  problems: [
    planProblem({
      rule: 'step-without-command',
      severity: 'warning',
      line: 18,
      column: 4,
      message: 'step 3 says what to do, but no command',
      fix: 'Write the command below the step, such as `systemctl restart shop`.',
      quote: '3. Restart the service.',
    }),
    planProblem({
      rule: 'destructive-without-backup',
      line: 25,
      message: 'it deletes data before it is saved',
      quote: 'rm -rf /var/cache/shop',
      disabled: 'the cache is rebuilt within a minute',
    }),
    planProblem({
      rule: 'fence-language',
      severity: 'info',
      line: 30,
      endLine: 34,
      message: 'the code block names no language',
      fix: 'Write bash after the fence.',
      quote: '```',
      edit: { line: 30, endLine: 30, before: ['```'], lines: ['```bash'] },
    }),
  ],
});
const GREEN_RULES = ['step-without-command', 'fence-language', 'destructive-without-backup'];
const green = planReport([GREEN], {
  verdicts: [
    documented([GREEN]),
    ruled('rollback-steps', ['step-without-command'], [GREEN]),
    ruled('rollback-sound', GREEN_RULES, [GREEN]),
  ],
});

const RED = [
  measuredPlan({
    estimatedMinutes: null,
    lastTested: null,
    estimatedTime: 'no',
    testedEvidence: 'no',
    problems: [
      planProblem({
        rule: 'time-missing',
        line: 1,
        message: 'it gives no time that the way back takes',
        fix: 'Write how long it takes, such as "Estimated time: 10 minutes".',
        quote: '# Rollback of the shop',
      }),
      planProblem({
        rule: 'tested-missing',
        line: 1,
        message: 'it names no day on which it was tested',
        fix: 'Try it, and write "Tested on 2026-11-20 in staging" with a link to the run.',
        quote: '# Rollback of the shop',
      }),
      planProblem({
        rule: 'step-order',
        severity: 'warning',
        line: 14,
        endLine: 20,
        message: 'the numbers of the steps begin anew after step 2',
        fix: 'Indent the fence, so that it belongs to step 2.',
        quote: '1. Stop the service',
        edit: {
          line: 14,
          endLine: 17,
          before: ['2. Put the old version back', '```bash', 'helm rollback shop', '```'],
          lines: ['2. Put the old version back', '   ```bash', '   helm rollback shop', '   ```'],
        },
      }),
      planProblem({ line: 31, column: 10 }),
      planProblem({ line: 32, column: 12, quote: 'Escalation: TBD' }),
      planProblem({
        rule: 'mutable-target',
        line: 40,
        message: 'the target to return to is latest, which moves',
        fix: 'Name the version or the digest.',
        quote: 'docker pull registry.example/shop:latest | tee pull.log',
      }),
    ],
  }),
  measuredPlan({
    path: 'MATURITY.md',
    section: 'Rollback | `plan`',
    line: 80,
    numberedSteps: 'no',
    databaseRollback: 'not-applicable',
    estimatedMinutes: 2.41,
    problems: [
      planProblem({
        rule: 'steps-unnumbered',
        line: 84,
        message: 'its steps are not numbered',
        fix: 'Number them, so that people can say how far they are.',
        quote: '- Stop the service',
        fingerprint: 'plan:MATURITY.md#Rollback | `plan`:steps-unnumbered:1',
        edit: { line: 84, endLine: 85, before: ['- Stop it', '- Start it'], lines: ['1. Stop it', '2. Start it'] },
      }),
    ],
  }),
  measuredPlan({
    path: 'docs/deployment/deployment-guide.md',
    kind: 'deployment',
    commands: 'no',
    problems: [
      planProblem({
        rule: 'commands-missing',
        line: 1,
        message: 'it names no command',
        fix: 'Write the commands of each step.',
        quote: '# Deployment',
        fingerprint: 'plan:docs/deployment/deployment-guide.md:commands-missing:1',
      }),
    ],
  }),
];
const red = planReport(RED, {
  verdicts: [
    documented(RED.slice(0, 2)),
    ruled('rollback-steps', ['steps-unnumbered', 'step-order'], RED),
    ruled('rollback-time', ['time-missing'], RED),
    ruled('rollback-tested', ['tested-missing'], RED),
    ruled('rollback-sound', ['placeholder', 'mutable-target'], RED),
    ruled('deployment-guide-steps', ['commands-missing'], RED, { requirement: 'should' }),
    ruled('rollback-triggers', ['trigger-missing'], RED),
  ],
  next: { level: 'scale', missing: [ruled('rollback-manual', ['one-click-missing'], RED, { outcome: 'unmet' })] },
});

const NO_PLAN =
  'There is no rollback plan. Looked at docs/**/rollback*.md, ROLLBACK*.md and parts of MATURITY.md with such a heading.';
const SKELETON = [
  '# Rollback of shop',
  '',
  '## Trigger conditions',
  '',
  '- Error rate above 5 % for 5 minutes',
  '',
  '## Steps',
  '',
  '1. Put the version before back (3 minutes)',
  '',
  '   ```bash',
  '   gh workflow run deploy.yml -f version=TODO',
  '   ```',
  '',
  'Estimated time: TODO minutes',
  '',
].join('\n');
const noPlan = (requires: Partial<Verdict>): Verdict =>
  planVerdict({ outcome: 'unmet', observed: 'no plan', title: 'Does the plan do what it must?', ...requires });
const missing = planReport([], {
  verdicts: [
    documented([], {
      outcome: 'unmet',
      observed: 'none found',
      why: NO_PLAN,
      fix: 'Write docs/ROLLBACK.md; the summary has a skeleton for this repository, and "mode: scaffold" prints it.',
      findings: [
        finding({
          rule: 'no-plan',
          severity: 'high',
          message: NO_PLAN,
          fix: 'Write docs/ROLLBACK.md; the summary has a skeleton for this repository, and "mode: scaffold" prints it.',
          fingerprint: 'no-plan:rollback',
        }),
      ],
    }),
    noPlan({ criterion: 'rollback-triggers' }),
    noPlan({ criterion: 'rollback-steps' }),
    noPlan({ criterion: 'rollback-time' }),
  ],
  measurements: { plan: [], planSkeleton: SKELETON },
});

/** A problem every text of which wants to be obeyed. */
export const HOSTILE_PROBLEM = planProblem({
  rule: HOSTILE,
  message: `::error::${HOSTILE}`,
  fix: `##[error]${HOSTILE}`,
  quote: `\`\`\` ${HOSTILE} \`\`\`\``,
  fingerprint: HOSTILE,
  edit: {
    line: 12,
    endLine: 13,
    before: ['````', `</details> ${HOSTILE}`, '```` ~~~'],
    lines: [HOSTILE, '::error::x', '`````'],
  },
});

const hostile = planReport(
  [
    measuredPlan({
      path: `docs/::warning::|\`x\`\n##[group]/ROLLBACK.md`,
      section: HOSTILE,
      problems: [
        HOSTILE_PROBLEM,
        { ...HOSTILE_PROBLEM, severity: 'warning', line: 20, fingerprint: 'w' },
        { ...HOSTILE_PROBLEM, severity: 'info', line: 21, fingerprint: 'i' },
        { ...HOSTILE_PROBLEM, line: 22, fingerprint: 'd', disabled: HOSTILE },
      ],
    }),
  ],
  {},
);
const [HOSTILE_PLAN] = hostile.measurements.plan as [PlanMeasurement];
const hostileRed = planReport([HOSTILE_PLAN], {
  verdicts: [
    documented([HOSTILE_PLAN], {
      outcome: 'unknown',
      observed: 'E_TOO_DEEP',
      why: `docs/other.md: ${HOSTILE} (E_TOO_DEEP)`,
      findings: [finding({ rule: 'E_TOO_DEEP', severity: 'high', message: HOSTILE, fingerprint: 'E_TOO_DEEP' })],
    }),
    ruled('rollback-sound', [HOSTILE], [HOSTILE_PLAN]),
  ],
  measurements: { plan: [HOSTILE_PLAN], planSkeleton: `# ${HOSTILE}\n\n\`\`\`\`\n::error::x\n</details>\n` },
});

const SHARED = measuredPlan({
  path: 'docs/ROLLBACK.md',
  testedEvidence: 'no',
  lastTested: null,
  problems: [
    planProblem({
      rule: 'tested-missing',
      line: 1,
      message: 'it names no day on which it was tested',
      fix: 'Try it, and write the day down.',
      quote: '# Rollback',
    }),
    planProblem({
      rule: 'owner-missing',
      severity: 'warning',
      line: 1,
      message: 'it names no owner',
      quote: '# Rollback',
    }),
  ],
});
const CHECKOUT = measuredPlan({ path: 'services/checkout/ROLLBACK.md' });
const part = (component: string, plans: PlanMeasurements, parts: Partial<Report> = {}): Report =>
  planReport(plans, {
    subject: { repository: 'acme/shop', component },
    verdicts: [documented(plans), ruled('rollback-tested', ['tested-missing', 'owner-missing'], plans)],
    ...parts,
  });
const PARTS = [
  part('checkout', [CHECKOUT]),
  part('ledger', [SHARED]),
  part('mailer', [SHARED], { level: 'staging' }),
  part('search', [], {
    level: 'staging',
    verdicts: missing.verdicts,
    measurements: { plan: [], planSkeleton: SKELETON },
  }),
];
const parts = planReport([SHARED, CHECKOUT], {
  level: '',
  verdicts: PARTS.map((one) =>
    verdict({
      criterion: `component-${one.subject.component}`,
      title: `Does ${one.subject.component} meet its level?`,
      outcome: one.outcome,
      observed: 'x',
      required: 'component staging',
      from: [],
    }),
  ),
  parts: PARTS,
});

/** One report per golden file. */
export const PLAN_REPORTS: Readonly<Record<string, Report>> = {
  'plan-green': green,
  'plan-red': red,
  'plan-missing': missing,
  'plan-unknown': hostileRed,
  'plan-parts': parts,
};
