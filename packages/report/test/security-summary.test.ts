import type { MeasuredFinding, Report, SecurityMeasurements } from '@maturity-actions/criteria';
import { renderComment, renderLog, renderSummary, SUMMARY_BUDGET_BYTES } from '@maturity-actions/report';
import { finding, HOSTILE, verdict } from './sample-reports.ts';
import {
  dependencyFinding,
  limit,
  measuredFinding,
  named,
  SECURITY_REPORTS,
  securityMeasured,
  securityReport,
} from './sample-security.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T09:30:00Z');

const many = (count: number, parts: Partial<MeasuredFinding> = {}): MeasuredFinding[] =>
  Array.from({ length: count }, (_, index) => dependencyFinding(`CVE-2026-${10_000 + index}`, `p${index}`, parts));

/** A report whose only verdict allows no high finding and lists at most 200, as the checks do. */
const red = (findings: readonly MeasuredFinding[], measured: Partial<SecurityMeasurements> = {}): Report =>
  securityReport(securityMeasured(findings, measured), { verdicts: [limit('high', 0, findings.slice(0, 200))] });

const logOf = (one: Report) => renderLog(one, { color: false }).join('\n');
const countOf = (text: string, part: string) => text.split(part).length - 1;
/** The lines of the summary from a heading to the next one. */
const sectionOf = (text: string, heading: string) => text.split(`### ${heading}\n`)[1]?.split('\n### ')[0] ?? '';

test('what blocks comes worst first, then oldest first, the undated last', () => {
  const rate = (rule: string, severity: 'critical' | 'unknown' | 'high', firstSeen?: number): MeasuredFinding => {
    const { firstSeen: _, ...rest } = measuredFinding({ rule, severity });
    return firstSeen === undefined ? rest : { ...rest, firstSeen };
  };
  const findings = [
    rate('R-undated', 'high'),
    rate('R-young', 'high', NOW - DAY),
    rate('R-unrated', 'unknown', 0),
    rate('R-old', 'high', NOW - 9 * DAY),
    rate('R-worst', 'critical', NOW),
  ];
  const order = ['R-worst', 'R-old', 'R-young', 'R-undated', 'R-unrated'];
  const rules = (text: string) => text.match(/R-\w+/g)?.filter((rule, at, all) => all.indexOf(rule) === at);
  expect(rules(sectionOf(renderSummary(red(findings)), 'What blocks'))).toEqual(order);
  expect(rules(logOf(red(findings)).split('Blocking')[1] as string)).toEqual(order);
});

test.each([
  [-26 * 3_600_000, '26 hours overdue'],
  [-1, '1 hour overdue'],
  [-49 * 3_600_000, '3 days overdue'],
  [0, 'less than 1 hour left'],
  [3_599_999, 'less than 1 hour left'],
  [2 * 3_600_000 - 1, '1 hour left'],
  [3 * DAY - 1, '2 days left'],
])('a deadline %i ms from now is said as %s', (left, text) => {
  const one = red([measuredFinding({ due: NOW + left })]);
  expect(logOf(one)).toContain(`, ${text}`);
  expect(renderSummary(one)).toContain(text.replaceAll(' ', '&nbsp;'));
});

test('a finding that several verdicts name is shown once, and not again below them', () => {
  const one = measuredFinding({ rule: 'ONLY-ONCE', title: 'Once' });
  const twice = securityReport(securityMeasured([one]), {
    verdicts: [
      limit('high', 0, [one], { fix: '' }),
      limit('high', 0, [one], { criterion: 'high-patching', fix: '' }),
      limit('high', 0, [one], { criterion: 'low-findings', requirement: 'should', fix: '' }),
    ],
  });
  expect(countOf(renderSummary(twice), 'ONLY-ONCE')).toBe(1);
  expect(countOf(logOf(twice), 'ONLY-ONCE')).toBe(1);
});

test('a finding that only a recommendation names is not called blocking', () => {
  const one = measuredFinding({ rule: 'WISH' });
  const wish = securityReport(securityMeasured([one]), {
    verdicts: [verdict(), limit('low', 0, [one], { requirement: 'should', fix: '' })],
  });
  const text = renderSummary(wish);
  expect(text).not.toContain('What blocks');
  expect(sectionOf(text, 'Security findings')).toContain('WISH');
  expect(logOf(wish)).not.toContain('Blocking');
  expect(logOf(wish)).toContain('src/hash.py:12: WISH');
});

test('findings of a verdict that are no measured ones stay', () => {
  const problem = finding({ rule: 'E_TRUNCATED', message: 'a.json: cut', fingerprint: 'E_TRUNCATED:a.json' });
  const one = securityReport(securityMeasured([measuredFinding()]), {
    verdicts: [verdict({ criterion: 'reports-complete', outcome: 'unknown', findings: [problem] })],
  });
  expect(renderSummary(one)).toContain('a.json: cut');
  expect(logOf(one)).toContain('a.json: cut');
});

test('twenty rows are open, 180 behind a click, the rest is counted', () => {
  const text = renderSummary(red(many(450)));
  const blocks = sectionOf(text, 'What blocks');
  expect(countOf(blocks.split('<details>')[0] as string, 'CVE-2026-')).toBe(20);
  expect(blocks).toContain('<summary>180 more findings to fix</summary>');
  const counts = sectionOf(text, 'Security findings');
  expect(counts).toContain('<summary>250 more open findings</summary>');
  expect(countOf(counts, 'CVE-2026-')).toBe(100);
  expect(counts).toContain('150 more open findings are in the report JSON.');
});

