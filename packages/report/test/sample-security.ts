import {
  countSeverities,
  type Finding,
  formatLocation,
  type Instant,
  type MeasuredFinding,
  type MeasuredWaiver,
  parseInstant,
  type Report,
  type SecurityMeasurements,
  type Verdict,
  waiverFindings,
} from '@maturity-actions/criteria';
import { finding, HOSTILE, report, verdict } from './sample-reports.ts';

const at = (text: string): Instant => parseInstant(text) as Instant;

/** An open finding in code, changed by `parts`. */
export function measuredFinding(parts: Partial<MeasuredFinding> = {}): MeasuredFinding {
  const { rule = 'B303', path = 'src/hash.py', line = 12 } = parts;
  return {
    fingerprint: `code:${path}:${rule}:${line}`,
    rule,
    ids: [rule],
    severity: 'medium',
    category: 'code',
    state: 'open',
    title: 'Use of a weak hash',
    where: `${path}:${line}`,
    path,
    line,
    tools: ['bandit'],
    firstSeen: at('2026-11-01T08:00:00Z'),
    firstSeenFrom: 'git blame',
    ...parts,
  };
}

/** An open finding in a package, changed by `parts`. */
export function dependencyFinding(rule: string, name: string, parts: Partial<MeasuredFinding> = {}): MeasuredFinding {
  const { line: _, ...base } = measuredFinding({ rule, path: 'package-lock.json' });
  return {
    ...base,
    fingerprint: `dependency:${name}:${rule}`,
    ids: [rule, `GHSA-${rule.slice(-4)}`],
    severity: 'high',
    category: 'dependency',
    title: `Command injection in ${name}`,
    where: 'package-lock.json',
    package: { ecosystem: 'npm', name, version: '4.17.20' },
    fixedIn: '4.17.21',
    tools: ['npm-audit', 'trivy'],
    url: `https://advisories.example/${rule}`,
    ...parts,
  };
}

/** Measurements whose counts follow from the findings. */
export function securityMeasured(
  findings: readonly MeasuredFinding[],
  parts: Partial<SecurityMeasurements> = {},
): SecurityMeasurements {
  const counting = findings.filter(({ state }) => state !== 'suppressed');
  return {
    isComplete: true,
    total: counting.length,
    ...countSeverities(counting),
    suppressed: findings.length - counting.length,
    waived: counting.filter(({ state }) => state === 'waived').length,
    secrets: counting.filter(({ category }) => category === 'secret').length,
    overdue: null,
    tools: TOOLS,
    perReport: [],
    findings,
    waivers: [],
    ...parts,
  };
}

/** The finding as a verdict names it. */
export function named(one: MeasuredFinding, parts: Partial<Finding> = {}): Finding {
  const { path, line, rule, severity, title, fingerprint } = one;
  const place = path === undefined ? undefined : { path, ...(line === undefined ? {} : { line }) };
  return finding({
    rule,
    severity,
    message: `${place ? `${formatLocation(place)}: ` : ''}${rule}: ${title}`,
    fix: one.fixedIn ? `Update ${one.package?.name} to ${one.fixedIn}.` : 'Change the code, or accept the risk.',
    fingerprint,
    ...(place ? { at: place } : {}),
    ...parts,
  });
}

/** A report of the security gate, changed by `parts`. */
export function securityReport(measured: SecurityMeasurements, parts: Partial<Report> = {}): Report {
  return report({ gate: 'security-gate', measurements: { security: measured }, ...parts });
}

/** The verdict on findings of one severity when there may be `most`. */
export function limit(
  severity: string,
  most: number,
  findings: readonly MeasuredFinding[],
  parts: Partial<Verdict> = {},
): Verdict {
  const excess = findings.length - most;
  const isMet = excess <= 0;
  const [worst] = findings;
  return verdict({
    criterion: `${severity}-findings`,
    title: `Is there no ${severity} finding?`,
    outcome: isMet ? 'met' : 'unmet',
    observed: String(findings.length),
    required: most === 0 ? 'none' : `at most ${most}`,
    ...(isMet ? {} : { missing: `${excess} ${excess === 1 ? 'finding' : 'findings'} too many` }),
    why: '',
    fix: worst
      ? `Start with ${worst.rule}: ${named(worst).fix} The level lets none be waived.`
      : 'Fix the worst first.',
    findings: isMet ? [] : findings.map((one) => named(one)),
    from: SOURCES,
    ...parts,
  });
}

