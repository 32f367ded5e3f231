import {
  CHECKS,
  ConfigurationError,
  evaluate,
  type Instant,
  type Params,
  type Report,
  type SecurityEvidence,
  securityMeasurements,
  type Verdict,
} from '@maturity-actions/criteria';
import fc from 'fast-check';
import { type FindingsRequest, gatherFindings } from '../src/findings/gather-findings.ts';
import { FINDINGS_FORMATS } from '../src/findings/index.ts';
import { type MemoryFiles, memoryRepository } from './memory-repository.ts';

const NOW = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

const REQUEST: FindingsRequest = {
  reports: [{ glob: 'reports/*', where: 'input reports' }],
  formats: FINDINGS_FORMATS,
  honorSuppressions: 'external',
  isNewOnly: false,
  isFixableOnly: false,
  readReport: (text) => JSON.parse(text) as Report,
  needsDates: false,
  accepted: [],
  now: NOW,
};

const gather = (files: MemoryFiles, request: Partial<FindingsRequest> = {}): Promise<SecurityEvidence> =>
  gatherFindings(memoryRepository(files), { ...REQUEST, ...request });

const flaw = (rule: string, path: string, line?: number, severity = 'HIGH') => ({
  test_id: rule,
  filename: path,
  issue_severity: severity,
  issue_text: `flaw of ${rule}`,
  ...(line === undefined ? {} : { line_number: line }),
});
const bandit = (...results: readonly object[]) => ({
  errors: [],
  generated_at: '2026-11-19T00:00:00Z',
  metrics: { _totals: {}, 'src/a.py': {} },
  results,
});
const match = (id: string, version: string, severity = 'High', related: readonly string[] = []) => ({
  vulnerability: { id, severity, dataSource: '', fix: { state: 'unknown', versions: [] } },
  relatedVulnerabilities: related.map((each) => ({ id: each })),
  artifact: {
    name: 'lodash',
    version,
    type: 'npm',
    purl: `pkg:npm/lodash@${version}`,
    locations: [{ path: 'package-lock.json' }],
  },
  matchDetails: [],
});
const grype = (...matches: readonly object[]) => ({
  matches,
  source: { type: 'directory', target: '.' },
  distro: {},
  descriptor: { name: 'grype', version: '0.80.0', timestamp: '2026-11-19T00:00:00Z' },
});
const vex = (name: string, status: string) => ({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://example.test/vex',
  author: 'a',
  timestamp: '2026-11-18T00:00:00Z',
  version: 1,
  statements: [
    {
      vulnerability: { name },
      products: [{ '@id': 'pkg:npm/lodash@4.17.20' }],
      status,
      justification: 'vulnerable_code_not_present',
    },
  ],
});
const sarif = (result: object, invocation: object = { executionSuccessful: true }) => ({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'semgrep', rules: [{ id: 'R1', properties: { 'security-severity': '8.0' } }] } },
      invocations: [invocation],
      results: [
        {
          ruleId: 'R1',
          message: { text: 'flaw' },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'src/a.py' }, region: { startLine: 3 } } }],
          ...result,
        },
      ],
    },
  ],
});

const SOURCES = { 'src/a.py': 'code', 'src/b.py': 'code', Dockerfile: 'FROM x', 'package-lock.json': '{}' };
const codes = ({ failures }: SecurityEvidence) => failures.map(({ code }) => code);
const names = ({ findings }: SecurityEvidence) =>
  findings.map(({ fingerprint }) => fingerprint.replace(/:[0-9a-f]{8}/, ''));
const verdictOf = (security: SecurityEvidence, check: string, params: Params, now: Instant = NOW): Verdict => {
  const texts = { asks: '', area: 'security', why: '', fix: '', source: 'test' };
  const criterion = { id: 'asked', check, with: {}, levels: {}, traces: [], ...texts };
  const report = evaluate({
    gate: 'security-gate',
    subject: { repository: 'octo/shop' },
    asked: [{ criterion, requirement: 'must', params, level: '', origin: 'test' }],
    evidence: { security },
    waivers: [],
    checks: CHECKS,
    measurements: {},
    now,
  });
  return report.verdicts[0] as Verdict;
};
const high = (security: SecurityEvidence) =>
  verdictOf(security, 'finding-limit', { severity: 'high', also: ['critical'], max: 0 }).outcome;

