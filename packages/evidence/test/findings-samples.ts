import type { FindingCategory, SecurityFinding, Severity } from '@maturity-actions/criteria';
import fc from 'fast-check';
import type { PlacedFinding, ReportedFinding } from '../src/findings/findings-report.ts';
import { uniteFindings } from '../src/findings/identity.ts';

/** A finding of bandit in code, changed by `parts`. */
export function reported(parts: Partial<ReportedFinding> = {}): ReportedFinding {
  const { rule = 'B303' } = parts;
  return {
    rule,
    ids: [rule],
    tool: 'bandit',
    category: 'code',
    severity: 'medium',
    title: 'a flaw',
    path: 'src/a.py',
    line: 12,
    ...parts,
  };
}

/** A finding in a package, changed by `parts`. */
export function advisory(parts: Partial<ReportedFinding> = {}): ReportedFinding {
  const { rule = 'CVE-2021-23337' } = parts;
  const { path: _, line: __, ...base } = reported({ rule });
  return {
    ...base,
    tool: 'npm-audit',
    category: 'dependency',
    package: { ecosystem: 'npm', name: 'lodash', version: '4.17.20' },
    ...parts,
  };
}

/** `uniteFindings` of findings that have their places already. */
export function unitePlaced(all: readonly PlacedFinding[]): SecurityFinding[] {
  return uniteFindings(
    all.map((one) => ({
      place: one.at?.path ?? one.finding.path ?? one.finding.place ?? '',
      findings: [one.finding],
      placed: () => one,
    })),
  );
}

/** The finding in a file of the repository where it names one, as `placeFindings` would place it. */
export function placed(finding: ReportedFinding, report = `${finding.tool}.json`): PlacedFinding {
  const { path, line, endLine } = finding;
  if (path === undefined || path.startsWith('/')) return { finding, report, at: undefined, isPlaced: false };
  const lines = { ...(line === undefined ? {} : { line }), ...(endLine === undefined ? {} : { endLine }) };
  return { finding, report, at: { path, ...lines }, isPlaced: true };
}

const orNothing = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const severity = fc.constantFrom<Severity>('critical', 'high', 'medium', 'low', 'info', 'unknown');
const suppression = fc.constantFrom(undefined, undefined, { kind: 'external', reason: 'baseline' } as const);
const facts = {
  severity,
  suppression,
  tool: fc.constantFrom('trivy', 'grype', 'bandit'),
  report: fc.constantFrom('one.json', 'two.json'),
  title: fc.constantFrom('a flaw', 'another flaw'),
  isNew: orNothing(fc.boolean()),
  isFixable: orNothing(fc.boolean()),
  fixedIn: orNothing(fc.constantFrom('2', '3')),
  url: orNothing(fc.constantFrom('https://a.example', 'https://b.example')),
  placeId: orNothing(fc.constantFrom('p1', 'p2')),
  isExploited: fc.constantFrom(undefined, true as const),
  epss: orNothing(fc.constantFrom(0.1, 0.2)),
  publishedAt: orNothing(fc.constantFrom(1, 2)),
  line: orNothing(fc.integer({ min: 1, max: 3 })),
  endLine: orNothing(fc.integer({ min: 3, max: 5 })),
  path: orNothing(fc.constantFrom('src/a.py', 'src/b.py', '/image/a.py')),
  firstSeen: orNothing(
    fc.record({ at: fc.constantFrom(5, 6), from: fc.constantFrom('alert' as const, 'scanner' as const) }),
  ),
};

function withoutNothing<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;
}

/** Findings in code, as several tools and reports may hold them. */
export const anyInCode: fc.Arbitrary<PlacedFinding> = fc
  .record({
    ...facts,
    rule: fc.constantFrom('B1', 'b1', 'B2'),
    category: fc.constantFrom<FindingCategory>('code', 'secret', 'misconfiguration'),
  })
  .map(({ report, rule, ...parts }) =>
    placed({ ...reported({ rule }), ...(withoutNothing(parts) as Partial<ReportedFinding>) }, report),
  );

/** Findings of packages; `ids` says which advisories there are. */
export function anyOfPackage(ids: fc.Arbitrary<readonly string[]>): fc.Arbitrary<PlacedFinding> {
  const of = fc.record({
    name: fc.constantFrom('lodash', 'Lodash', 'lodash.template', 'lodash-template', 'zope_interface', 'zope.interface'),
    ecosystem: fc.constantFrom(undefined, 'npm', 'pypi'),
    version: fc.constantFrom(undefined, '1', 'v1', '2'),
  });
  return fc.record({ ...facts, ids, package: of }).map(({ report, ids: all, package: named, ...parts }) => {
    const { line: _, endLine: __, ...rest } = parts;
    const base = advisory({ rule: all[0] as string, ids: all, package: withoutNothing(named) as never });
    return placed({ ...base, ...(withoutNothing(rest) as Partial<ReportedFinding>) }, report);
  });
}

const ALIASES = ['CVE-2021-0001', 'CVE-2021-0002', 'GHSA-a', 'GHSA-b', 'PYSEC-1', 'ALAS-1', 'unnamed'];
/** Some of the ids of a few advisories. */
export const anyIds = fc.uniqueArray(fc.constantFrom(...ALIASES), { minLength: 1, maxLength: 4 });

/** Findings of all kinds. */
export const anyFindings = fc.array(fc.oneof(anyInCode, anyOfPackage(anyIds)), { maxLength: 12 });
