import type { SecuritySource } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { at, DAY, evidence, NOW, REDNESS, source, verdictOf } from './security-samples.ts';

const HEAD = { sha: 'a'.repeat(40), committedAt: NOW - DAY };
const fresh = (params: object, sources: readonly Partial<SecuritySource>[], parts: object = { commit: HEAD }) =>
  verdictOf('scan-freshness', params as never, evidence([], { sources: sources.map((one) => source(one)), ...parts }));
const old = (age: number) => ({ observedAt: NOW - age });

test.each([
  { name: 'a day at most, written now', params: { 'max-age': '24h' }, sources: [old(0)], expected: 'met' },
  { name: 'a day at most, written a day ago', params: { 'max-age': '1d' }, sources: [old(DAY)], expected: 'met' },
  {
    name: 'a day at most, a millisecond more',
    params: { 'max-age': '24h' },
    sources: [old(DAY + 1)],
    expected: 'unmet',
  },
  { name: 'one of two is too old', params: { 'max-age': '24h' }, sources: [old(0), old(2 * DAY)], expected: 'unmet' },
  { name: 'no time, and an age is asked for', params: { 'max-age': '24h' }, sources: [{}], expected: 'unknown' },
  { name: 'one of two without a time', params: { 'max-age': '24h' }, sources: [old(0), {}], expected: 'unknown' },
  {
    name: 'one without a time, one too old',
    params: { 'max-age': '24h' },
    sources: [{}, old(2 * DAY)],
    expected: 'unmet',
  },
  { name: 'no time, and no age is asked for', params: {}, sources: [{}], expected: 'not-applicable' },
  { name: 'old, and no age is asked for', params: {}, sources: [old(999 * DAY)], expected: 'not-applicable' },
  { name: 'this commit', params: {}, sources: [{ commit: HEAD.sha }], expected: 'met' },
  { name: 'another commit', params: {}, sources: [{ commit: 'b'.repeat(40) }], expected: 'unmet' },
  {
    name: 'another commit, written now',
    params: { 'max-age': '24h' },
    sources: [{ commit: 'b'.repeat(40), ...old(0) }],
    expected: 'unmet',
  },
  {
    name: 'this commit, too old',
    params: { 'max-age': '24h' },
    sources: [{ commit: HEAD.sha, ...old(2 * DAY) }],
    expected: 'unmet',
  },
  { name: 'the beginning of this commit', params: {}, sources: [{ commit: 'a'.repeat(7) }], expected: 'unmet' },
  { name: 'a time that clocks explain', params: { 'max-age': '24h' }, sources: [old(-300_000)], expected: 'met' },
  { name: 'a time to come', params: { 'max-age': '24h' }, sources: [old(-300_001)], expected: 'unmet' },
  { name: 'a time in a hundred years', params: { 'max-age': '24h' }, sources: [old(-36_500 * DAY)], expected: 'unmet' },
  {
    name: 'an old statement beside a fresh scan',
    params: { 'max-age': '24h' },
    sources: [{ ...old(99 * DAY), isStatement: true }, old(0)],
    expected: 'met',
  },
] satisfies { name: string; params: object; sources: Partial<SecuritySource>[]; expected: string }[])(
  '$name: $expected',
  ({ params, sources, expected }) => {
    expect(fresh(params, sources).outcome).toBe(expected);
  },
);

test('without a checkout, a commit is compared with nothing', () => {
  expect(fresh({}, [{ commit: 'b'.repeat(40) }], {}).outcome).toBe('not-applicable');
  expect(fresh({ 'max-age': '1d' }, [{ commit: 'b'.repeat(40) }], {}).outcome).toBe('unknown');
});

test('leap days are days', () => {
  const on = (day: string, now: string) =>
    verdictOf('scan-freshness', { 'max-age': '1d' }, evidence([], { sources: [source({ observedAt: at(day) })] }), {
      now: at(now),
    }).outcome;
  expect(on('2028-02-28T12:00:00Z', '2028-02-29T12:00:00Z')).toBe('met');
  expect(on('2028-02-28T12:00:00Z', '2028-03-01T12:00:00Z')).toBe('unmet');
  expect(on('2027-02-28T12:00:00Z', '2027-03-01T12:00:00Z')).toBe('met');
});

test('what could not be read is unknown', () => {
  const failure = { kind: 'evidence', code: 'E_EMPTY', where: '', found: '', expected: '', fix: '' } as const;
  expect(fresh({}, [{ commit: HEAD.sha }], { commit: HEAD, failures: [failure] }).outcome).toBe('unknown');
  expect(fresh({}, [], { reports: 0 }).outcome).toBe('unknown');
});

test.each(['', '24', 'never', '0.5d'])('the age %j is refused', (age) => {
  expect(() => fresh({ 'max-age': age }, [])).toThrow('max-age');
});

test('one more report is never better, time passes to the worse only, and a longer age is never worse', () => {
  const one = fc.record({
    age: fc.option(fc.integer({ min: -DAY, max: 3 * DAY }), { nil: undefined }),
    commit: fc.constantFrom(HEAD.sha, 'b'.repeat(40), undefined),
  });
  const sources = fc
    .array(one, { minLength: 1, maxLength: 4 })
    .map((list) =>
      list.map(({ age, commit }) => ({ ...(age === undefined ? {} : old(age)), ...(commit ? { commit } : {}) })),
    );
  const redness = (list: readonly Partial<SecuritySource>[], maxAge: string) =>
    REDNESS[fresh({ 'max-age': maxAge }, list).outcome];
  fc.assert(
    fc.property(sources, sources, (some, more) => {
      expect(redness([...some, ...more], '24h')).toBeGreaterThanOrEqual(redness(some, '24h'));
      expect(redness(some, '48h')).toBeLessThanOrEqual(redness(some, '24h'));
    }),
  );
});