describe('reports', () => {
  test('of several tools become one list, with its sources', async () => {
    const security = await gather({
      tracked: SOURCES,
      untracked: {
        'reports/bandit.json': bandit(flaw('B1', 'src/a.py', 3), flaw('B1', './src/a.py', 3, 'LOW')),
        'reports/grype.json': grype(match('GHSA-x', '4.17.20', 'Medium', ['CVE-2021-23337'])),
        'reports/second.json': grype(match('CVE-2021-23337', '4.17.20', 'Critical')),
      },
    });
    expect(names(security)).toEqual(['dependency:npm/lodash@4.17.20:CVE-2021-23337', 'code:src/a.py:B1']);
    expect(security.findings.map(({ severity, reports }) => `${severity} ${reports.join(' ')}`)).toEqual([
      'critical reports/grype.json reports/second.json',
      'high reports/bandit.json',
    ]);
    expect(security.tools.map(({ id, reports }) => `${id} ${reports}`)).toEqual(['bandit 1', 'grype 2']);
    expect(
      security.sources.map(({ source, bySeverity }) => `${source} ${bySeverity.critical} ${bySeverity.high}`),
    ).toEqual(['reports/bandit.json 0 1', 'reports/grype.json 0 0', 'reports/second.json 1 0']);
    expect(security).toMatchObject({ reports: 3, failures: [], suppressed: [] });
  });

  const good = { 'reports/bandit.json': bandit() };
  test.each([
    { name: 'none', untracked: {}, expected: ['E_NO_REPORT'] },
    { name: 'an empty file', untracked: { ...good, 'reports/b.json': '' }, expected: ['E_EMPTY'] },
    {
      name: 'a cut one',
      untracked: { ...good, 'reports/b.json': JSON.stringify(bandit(flaw('B1', 'a'))).slice(0, -9) },
      expected: ['E_TRUNCATED'],
    },
    { name: 'something else', untracked: { ...good, 'reports/b.json': '{"a": 1}' }, expected: ['E_UNKNOWN_FORMAT'] },
    {
      name: 'a page of HTML',
      untracked: { ...good, 'reports/b.html': '<html></html>' },
      expected: ['E_UNKNOWN_FORMAT'],
    },
    {
      name: 'two bad ones, each told of',
      untracked: { 'reports/a.json': '', 'reports/b.json': '{}' },
      expected: ['E_EMPTY', 'E_UNKNOWN_FORMAT'],
    },
  ])('that cannot be read are failures: $name', async ({ untracked, expected }) => {
    const security = await gather({ tracked: SOURCES, untracked });
    expect(codes(security)).toEqual(expected);
    for (const severity of ['critical', 'high', 'low', 'secret'])
      expect(verdictOf(security, 'finding-limit', { severity, max: 99 }).outcome).toBe('unknown');
  });

  test('a pattern that finds nothing is a failure, also beside one that does', async () => {
    const reports = ['reports/*', 'elsewhere/*.sarif'].map((glob) => ({ glob, where: 'input reports' }));
    expect(codes(await gather({ untracked: good }, { reports }))).toEqual(['E_NO_REPORT']);
  });

  test('a format that is named, and one that nobody reads', async () => {
    const named = (glob: string) => ({ reports: [{ glob, where: 'input reports' }] });
    expect(codes(await gather({ untracked: good }, named('bandit=reports/*')))).toEqual([]);
    expect(codes(await gather({ untracked: good }, named('gitleaks=reports/*')))).not.toEqual([]);
    await expect(gather({ untracked: good }, named('bandid=reports/*'))).rejects.toThrow(ConfigurationError);
    expect(codes(await gather({ untracked: { 'a=b.json': bandit() } }, named('./a=b.json')))).not.toEqual([
      'E_BAD_INPUT',
    ]);
  });

  test('that only state what is no risk are no scan', async () => {
    for (const [name, status] of [
      ['CVE-2021-23337', 'not_affected'],
      ['CVE-2021-23337', 'fixed'],
    ] as const)
      expect(high(await gather({ untracked: { 'reports/vex.json': vex(name, status) } }))).toBe('unknown');
    const nothing = { ...vex('x', 'fixed'), statements: [] };
    expect(high(await gather({ untracked: { 'reports/vex.json': nothing } }))).toBe('unknown');
    expect(high(await gather({ untracked: { 'reports/vex.json': nothing, 'reports/bandit.json': bandit() } }))).toBe(
      'met',
    );
  });
});

