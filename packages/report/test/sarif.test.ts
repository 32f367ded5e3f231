import { type MeasuredFinding, type MeasuredPlanProblem, PLAN_RULES, type Report } from '@maturity-actions/criteria';
import { renderSarif } from '@maturity-actions/report';
import fc from 'fast-check';
import { measuredPlan, PLAN_REPORTS, planProblem, planReport } from './sample-plans.ts';
import { HOSTILE, report, SAMPLE_REPORTS } from './sample-reports.ts';
import {
  dependencyFinding,
  measuredFinding,
  SECURITY_REPORTS,
  securityMeasured,
  securityReport,
} from './sample-security.ts';

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly Run[];
}
interface Run {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Rule[] } };
  readonly columnKind: string;
  readonly invocations: readonly Invocation[];
  readonly results?: readonly Result[];
}
interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help?: { readonly text: string };
  readonly helpUri?: string;
  readonly properties: { readonly tags: readonly string[]; readonly 'security-severity'?: string };
}
interface Invocation {
  readonly executionSuccessful: boolean;
  readonly endTimeUtc: string;
  readonly toolExecutionNotifications: readonly {
    readonly level: string;
    readonly message: { readonly text: string };
  }[];
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
      readonly region: { readonly startLine: number; readonly startColumn?: number; readonly endLine?: number };
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly {
    readonly kind: string;
    readonly status: string;
    readonly justification?: string;
  }[];
  readonly properties?: { readonly 'security-severity': string };
}

/** The only run of a report's SARIF, after a look at everything that the format and code scanning ask for. */
function runOf(one: Report, prefix = ''): Required<Run> {
  const sarif = JSON.parse(renderSarif(one, { prefix })) as Sarif;
  expect(Object.keys(sarif)).toEqual(['$schema', 'version', 'runs']);
  expect(sarif.version).toBe('2.1.0');
  const [run] = sarif.runs as [Run];
  expect(run.tool.driver.name).toBe(`maturity-actions ${one.gate}`);
  for (const rule of run.tool.driver.rules) expectRule(rule);
  for (const result of run.results ?? []) expectResult(result, run);
  expect(new Set(run.tool.driver.rules.map(({ id }) => id)).size).toBe(run.tool.driver.rules.length);
  return run as Required<Run>;
}

function expectRule({ id, shortDescription, helpUri, properties }: Rule): void {
  expect(id).toMatch(/^.{1,255}$/);
  expect(shortDescription.text).toMatch(/^.{1,1024}$/);
  if (helpUri !== undefined) expect(new URL(helpUri).href).toBe(helpUri);
  expect(properties.tags).toEqual(expect.arrayContaining([expect.stringMatching(/^(security|rollback-plan)$/)]));
  expect(['undefined', 'string']).toContain(typeof properties['security-severity']);
}

function expectResult({ ruleId, ruleIndex, level, message, locations, suppressions }: Result, run: Run): void {
  expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  expect(['error', 'warning', 'note']).toContain(level);
  expect(message.text).toMatch(/^.{1,1000}$/);
  expect(locations).toHaveLength(1);
  const { artifactLocation, region } = locations[0]?.physicalLocation ?? { artifactLocation: { uri: '' } };
  expect(artifactLocation.uri).toMatch(/^[\w!'()*.~%-]+(\/[\w!'()*.~%-]+)*$/);
  expect(region?.startLine).toBeGreaterThanOrEqual(1);
  for (const { kind, status } of suppressions ?? [])
    expect([kind, status]).toEqual([expect.stringMatching(/^(external|inSource)$/), 'accepted']);
}

const of = (...findings: MeasuredFinding[]) => securityReport(securityMeasured(findings));
const texts = ({ invocations }: Run) =>
  invocations[0]?.toolExecutionNotifications.map(({ level, message }) => [level, message.text]);