test('the counts are those of each state', () => {
  const text = renderSummary(
    securityReport(
      securityMeasured(
        [
          measuredFinding({ severity: 'critical', category: 'secret' }),
          measuredFinding({ state: 'waived' }),
          measuredFinding({ state: 'suppressed' }),
        ],
        { overdue: 1 },
      ),
    ),
  );
  expect(text).toContain('| open | 1 | 0 | 0 | 0 | 0 | 0 | 1 |');
  expect(text).toContain('| waived | 0 | 0 | 1 | 0 | 0 | 0 | 1 |');
  expect(text).toContain('| suppressed | 0 | 0 | 1 | 0 | 0 | 0 | 1 |');
  expect(text).toContain('Of the 2 that count, 1 is past its deadline and 1 is a secret.');
});

test('a waiver that does not count is named beside its finding and comes first in its table', () => {
  const text = renderSummary(SECURITY_REPORTS['security-red'] as Report);
  expect(sectionOf(text, 'What blocks')).toContain('its waiver does not count');
  expect(sectionOf(text, 'Accepted risks')).toContain(
    '**refused**<br>the level lets no finding of this severity be waived',
  );
  const states = sectionOf(renderSummary(SECURITY_REPORTS['security-green'] as Report), 'Accepted risks').match(
    /^\| (\*\*)?[a-z&;]+/gm,
  );
  expect(states).toEqual(['| **expired', '| **ends&nbsp;soon', '| **matches&nbsp;nothing', '| in&nbsp;force']);
});

test('warnings do not repeat the table of accepted risks, but stand in for it among totals', () => {
  const green = SECURITY_REPORTS['security-green'] as Report;
  expect(sectionOf(renderSummary(green), 'Warnings')).not.toContain('waiver of');
  expect(logOf(green)).not.toContain('waiver of');
  expect(renderSummary(green, { budgetBytes: 1900 })).toContain('waiver of');
});

test('with components, the list says which one a finding blocks, and scanners are said once', () => {
  const text = renderSummary(SECURITY_REPORTS['security-parts'] as Report);
  const blocks = sectionOf(text, 'What blocks').split('\n');
  expect(blocks.find((line) => line.includes('CVE-2026-1001'))).toMatch(/\| checkout \|$/);
  expect(blocks.find((line) => line.includes('PYSEC-2026-77'))).toMatch(/\| checkout, ledger \|$/);
  expect(countOf(text, '# Scanners')).toBe(1);
  expect(text).toContain('| Verdict | Component | Level | Open findings | Open |');
  expect(text).toContain('| **mailer** | component production | not measured |');
});

test('100,000 findings stay under the budget, quickly', () => {
  const one = red(many(100_000));
  const start = performance.now();
  const text = renderSummary(one);
  const log = renderLog(one, { color: false });
  expect(performance.now() - start).toBeLessThan(3000);
  expect(Buffer.byteLength(text)).toBeLessThan(SUMMARY_BUDGET_BYTES);
  expect(text).toContain('99,700 more open findings are in the report JSON.');
  expect(log.length).toBeLessThan(60);
  expect(log.join('\n')).toContain('and at least 190 more; see the report JSON');
});

test.each([
  [200_000, '', '180 more findings to fix'],
  [40_000, 'only what fails is shown', '80 more findings to fix'],
  [12_000, 'only totals are shown', '430 more open findings are in the report JSON.'],
  [300, 'only totals are shown', ''],
])('a budget of %i bytes holds', (budgetBytes, note, part) => {
  const text = renderSummary(red(many(450)), { budgetBytes });
  expect(Buffer.byteLength(text.replaceAll('\n', '\r\n'))).toBeLessThanOrEqual(budgetBytes);
  expect(text).toContain(note);
  expect(text).toContain(part);
});

test('hostile texts are shown as they are, and do nothing', () => {
  const one = SECURITY_REPORTS['security-unknown'] as Report;
  for (const text of [renderSummary(one), renderComment(one, { key: 'x' }).split('\n').slice(1).join('\n')]) {
    expect(text).not.toMatch(/<script|<!--|@everyone|\]\(|\u202e|#12\s|:\/\//);
    expect(text).not.toMatch(/^::|^- item/m);
    expect(text).not.toContain('\u001b');
    const width = (line: string) => line.replace(/&#?\w+;/g, '').split(' | ').length;
    const tables = text.split('\n\n').filter((block) => block.startsWith('| '));
    for (const rows of tables.map((table) => table.split('\n'))) expect(new Set(rows.map(width)).size).toBe(1);
  }
});

test('no line of the log is obeyed', () => {
  const { measurements } = SECURITY_REPORTS['security-unknown'] as Report;
  const [one] = measurements.security?.findings ?? [];
  const lines = renderLog(
    securityReport(securityMeasured([...(one ? [one] : []), ...many(3, { title: HOSTILE, where: HOSTILE })]), {
      verdicts: [limit('high', 0, one ? [one] : [], { findings: one ? [named(one, { message: HOSTILE })] : [] })],
    }),
    { color: true, width: 60 },
  );
  for (const line of lines) expect(line).not.toMatch(/^\s*::|##\[|\u202e|\n/);
});