describe('what does not count', () => {
  const suppressed = (kind: string) => sarif({ suppressions: [{ kind }] });
  test.each([
    { honored: 'external', kind: 'external', expected: 'met' },
    { honored: 'external', kind: 'inSource', expected: 'unmet' },
    { honored: 'all', kind: 'inSource', expected: 'met' },
    { honored: 'none', kind: 'external', expected: 'unmet' },
    { honored: 'none', kind: 'inSource', expected: 'unmet' },
  ] as const)('$kind suppressions where $honored are honoured: $expected', async ({ honored, kind, expected }) => {
    const files = { tracked: SOURCES, untracked: { 'reports/s.sarif': suppressed(kind) } };
    const security = await gather(files, { honorSuppressions: honored });
    expect(high(security)).toBe(expected);
    expect(security.suppressed).toHaveLength(expected === 'met' ? 1 : 0);
  });

  test.each([
    { honored: 'external', status: 'not_affected', expected: 'met' },
    { honored: 'external', status: 'affected', expected: 'unmet' },
    { honored: 'none', status: 'not_affected', expected: 'unmet' },
  ] as const)(
    'a statement that it is $status where $honored are honoured: $expected',
    async ({ honored, status, expected }) => {
      const untracked = {
        'reports/g.json': grype(match('CVE-2021-23337', '4.17.20')),
        'reports/v.json': vex('CVE-2021-23337', status),
      };
      expect(high(await gather({ tracked: SOURCES, untracked }, { honorSuppressions: honored }))).toBe(expected);
    },
  );
});

describe('new findings, by what a change touches', () => {
  const diff = [
    'diff --git a/src/a.py b/src/a.py',
    '--- a/src/a.py',
    '+++ b/src/a.py',
    '@@ -10 +10,2 @@',
    '-old',
    '+new',
    '+new',
    '@@ -30,3 +31,0 @@',
    '-one',
    '-two',
    '-three',
    'diff --git a/Dockerfile b/Dockerfile',
    '--- a/Dockerfile',
    '+++ b/Dockerfile',
    '@@ -5 +4,0 @@',
    '-USER app',
    '',
  ].join('\n');
  const isNew = async (path: string, line: number | undefined, files: MemoryFiles = { diff }) => {
    const untracked = { ...files.untracked, 'reports/bandit.json': bandit(flaw('B1', path, line)) };
    const security = await gather({ tracked: SOURCES, ...files, untracked }, { isNewOnly: true, base: 'main' });
    expect(codes(security)).toEqual([]);
    return [security.findings[0]?.isNew, high(security)];
  };

  test.each([
    { name: 'a line that is changed', path: 'src/a.py', line: 10, expected: [true, 'unmet'] },
    { name: 'a line that is added', path: 'src/a.py', line: 11, expected: [true, 'unmet'] },
    { name: 'the line above', path: 'src/a.py', line: 9, expected: [false, 'met'] },
    { name: 'the line below', path: 'src/a.py', line: 12, expected: [false, 'met'] },
    { name: 'the line before what is removed', path: 'src/a.py', line: 31, expected: [true, 'unmet'] },
    { name: 'the line after what is removed', path: 'src/a.py', line: 32, expected: [true, 'unmet'] },
    { name: 'a line further away', path: 'src/a.py', line: 33, expected: [false, 'met'] },
    { name: 'a touched file as a whole', path: 'src/a.py', line: undefined, expected: [true, 'unmet'] },
    {
      name: 'a file of which something is only removed',
      path: 'Dockerfile',
      line: undefined,
      expected: [true, 'unmet'],
    },
    { name: 'another file', path: 'src/b.py', line: 10, expected: [false, 'met'] },
    { name: 'another file as a whole', path: 'src/b.py', line: undefined, expected: [false, 'met'] },
    { name: 'no file of the repository', path: '/image/c.py', line: 10, expected: [undefined, 'unmet'] },
  ])('$name', async ({ path, line, expected }) => {
    expect(await isNew(path, line)).toEqual(expected);
  });

  test('what is there and not tracked may be new', async () => {
    const untracked = { 'node_modules/lodash/index.js': 'x' };
    expect(await isNew('node_modules/lodash/index.js', 3, { diff, untracked })).toEqual([undefined, 'unmet']);
  });

  test('nothing to compare with is a failure, unless the scanners compared all', async () => {
    const reports = (result: object) => ({ tracked: SOURCES, untracked: { 'reports/s.sarif': sarif(result) } });
    expect(codes(await gather(reports({}), { isNewOnly: true }))).toEqual(['E_NO_BASE']);
    expect(codes(await gather(reports({}), { isNewOnly: true, base: 'main' }))).toEqual(['E_NO_BASE']);
    expect(high(await gather(reports({}), { isNewOnly: true }))).toBe('unknown');
    const old = await gather(reports({ baselineState: 'unchanged' }), { isNewOnly: true });
    expect([codes(old), high(old)]).toEqual([[], 'met']);
    for (const baselineState of ['new', 'updated'])
      expect(high(await gather(reports({ baselineState }), { isNewOnly: true }))).toBe('unmet');
  });
});