test.each(Object.entries(SECURITY_REPORTS))('%s gives a run that code scanning takes', (_, one) => {
  const placed = one.measurements.security?.findings.filter(({ path }) => path !== undefined) ?? [];
  expect(runOf(one).results).toHaveLength(placed.length);
});

test.each([
  ['critical', 'error', '9.5'],
  ['high', 'error', '8.0'],
  ['unknown', 'error', undefined],
  ['medium', 'warning', '5.5'],
  ['low', 'note', '2.0'],
  ['info', 'note', undefined],
] as const)('%s is %s with the score %s', (severity, level, score) => {
  const { tool, results } = runOf(of(measuredFinding({ severity })));
  expect(results[0]?.level).toBe(level);
  expect(tool.driver.rules[0]?.properties['security-severity']).toBe(score);
});

test('a rule is rated like the worst of its findings that counts, and a result says when its own rating differs', () => {
  const rate = (severity: 'critical' | 'high' | 'low', state: MeasuredFinding['state'], line: number) =>
    measuredFinding({ severity, state, line });
  const { tool, results } = runOf(
    of(rate('low', 'open', 3), rate('critical', 'suppressed', 1), rate('high', 'open', 2)),
  );
  expect(tool.driver.rules.map(({ properties }) => properties['security-severity'])).toEqual(['8.0']);
  const lines = results.map(({ locations }) => locations[0]?.physicalLocation.region.startLine);
  expect(lines).toEqual([2, 3, 1]);
  expect(results.map(({ properties }) => properties?.['security-severity'])).toEqual([undefined, '2.0', '9.5']);
  expect(results.map(({ suppressions }) => suppressions?.length)).toEqual([undefined, undefined, 1]);
});

test.each([
  ['src/a.py', '', 'src/a.py'],
  ['src/a.py', '.', 'src/a.py'],
  ['src/a.py', 'services/shop/', 'services/shop/src/a.py'],
  ['größe/a b#c?d%e:f.py', '', 'gr%C3%B6%C3%9Fe/a%20b%23c%3Fd%25e%3Af.py'],
  ['a\\b|c.py', 'x y', 'x%20y/a%5Cb%7Cc.py'],
  ['x\ud800.py', '', 'x%EF%BF%BD.py'],
])('path %j below %j is %s', (path, prefix, uri) => {
  const [result] = runOf(of(measuredFinding({ path })), prefix).results;
  expect(result?.locations[0]?.physicalLocation.artifactLocation).toEqual({ uri, uriBaseId: '%SRCROOT%' });
});

test.each(['/etc/passwd', '../a.py', 'a/../b.py', 'a//b.py', '', './a.py'])(
  'path %j is no place of the repository',
  (path) => {
    const run = runOf(of(measuredFinding({ path })));
    expect(run.results).toEqual([]);
    expect(texts(run)).toEqual([
      ['warning', '1 finding in no file of the repository left out; the report JSON has them.'],
    ]);
  },
);

test('a finding without a line is at the first line of its file', () => {
  const [result] = runOf(of(dependencyFinding('CVE-2026-1', 'lodash'))).results;
  expect(result?.locations[0]?.physicalLocation.region).toEqual({ startLine: 1 });
  expect(result?.message.text).toBe(
    'Command injection in lodash. Package lodash 4.17.20. Fixed in 4.17.21. Reported by npm-audit, trivy.',
  );
});

test.each([
  ['https://advisories.example/ä b', 'https://advisories.example/%C3%A4%20b'],
  ['http://advisories.example/', undefined],
  ['javascript:alert(1)', undefined],
  ['https://user:secret@advisories.example/', undefined],
  ['no address', undefined],
  ['https://advisories.example/##[x]', 'https://advisories.example/##%5Bx%5D'],
])('help at %s is %s', (url, help) => {
  expect(runOf(of(measuredFinding({ url }))).tool.driver.rules[0]?.helpUri).toBe(help);
});