/** The verdict on deadlines of one severity. */
function patching(severity: string, late: readonly MeasuredFinding[], parts: Partial<Verdict> = {}): Verdict {
  return limit(severity, 0, late, {
    criterion: `${severity}-patching`,
    title: `Are ${severity} vulnerabilities patched in time?`,
    observed: `${late.length} overdue`,
    required: 'gone within 7 d',
    ...(late.length === 0 ? {} : { missing: `${late.length} ${late.length === 1 ? 'fix' : 'fixes'}` }),
    why: '',
    ...parts,
  });
}

const TOOLS: SecurityMeasurements['tools'] = [
  { id: 'bandit', version: '1.9.4', kinds: ['sast'], reports: 1, errors: 0 },
  { id: 'npm-audit', version: null, kinds: ['dependencies'], reports: 2, errors: 0 },
  { id: 'trivy', version: '0.68.1', kinds: ['dependencies', 'containers', 'infrastructure'], reports: 1, errors: 0 },
];

const SOURCES = [
  {
    source: 'reports/npm-audit.json',
    tool: 'npm-audit',
    observedAt: at('2026-11-20T09:12:44Z'),
    ...{ format: 'npm-audit' },
  },
  { source: 'reports/trivy.json', tool: 'trivy', version: '0.68.1', ...{ format: 'trivy' } },
  { source: 'reports/bandit.json', tool: 'bandit', version: '1.9.4', ...{ format: 'bandit' } },
];

const reportsMet = verdict({
  criterion: 'reports-complete',
  title: 'Are all reports of the scanners there, whole and usable?',
  observed: '3 reports',
  required: 'complete reports',
  from: SOURCES,
});

function waiver(parts: Partial<MeasuredWaiver>): MeasuredWaiver {
  return {
    id: 'CVE-2026-2002',
    scope: 'minimist',
    owner: '@org/shop',
    approver: '@org/security',
    reason: 'Only our own scripts call it, with fixed arguments.',
    expires: at('2027-02-28'),
    where: 'SECURITY_FINDINGS_ACCEPTED_RISKS.md:7',
    state: 'used',
    findings: 1,
    ...parts,
  };
}

const MEDIUM = [
  measuredFinding({ line: 44, firstSeen: at('2026-11-12T08:00:00Z'), due: at('2026-12-12T08:00:00Z') }),
  measuredFinding({ line: 12, due: at('2026-12-01T08:00:00Z') }),
  dependencyFinding('CVE-2026-3003', 'semver', { severity: 'medium', due: at('2026-12-01T08:00:00Z') }),
];
const SUPPRESSED = measuredFinding({
  rule: 'B101',
  severity: 'low',
  title: 'Use of assert',
  path: 'test/cart.py',
  state: 'suppressed',
  because: 'nosec in the source',
});

