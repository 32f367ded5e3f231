import {
  type Asked,
  registerRows,
  type SecurityEvidence,
  type SecurityFinding,
  securityMeasurements,
  securityPolicy,
  type Verdict,
  waiverFindings,
} from '@maturity-actions/criteria';
import fc from 'fast-check';
import { asked, at, DAY, dependency, evidence, finding, NOW, risk, source, verdictOf } from './security-samples.ts';

const limit = (severity: string, parts = {}) => asked('finding-limit', { severity, max: 0, ...parts });
const deadline = (severity: string, within: string, parts = {}) =>
  asked('patching-deadline', { severity, within, ...parts });
const measured = (security: SecurityEvidence, ...list: readonly Asked[]) =>
  securityMeasurements(security, securityPolicy(list), NOW);
const seen = (age: number, parts: Partial<SecurityFinding> = {}) =>
  finding({ firstSeen: { at: NOW - age, from: 'scanner' }, ...parts });

test('counts each finding once, and what is suppressed apart', () => {
  const findings = [
    finding({ severity: 'critical', fingerprint: 'a' }),
    finding({ severity: 'unknown', fingerprint: 'b' }),
    finding({ severity: 'unknown', fingerprint: 'c', category: 'secret' }),
  ];
  const suppression = { kind: 'external', reason: 'baseline' } as const;
  const suppressed = [finding({ fingerprint: 'd', suppression })];
  const bySeverity = { critical: 1, high: 2, medium: 0, low: 0, info: 0, unknown: 3 };
  const figures = measured(evidence(findings, { suppressed, unknownAs: 'high', sources: [source({ bySeverity })] }));
  expect(figures).toMatchObject({
    ...{ total: 3, critical: 1, high: 0, unknown: 2, suppressed: 1, secrets: 1, waived: 0, overdue: null },
    perReport: [{ source: 'bandit.json', format: 'bandit', total: 6, bySeverity }],
  });
  expect(figures.findings.map(({ fingerprint, state }) => `${fingerprint} ${state}`)).toEqual([
    'a open',
    'b open',
    'c open',
    'd suppressed',
  ]);
  expect(figures.findings[3]?.because).toBe('external: baseline');
});

test.each([
  { name: 'without a deadline', list: [], findings: [seen(9 * DAY)], expected: null },
  { name: 'in time', list: [deadline('high', '1d')], findings: [seen(DAY)], expected: 0 },
  { name: 'a millisecond late', list: [deadline('high', '24h')], findings: [seen(DAY + 1)], expected: 1 },
  { name: 'without a date', list: [deadline('high', '1d')], findings: [finding()], expected: 0 },
  { name: 'with a date to come', list: [deadline('high', '1d')], findings: [seen(-DAY)], expected: 0 },
  { name: 'of another severity', list: [deadline('low', '1d')], findings: [seen(9 * DAY)], expected: 0 },
  {
    name: 'without a rating',
    list: [deadline('medium', '1d')],
    findings: [seen(9 * DAY, { severity: 'unknown' })],
    expected: 1,
  },
  { name: 'that is not new', list: [deadline('high', '1d')], findings: [seen(9 * DAY, { isNew: false })], expected: 1 },
  {
    name: 'a secret that is not new',
    list: [deadline('high', '1d')],
    findings: [seen(9 * DAY, { isNew: false, category: 'secret' })],
    expected: 1,
  },
])('overdue $name: $expected', ({ list, findings, expected }) => {
  const security = evidence(findings, { unknownAs: 'medium', newAgainst: 'main' });
  expect(measured(security, ...list).overdue).toBe(expected);
});

test('the figures agree with the verdicts on what is waived and what is overdue', () => {
  const parts = fc.record({
    age: fc.integer({ min: -DAY, max: 3 * DAY }),
    severity: fc.constantFrom('high', 'unknown', 'medium'),
    category: fc.constantFrom('code', 'secret'),
    isNew: fc.boolean(),
  });
  const risks = fc.array(
    fc.record({ days: fc.integer({ min: -2, max: 40 }), scope: fc.constantFrom('*', 'src/', 'lib/') }),
    {
      maxLength: 2,
    },
  );
  const waivable = fc.constantFrom('never', '7d', '30d', undefined);
  fc.assert(
    fc.property(
      fc.array(parts, { maxLength: 5 }),
      risks,
      waivable,
      waivable,
      fc.boolean(),
      (list, rows, one, two, isNewOnly) => {
        const findings = list.map(({ age, ...rest }, index) =>
          seen(age, { ...(rest as Partial<SecurityFinding>), fingerprint: `f${index}` }),
        );
        const accepted = rows.map(({ days, scope }) =>
          risk({ scope, acceptedOn: at('2026-11-18'), expires: at('2026-11-18') + days * DAY }),
        );
        const security = evidence(findings, {
          accepted,
          unknownAs: 'high',
          ...(isNewOnly ? { newAgainst: 'main' } : {}),
        });
        const limited = { severity: 'high', max: 0, ...(one ? { waivable: one } : {}) };
        const within = { severity: 'high', within: '1d', ...(two ? { waivable: two } : {}) };
        const figures = measured(security, asked('finding-limit', limited), asked('patching-deadline', within));
        const late = verdictOf('patching-deadline', within, security);
        const overdue = late.outcome === 'unmet' ? Number.parseInt(late.observed, 10) : 0;
        // A waiver that only one of the criteria lets count is none.
        expect(figures.overdue).toBeGreaterThanOrEqual(overdue);
        const open = new Set(
          verdictOf('finding-limit', limited, security).findings.map(({ fingerprint }) => fingerprint),
        );
        for (const { fingerprint, state } of figures.findings) if (open.has(fingerprint)) expect(state).toBe('open');
      },
    ),
  );
});

