import type { SecurityEvidence, SecurityFinding } from '@maturity-actions/criteria';
import fc from 'fast-check';
import {
  asked,
  at,
  dependency,
  evidence,
  finding,
  findingsOf,
  judged,
  NOW,
  REDNESS,
  risk,
  verdictOf,
  waiver,
} from './security-samples.ts';

const limit = (params: object, security: SecurityEvidence | undefined, circumstances = {}) =>
  verdictOf('finding-limit', { severity: 'high', max: 0, ...params }, security, circumstances);
const outcome = (...args: Parameters<typeof limit>) => limit(...args).outcome;

describe('what is counted', () => {
  test.each([
    { name: 'nothing', findings: [], params: {}, expected: 'met' },
    { name: 'one of it', findings: findingsOf('high'), params: {}, expected: 'unmet' },
    { name: 'as many as may be', findings: findingsOf('high', 'high'), params: { max: 2 }, expected: 'met' },
    { name: 'one more', findings: findingsOf('high', 'high', 'high'), params: { max: 2 }, expected: 'unmet' },
    { name: 'another severity', findings: findingsOf('critical', 'medium'), params: {}, expected: 'met' },
    {
      name: 'a worse one that is to count here',
      findings: findingsOf('critical'),
      params: { also: ['critical'] },
      expected: 'unmet',
    },
    {
      name: 'both together',
      findings: findingsOf('critical', 'high'),
      params: { also: ['critical'], max: 1 },
      expected: 'unmet',
    },
    {
      name: 'one without a rating, where it has its own limit',
      findings: findingsOf('unknown'),
      params: {},
      expected: 'met',
    },
    {
      name: 'one without a rating under its own limit',
      findings: findingsOf('unknown'),
      params: { severity: 'unknown' },
      expected: 'unmet',
    },
    { name: 'an informative one', findings: findingsOf('info'), params: { severity: 'info' }, expected: 'unmet' },
    {
      name: 'a secret of any severity',
      findings: [finding({ category: 'secret', severity: 'info' })],
      params: { severity: 'secret' },
      expected: 'unmet',
    },
    {
      name: 'no secret',
      findings: findingsOf('critical'),
      params: { severity: 'secret' },
      expected: 'met',
    },
    {
      name: 'a secret also among its severity',
      findings: [finding({ category: 'secret', severity: 'high' })],
      params: {},
      expected: 'unmet',
    },
  ])('$name: $expected', ({ findings, params, expected }) => {
    expect(outcome(params, evidence(findings))).toBe(expected);
  });

  test.each([
    { unknownAs: 'high', expected: 'unmet' },
    { unknownAs: 'critical', expected: 'unmet' },
    { unknownAs: 'medium', expected: 'met' },
  ] as const)('one without a rating that counts as $unknownAs: $expected', ({ unknownAs, expected }) => {
    expect(outcome({ also: ['critical'] }, evidence(findingsOf('unknown'), { unknownAs }))).toBe(expected);
  });

  test.each([
    { name: 'new', part: { isNew: true }, expected: 'unmet' },
    { name: 'not known to be old', part: {}, expected: 'unmet' },
    { name: 'old', part: { isNew: false }, expected: 'met' },
    { name: 'an old secret', part: { isNew: false, category: 'secret' as const }, expected: 'unmet' },
  ])('only new ones: $name is $expected', ({ part, expected }) => {
    expect(outcome({}, evidence([finding(part)], { newAgainst: 'main' }))).toBe(expected);
    expect(outcome({}, evidence([finding(part)]))).toBe('unmet');
  });

  test.each([
    { name: 'fixable', part: { isFixable: true }, expected: 'unmet' },
    { name: 'not known to have no fix', part: {}, expected: 'unmet' },
    { name: 'without a fix', part: { isFixable: false }, expected: 'met' },
    { name: 'a secret without a fix', part: { isFixable: false, category: 'secret' as const }, expected: 'unmet' },
  ])('only fixable ones: $name is $expected', ({ part, expected }) => {
    expect(outcome({}, evidence([finding(part)], { isFixableOnly: true }))).toBe(expected);
  });
});

