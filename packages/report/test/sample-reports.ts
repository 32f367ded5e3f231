import {
  type CoverageMeasurements,
  type Finding,
  type Instant,
  type Provenance,
  parseInstant,
  type Report,
  reportOutcome,
  type Verdict,
  type Waiver,
} from '@maturity-actions/criteria';

const AS_OF = parseInstant('2026-11-20T09:30:00Z') as Instant;
const day = (text: string): Instant => parseInstant(text) as Instant;

const SOURCES: readonly Provenance[] = [
  {
    source: 'coverage/cobertura.xml',
    tool: 'coverage.py',
    version: '7.17.3',
    observedAt: day('2026-11-20T09:12:44Z'),
    ...{ format: 'cobertura', files: 3 },
  },
  { source: 'web/coverage/lcov.info', ...{ format: 'lcov', files: 11 } },
];

/** A finding with the parts that a test does not care about filled in. */
export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'coverage-floor',
    severity: 'medium',
    message: '41 lines of 120 not covered',
    fix: 'Write tests that run them.',
    fingerprint: 'f',
    ...parts,
  };
}

/** A met must, changed by `parts`. */
export function verdict(parts: Partial<Verdict> = {}): Verdict {
  return {
    criterion: 'line-coverage',
    title: 'Do the tests execute enough of the lines?',
    level: 'production',
    requirement: 'must',
    outcome: 'met',
    grade: 'measured',
    observed: '81.20 % (1,624 of 2,000)',
    required: 'line >= 80 %',
    why: '',
    fix: 'Write tests for the files named below, most uncovered lines first.',
    effort: 'medium',
    findings: [],
    from: SOURCES,
    ...parts,
  };
}

/** A report whose outcome follows from its verdicts, changed by `parts`. */
export function report(parts: Partial<Report> = {}): Report {
  const verdicts = parts.verdicts ?? [verdict()];
  const outcome = reportOutcome(verdicts);
  return {
    schemaVersion: 1,
    gate: 'coverage-gate',
    subject: { repository: 'acme/shop', commit: '3f2a1b0c4d5e6f708192a3b4c5d6e7f801234567' },
    model: 'component',
    level: 'production',
    asOf: AS_OF,
    passed: outcome === 'met',
    outcome,
    verdicts,
    warnings: [],
    measurements: { coverage: measured(1624, 2000) },
    ...parts,
  };
}

/** Coverage measurements with a line count and otherwise quiet figures. */
export function measured(
  covered: number,
  total: number,
  parts: Partial<CoverageMeasurements> = {},
): CoverageMeasurements {
  return {
    line: { covered, total },
    partialLines: 12,
    branch: { covered: 300, total: 412 },
    function: null,
    statement: null,
    files: 14,
    classes: {},
    diff: null,
    worst: [],
    ...parts,
  };
}

const reportsMet = verdict({
  criterion: 'coverage-reports',
  title: 'Are all coverage reports there, whole and usable?',
  observed: '2 reports',
  required: 'complete reports',
  effort: 'low',
});

const NEXT = {
  level: 'production',
  missing: [
    verdict({
      outcome: 'unmet',
      observed: '78.41 % (1,568 of 2,000)',
      missing: '32 lines',
      why: '78.41 % (1,568 of 2,000) is below 80 %.',
    }),
    verdict({
      criterion: 'branch-coverage',
      title: 'Do the tests take enough of the branches?',
      requirement: 'should',
      outcome: 'unknown',
      observed: 'branch coverage is not measured',
      required: 'branch >= 70 %',
      why: 'No report gives branch coverage for these files.',
    }),
  ],
};

const met = report({
  level: 'staging',
  verdicts: [reportsMet, verdict({ level: 'staging', observed: '78.41 % (1,568 of 2,000)', required: 'line >= 70 %' })],
  measurements: { coverage: measured(1568, 2000) },
  next: NEXT,
});

const WORST = Array.from({ length: 14 }, (_, index) => ({
  path: `src/${['pay', 'cart', 'label printer', 'größe', 'tax|rate'][index % 5]}-${index}.ts`,
  line: { covered: 80 - index, total: 121 - 2 * index },
}));

