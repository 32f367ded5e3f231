import type { FirstSeen, SecurityEvidence, SecurityFinding } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { at, DAY, evidence, finding, HOUR, NOW, REDNESS, risk, verdictOf, waiver } from './security-samples.ts';

const deadline = (params: object, security: SecurityEvidence | undefined, circumstances = {}) =>
  verdictOf('patching-deadline', { severity: 'high', within: '24h', ...params }, security, circumstances);
const seen = (age: number, parts: Partial<SecurityFinding> = {}): SecurityFinding =>
  finding({ firstSeen: { at: NOW - age, from: 'alert' }, ...parts });

test.each([
  { name: 'nothing', findings: [], expected: 'met', observed: 'none open' },
  { name: 'just found', findings: [seen(0)], expected: 'met', observed: '1 open, 24 h left for the first' },
  {
    name: 'a millisecond before the end',
    findings: [seen(DAY - 1)],
    expected: 'met',
    observed: '1 open, 0 min left for the first',
  },
  { name: 'at the end', findings: [seen(DAY)], expected: 'met', observed: '1 open, 0 min left for the first' },
  { name: 'a millisecond after the end', findings: [seen(DAY + 1)], expected: 'unmet', observed: '1 overdue' },
  { name: 'one in time and one overdue', findings: [seen(1), seen(2 * DAY)], expected: 'unmet', observed: '1 overdue' },
  { name: 'without a date', findings: [finding()], expected: 'unknown', observed: '1 without a date' },
  {
    name: 'one in time and one without a date',
    findings: [seen(1), finding()],
    expected: 'unknown',
    observed: '1 without a date',
  },
  {
    name: 'one overdue and one without a date',
    findings: [seen(2 * DAY), finding()],
    expected: 'unmet',
    observed: '1 overdue',
  },
  {
    name: 'another severity',
    findings: [seen(2 * DAY, { severity: 'critical' })],
    expected: 'met',
    observed: 'none open',
  },
  {
    name: 'only published long ago',
    findings: [finding({ publishedAt: 0 })],
    expected: 'unknown',
    observed: '1 without a date',
  },
  {
    name: 'a date that clocks explain',
    findings: [seen(-5 * 60_000)],
    expected: 'met',
    observed: '1 open, 24 h left for the first',
  },
  { name: 'a date to come', findings: [seen(-5 * 60_000 - 1)], expected: 'unknown', observed: '1 without a date' },
  {
    name: 'a date in a hundred years',
    findings: [seen(-36_500 * DAY)],
    expected: 'unknown',
    observed: '1 without a date',
  },
  { name: 'a date that is none', findings: [seen(Number.NaN)], expected: 'unknown', observed: '1 without a date' },
  {
    name: 'a secret that is old',
    findings: [seen(2 * DAY, { category: 'secret', isNew: false })],
    expected: 'unmet',
    observed: '1 overdue',
  },
])('$name: $expected', ({ findings, expected, observed }) => {
  expect(deadline({}, evidence(findings))).toMatchObject({ outcome: expected, observed });
});

test('says by how much, and since when', () => {
  const [late] = deadline({}, evidence([seen(3 * DAY + 4 * HOUR)])).findings;
  expect(late?.message).toContain('since 2026-11-17T08:00:00Z, alert, overdue by 2 d 4 h');
});

test.each([
  ['24h', '1d'],
  ['7d', '1w'],
  ['60m', '1h'],
  ['48h', '2d'],
])('%s is %s', (one, other) => {
  for (const age of [0, HOUR, HOUR + 1, DAY, DAY + 1, 2 * DAY + 1, 7 * DAY, 7 * DAY + 1])
    expect(deadline({ within: one }, evidence([seen(age)]))).toEqual(
      deadline({ within: other }, evidence([seen(age)])),
    );
});

test('days have 24 hours: leap days and summer time change nothing', () => {
  const found = (day: string) => evidence([finding({ firstSeen: { at: at(day), from: 'scanner' } })]);
  const end = (day: string, parts = {}) => ({ now: at(day), ...parts });
  expect(deadline({ within: '30d' }, found('2028-02-15T00:00:00Z'), end('2028-03-16T00:00:00Z')).outcome).toBe('met');
  expect(deadline({ within: '30d' }, found('2028-02-15T00:00:00Z'), end('2028-03-16T00:00:00.001Z')).outcome).toBe(
    'unmet',
  );
  expect(deadline({ within: '30d' }, found('2027-02-15T00:00:00Z'), end('2027-03-17T00:00:00Z')).outcome).toBe('met');
  expect(deadline({ within: '24h' }, found('2027-03-28T00:30:00+01:00'), end('2027-03-28T23:30:00Z')).outcome).toBe(
    'met',
  );
  expect(deadline({ within: '24h' }, found('2027-03-28T00:30:00+01:00'), end('2027-03-28T23:30:00.001Z')).outcome).toBe(
    'unmet',
  );
});