describe('what cannot be judged', () => {
  const failure = { kind: 'evidence', code: 'E_TRUNCATED', where: 'b.json', found: '', expected: '', fix: '' } as const;
  test.each([
    { name: 'nothing was gathered', security: undefined },
    { name: 'no report', security: evidence([], { reports: 0 }) },
    { name: 'a report that could not be read', security: evidence([], { failures: [failure] }) },
    { name: 'the same with enough findings', security: evidence(findingsOf('high'), { failures: [failure] }) },
    {
      name: 'only statements of what is no risk',
      security: evidence([], {
        sources: [
          { source: 'vex.json', format: 'openvex', tools: ['openvex'], bySeverity: {} as never, isStatement: true },
        ],
      }),
    },
  ])('$name is unknown, and no waiver changes it', ({ security }) => {
    for (const severity of ['critical', 'high', 'unknown', 'secret'])
      expect(outcome({ severity, max: 1000 }, security, { waivers: [waiver()] })).toBe('unknown');
  });
});

describe('what is accepted', () => {
  const accepted = (...risks: Parameters<typeof risk>[0][]) =>
    evidence([finding()], { accepted: risks.map((parts) => risk(parts)) });

  test.each([
    { name: 'a waiver', security: accepted({}), params: {}, expected: 'waived' },
    {
      name: 'a waiver where each is to have one',
      security: accepted({}),
      params: { max: 'waived-only' },
      expected: 'met',
    },
    { name: 'none where each is to have one', security: accepted(), params: { max: 'waived-only' }, expected: 'unmet' },
    { name: 'a waiver that is not needed', security: accepted({}), params: { max: 1 }, expected: 'met' },
    { name: 'one of another rule', security: accepted({ id: 'B304' }), params: {}, expected: 'unmet' },
    {
      name: 'one by the fingerprint',
      security: accepted({ id: finding().fingerprint }),
      params: {},
      expected: 'waived',
    },
    { name: 'one by a rule in other letters', security: accepted({ id: 'b303' }), params: {}, expected: 'waived' },
    {
      name: 'one where the level lets none be',
      security: accepted({}),
      params: { waivable: 'never' },
      expected: 'unmet',
    },
    {
      name: 'one of a rule without a scope',
      security: evidence([finding()], {
        accepted: [(({ scope: _, ...rest }) => rest)(risk())],
      }),
      params: {},
      expected: 'unmet',
    },
    { name: 'one of 60 days where 60 may be', security: accepted({}), params: { waivable: '60d' }, expected: 'waived' },
    { name: 'one of 60 days where 59 may be', security: accepted({}), params: { waivable: '59d' }, expected: 'unmet' },
    { name: 'in hours', security: accepted({}), params: { waivable: `${59 * 24}h` }, expected: 'unmet' },
    {
      name: 'one that is too long and one that is not',
      security: accepted({}, { acceptedOn: at('2026-11-19'), expires: at('2026-11-21') }),
      params: { waivable: '3d' },
      expected: 'waived',
    },
    { name: 'one of another component', security: accepted({ component: 'ledger' }), params: {}, expected: 'unmet' },
    {
      name: 'one of this component',
      security: { ...accepted({ component: 'ledger' }), component: 'ledger' },
      params: {},
      expected: 'waived',
    },
  ])('$name: $expected', ({ security, params, expected }) => {
    expect(outcome(params, security)).toBe(expected);
  });

  test.each([
    { now: '2026-10-31T23:59:59.999Z', expected: 'unmet' },
    { now: '2026-11-01T00:00:00Z', expected: 'waived' },
    { now: '2026-12-31T00:00:00Z', expected: 'waived' },
    { now: '2026-12-31T23:59:59.999Z', expected: 'waived' },
    { now: '2027-01-01T00:00:00Z', expected: 'unmet' },
  ])('from the first to the end of the last day, in UTC: $now is $expected', ({ now, expected }) => {
    expect(outcome({}, accepted({}), { now: at(now) })).toBe(expected);
    expect(outcome({}, evidence([finding()]), { now: at(now), waivers: [waiver()] })).toBe(expected);
  });

  test('a leap day counts whole', () => {
    const security = accepted({ acceptedOn: at('2028-02-29'), expires: at('2028-02-29') });
    expect(outcome({ waivable: '1d' }, security, { now: at('2028-02-29T23:59:59.999Z') })).toBe('waived');
    expect(outcome({}, security, { now: at('2028-03-01T00:00:00Z') })).toBe('unmet');
    expect(outcome({}, security, { now: at('2028-02-28T23:59:59.999Z') })).toBe('unmet');
    const year = accepted({ acceptedOn: at('2028-01-01'), expires: at('2029-01-01') });
    expect(outcome({ waivable: '366d' }, year, { now: at('2028-06-01') })).toBe('waived');
    expect(outcome({ waivable: '365d' }, year, { now: at('2028-06-01') })).toBe('unmet');
  });

  test('`24h` and `1d` are the same', () => {
    const day = accepted({ acceptedOn: at('2026-11-20'), expires: at('2026-11-21') });
    for (const waivable of ['24h', '1d', '1440m']) expect(outcome({ waivable }, day)).toBe('waived');
    expect(outcome({ waivable: '23h' }, day)).toBe('unmet');
  });

  test('says why a waiver does not count', () => {
    const verdict = limit({ waivable: '30d' }, accepted({}));
    expect(verdict.findings[0]?.message).toContain('runs 60 days, the level allows 30');
    expect(verdict.why).toContain('1 waiver for them does not count');
  });
});