const unmet = report({
  verdicts: [
    reportsMet,
    verdict({
      outcome: 'unmet',
      observed: '78.41 % (1,568 of 2,000)',
      missing: '32 lines',
      why: '78.41 % (1,568 of 2,000) is below 80 %.',
      fix: 'Cover 32 lines more. Start with src/pay-0.ts (41 lines not covered).',
      findings: WORST.slice(0, 12).map(({ path, line }) =>
        finding({
          message: `${line.total - line.covered} lines of ${line.total} not covered: 12-30, 44`,
          at: { path, line: 12, endLine: 30 },
          fingerprint: path,
        }),
      ),
    }),
    verdict({
      criterion: 'critical-coverage',
      title: 'Is the critical code tested?',
      outcome: 'met',
      observed: '92.00 % (184 of 200)',
      required: 'line >= 90 %',
    }),
    verdict({
      criterion: 'changed-lines',
      title: 'Are the lines of this change tested?',
      outcome: 'unmet',
      observed: '60.00 % (12 of 20)',
      required: 'changed lines >= 80 %',
      missing: '4 lines',
      why: '60.00 % (12 of 20) of the lines changed since origin/main (3f2a1b0) are covered.',
      fix: 'Cover 4 lines more of what this change adds.',
      effort: 'low',
      findings: [
        finding({
          rule: 'changed-line-uncovered',
          message: 'lines 12-14 are not covered',
          fix: 'Write a test that runs them.',
          at: { path: 'src/pay-0.ts', line: 12, endLine: 14 },
        }),
        finding({
          rule: 'changed-line-uncovered',
          message: 'line 20 is not covered',
          fix: 'Write a test that runs them.',
          at: { path: 'src/pay-0.ts', line: 20, endLine: 20 },
        }),
        finding({
          rule: 'changed-line-uncovered',
          message: 'line 21 is not covered',
          fix: 'Write a test that runs them.',
          at: { path: 'src/pay-0.ts', line: 21, endLine: 21 },
        }),
      ],
    }),
    verdict({
      criterion: 'branch-coverage',
      title: 'Do the tests take enough of the branches?',
      requirement: 'should',
      outcome: 'unmet',
      observed: '66.66 % (266 of 399)',
      required: 'branch >= 70 %',
      missing: '14 branches',
      why: '66.66 % (266 of 399) is below 70 %.',
      fix: 'Cover 14 branches more.',
    }),
    verdict({
      criterion: 'ui-coverage',
      title: 'Is the user interface tested?',
      outcome: 'not-applicable',
      observed: '.github/maturity.yml:9: no ui code declared',
      required: 'line >= 60 %',
    }),
  ],
  measurements: {
    coverage: measured(1568, 2000, {
      classes: {
        critical: { line: { covered: 184, total: 200 } },
        'business logic': { line: { covered: 700, total: 900 } },
        ui: { line: { covered: 0, total: 0 } },
      },
      diff: { covered: 12, total: 20 },
      worst: WORST,
    }),
  },
});

/** Everything a report may hold that wants to be obeyed. */
export const HOSTILE =
  'a ##[set-output name=x]y | <script>alert(1)</script> @everyone #12 `x` [l](http://e.example) ![i](u) **b** <!-- -->\n::error::x\n- item\u202etxt.exe\u001b[31mred';

const unknown = report({
  verdicts: [
    verdict({
      criterion: 'coverage-reports',
      title: 'Are all coverage reports there, whole and usable?',
      outcome: 'unknown',
      observed: '2 problems',
      required: 'complete reports',
      why: '2 problems with the reports; each is listed below.',
      fix: 'Run the tests again and look whether they end.',
      from: [{ source: 'reports/a|b.xml' }],
      findings: [
        finding({
          rule: 'E_TRUNCATED',
          severity: 'high',
          message: 'reports/a|b.xml: ends inside <class>; expected </coverage>',
          fix: 'Look whether the job that writes it was cancelled.',
        }),
        finding({
          rule: 'E_MALFORMED',
          severity: 'high',
          message: `::error::${HOSTILE}`,
          fix: HOSTILE,
          at: { path: '::warning::|`x`\n##[group]/y.xml', line: 3 },
        }),
      ],
    }),
    verdict({
      outcome: 'unknown',
      observed: 'unknown',
      why: 'A report could not be used, so this cannot be judged.',
      fix: 'Mend the reports first; see the coverage reports criterion.',
      from: [],
    }),
  ],
  warnings: [finding({ rule: 'W', severity: 'low', message: HOSTILE, fix: 'Rename it.' })],
  measurements: {},
});

