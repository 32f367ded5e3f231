import { annotations } from '@maturity-actions/report';
import { finding, report, verdict } from './sample-reports.ts';
import {
  dependencyFinding,
  limit,
  measuredFinding,
  named,
  SECURITY_REPORTS,
  securityMeasured,
  securityReport,
} from './sample-security.ts';

const line = (from: number, to = from, parts = {}) =>
  finding({
    rule: 'changed-line-uncovered',
    message: `line ${from}`,
    at: { path: 'a.ts', line: from, endLine: to },
    ...parts,
  });
const unmet = (findings: ReturnType<typeof line>[], parts = {}) => verdict({ outcome: 'unmet', findings, ...parts });

test('adjacent lines of one file and rule become one annotation', () => {
  const shown = annotations(
    report({ verdicts: [unmet([line(5), line(3, 4), line(9), line(6, 7, { rule: 'other' })])] }),
  ).slice(1);
  expect(shown.map((one) => [one.line, one.endLine])).toEqual([
    [3, 5],
    [9, 9],
    [6, 7],
  ]);
  expect(shown[0]?.message).toContain('2 findings in lines 3-5');
});

test('ten of a level stay ten, eleven become nine and a pointer', () => {
  const spread = (count: number) => Array.from({ length: count }, (_, index) => line(index * 5 + 1));
  expect(annotations(report({ verdicts: [unmet(spread(9))] }))).toHaveLength(10);
  const shown = annotations(
    report({ verdicts: [unmet(spread(30)), unmet(spread(30), { requirement: 'should', criterion: 'b' })] }),
  );
  expect(shown.map(({ level }) => level)).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning')]);
  expect(shown[9]).toEqual({ level: 'error', title: 'More findings', message: 'and 22 more; see the job summary' });
});

test('the worst comes first, and what was never rated is not last', () => {
  const rated = (severity: 'low' | 'unknown' | 'critical') =>
    finding({ severity, message: severity, at: { path: `${severity}.ts`, line: 1 } });
  const shown = annotations(report({ verdicts: [unmet([rated('low'), rated('unknown'), rated('critical')])] })).slice(
    1,
  );
  expect(shown.map(({ path }) => path)).toEqual(['critical.ts', 'unknown.ts', 'low.ts']);
});

test('messages are cut at a character boundary below the limit of the runner', () => {
  const [, shown] = annotations(
    report({ verdicts: [unmet([finding({ message: `x${'😀'.repeat(4000)}`, fix: '' })])] }),
  );
  expect(shown?.message.length).toBeLessThanOrEqual(4000);
  expect(shown?.message).toMatch(/😀…$/u);
});

test('only musts are errors; met and waived verdicts are silent', () => {
  const shown = annotations(
    report({
      verdicts: [
        unmet([], { requirement: 'should' }),
        unmet([], { requirement: 'nice' }),
        unmet([], { requirement: 'dont-need' }),
        verdict({ findings: [line(1)] }),
        verdict({ outcome: 'waived', findings: [line(1)] }),
      ],
      warnings: [finding({ message: 'w' })],
    }),
  );
  expect(shown.map(({ level }) => level)).toEqual(['warning', 'warning', 'notice']);
});

test('a path that the log cannot print as it is goes into the message', () => {
  const [, shown] = annotations(report({ verdicts: [unmet([finding({ at: { path: 'a\n::error::b', line: 1 } })])] }));
  expect(shown).not.toHaveProperty('path');
  expect(shown?.message).toMatch(/^a ::error::b: /);
});

test('a problem of the configuration points to its line', () => {
  const problem = (message: string) =>
    annotations(
      report({
        verdicts: [verdict({ criterion: 'configuration', outcome: 'unknown', findings: [finding({ message })] })],
      }),
    )[0];
  expect(problem('.github/maturity.yml:12: unknown key')).toMatchObject({
    path: '.github/maturity.yml',
    line: 12,
    message: 'unknown key. Write tests that run them.',
  });
  expect(problem('input line: "8O" is no number')).not.toHaveProperty('path');
  expect(problem('https://e.example:8080: refused')).not.toHaveProperty('path');
});