describe('new findings, by an earlier report', () => {
  /** The report that the gate would store of these files, at a time. */
  const stored = async (untracked: object, asOf: Instant, parts: object = {}) => {
    const security = await gather({ tracked: SOURCES, untracked: untracked as never });
    const measured = securityMeasurements(security, { deadlines: new Map(), waivable: new Map() }, asOf);
    const verdicts = [{ criterion: 'reports-complete', outcome: 'met' }];
    return { schemaVersion: 1, gate: 'security-gate', asOf, verdicts, measurements: { security: measured }, ...parts };
  };
  const after = (base: unknown, untracked: object, request: object = {}) =>
    gather(
      { tracked: SOURCES, untracked: { 'base.json': base, ...untracked } },
      { isNewOnly: true, baseReports: ['base.json'], ...request },
    );
  const scan = (...matches: readonly object[]) => ({ 'reports/g.json': grype(...matches) });
  const CVE = 'CVE-2021-23337';

  test.each([
    {
      name: 'the same',
      before: [match(CVE, '4.17.20')],
      now: [match(CVE, '4.17.20')],
      expected: [false],
      outcome: 'met',
    },
    { name: 'nothing before', before: [], now: [match(CVE, '4.17.20')], expected: [true], outcome: 'unmet' },
    {
      name: 'another flaw',
      before: [match('CVE-2020-0001', '4.17.20')],
      now: [match(CVE, '4.17.20')],
      expected: [true],
      outcome: 'unmet',
    },
    {
      name: 'by an alias',
      before: [match(CVE, '4.17.20')],
      now: [match('GHSA-x', '4.17.20', 'High', [CVE])],
      expected: [false],
      outcome: 'met',
    },
    {
      name: 'in another version',
      before: [match(CVE, '4.17.20')],
      now: [match(CVE, '4.17.19')],
      expected: [true],
      outcome: 'unmet',
    },
    {
      name: 'in one more version',
      before: [match(CVE, '4.17.20')],
      now: [match(CVE, '4.17.20'), match(CVE, '3.0.0')],
      expected: [true, false],
      outcome: 'unmet',
    },
  ])('$name', async ({ before, now, expected, outcome }) => {
    const base = await stored(scan(...before), NOW - 9 * DAY);
    const security = await after(base, scan(...now));
    expect([codes(security), security.findings.map(({ isNew }) => isNew), high(security)]).toEqual([
      [],
      expected,
      outcome,
    ]);
    const asScan = await after(grype(...before), scan(...now));
    expect(asScan.findings.map(({ isNew }) => isNew)).toEqual(expected);
  });

  test('another version does not start the clock again', async () => {
    const base = await stored(scan(match(CVE, '4.17.19')), NOW - 9 * DAY);
    const security = await after(base, scan(match(CVE, '4.17.20')));
    expect(security.findings[0]).toMatchObject({
      isNew: true,
      firstSeen: { at: NOW - 9 * DAY, from: 'earlier report' },
    });
    expect(verdictOf(security, 'patching-deadline', { severity: 'high', within: '7d' }).outcome).toBe('unmet');
  });

  test('what is first seen now is seen in this run', async () => {
    const security = await after(await stored(scan(), NOW - DAY), scan(match(CVE, '4.17.20')));
    expect(security.findings[0]?.firstSeen).toEqual({ at: NOW, from: 'this run' });
  });

  test('a chain of reports keeps the first date', async () => {
    const first = await stored(scan(match(CVE, '4.17.20')), NOW - 9 * DAY);
    const second = await after(first, scan(match(CVE, '4.17.20')));
    const measured = securityMeasurements(second, { deadlines: new Map(), waivable: new Map() }, NOW - DAY);
    const base = { ...first, asOf: NOW - DAY, measurements: { security: measured } };
    expect((await after(base, scan(match(CVE, '4.17.20')))).findings[0]?.firstSeen?.at).toBe(NOW - 9 * DAY);
  });

  test.each([
    { name: 'is not there', base: undefined, request: { baseReports: ['missing.json'] }, expected: ['E_NO_REPORT'] },
    { name: 'measured no security', base: { measurements: {} }, request: {}, expected: ['E_CONTRADICTION'] },
    {
      name: 'is a scan that cannot be read',
      base: JSON.stringify(grype()).slice(0, -3),
      request: {},
      expected: ['E_TRUNCATED'],
    },
    { name: 'is something else', base: '{"a": 1}', request: {}, expected: ['E_UNKNOWN_FORMAT'] },
  ])('a base that $name is a failure, and makes nothing old', async ({ base, request, expected }) => {
    const whole = typeof base === 'string' ? base : await stored(scan(match(CVE, '4.17.20')), NOW - DAY, base);
    const security = await after(whole, scan(match(CVE, '4.17.20')), request);
    expect(codes(security)).toEqual(expected);
    expect(security.findings[0]?.isNew).toBeUndefined();
    expect(high(security)).toBe('unknown');
  });

  test.each([
    { name: 'did not see all reports', parts: { verdicts: [{ criterion: 'reports-complete', outcome: 'unknown' }] } },
    { name: 'judged nothing', parts: { verdicts: [] } },
    { name: 'sums up no part', parts: { verdicts: [], parts: [] } },
    { name: 'sums up a part that judged nothing', parts: { verdicts: [], parts: [{ verdicts: [] }] } },
  ])('a base that $name makes old what it lists, and starts no clock for the rest', async ({ parts }) => {
    const base = await stored(scan(match(CVE, '4.17.20')), NOW - 9 * DAY, parts);
    const security = await after(base, scan(match(CVE, '4.17.20'), match('CVE-2020-0001', '4.17.20')));
    expect(codes(security)).toEqual([]);
    expect(
      security.findings.map(({ rule, isNew, firstSeen }) => `${rule} ${isNew} ${firstSeen?.at ?? 'no date'}`).sort(),
    ).toEqual([`CVE-2020-0001 true no date`, `${CVE} false ${NOW - 9 * DAY}`]);
    expect(high(security)).toBe('unmet');
  });
});