test('a waived finding is suppressed with its reason', () => {
  const [first, second] = runOf(
    of(
      measuredFinding({ state: 'waived', because: 'accepted by @org' }),
      measuredFinding({ state: 'suppressed', line: 2 }),
    ),
  ).results;
  expect(first?.suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'accepted by @org' }]);
  expect(second?.suppressions).toEqual([{ kind: 'external', status: 'accepted' }]);
});

test('60,000 findings become the 25,000 worst, quickly, and the run says what is left out', () => {
  const severities = ['low', 'medium', 'critical'] as const;
  const many = Array.from({ length: 60_000 }, (_, index) =>
    measuredFinding({
      rule: `R${index % 30_000}`,
      severity: severities[index % 3] as 'low',
      path: `src/${index % 999}.py`,
      line: index + 1,
    }),
  );
  const one = securityReport(securityMeasured(many));
  const start = performance.now();
  const text = renderSarif(one, { prefix: '' });
  expect(performance.now() - start).toBeLessThan(1000);
  const { results, tool, invocations } = (JSON.parse(text) as Sarif).runs[0] as Required<Run>;
  expect(results).toHaveLength(25_000);
  expect(tool.driver.rules.length).toBeLessThanOrEqual(25_000);
  expect(results.filter(({ level }) => level === 'error')).toHaveLength(20_000);
  expect(results.filter(({ level }) => level === 'note')).toEqual([]);
  expect(invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
    '35,000 findings left out, the least severe: a run may have 25,000 results; the report JSON has them.',
    'Code scanning shows 5,000 results of a run.',
  ]);
});

test('what could not be judged is an error of the run', () => {
  const run = runOf(SECURITY_REPORTS['security-unknown'] as Report);
  expect(run.invocations[0]?.executionSuccessful).toBe(false);
  expect(texts(run)?.map(([level]) => level)).toEqual(['error', 'error']);
  expect(runOf(of()).invocations[0]).toEqual({
    executionSuccessful: true,
    endTimeUtc: '2026-11-20T09:30:00Z',
    toolExecutionNotifications: [],
  });
});

test('a report without findings to speak of has no results, not an empty list of them', () => {
  expect(runOf(of())).toHaveProperty('results', []);
  for (const one of [SAMPLE_REPORTS['configuration'] as Report, report({ measurements: {} })]) {
    const run = runOf(one);
    expect(run).not.toHaveProperty('results');
    expect(run.invocations[0]?.executionSuccessful).toBe(false);
  }
});

test('nothing of a hostile finding is obeyed, hidden or a link', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(HOSTILE, `::error::${HOSTILE}`),
  );
  fc.assert(
    fc.property(hostile, hostile, (a, b) => {
      const one = measuredFinding({
        rule: a,
        title: b,
        path: `src/${a.replaceAll('/', '')}x`,
        fingerprint: a,
        because: b,
        state: 'waived',
        fixedIn: a,
        package: { name: b, version: a },
        tools: [a],
        url: `https://e.example/${b}`,
      });
      const text = renderSarif(of(one), { prefix: '' });
      expect(text).not.toMatch(/##\[|[\u202a-\u202e\u200b]|\\u001b|\\n|^\s*::/m);
      const { results, tool } = runOf(of(one));
      expect(results).toHaveLength(1);
      const shown = [results[0]?.message, results[0]?.suppressions, tool.driver.rules[0]?.shortDescription];
      expect(JSON.stringify(shown)).not.toContain('](');
    }),
    { numRuns: 500 },
  );
});

const ofPlan = (...problems: MeasuredPlanProblem[]) => planReport([measuredPlan({ problems })]);

