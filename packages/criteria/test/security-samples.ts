import {
  type AcceptedRisk,
  type Asked,
  CHECKS,
  evaluate,
  type Instant,
  type Params,
  parseInstant,
  type Report,
  type Requirement,
  type SecurityEvidence,
  type SecurityFinding,
  type SecuritySource,
  type Severity,
  type Verdict,
  type Waiver,
} from '@maturity-actions/criteria';

export const at = (text: string): Instant => parseInstant(text) as Instant;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** The moment at which samples are judged. */
export const NOW = at('2026-11-20T12:00:00Z');

/** A finding in code that the repository has, changed by `parts`. */
export function finding(parts: Partial<SecurityFinding> = {}): SecurityFinding {
  const { rule = 'B303', places = [{ path: 'src/a.py', line: 12 }] } = parts;
  return {
    fingerprint: `code:src/a.py:${rule}:1f2e3d4c`,
    rule,
    ids: [rule],
    category: 'code',
    severity: 'high',
    title: 'a flaw',
    where: 'src/a.py:12',
    places,
    isPlaced: true,
    tools: ['bandit'],
    reports: ['bandit.json'],
    ...parts,
  };
}

/** A finding in a package of a lock file, changed by `parts`. */
export function dependency(parts: Partial<SecurityFinding> = {}): SecurityFinding {
  const { rule = 'CVE-2021-23337' } = parts;
  return finding({
    fingerprint: `dependency:npm/lodash@4.17.20:${rule}`,
    rule,
    ids: [rule, 'GHSA-35jh-r3h4-6jhm'],
    category: 'dependency',
    package: { ecosystem: 'npm', name: 'lodash', version: '4.17.20' },
    where: 'package-lock.json',
    places: [{ path: 'package-lock.json' }],
    ...parts,
  });
}

/** Findings of these severities, each its own. */
export function findingsOf(...severities: readonly Severity[]): SecurityFinding[] {
  return severities.map((severity, index) => finding({ severity, fingerprint: `code:src/a.py:B${index}:0`, ids: [] }));
}

export function source(parts: Partial<SecuritySource> = {}): SecuritySource {
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 };
  return { source: 'bandit.json', format: 'bandit', tools: ['bandit'], bySeverity, ...parts };
}

export function evidence(
  findings: readonly SecurityFinding[],
  parts: Partial<SecurityEvidence> = {},
): SecurityEvidence {
  return {
    findings,
    suppressed: [],
    tools: [{ id: 'bandit', kinds: ['sast'], reports: 1, errors: [] }],
    sources: [source()],
    reports: 1,
    failures: [],
    remarks: [],
    isFixableOnly: false,
    accepted: [],
    ...parts,
  };
}

/** A risk that is accepted through November and December 2026, changed by `parts`. */
export function risk(parts: Partial<AcceptedRisk> = {}): AcceptedRisk {
  return {
    id: 'B303',
    scope: '*',
    owner: '@org/app',
    approver: '@org/security',
    reason: 'not reachable',
    acceptedOn: at('2026-11-01'),
    expires: at('2026-12-31'),
    where: 'register.md:7',
    ...parts,
  };
}

/** A waiver of a whole criterion. */
export function waiver(parts: Partial<Waiver> = {}): Waiver {
  const { id: _, scope: __, ...rest } = risk();
  return { criterion: 'asked', ...rest, ...parts };
}

export function asked(check: string, params: Params, parts: Partial<Asked> = {}): Asked {
  const texts = { asks: 'Is it so?', area: 'security', why: '', fix: '', source: 'test' };
  const criterion = { id: 'asked', check, with: {}, levels: {}, traces: [], ...texts };
  return { criterion, requirement: 'must', params, level: 'production', origin: 'level production', ...parts };
}

interface Circumstances {
  readonly now?: Instant;
  readonly waivers?: readonly Waiver[];
  readonly requirement?: Requirement;
}

/** The report on one criterion. */
export function judged(
  one: Asked,
  security: SecurityEvidence | undefined,
  { now = NOW, waivers = [] }: Circumstances = {},
): Report {
  return evaluate({
    gate: 'security-gate',
    subject: { repository: 'octo/shop', ...(security?.component ? { component: security.component } : {}) },
    asked: [one],
    evidence: security ? { security } : {},
    waivers,
    checks: CHECKS,
    measurements: {},
    now,
  });
}

/** The verdict of one check. */
export function verdictOf(
  check: string,
  params: Params,
  security: SecurityEvidence | undefined,
  circumstances: Circumstances = {},
): Verdict {
  return judged(asked(check, params), security, circumstances).verdicts[0] as Verdict;
}

/** Worse outcomes come later; what cannot be seen is no better than what is bad. */
export const REDNESS: Readonly<Record<Verdict['outcome'], number>> = {
  met: 0,
  'not-applicable': 0,
  waived: 1,
  unknown: 2,
  unmet: 2,
};