const waiver: Waiver = {
  criterion: 'line-coverage',
  owner: '@org/payments',
  reason: 'The legacy importer goes away with the December release.',
  acceptedOn: day('2026-11-01'),
  expires: day('2026-11-30'),
  where: '.github/maturity.yml:14',
};

const waived = report({
  subject: { repository: 'acme/shop', component: 'checkout' },
  verdicts: [
    reportsMet,
    verdict({
      outcome: 'waived',
      observed: '78.41 % (1,568 of 2,000)',
      missing: '32 lines',
      why: '78.41 % (1,568 of 2,000) is below 80 %.',
      waiver,
    }),
  ],
  warnings: [
    finding({
      rule: 'waiver-expiring',
      severity: 'low',
      message: 'waiver of line-coverage by @org/payments ends on 2026-11-30',
      fix: 'Meet the criterion, or renew the waiver in time.',
      at: { path: '.github/maturity.yml', line: 14 },
    }),
  ],
  measurements: { coverage: measured(1568, 2000) },
});

const partOf = (component: string, parts: Partial<Report>): Report =>
  report({ subject: { repository: 'acme/shop', component }, ...parts });

const PARTS = [
  partOf('checkout', {
    verdicts: [
      reportsMet,
      verdict({
        outcome: 'unmet',
        observed: '71.00 % (710 of 1,000)',
        missing: '90 lines',
        why: '71.00 % (710 of 1,000) is below 80 %.',
        fix: 'Cover 90 lines more. Start with services/checkout/pay.ts (60 lines not covered).',
        findings: [
          finding({
            message: '60 lines of 90 not covered',
            at: { path: 'services/checkout/pay.ts', line: 4, endLine: 31 },
          }),
        ],
      }),
    ],
    measurements: {
      coverage: measured(710, 1000, {
        worst: [{ path: 'services/checkout/pay.ts', line: { covered: 30, total: 90 } }],
      }),
    },
  }),
  partOf('ledger', {
    level: 'staging',
    verdicts: [reportsMet, verdict({ level: 'staging', required: 'line >= 70 %', observed: '88.00 % (880 of 1,000)' })],
    measurements: { coverage: measured(880, 1000) },
    next: { level: 'production', missing: [] },
  }),
  partOf('mailer', {
    level: 'staging',
    verdicts: [
      verdict({
        outcome: 'unknown',
        observed: 'unknown',
        required: 'line >= 70 %',
        why: 'No report measures a file below services/mailer.',
        fix: 'Add its report to `reports`.',
        from: [],
      }),
    ],
    measurements: {},
  }),
];

const parts = report({
  level: '',
  verdicts: PARTS.map((part) =>
    verdict({
      criterion: `component-${part.subject.component}`,
      title: `Does ${part.subject.component} meet its level?`,
      outcome: part.outcome,
      observed: 'x',
      required: 'component staging',
      from: [],
    }),
  ),
  measurements: { coverage: measured(1590, 2000) },
  parts: PARTS,
});

const configuration = report({
  model: '',
  level: '',
  verdicts: [
    verdict({
      criterion: 'configuration',
      title: 'Configuration',
      level: '',
      outcome: 'unknown',
      observed: '2 problems',
      required: 'a configuration without problems',
      why: 'Nothing was judged, because the configuration has problems.',
      fix: 'Correct the places below.',
      effort: 'low',
      from: [],
      findings: [
        finding({
          rule: 'E_UNKNOWN_KEY',
          severity: 'high',
          message: '.github/maturity.yml:12: unknown key "treshold"; expected one of model, level, components',
          fix: 'Did you mean "threshold"?',
        }),
        finding({
          rule: 'E_BAD_INPUT',
          severity: 'high',
          message: 'input line: "8O" is not a percentage; expected a number from 0 to 100',
          fix: 'Write for instance `line: 80`.',
        }),
      ],
    }),
  ],
  measurements: {},
});

const nothingMissing = report({
  level: 'staging',
  verdicts: [reportsMet, verdict({ level: 'staging', required: 'line >= 70 %' })],
  next: { level: 'production', missing: [] },
});

/** One report per golden file. */
export const SAMPLE_REPORTS: Readonly<Record<string, Report>> = {
  met,
  unmet,
  unknown,
  waived,
  parts,
  configuration,
  'nothing-missing': nothingMissing,
};