describe('a waiver of the whole criterion', () => {
  const security = evidence([finding()]);
  test.each([
    { name: 'counts where the level says nothing', params: {}, expected: 'waived' },
    { name: 'counts when it is short enough', params: { waivable: '60d' }, expected: 'waived' },
    { name: 'gets around no limit of length', params: { waivable: '59d' }, expected: 'unmet' },
    { name: 'gets around no `never`', params: { waivable: 'never' }, expected: 'unmet' },
    {
      name: 'gets around no `never` of documented ones',
      params: { max: 'waived-only', waivable: 'never' },
      expected: 'unmet',
    },
  ])('$name', ({ params, expected }) => {
    const verdict = limit(params, security, { waivers: [waiver()] });
    expect(verdict.outcome).toBe(expected);
    if (expected === 'unmet') expect(verdict.why).toContain('register.md:7) does not count');
  });

  test('of another component does not count', () => {
    const own = { ...security, component: 'checkout' };
    expect(outcome({}, own, { waivers: [waiver({ component: 'ledger' })] })).toBe('unmet');
    expect(outcome({}, own, { waivers: [waiver({ component: 'checkout' })] })).toBe('waived');
  });
});

describe('laws', () => {
  const severity = fc.constantFrom('critical', 'high', 'medium', 'low', 'info', 'unknown');
  const one = fc.record({
    severity,
    isNew: fc.constantFrom(true, false, undefined),
    isFixable: fc.constantFrom(true, false, undefined),
    category: fc.constantFrom('code', 'secret', 'web'),
    rule: fc.constantFrom('B1', 'B2', 'B3'),
    path: fc.constantFrom('src/a.py', 'src/b.py', 'lib/c.py'),
  });
  const findings = fc.array(one, { maxLength: 8 }).map((list) =>
    list.map(({ isNew, isFixable, rule, path, ...parts }, index) =>
      finding({
        ...(parts as Partial<SecurityFinding>),
        rule,
        places: [{ path }],
        ...(isNew === undefined ? {} : { isNew }),
        ...(isFixable === undefined ? {} : { isFixable }),
        fingerprint: `code:${path}:${rule}:${index}`,
      }),
    ),
  );
  const params = fc.record({
    severity: fc.constantFrom('critical', 'high', 'medium', 'low', 'unknown', 'secret'),
    max: fc.constantFrom(0, 1, 2, 'waived-only'),
    waivable: fc.constantFrom('never', '30d', '90d'),
  });
  const accepted = fc.array(
    fc
      .record({
        id: fc.constantFrom('B1', 'B2', 'B3'),
        scope: fc.constantFrom('*', 'src/**', 'src/a.py', 'lib/'),
        days: fc.integer({ min: -3, max: 100 }),
      })
      .map(({ id, scope, days }) =>
        risk({ id, scope, acceptedOn: at('2026-11-18'), expires: at('2026-11-18') + days * 86_400_000 }),
      ),
    { maxLength: 4 },
  );
  const settings = fc.record({ newAgainst: fc.constantFrom('main', undefined), isFixableOnly: fc.boolean() });
  const securityOf = (
    list: readonly SecurityFinding[],
    parts: object,
    { newAgainst, isFixableOnly }: { newAgainst: string | undefined; isFixableOnly: boolean },
  ) => evidence(list, { ...parts, isFixableOnly, ...(newAgainst === undefined ? {} : { newAgainst }) });
  const redness = (asking: object, security: SecurityEvidence) =>
    REDNESS[verdictOf('finding-limit', asking as never, security).outcome];

  test('one finding less is never worse', () => {
    fc.assert(
      fc.property(findings, params, accepted, settings, fc.nat(), (list, asking, risks, set, drop) => {
        fc.pre(list.length > 0);
        const fewer = list.filter((_, index) => index !== drop % list.length);
        const [before, after] = [list, fewer].map((each) =>
          redness(asking, securityOf(each, { accepted: risks }, set)),
        );
        expect(after).toBeLessThanOrEqual(before as number);
      }),
    );
  });

  test('the order of findings and of waivers says nothing', () => {
    fc.assert(
      fc.property(findings, params, accepted, settings, (list, asking, risks, set) => {
        const there = verdictOf('finding-limit', asking, securityOf(list, { accepted: risks }, set));
        const back = verdictOf(
          'finding-limit',
          asking,
          securityOf([...list].reverse(), { accepted: [...risks].reverse() }, set),
        );
        expect([back.outcome, back.observed]).toEqual([there.outcome, there.observed]);
      }),
    );
  });

  test('to judge only some of the findings is never stricter, and to waive none never laxer', () => {
    fc.assert(
      fc.property(findings, params, accepted, settings, (list, asking, risks, set) => {
        const all = { newAgainst: undefined, isFixableOnly: false };
        const some = redness(asking, securityOf(list, { accepted: risks }, set));
        expect(redness(asking, securityOf(list, { accepted: risks }, all))).toBeGreaterThanOrEqual(some);
        expect(redness(asking, securityOf(list, { accepted: [] }, set))).toBeGreaterThanOrEqual(some);
        expect(
          redness({ ...asking, waivable: 'never' }, securityOf(list, { accepted: risks }, set)),
        ).toBeGreaterThanOrEqual(some);
      }),
    );
  });
});

