import {
  COMMENT_BUDGET_BYTES,
  commentMarker,
  renderComment,
  renderSummary,
  SUMMARY_BUDGET_BYTES,
} from '@maturity-actions/report';
import { finding, HOSTILE, report, SAMPLE_REPORTS, verdict } from './sample-reports.ts';

/** Bytes that a runner on Windows would upload. */
const windowsBytes = (text: string): number => Buffer.byteLength(text.replaceAll('\n', '\r\n'));

const manyFindings = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    finding({ at: { path: `src/größe-${index}.ts`, line: index + 1 }, fingerprint: String(index) }),
  );
const crowded = report({
  verdicts: [
    verdict({ outcome: 'unmet', missing: '1 line', findings: manyFindings(100_000) }),
    verdict({ criterion: 'b' }),
  ],
});

test('100,000 findings stay under the budget, quickly, and the summary says what is left out', () => {
  const start = performance.now();
  const text = renderSummary(crowded, { reportPath: 'gate`s report.json' });
  expect(performance.now() - start).toBeLessThan(2000);
  expect(windowsBytes(text)).toBeLessThanOrEqual(SUMMARY_BUDGET_BYTES);
  expect(text).toContain(
    'Shortened to fit: only what fails is shown. Everything is in the report ``gate`s report.json``.',
  );
  expect(text).toContain('- and 99,900 more');
});

test.each([
  [200_000, undefined],
  [20_000, 'only what fails is shown'],
  [3_000, 'only totals are shown'],
  [300, 'only totals are shown'],
  [10, undefined],
])('a budget of %i bytes holds', (budgetBytes, note) => {
  const text = renderSummary(report({ verdicts: [verdict({ outcome: 'unmet', findings: manyFindings(1000) })] }), {
    budgetBytes,
  });
  expect(windowsBytes(text)).toBeLessThanOrEqual(budgetBytes);
  if (note) expect(text).toContain(note);
  else expect(text).not.toContain('Shortened');
});

test('many components and endless texts stay under the budget', () => {
  const part = (index: number) =>
    report({
      subject: { repository: 'r', component: `c${index}` },
      verdicts: [verdict({ outcome: 'unmet', why: HOSTILE.repeat(100) })],
    });
  const parts = Array.from({ length: 20_000 }, (_, index) => part(index));
  const text = renderSummary(report({ verdicts: [verdict({ outcome: 'unmet', why: 'x'.repeat(5_000_000) })], parts }));
  expect(windowsBytes(text)).toBeLessThanOrEqual(SUMMARY_BUDGET_BYTES);
  expect(text).toContain('and 19800 more');
});

test('a met report does not call an unmet recommendation a failure', () => {
  const text = renderSummary(
    report({
      verdicts: [verdict(), verdict({ criterion: 'branch-coverage', requirement: 'should', outcome: 'unmet' })],
    }),
  );
  expect(text).toContain('✅ coverage-gate passed');
  expect(text).toContain('1 recommended criterion is open.');
  expect(text).not.toContain('❌');
});

test('nothing judged is not a pass', () => {
  expect(renderSummary(report({ verdicts: [] }))).toContain('**Nothing was judged, so nothing passed.**');
  expect(renderSummary(report({ passed: true, outcome: 'unmet' }))).toContain('❌');
});

test('nothing of a hostile report reaches the summary unescaped', () => {
  const text = renderSummary(SAMPLE_REPORTS['unknown'] as never);
  expect(text).not.toMatch(/<script|<!--|@everyone|\]\(|\u202e/);
  expect(text).not.toContain('\u001b');
  expect(text).not.toMatch(/^::|^- item/m);
});

test('a comment begins with its marker and fits', () => {
  const text = renderComment(crowded, { key: 'checkout', reportPath: 'r.json' });
  expect(text.split('\n')[0]).toBe('<!-- maturity-actions: coverage-gate checkout -->');
  expect(windowsBytes(text)).toBeLessThanOrEqual(COMMENT_BUDGET_BYTES);
});

test.each(['-->', '--!>', 'a--b---', '>', '->', '\n', '\ud800', '<!--', 'services/checkout (ubuntu, 20)'])(
  'key %j cannot end the marker',
  (key) => {
    const marker = commentMarker('coverage-gate', key);
    expect(marker.indexOf('-->')).toBe(marker.length - 3);
    expect(marker.slice(4, -3)).not.toMatch(/--|[<>\n]/);
  },
);

test('different keys give different markers', () => {
  const keys = ['a b', 'a%20b', 'a-b', 'a--b', 'a-%2Db', 'a---b'];
  expect(new Set(keys.map((key) => commentMarker('g', key))).size).toBe(keys.length);
});