test('a result with several places has them all, and a waiver has to cover each', async () => {
  const at = (uri: string) => ({ physicalLocation: { artifactLocation: { uri }, region: { startLine: 3 } } });
  const result = { ruleId: 'R1', message: { text: 'x' }, locations: [at('src/a.py'), at('src/b.py'), at('gone.py')] };
  const sarif = { version: '2.1.0', runs: [{ tool: { driver: { name: 'CodeQL' } }, results: [result] }] };
  const tracked = { 'src/a.py': '', 'src/b.py': '' };
  const files: MemoryFiles = { tracked, untracked: { 'reports/a.sarif': sarif } };
  const { findings } = await gatherFindings(memoryRepository(files), {
    ...REQUEST,
    reports: [{ glob: 'reports/a.sarif', where: 'input reports' }],
  });
  expect(findings).toMatchObject([
    { places: [{ path: 'src/a.py' }, { path: 'src/b.py' }], elsewhere: ['gone.py'], isPlaced: false },
  ]);
});

describe('dates', () => {
  const files: MemoryFiles = {
    tracked: SOURCES,
    untracked: { 'reports/bandit.json': bandit(flaw('B1', 'src/a.py', 3), flaw('B1', 'src/a.py', 4)) },
    blame: { 'src/a.py': { 3: NOW - 2 * DAY } },
  };
  test('are asked of Git only for deadlines', async () => {
    const asked: string[] = [];
    await gatherFindings(memoryRepository(files, asked), REQUEST);
    expect(asked).toEqual([]);
    const security = await gatherFindings(memoryRepository(files, asked), { ...REQUEST, needsDates: true });
    expect(asked).toEqual(['src/a.py:3,4']);
    expect(security.findings.map(({ firstSeen }) => firstSeen?.at)).toEqual([NOW - 2 * DAY, undefined]);
    expect(verdictOf(security, 'patching-deadline', { severity: 'high', within: '7d' }).outcome).toBe('unknown');
    expect(verdictOf(security, 'patching-deadline', { severity: 'high', within: '1d' }).outcome).toBe('unmet');
  });
});

