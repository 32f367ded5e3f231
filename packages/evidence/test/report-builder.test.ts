import type { FailureCode } from '@maturity-actions/criteria';
import { identityOf, ReportBuilder } from '../src/coverage/report-builder.ts';
import { codeOf, summaries } from './coverage-reading.ts';

function built(fill: (builder: ReportBuilder) => void): Record<string, string> | FailureCode {
  const builder = new ReportBuilder('r.xml', 'test');
  try {
    fill(builder);
    return summaries(builder.build());
  } catch (cause) {
    return codeOf(cause);
  }
}

test.each<[string, (builder: ReportBuilder) => void, Record<string, string> | FailureCode]>([
  ['nothing', () => {}, {}],
  ['a file without lines', (b) => b.file('a'), { a: '0/0' }],
  [
    'a file that comes again',
    (b) => {
      b.file('a');
      b.line(1, 0);
      b.file('b');
      b.line(1, 1);
      b.file('a');
      b.line(1, 2);
      b.line(2, 0);
    },
    { a: '1/2', b: '1/1' },
  ],
  ['a file without a name', (b) => b.file(''), 'E_MALFORMED'],
  [
    'hits that are no number',
    (b) => {
      b.file('a');
      b.line(1, Number.NaN);
    },
    'E_BAD_COUNT',
  ],
  [
    'negative hits',
    (b) => {
      b.file('a');
      b.line(1, -3);
    },
    { a: '0/1' },
  ],
  [
    'a line beyond measure',
    (b) => {
      b.file('a');
      b.line(2 ** 30, 1);
    },
    'E_BAD_COUNT',
  ],
  [
    'half a line',
    (b) => {
      b.file('a');
      b.line(1.5, 1);
    },
    'E_BAD_COUNT',
  ],
  [
    'line 0',
    (b) => {
      b.file('a');
      b.line(0, 1);
      b.branch(0, 1, true);
    },
    { a: '0/0' },
  ],
  [
    'branches of each kind',
    (b) => {
      b.file('a');
      b.line(1, 1);
      b.branch(1, 0, true);
      b.branch(1, 1, false);
      b.branchCount(2, 1, 3);
      b.branchMissing(3, 2, ['exit', 'exit']);
    },
    { a: '1/1 p1 b3/7' },
  ],
  [
    'no branches',
    (b) => {
      b.file('a');
      b.branchCount(1, 0, 0);
      b.branchMissing(1, 0, []);
    },
    { a: '0/0' },
  ],
  [
    'more covered than there are',
    (b) => {
      b.file('a');
      b.branchCount(1, 2, 1);
    },
    'E_BAD_COUNT',
  ],
  [
    'a metric that is measured, without points',
    (b) => {
      b.file('a');
      b.measures('branch');
    },
    { a: '0/0 b0/0' },
  ],
  [
    'functions by name and line',
    (b) => {
      b.file('a');
      b.function(1, 'f', true);
      b.function(1, 'g', false);
      b.function(2, 'f', false);
      b.function(0, 'h', false);
    },
    { a: '0/0 f1/4' },
  ],
  [
    'statements of some size',
    (b) => {
      b.file('a');
      b.statement(1, 0, 3, 4);
      b.statement(1, 1, 0, 2);
    },
    { a: '0/0 s3/6' },
  ],
])('%s', (_name, fill, expected) => {
  expect(built(fill)).toEqual(expected);
});

test('counts every entry, repeated or not', () => {
  const builder = new ReportBuilder('r.xml', 'test');
  builder.file('a');
  for (const hits of [0, 1, 1]) builder.line(1, hits);
  expect(builder.build().entries).toEqual({ covered: 2, total: 3 });
});

test('lists twenty remarks, and counts the others', () => {
  const builder = new ReportBuilder('r.xml', 'test');
  builder.file('a');
  for (let line = 1; line <= 25; line++) builder.line(line, -1);
  const { remarks } = builder.build();
  expect(remarks).toHaveLength(21);
  expect(remarks.at(-1)?.found).toMatch(/^5 more/);
});

test('says where', () => {
  const builder = new ReportBuilder('r.xml', 'test');
  expect(builder.where()).toBe('r.xml');
  builder.at = 7;
  expect(builder.error('E_TRUNCATED', 'x', 'y').message).toMatch(
    /^r\.xml:7: x; expected y\. The tool was probably stopped/,
  );
});

test('a file that comes in very many pieces is united in good time', () => {
  const builder = new ReportBuilder('r.xml', 'test');
  for (let line = 1; line <= 20_000; line++) {
    builder.file(line % 2 ? 'a' : 'b');
    builder.line(line, line % 4);
  }
  expect(summaries(builder.build())).toEqual({ a: '10000/10000', b: '5000/10000' });
});

test('identities are integers below 2^48 and differ', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `method ${index}`);
  const identities = new Set(names.map(identityOf));
  expect(identities.size).toBe(names.length);
  expect([...identities].every((id) => Number.isInteger(id) && id >= 0 && id < 2 ** 48)).toBe(true);
});