const LOW = measuredFinding({ rule: 'B110', severity: 'low', title: 'Try, except, pass', line: 90 });
const GREEN = securityMeasured(
  [
    dependencyFinding('CVE-2026-2002', 'minimist', {
      state: 'waived',
      because: 'accepted by @org/shop until 2027-02-28: Only our own scripts call it. (SECURITY.md:7)',
    }),
    ...MEDIUM,
    LOW,
    measuredFinding({ rule: 'B404', severity: 'low', title: 'Import of subprocess', state: 'waived', because: 'x' }),
    SUPPRESSED,
  ],
  {
    overdue: 0,
    waivers: [
      waiver({}),
      waiver({ id: 'B404', scope: 'src/**', state: 'expiring', expires: at('2026-11-30'), approver: '' }),
      waiver({ id: 'CVE-2025-9999', scope: 'left-pad', state: 'unused', findings: 0 }),
      waiver({ id: 'CVE-2024-1111', scope: '*', state: 'expired', findings: 0, expires: at('2026-10-31') }),
    ],
  },
);
const green = securityReport(GREEN, {
  level: 'staging',
  verdicts: [
    reportsMet,
    limit('critical', 0, []),
    limit('high', 0, [], { outcome: 'waived', observed: '0 open, 1 accepted' }),
    limit('medium', 10, MEDIUM),
    patching('medium', []),
    limit('low', 0, [LOW], { requirement: 'should', observed: '1 open, 1 accepted', required: '0 without a waiver' }),
  ],
  warnings: [
    finding({
      rule: 'level-loosened',
      severity: 'low',
      message: 'input max-medium raises medium-findings from the 0 of staging to 10',
      fix: 'Ask for what the level asks again as soon as it can be met.',
      fingerprint: 'level-loosened:medium-findings:max',
    }),
    ...waiverFindings(GREEN),
  ],
});

const CRITICAL = dependencyFinding('CVE-2026-1001', 'handlebars', {
  severity: 'critical',
  title: 'Remote code execution in the templates of handlebars',
  package: { ecosystem: 'npm', name: 'handlebars', version: '4.7.6' },
  fixedIn: '4.7.7 or 5.0.1',
  firstSeen: at('2026-11-18T08:00:00Z'),
  firstSeenFrom: 'alert',
  due: at('2026-11-19T08:00:00Z'),
  because:
    'the waiver of @org/shop (SECURITY_FINDINGS_ACCEPTED_RISKS.md:7) does not count: no critical finding may be waived',
});
const SECRET = measuredFinding({
  rule: 'aws-access-key',
  severity: 'critical',
  category: 'secret',
  title: 'AWS access key',
  path: 'deploy/settings.py',
  fingerprint: 'secret:deploy/settings.py:aws-access-key:9b1c',
  tools: ['gitleaks'],
  firstSeen: at('2026-11-20T09:12:00Z'),
  firstSeenFrom: 'this run',
  due: at('2026-11-21T09:12:00Z'),
  isNew: true,
});
const UNRATED = dependencyFinding('PYSEC-2026-77', 'pyyaml', {
  severity: 'unknown',
  where: 'registry.example/shop:1.4 (debian 12)',
  package: { ecosystem: 'pypi', name: 'pyyaml' },
  tools: ['pip-audit'],
});
const IMAGE: MeasuredFinding = withoutPath(UNRATED);
const HIGH = Array.from({ length: 24 }, (_, index) =>
  dependencyFinding(`CVE-2026-4${String(index).padStart(3, '0')}`, ['lodash', 'express', 'qs'][index % 3] as string, {
    firstSeen: at('2026-11-10T08:00:00Z') + index * 3_600_000 * 6,
    due: at('2026-11-17T08:00:00Z') + index * 3_600_000 * 6,
  }),
);
const LATE = HIGH.filter(({ due = 0 }) => due < at('2026-11-20T09:30:00Z'));

function withoutPath({ path: _, ...rest }: MeasuredFinding): MeasuredFinding {
  return rest;
}

const red = securityReport(
  securityMeasured([CRITICAL, SECRET, ...HIGH, IMAGE, ...MEDIUM, SUPPRESSED], {
    overdue: 1 + LATE.length,
    waivers: [
      waiver({
        id: 'CVE-2026-1001',
        scope: 'handlebars',
        state: 'refused',
        why: 'the level lets no finding of this severity be waived',
      }),
    ],
  }),
  {
    verdicts: [
      reportsMet,
      limit('critical', 0, [CRITICAL, SECRET]),
      limit('high', 0, HIGH),
      limit('medium', 10, MEDIUM),
      limit('unknown', 0, [IMAGE]),
      limit('secret', 0, [SECRET], {
        title: 'Is the code free of secrets?',
        why: 'A secret in the repository is known to everybody who can read it.',
        fix: 'Revoke it first, then remove it.',
      }),
      patching('critical', [CRITICAL]),
      patching('high', LATE),
    ],
  },
);