describe('lists of threats', () => {
  const untracked = { 'reports/g.json': grype(match('CVE-2021-23337', '4.17.20', 'Low')) };
  test('mark findings', async () => {
    const lists = { 'kev.txt': 'CVE-2021-23337\n', 'epss.csv': 'cve,epss,percentile\nCVE-2021-23337,0.5,0.9\n' };
    const security = await gather(
      { untracked: { ...untracked, ...lists } },
      { exploited: 'kev.txt', epss: 'epss.csv' },
    );
    expect(security.findings[0]).toMatchObject({ isExploited: true, epss: 0.5 });
  });

  test.each(['', '<html>', '{"vulnerabilities": []}', '{"data": []}'])(
    'that cannot be read are failures: %j',
    async (text) => {
      for (const list of ['exploited', 'epss']) {
        const security = await gather({ untracked: { ...untracked, list: text } }, { [list]: 'list' });
        expect(codes(security)).toHaveLength(1);
        expect(verdictOf(security, 'known-exploited', { epss: 10 }).outcome).toBe('unknown');
        expect(security.findings).toHaveLength(1);
      }
    },
  );
});

describe('laws', () => {
  const report = fc.oneof(
    fc
      .array(
        fc.record({
          rule: fc.constantFrom('B1', 'B2'),
          path: fc.constantFrom('src/a.py', 'src/b.py', '/x/c.py'),
          line: fc.constantFrom(1, 2),
          severity: fc.constantFrom('HIGH', 'MEDIUM', 'LOW'),
        }),
        { maxLength: 4 },
      )
      .map((list): unknown =>
        bandit(...list.map(({ rule, path, line, severity }) => flaw(rule, path, line, severity))),
      ),
    fc
      .array(
        fc.record({
          id: fc.constantFrom('CVE-2021-0001', 'CVE-2021-0002', 'GHSA-x'),
          version: fc.constantFrom('1', '2'),
          severity: fc.constantFrom('Critical', 'High', 'Low'),
          related: fc.subarray(['CVE-2021-0001', 'GHSA-x']),
        }),
        { maxLength: 4 },
      )
      .map((list): unknown =>
        grype(...list.map(({ id, version, severity, related }) => match(id, version, severity, related))),
      ),
    fc.constantFrom<unknown>('', '{}', '<html>', sarif({}), sarif({}, { executionSuccessful: false })),
  );
  const filesOf = (reports: readonly unknown[]): MemoryFiles => ({
    tracked: SOURCES,
    untracked: Object.fromEntries(reports.map((content, index) => [`reports/${index}.json`, content])),
  });
  const ORDER = ['met', 'waived', 'unknown', 'unmet'];
  const redness = (security: SecurityEvidence) =>
    ['critical', 'high', 'medium', 'low'].map((severity) => {
      const { outcome } = verdictOf(security, 'finding-limit', {
        severity,
        also: severity === 'low' ? ['critical', 'high', 'medium'] : [],
        max: 0,
      });
      return ORDER.indexOf(outcome) > 1 ? 1 : 0;
    });

  test('a report more never makes it greener: any worse finding stays one that is at least as bad', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 3 }), report, async (reports, more) => {
        const [before, after] = await Promise.all([gather(filesOf(reports)), gather(filesOf([...reports, more]))]);
        // Of one severity alone a worse rating takes a finding away; of all together nothing does.
        expect(redness(after)[3]).toBeGreaterThanOrEqual(redness(before)[3] as number);
        expect(redness(after)[0]).toBeGreaterThanOrEqual(redness(before)[0] as number);
      }),
    );
  });

  test('neither the names nor the order of reports say anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 4 }), async (reports) => {
        const [there, back] = await Promise.all([gather(filesOf(reports)), gather(filesOf([...reports].reverse()))]);
        const facts = ({ findings }: SecurityEvidence) => findings.map(({ reports: _, ...one }) => one);
        expect(facts(back)).toEqual(facts(there));
        expect(redness(back)).toEqual(redness(there));
      }),
    );
  });

  test('a report given twice adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 3 }), async (reports) => {
        const [once, twice] = await Promise.all([gather(filesOf(reports)), gather(filesOf([...reports, ...reports]))]);
        const facts = ({ findings }: SecurityEvidence) => findings.map(({ reports: _, ...one }) => one);
        expect(facts(twice)).toEqual(facts(once));
      }),
    );
  });
});