describe('a finding is waived only where every criterion about it lets it be', () => {
  const accepted = [risk()];
  test.each([
    { name: 'nothing is said', list: [], severity: 'high', category: 'code', expected: 'waived' },
    {
      name: 'the limit does',
      list: [limit('high', { waivable: '60d' })],
      severity: 'high',
      category: 'code',
      expected: 'waived',
    },
    {
      name: 'the limit does not',
      list: [limit('high', { waivable: '59d' })],
      severity: 'high',
      category: 'code',
      expected: 'open',
    },
    {
      name: 'the deadline does not',
      list: [limit('high'), deadline('high', '1d', { waivable: 'never' })],
      severity: 'high',
      category: 'code',
      expected: 'open',
    },
    {
      name: 'the limit of secrets does not',
      list: [limit('secret', { waivable: '30d' })],
      severity: 'low',
      category: 'secret',
      expected: 'open',
    },
    {
      name: 'the limit of secrets is about secrets',
      list: [limit('secret', { waivable: 'never' })],
      severity: 'low',
      category: 'code',
      expected: 'waived',
    },
    {
      name: 'what nobody rated counts as something that may not',
      list: [limit('high', { waivable: 'never' })],
      severity: 'unknown',
      category: 'code',
      expected: 'open',
    },
  ] as const)('$name: $expected', ({ list, severity, category, expected }) => {
    const figures = measured(evidence([finding({ severity, category })], { accepted, unknownAs: 'high' }), ...list);
    expect(figures.findings[0]?.state).toBe(expected);
    expect(figures.waived).toBe(expected === 'waived' ? 1 : 0);
    expect(figures.waivers[0]?.state).toBe(expected === 'waived' ? 'used' : 'refused');
  });
});

describe('what became of a waiver', () => {
  test.each([
    { name: 'it excuses something', parts: {}, expected: 'used', findings: 1 },
    { name: 'it ends within 14 days', parts: { expires: at('2026-12-03') }, expected: 'expiring', findings: 1 },
    { name: 'it ends a day later', parts: { expires: at('2026-12-04') }, expected: 'used', findings: 1 },
    { name: 'it ends today', parts: { expires: at('2026-11-20') }, expected: 'expiring', findings: 1 },
    { name: 'it ended yesterday', parts: { expires: at('2026-11-19') }, expected: 'expired', findings: 1 },
    { name: 'it begins tomorrow', parts: { acceptedOn: at('2026-11-21') }, expected: 'not-yet', findings: 1 },
    { name: 'it is too long', parts: { expires: at('2027-12-31') }, expected: 'refused', findings: 1 },
    { name: 'it matches nothing', parts: { id: 'B999' }, expected: 'unused', findings: 0 },
    { name: 'it matches nothing here', parts: { scope: 'lib/' }, expected: 'unused', findings: 0 },
  ])('$name: $expected', ({ parts, expected, findings }) => {
    const figures = measured(evidence([finding()], { accepted: [risk(parts)] }), limit('high', { waivable: '90d' }));
    expect(figures.waivers).toMatchObject([{ state: expected, findings }]);
    expect(waiverFindings(figures).map(({ rule }) => rule)).toEqual(expected === 'used' ? [] : [`waiver-${expected}`]);
  });

  test('of another component is not told of', () => {
    const accepted = [risk({ component: 'ledger' })];
    expect(measured(evidence([finding()], { accepted })).waivers).toEqual([]);
    expect(measured(evidence([finding()], { accepted, component: 'checkout' })).waivers).toEqual([]);
    expect(measured(evidence([finding()], { accepted, component: 'ledger' })).waivers).toHaveLength(1);
  });
});

describe('the rows to copy', () => {
  const rows = (one: SecurityFinding, waivable?: string, outcome: Verdict['outcome'] = 'unmet') => {
    const asked = [limit('high', waivable === undefined ? {} : { waivable })];
    const verdict = {
      requirement: 'must',
      outcome,
      findings: [{ fingerprint: one.fingerprint }],
    } as unknown as Verdict;
    return registerRows([verdict], evidence([one]), securityPolicy(asked), NOW);
  };

  test('begin with the heading, and name the one finding', () => {
    const one = finding({ fingerprint: 'code:src/a.py:B303:1f2e' });
    expect(rows(one)).toHaveLength(3);
    expect(rows(one)[2]).toContain('| code:src/a.py:B303:1f2e | src/a.py |');
    expect(rows(one)[2]).toContain('| 2026-11-20 | 2026-12-20 |');
    expect(rows(dependency())[2]).toMatch(/^\| CVE-2021-23337 \| (?:npm\/)?lodash/);
  });

  test('are no longer than the level allows, and none where it allows none or nothing blocks', () => {
    expect(rows(finding(), '7d')[2]).toContain('| 2026-11-20 | 2026-11-27 |');
    expect(rows(finding(), 'never')).toEqual([]);
    expect(rows(finding(), undefined, 'met')).toEqual([]);
  });
});

test('a waiver of very many findings takes linear time', () => {
  const findings = Array.from({ length: 100_000 }, (_, index) => finding({ fingerprint: `f${index}` }));
  expect(measured(evidence(findings, { accepted: [risk()] })).waived).toBe(100_000);
});