test.each([
  { name: 'counts as such', unknownAs: 'high', expected: 'unmet' },
  { name: 'counts as another', unknownAs: 'medium', expected: 'met' },
  { name: 'counts as its own', unknownAs: undefined, expected: 'met' },
] as const)('one that nobody rated and that $name: $expected', ({ unknownAs, expected }) => {
  const security = evidence([seen(2 * DAY, { severity: 'unknown' })], unknownAs ? { unknownAs } : {});
  expect(deadline({}, security).outcome).toBe(expected);
});

test.each([
  { name: 'accepted', accepted: [risk()], params: {}, expected: 'met' },
  {
    name: 'accepted for a shorter time than it may be',
    accepted: [risk()],
    params: { waivable: '60d' },
    expected: 'met',
  },
  { name: 'accepted for too long', accepted: [risk()], params: { waivable: '59d' }, expected: 'unmet' },
  { name: 'accepted where nothing may be', accepted: [risk()], params: { waivable: 'never' }, expected: 'unmet' },
  { name: 'accepted elsewhere', accepted: [risk({ scope: 'lib/' })], params: {}, expected: 'unmet' },
])('overdue and $name: $expected', ({ accepted, params, expected }) => {
  expect(deadline(params, evidence([seen(2 * DAY)], { accepted })).outcome).toBe(expected);
});

test('what is accepted needs no date', () => {
  expect(deadline({}, evidence([finding()], { accepted: [risk()] })).outcome).toBe('met');
});

test.each([
  { params: {}, expected: 'waived' },
  { params: { waivable: '60d' }, expected: 'waived' },
  { params: { waivable: '59d' }, expected: 'unmet' },
  { params: { waivable: 'never' }, expected: 'unmet' },
])('a waiver of the whole deadline where the level says $params: $expected', ({ params, expected }) => {
  expect(deadline(params, evidence([seen(2 * DAY)]), { waivers: [waiver()] }).outcome).toBe(expected);
  expect(deadline(params, evidence([finding()]), { waivers: [waiver()] }).outcome).toBe('unknown');
});

test('what could not be read is unknown', () => {
  const failure = { kind: 'evidence', code: 'E_EMPTY', where: '', found: '', expected: '', fix: '' } as const;
  for (const security of [undefined, evidence([], { reports: 0 }), evidence([], { failures: [failure] })])
    expect(deadline({}, security).outcome).toBe('unknown');
});

test.each(['', '24', '1.5h', '-1d', 'never', '1 month', '24H', 'h', '1000000d', '1d 2h'])(
  'the span %j is refused',
  (within) => {
    expect(() => deadline({ within }, evidence([]))).toThrow('within');
  },
);

describe('laws', () => {
  const froms = ['alert', 'earlier report', 'scanner', 'git blame', 'this run'] as const;
  const one = fc.record({
    age: fc.option(fc.integer({ min: -2 * DAY, max: 3 * DAY }), { nil: undefined }),
    from: fc.constantFrom<FirstSeen['from']>(...froms),
    severity: fc.constantFrom('critical', 'high', 'unknown'),
  });
  const findings = fc.array(one, { maxLength: 6 }).map((list) =>
    list.map(({ age, from, severity }, index) =>
      finding({
        severity: severity as 'high',
        fingerprint: `f${index}`,
        ...(age === undefined ? {} : { firstSeen: { at: NOW - age, from } }),
      }),
    ),
  );
  const redness = (list: readonly SecurityFinding[], within = '24h', now = NOW) =>
    REDNESS[deadline({ within }, evidence(list, { unknownAs: 'high' }), { now }).outcome];

  test('one finding less is never worse', () => {
    fc.assert(
      fc.property(findings, fc.nat(), (list, drop) => {
        fc.pre(list.length > 0);
        const fewer = list.filter((_, index) => index !== drop % list.length);
        expect(redness(fewer)).toBeLessThanOrEqual(redness(list));
      }),
    );
  });

  test('time never makes it better once the dates have come, and more of it for a fix never worse', () => {
    fc.assert(
      fc.property(findings, fc.integer({ min: 0, max: 4 * DAY }), (list, later) => {
        const come = list.filter(({ firstSeen }) => (firstSeen?.at ?? 0) <= NOW);
        expect(redness(come, '24h', NOW + later)).toBeGreaterThanOrEqual(redness(come));
        expect(redness(list, '48h')).toBeLessThanOrEqual(redness(list));
      }),
    );
  });

  test('met means that each has a date that has come, and is in time', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const judgedOnes = list.filter(({ severity }) => severity !== 'critical');
        const isMet = judgedOnes.every(
          ({ firstSeen }) => firstSeen && firstSeen.at <= NOW + 300_000 && firstSeen.at + DAY >= NOW,
        );
        expect(redness(list) === 0).toBe(isMet);
      }),
    );
  });
});
