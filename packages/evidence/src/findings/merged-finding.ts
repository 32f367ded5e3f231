import { type FirstSeen, type SecurityFinding, worseSeverity } from '@maturity-actions/criteria';
import type { ReportedFinding } from './findings-report.ts';

/** The order in which sources of a date are believed. */
const TRUST: readonly FirstSeen['from'][] = ['alert', 'earlier report', 'scanner', 'git blame', 'this run'];

/** Several reported findings as one, the worst rated first: the texts are its own. */
export function mergedFinding(findings: readonly ReportedFinding[]): ReportedFinding {
  const [worst] = findings as [ReportedFinding];
  const { suppression, isNew: _, isFixable: __, ...texts } = worst;
  const first = <K extends keyof ReportedFinding>(key: K) => findings.find((one) => one[key] !== undefined)?.[key];
  const known = {
    package: packageOf(findings),
    fixedIn: first('fixedIn'),
    isFixable: someOrAll(findings.map((one) => (one.fixedIn ? true : one.isFixable))),
    firstSeen: firstSeenOf(findings),
    publishedAt: least(findings.flatMap(({ publishedAt }) => publishedAt ?? [])),
    isNew: someOrAll(findings.map(({ isNew }) => isNew)),
    isExploited: findings.some(({ isExploited }) => isExploited) || undefined,
    epss: most(findings.flatMap(({ epss }) => epss ?? [])),
    url: first('url'),
    placeId: first('placeId'),
    // One that is not suppressed keeps it open.
    suppression: findings.every((one) => one.suppression) ? suppression : undefined,
  };
  return {
    ...texts,
    ids: distinct(findings.flatMap(({ ids }) => ids)),
    // Of those too that a tool suppresses: while another one keeps it open, nobody agreed that it is less.
    severity: findings.map(({ severity }) => severity).reduce(worseSeverity),
    ...(Object.fromEntries(
      Object.entries(known).filter(([, value]) => value !== undefined),
    ) as Partial<ReportedFinding>),
  };
}

function packageOf(findings: readonly ReportedFinding[]): SecurityFinding['package'] {
  const packages = findings.flatMap((finding) => finding.package ?? []);
  const [named] = [...packages].sort(
    (a, b) => Object.keys(b).length - Object.keys(a).length || compare(a.name, b.name),
  );
  const [ecosystem] = sorted(packages.flatMap((one) => one.ecosystem ?? []));
  const [version] = sorted(packages.flatMap((one) => one.version ?? []));
  return named && { ...(ecosystem ? { ecosystem } : {}), name: named.name, ...(version ? { version } : {}) };
}

function firstSeenOf(findings: readonly ReportedFinding[]): FirstSeen | undefined {
  const dates = findings.flatMap(({ firstSeen }) => firstSeen ?? []);
  return dates.sort((a, b) => TRUST.indexOf(a.from) - TRUST.indexOf(b.from) || a.at - b.at)[0];
}

/** true when one is true, false when all are false, undefined when the rest is not known. */
function someOrAll(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(true)) return true;
  return values.every((value) => value === false) ? false : undefined;
}

function most(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => Math.max(a, b));
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => Math.min(a, b));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const distinct = (values: readonly string[]): string[] => [...new Set(values)];
const sorted = (values: readonly string[]): string[] => distinct(values).sort(compare);