const unknown = securityReport(
  securityMeasured(
    [
      measuredFinding({
        rule: HOSTILE,
        severity: 'high',
        title: `::error::${HOSTILE}`,
        path: '::warning::|`x`\n##[group]/y.py',
        package: { ecosystem: 'npm', name: HOSTILE, version: HOSTILE },
        fixedIn: HOSTILE,
        tools: [HOSTILE],
        url: 'javascript:alert(1)',
      }),
      measuredFinding({ severity: 'low', title: HOSTILE, state: 'suppressed', because: HOSTILE }),
    ],
    {
      isComplete: false,
      tools: [{ id: HOSTILE, version: HOSTILE, kinds: ['sast'], reports: 1, errors: 2 }],
      waivers: [
        waiver({
          id: HOSTILE,
          scope: HOSTILE,
          owner: HOSTILE,
          approver: HOSTILE,
          reason: HOSTILE,
          where: HOSTILE,
          state: 'refused',
          why: HOSTILE,
        }),
      ],
    },
  ),
  {
    verdicts: [
      verdict({
        criterion: 'reports-complete',
        title: 'Are all reports of the scanners there, whole and usable?',
        outcome: 'unknown',
        observed: '1 problem',
        required: 'complete reports',
        why: 'reports/trivy.json: ends inside a list; expected ] (E_TRUNCATED)',
        fix: 'Look whether the job that writes it was cancelled.',
        from: SOURCES.slice(2),
        findings: [
          finding({
            rule: 'E_TRUNCATED',
            severity: 'high',
            message: 'reports/trivy.json: ends inside a list; expected ] (E_TRUNCATED)',
            fix: 'Look whether the job that writes it was cancelled.',
            fingerprint: 'E_TRUNCATED:reports/trivy.json',
          }),
        ],
      }),
      limit('high', 0, [], { outcome: 'unknown', observed: 'unknown', why: 'A report could not be used.', from: [] }),
    ],
  },
);
const [hostile] = unknown.measurements.security?.findings ?? [];
const hostileRed: Report = {
  ...unknown,
  verdicts: unknown.verdicts.map((one) =>
    one.criterion === 'high-findings' && hostile ? { ...one, findings: [named(hostile)] } : one,
  ),
};

const partOf = (component: string, findings: readonly MeasuredFinding[], parts: Partial<Report>): Report =>
  securityReport(securityMeasured(findings), { subject: { repository: 'acme/shop', component }, ...parts });

const PARTS = [
  partOf('checkout', [CRITICAL, HIGH[0] as MeasuredFinding, IMAGE], {
    verdicts: [
      reportsMet,
      limit('critical', 0, [CRITICAL]),
      limit('high', 0, [HIGH[0] as MeasuredFinding]),
      limit('unknown', 0, [IMAGE]),
    ],
  }),
  partOf('ledger', [IMAGE, ...MEDIUM], {
    level: 'staging',
    verdicts: [reportsMet, limit('unknown', 0, [IMAGE]), limit('medium', 10, MEDIUM)],
  }),
  partOf('docs', [], { level: 'staging', verdicts: [reportsMet, limit('critical', 0, [])] }),
  securityReport(securityMeasured([]), {
    subject: { repository: 'acme/shop', component: 'mailer' },
    verdicts: [
      limit('critical', 0, [], { outcome: 'unknown', observed: 'unknown', why: 'No report looks at it.', from: [] }),
    ],
    measurements: {},
  }),
];

const parts = securityReport(securityMeasured([CRITICAL, HIGH[0] as MeasuredFinding, IMAGE, ...MEDIUM]), {
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
  parts: PARTS,
});

/** One report per golden file. */
export const SECURITY_REPORTS: Readonly<Record<string, Report>> = {
  'security-green': green,
  'security-red': red,
  'security-unknown': hostileRed,
  'security-parts': parts,
};
