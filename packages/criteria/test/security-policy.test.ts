import {
  type Asked,
  longestWaiver,
  type Params,
  securityPolicy,
  withWorseSeverities,
} from '@maturity-actions/criteria';
import fc from 'fast-check';
import { asked, DAY, HOUR } from './security-samples.ts';

const limit = (severity: string, parts: Params = {}, more: Partial<Asked> = {}) =>
  asked('finding-limit', { severity, max: 0, ...parts }, more);
const deadline = (severity: string, within: string, parts: Params = {}) =>
  asked('patching-deadline', { severity, within, ...parts });

describe('the policy of a list of criteria', () => {
  const entries = (...list: readonly Asked[]) => {
    const { deadlines, waivable } = securityPolicy(list);
    return { deadlines: Object.fromEntries(deadlines), waivable: Object.fromEntries(waivable) };
  };

  test.each([
    { name: 'nothing', list: [], deadlines: {}, waivable: {} },
    {
      name: 'other checks',
      list: [asked('known-exploited', { severity: 'high', waivable: 'never' })],
      deadlines: {},
      waivable: {},
    },
    { name: 'a limit that says nothing of waivers', list: [limit('high')], deadlines: {}, waivable: {} },
    { name: 'a limit', list: [limit('high', { waivable: '30d' })], deadlines: {}, waivable: { high: 30 * DAY } },
    { name: 'never', list: [limit('high', { waivable: 'never' })], deadlines: {}, waivable: { high: 0 } },
    {
      name: 'worse ones too',
      list: [limit('high', { waivable: '30d', also: ['critical'] })],
      deadlines: {},
      waivable: { high: 30 * DAY, critical: 30 * DAY },
    },
    {
      name: 'the shorter of two',
      list: [limit('high', { waivable: '30d' }), limit('medium', { waivable: '7d', also: ['high'] })],
      deadlines: {},
      waivable: { high: 7 * DAY, medium: 7 * DAY },
    },
    { name: 'secrets', list: [limit('secret', { waivable: '90d' })], deadlines: {}, waivable: { secret: 90 * DAY } },
    { name: 'a deadline', list: [deadline('critical', '24h')], deadlines: { critical: 24 * HOUR }, waivable: {} },
    {
      name: 'the shorter of two deadlines',
      list: [deadline('high', '7d'), deadline('high', '2d')],
      deadlines: { high: 2 * DAY },
      waivable: {},
    },
    {
      name: 'a deadline that lets nothing be waived',
      list: [limit('high', { waivable: '30d' }), deadline('high', '7d', { waivable: 'never' })],
      deadlines: { high: 7 * DAY },
      waivable: { high: 0 },
    },
    {
      name: 'a severity that is none',
      list: [limit('__proto__', { waivable: 'never' }), deadline('constructor', '1d')],
      deadlines: {},
      waivable: {},
    },
  ])('$name', ({ list, deadlines, waivable }) => {
    expect(entries(...list)).toEqual({ deadlines, waivable });
    expect(entries(...[...list].reverse())).toEqual({ deadlines, waivable });
  });

  test.each([
    { name: 'of code', category: 'code', severity: 'high', expected: 30 * DAY },
    { name: 'of code without a limit', category: 'code', severity: 'low', expected: undefined },
    { name: 'a secret of the severity', category: 'secret', severity: 'high', expected: 7 * DAY },
    { name: 'a secret without a limit of its own', category: 'secret', severity: 'low', expected: 7 * DAY },
    { name: 'a secret that nobody may waive', category: 'secret', severity: 'critical', expected: 0 },
  ] as const)('of a finding, $name', ({ category, severity, expected }) => {
    const policy = securityPolicy([
      limit('critical', { waivable: 'never' }),
      limit('high', { waivable: '30d' }),
      limit('secret', { waivable: '7d' }),
    ]);
    expect(longestWaiver(policy, severity, category)).toBe(expected);
  });
});

describe('worse severities without a limit', () => {
  const also = (...list: readonly Asked[]) =>
    withWorseSeverities(list).map(
      ({ params, requirement }) => `${requirement} ${params.severity}+${params.also ?? ''}`,
    );

  test.each([
    { name: 'none', list: [], expected: [] },
    { name: 'the worst has one', list: [limit('critical')], expected: ['must critical+'] },
    { name: 'high', list: [limit('high')], expected: ['must high+critical'] },
    { name: 'low', list: [limit('low')], expected: ['must low+critical,high,medium'] },
    {
      name: 'each its own',
      list: [limit('low'), limit('medium'), limit('high'), limit('critical')],
      expected: ['must low+', 'must medium+', 'must high+', 'must critical+'],
    },
    {
      name: 'the nearest takes it',
      list: [limit('medium'), limit('low')],
      expected: ['must medium+critical,high', 'must low+'],
    },
    { name: 'a gap', list: [limit('critical'), limit('low')], expected: ['must critical+', 'must low+high,medium'] },
    {
      name: 'other severities take nothing',
      list: [limit('unknown'), limit('info'), limit('secret')],
      expected: ['must unknown+', 'must info+', 'must secret+'],
    },
    {
      name: 'twice the same',
      list: [limit('high'), limit('high')],
      expected: ['must high+critical', 'must high+critical'],
    },
    {
      name: 'advice takes nothing from what has to be kept',
      list: [limit('critical', {}, { requirement: 'should' }), limit('high')],
      expected: ['should critical+', 'must high+critical'],
    },
    {
      name: 'what has to be kept takes from advice',
      list: [limit('critical'), limit('high', {}, { requirement: 'should' })],
      expected: ['must critical+', 'should high+'],
    },
    { name: 'other checks stay as they are', list: [deadline('high', '7d')], expected: ['must high+'] },
  ])('$name', ({ list, expected }) => {
    expect(also(...list)).toEqual(expected);
  });

  test('where anything has to be kept, all that is worse has to be, once', () => {
    const order = ['critical', 'high', 'medium', 'low'];
    const one = fc.record({ severity: fc.constantFrom(...order), requirement: fc.constantFrom('must', 'should') });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ severity }) => severity }), (list) => {
        const arranged = withWorseSeverities(
          list.map(({ severity, requirement }) => limit(severity, {}, { requirement: requirement as 'must' })),
        );
        const musts = arranged.filter(({ requirement }) => requirement === 'must');
        const covered = musts.flatMap(({ params }) => [params.severity, ...((params.also as string[]) ?? [])]);
        const mildest = Math.max(-1, ...musts.map(({ params }) => order.indexOf(params.severity as string)));
        expect([...covered].sort()).toEqual(order.slice(0, mildest + 1).sort());
      }),
    );
  });
});
