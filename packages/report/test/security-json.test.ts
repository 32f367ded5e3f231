import { EvidenceError, type MeasuredFinding, type MeasuredWaiver, type Report } from '@maturity-actions/criteria';
import { parseReportJson, renderJson } from '@maturity-actions/report';
import fc from 'fast-check';
import { HOSTILE } from './sample-reports.ts';
import {
  dependencyFinding,
  measuredFinding,
  SECURITY_REPORTS,
  securityMeasured,
  securityReport,
} from './sample-security.ts';

/** The code and text of the error that reading `text` throws. */
function failureOf(text: string): string {
  try {
    parseReportJson(text, 'r.json');
  } catch (error) {
    if (error instanceof EvidenceError) return `${error.failures[0]?.code} ${error.message}`;
    throw error;
  }
  return 'no error';
}

interface PlainSecurity {
  [key: string]: unknown;
  readonly findings: Record<string, unknown>[];
  readonly waivers: Record<string, unknown>[];
}

/** The JSON of a good report whose security figures are changed. */
function changed(change: (security: PlainSecurity) => void): string {
  const plain = JSON.parse(renderJson(SECURITY_REPORTS['security-green'] as Report));
  change(plain.measurements.security);
  return JSON.stringify(plain);
}

const setKey = (key: string, value: unknown) => changed((security) => Object.assign(security, { [key]: value }));
const setFinding = (parts: object) => changed(({ findings }) => Object.assign(findings[0] ?? {}, parts));
const setWaiver = (parts: object) => changed(({ waivers }) => Object.assign(waivers[0] ?? {}, parts));

test.each([
  ['a count as text', setKey('critical', '0'), 'E_WRONG_FORMAT'],
  ['half a finding', setKey('high', 0.5), 'E_WRONG_FORMAT'],
  ['no list of findings', setKey('findings', undefined), 'security.findings is absent; expected a list'],
  ['an unknown severity', setFinding({ severity: 'terrible' }), 'findings[0].severity is "terrible"'],
  ['an unknown state', setFinding({ state: 'fine' }), 'E_WRONG_FORMAT'],
  ['no fingerprint', setFinding({ fingerprint: undefined }), 'E_WRONG_FORMAT'],
  [
    'no such day',
    setFinding({ due: '2026-13-45' }),
    'findings[0].due is "2026-13-45"; expected an ISO 8601 date or time',
  ],
  ['a package without a name', setFinding({ package: { ecosystem: 'npm' } }), 'E_WRONG_FORMAT'],
  [
    'an unknown kind of scan',
    setKey('tools', [{ id: 'x', version: null, kinds: ['x'], reports: 1, errors: 0 }]),
    'E_WRONG',
  ],
  ['a waiver in no state', setWaiver({ state: 'good' }), 'E_WRONG_FORMAT'],
  ['a total that is no sum', setKey('total', 5), 'E_CONTRADICTION'],
  ['another sum', changed((all) => Object.assign(all, { total: 7, low: 3 })), 'E_CONTRADICTION'],
  ['severities that are others', changed((all) => Object.assign(all, { high: 0, low: 3 })), 'E_CONTRADICTION'],
  ['a list that was cut', changed(({ findings }) => findings.splice(1, 1)), 'E_CONTRADICTION'],
  ['another number of waived ones', setKey('waived', 3), 'E_CONTRADICTION'],
  ['another number of suppressed ones', setKey('suppressed', 0), 'E_CONTRADICTION'],
  ['more secrets than findings', setKey('secrets', 7), 'security.secrets is 7 of 6; expected at most the total'],
  ['more overdue ones than findings', setKey('overdue', 7), 'E_CONTRADICTION'],
])('%s is refused', (_, text, expected) => expect(failureOf(text)).toContain(expected));

test('a part is looked at as well', () => {
  const plain = JSON.parse(renderJson(SECURITY_REPORTS['security-parts'] as Report));
  plain.parts[0].measurements.security.total = 9;
  expect(failureOf(JSON.stringify(plain))).toMatch(/E_CONTRADICTION.*parts\[0\]\.measurements\.security\.total/);
});