test.each([
  { params: { max: -1 }, found: 'max' },
  { params: { max: 1.5 }, found: 'max' },
  { params: { max: '0' }, found: 'max' },
  { params: { max: 'none' }, found: 'max' },
  { params: { severity: 'High' }, found: 'severity' },
  { params: { waivable: '' }, found: 'waivable' },
  { params: { waivable: 'Never' }, found: 'waivable' },
  { params: { waivable: '1.5d' }, found: 'waivable' },
  { params: { waivable: '-1d' }, found: 'waivable' },
  { params: { waivable: 30 }, found: 'waivable' },
  { params: { also: ['worst'] }, found: 'also' },
  { params: { maximum: 1 }, found: 'maximum' },
])('$params is refused', ({ params, found }) => {
  expect(() => limit(params, evidence([]))).toThrow(found);
});

describe('what a level loses is told', () => {
  const warnings = (own: object, now: object) =>
    judged(
      asked(
        'finding-limit',
        { severity: 'critical', max: 0, ...own, ...now },
        { replaced: { severity: 'critical', max: 0, ...own } },
      ),
      evidence([]),
      { now: NOW },
    ).warnings.map(({ message }) => message);

  test.each([
    { own: {}, now: {}, expected: [] },
    { own: {}, now: { max: 3 }, expected: ['level production raises asked from the 0 of production to 3'] },
    {
      own: { max: 'waived-only' },
      now: { max: 1 },
      expected: ['level production raises asked from the waived-only of production to 1'],
    },
    {
      own: { waivable: 'never' },
      now: { waivable: '90d' },
      expected: ['level production lengthens waivers of asked from the never of production to 90d'],
    },
    { own: { waivable: '90d' }, now: { waivable: '24h' }, expected: [] },
    {
      own: {},
      now: { severity: 'info' },
      expected: ['level production turns asked from the critical of production to info'],
    },
  ])('$own to $now', ({ own, now, expected }) => {
    expect(warnings(own, now)).toEqual(expected);
  });
});

test('many findings are all judged, and the worst are listed', () => {
  const many = Array.from({ length: 1000 }, (_, index) => dependency({ fingerprint: `dependency:p${index}:x` }));
  const verdict = limit({ max: 999 }, evidence(many));
  expect(verdict).toMatchObject({ outcome: 'unmet', observed: '1000', missing: '1 finding too many' });
  expect(verdict.findings).toHaveLength(200);
});