test.each(Object.entries(PLAN_REPORTS))('%s gives a run that code scanning takes', (_, one) => {
  const problems = (one.measurements.plan ?? []).flatMap((plan) => plan.problems);
  // A path with a line break in it is percent-encoded like any other.
  expect(runOf(one).results).toHaveLength(problems.length);
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const)('a problem of a plan that is %s is %s, without a rating of its risk', (severity, level) => {
  const [result] = runOf(ofPlan(planProblem({ severity }))).results;
  expect(result?.level).toBe(level);
  expect(result?.properties).toBeUndefined();
});

test('a problem of a plan has its place, its rule and its fix', () => {
  const problem = planProblem({ rule: 'trigger-missing', line: 7, endLine: 9, column: 3, message: 'a', fix: 'Do b.' });
  const { tool, results } = runOf(planReport([measuredPlan({ section: 'Way back', problems: [problem] })]), 'shop');
  const known = PLAN_RULES.find(({ id }) => id === 'trigger-missing');
  expect(tool.driver.rules).toEqual([
    {
      id: 'trigger-missing',
      shortDescription: { text: known?.about },
      help: { text: known?.why },
      properties: { tags: ['rollback-plan'] },
    },
  ]);
  expect(results[0]?.message.text).toBe('Way back: a. Do b.');
  expect(results[0]?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'shop/docs/ROLLBACK.md', uriBaseId: '%SRCROOT%' },
    region: { startLine: 7, startColumn: 3, endLine: 9 },
  });
  expect(results[0]?.partialFingerprints).toEqual({ 'maturityFingerprint/v1': problem.fingerprint });
});

test('errors of plans come first, disabled problems last and suppressed with the reason that the plan gives', () => {
  const { results } = runOf(
    ofPlan(
      planProblem({ line: 1, disabled: 'a cache' }),
      planProblem({ line: 2, severity: 'info' }),
      planProblem({ line: 3, severity: 'warning' }),
      planProblem({ line: 4 }),
    ),
  );
  const lines = results.map(({ locations }) => locations[0]?.physicalLocation.region.startLine);
  expect(lines).toEqual([4, 3, 2, 1]);
  expect(results.map(({ suppressions }) => suppressions)).toEqual([
    ...[undefined, undefined, undefined],
    [{ kind: 'inSource', status: 'accepted', justification: 'a cache' }],
  ]);
});

test('a plan that is no file is left out and counted', () => {
  const problems = [planProblem(), planProblem({ line: 3 })];
  const run = runOf(
    planReport([measuredPlan({ path: 'input text', isFile: false, problems }), measuredPlan({ problems })]),
  );
  expect(run.results).toHaveLength(2);
  expect(texts(run)).toEqual([
    ['warning', '2 findings in no file of the repository left out; the report JSON has them.'],
  ]);
});

test('no plan gives a run without problems, plans that were not read one that failed', () => {
  const none = runOf(planReport([], { verdicts: [] }));
  expect(none).toHaveProperty('results', []);
  expect(none.invocations[0]?.executionSuccessful).toBe(true);
  expect(runOf(PLAN_REPORTS['plan-unknown'] as Report).invocations[0]?.executionSuccessful).toBe(false);
});

test('nothing of a hostile problem is obeyed, hidden or a link', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(HOSTILE, `::error::${HOSTILE}`),
  );
  fc.assert(
    fc.property(hostile, hostile, (a, b) => {
      const problem = planProblem({ rule: a, message: b, fix: a, fingerprint: b, disabled: a, quote: b });
      const plan = measuredPlan({ path: `src/${a.replaceAll('/', '')}x`, section: b, problems: [problem] });
      const text = renderSarif(planReport([plan]), { prefix: '' });
      expect(text).not.toMatch(/##\[|[\u202a-\u202e\u200b]|\\u001b|\\n|^\s*::/m);
      const { results, tool } = runOf(planReport([plan]));
      const shown = [results[0]?.message, results[0]?.suppressions, tool.driver.rules[0]?.shortDescription];
      expect(JSON.stringify(shown)).not.toContain('](');
    }),
    { numRuns: 500 },
  );
});