const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(HOSTILE, '__proto__', '2026-11-20', ''));
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
/** Without the keys that are undefined: they are left out of the JSON. */
const compact = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

const findings = fc.array(
  fc
    .record({
      fingerprint: text,
      rule: text,
      ids: fc.array(text, { maxLength: 2 }),
      severity: fc.constantFrom('critical', 'high', 'medium', 'low', 'info', 'unknown'),
      category: fc.constantFrom('dependency', 'code', 'secret', 'misconfiguration', 'license', 'web'),
      state: fc.constantFrom('open', 'waived', 'suppressed'),
      title: text,
      where: text,
      path: some(text),
      line: some(fc.nat()),
      package: some(fc.record({ ecosystem: some(text), name: text, version: some(text) }).map(compact)),
      fixedIn: some(text),
      tools: fc.array(text, { maxLength: 2 }),
      firstSeen: some(instant),
      firstSeenFrom: some(fc.constantFrom('alert', 'earlier report', 'scanner', 'git blame', 'this run')),
      due: some(instant),
      isNew: some(fc.boolean()),
      url: some(text),
      because: some(text),
    })
    .map((one) => compact(one) as MeasuredFinding),
  { maxLength: 6 },
);
const waivers = fc.array(
  fc
    .record({
      id: text,
      scope: text,
      owner: text,
      approver: text,
      reason: text,
      expires: fc.integer({ min: 0, max: 40_000 }).map((days) => days * 86_400_000),
      where: text,
      state: fc.constantFrom('used', 'expiring', 'refused', 'unused', 'expired', 'not-yet'),
      findings: fc.nat(),
      why: some(text),
    })
    .map((one) => compact(one) as MeasuredWaiver),
  { maxLength: 3 },
);

test('whatever was measured reads back as it was', () => {
  fc.assert(
    fc.property(findings, waivers, (list, accepted) => {
      const one = securityReport(securityMeasured(list, { waivers: accepted }));
      expect(parseReportJson(renderJson(one))).toEqual(one);
    }),
    { numRuns: 300 },
  );
});

test('each finding is one line, in a fixed order of keys', () => {
  const finding = measuredFinding({ due: 1_795_166_400_000 });
  const turned = Object.fromEntries(Object.entries(finding).reverse()) as unknown as MeasuredFinding;
  const lines = renderJson(securityReport(securityMeasured([finding, turned]))).split('\n');
  const rows = lines.filter((line) => line.includes('"fingerprint"')).map((line) => line.replace(/,$/, ''));
  expect(rows).toHaveLength(2);
  expect(rows[1]).toBe(rows[0]);
  expect(rows[0]?.trim()).toMatch(/^\{"rule":"B303",.*"due":"2026-11-20T09:20:00Z".*\}$/);
});

test('keys that nobody knows are kept, hostile ones too', () => {
  const finding = JSON.parse('{"constructor":1,"__proto__":{"due":1}}');
  for (const [key, value] of Object.entries(measuredFinding())) finding[key] = value;
  const text = renderJson(securityReport(securityMeasured([finding])));
  expect(text).toContain('"__proto__":{"due":"1970-01-01T00:00:00.001Z"},');
  const [back] = parseReportJson(text).measurements.security?.findings ?? [];
  expect(Object.keys(back ?? {})).toEqual(expect.arrayContaining(['constructor', '__proto__']));
});

test('100,000 findings are written and read quickly', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => dependencyFinding(`CVE-2026-${index}`, `p${index}`));
  const one = securityReport(securityMeasured(many));
  const start = performance.now();
  const text = renderJson(one);
  const written = performance.now();
  expect(parseReportJson(text).measurements.security?.total).toBe(100_000);
  expect(written - start).toBeLessThan(3000);
  expect(performance.now() - written).toBeLessThan(6000);
});