test('a security finding that several criteria name is annotated once, at the strictest level', () => {
  const one = measuredFinding({ severity: 'critical' });
  const patching = limit('critical', 0, [one], { criterion: 'critical-patching' });
  const shown = annotations(
    securityReport(securityMeasured([one]), {
      verdicts: [limit('low', 0, [one], { requirement: 'should' }), limit('critical', 0, [one]), patching],
    }),
  );
  const located = shown.filter(({ path }) => path !== undefined);
  expect(located).toEqual([
    {
      level: 'error',
      title: 'Critical findings',
      message: 'B303: Use of a weak hash. Change the code, or accept the risk.',
      path: 'src/hash.py',
      line: 12,
    },
  ]);
  expect(shown.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'warning']);
});

test('a security finding of two components is annotated once, one without a file not at all', () => {
  const shown = annotations(SECURITY_REPORTS['security-parts'] as never);
  const places = shown.map(({ path, message }) => `${path}: ${message.slice(0, 13)}`);
  expect(places.filter((place) => place.includes('CVE-2026-1001'))).toEqual(['package-lock.json: CVE-2026-1001']);
  expect(places.filter((place) => place.includes('PYSEC'))).toEqual([]);
});

test('a problem with a report is told even without a file', () => {
  const shown = annotations(SECURITY_REPORTS['security-unknown'] as never);
  expect(shown.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^reports\/trivy.json: ends inside/),
  );
  expect(shown.map(({ title }) => title)).toContain('High findings');
  for (const { message, title, path = '' } of shown) {
    expect(message + title + path).not.toMatch(/##\[|[\u202e\n]/);
    expect(message).not.toMatch(/^\s*::/);
  }
});

test('an unknown criterion is told although its findings are of scanners', () => {
  const one = dependencyFinding('CVE-2026-1', 'lodash');
  const shown = annotations(
    securityReport(securityMeasured([one]), {
      verdicts: [limit('high', 0, [one]), limit('high', 0, [one], { criterion: 'high-patching', outcome: 'unknown' })],
    }),
  );
  expect(shown.map(({ title }) => title)).toEqual(['High findings', 'High findings', 'High patching']);
});

test('many unmet criteria leave room for what has a place', () => {
  const findings = Array.from({ length: 9 }, (_, index) => measuredFinding({ line: 10 * index }));
  const verdicts = findings.map((one, index) =>
    limit('high', 0, [one], { criterion: `criterion-${index}`, title: '' }),
  );
  const shown = annotations(securityReport(securityMeasured(findings), { verdicts }));
  expect(shown.filter(({ path }) => path)).toHaveLength(5);
  expect(shown[3]?.message).toBe(
    '6 more criteria are unmet: Criterion 3, Criterion 4, Criterion 5, Criterion 6, Criterion 7, Criterion 8',
  );
  const placeless = annotations(report({ verdicts: verdicts.map((one) => ({ ...one, findings: [] })) }));
  expect(placeless.map(({ title }) => title)).not.toContain('More criteria');
});

test('100,000 findings in verdicts are ranked quickly', () => {
  const findings = Array.from({ length: 100_000 }, (_, index) =>
    measuredFinding({ severity: index % 9 === 0 ? 'high' : 'low', path: `src/${index % 5000}.py`, line: index }),
  );
  const findingsOf = findings.map((one) => named(one));
  const verdicts = ['low-findings', 'low-patching'].map((criterion) =>
    verdict({ criterion, outcome: 'unmet', findings: findingsOf }),
  );
  const one = securityReport(securityMeasured(findings), { verdicts });
  const start = performance.now();
  expect(annotations(one)).toHaveLength(10);
  expect(performance.now() - start).toBeLessThan(3000);
});
