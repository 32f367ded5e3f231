import {
  type FirstSeen,
  isCve,
  type Location,
  SEVERITY_RANK,
  type SecurityFinding,
  type Suppression,
  worseSeverity,
} from '@maturity-actions/criteria';
import type { PlacedFinding, ReportedFinding } from './findings-report.ts';
import { type UnnamedFinding, withFingerprints } from './fingerprint.ts';
import { groupBy, packageGroups } from './package-groups.ts';

/**
 * One finding per problem, however many tools and reports hold it. Advisories are the same when they
 * share an id, directly or through others (CVE, GHSA, PYSEC, RUSTSEC), within one version of one
 * package; everything else when category, rule, file and line are the same. The worst rating stays,
 * all sources are listed, and one report that does not suppress it keeps it open.
 */
export function uniteFindings(placed: readonly PlacedFinding[]): SecurityFinding[] {
  const groups = [
    ...packageGroups(placed.filter(isOfPackage)),
    ...placeGroups(placed.filter((one) => !isOfPackage(one))),
  ];
  return withFingerprints(groups.map(unite));
}

function isOfPackage({ finding }: PlacedFinding): boolean {
  return finding.package !== undefined && (finding.category === 'dependency' || finding.category === 'license');
}

function placeGroups(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  return groupBy(findings, ({ finding, at }) => {
    const place = at?.path ?? finding.path ?? finding.place ?? '';
    const of = finding.package ? `${finding.package.name}@${finding.package.version ?? ''}` : '';
    // Without a line only the text and the tool's own name of the place tell two problems of one file apart.
    const line = finding.line ?? `${finding.title}\0${finding.placeId ?? ''}`;
    return [finding.category, finding.rule.toLowerCase(), place, line, of].join('\0');
  });
}

/** The order in which sources of a date are believed. */
const TRUST: readonly FirstSeen['from'][] = ['alert', 'earlier report', 'scanner', 'git blame', 'this run'];

function unite(members: readonly PlacedFinding[]): UnnamedFinding {
  const group = inOrder(members);
  const findings = group.map(({ finding }) => finding);
  // The texts are those of whoever rates it worst; of these, always the same one.
  const [worst] = findings as [ReportedFinding];
  const isOpen = findings.some(({ suppression }) => !suppression);
  const ids = [...new Set(findings.flatMap((finding) => finding.ids))].sort(byId);
  const first = <K extends keyof ReportedFinding>(key: K) =>
    findings.find((finding) => finding[key] !== undefined)?.[key];
  const firstSeen = firstSeenOf(findings);
  const published = least(findings.flatMap(({ publishedAt }) => publishedAt ?? []));
  const isFixable = someOrAll(findings.map((finding) => (finding.fixedIn ? true : finding.isFixable)));
  const isNew = someOrAll(findings.map((finding) => finding.isNew));
  const epss = findings.flatMap((finding) => finding.epss ?? []);
  const fixedIn = first('fixedIn');
  const url = first('url');
  const ofPackage = packageOf(findings);
  const finding = {
    // Of many CVEs none is the name of all.
    rule: new Set(ids.filter(isCve).map((id) => id.toUpperCase())).size > 1 ? worst.rule : (ids[0] ?? worst.rule),
    ids,
    category: worst.category,
    // Of those too that a tool suppresses: while another one keeps it open, nobody agreed that it is less.
    severity: findings.map(({ severity }) => severity).reduce(worseSeverity),
    title: worst.title,
    ...(ofPackage ? { package: ofPackage } : {}),
    ...(fixedIn === undefined ? {} : { fixedIn }),
    ...(isFixable === undefined ? {} : { isFixable }),
    ...placesOf(group),
    tools: sorted(findings.map(({ tool }) => tool)),
    reports: sorted(group.map(({ report }) => report)),
    ...(firstSeen ? { firstSeen } : {}),
    ...(published === undefined ? {} : { publishedAt: published }),
    ...(isNew === undefined ? {} : { isNew }),
    ...(findings.some((finding) => finding.isExploited) ? { isExploited: true } : {}),
    ...(epss.length > 0 ? { epss: epss.reduce((a, b) => Math.max(a, b)) } : {}),
    ...(url === undefined ? {} : { url }),
    ...(isOpen ? {} : { suppression: worst.suppression as Suppression }),
  };
  return { finding, placeId: first('placeId') ?? worst.title };
}

/** The members of a group in an order that does not depend on that of reports and findings, the worst rated first. */
function inOrder(members: readonly PlacedFinding[]): readonly PlacedFinding[] {
  if (members.length === 1) return members;
  const keyed = members.map((one) => ({ one, key: JSON.stringify([one.report, one.at, one.finding]) }));
  keyed.sort(({ one: { finding: a }, key }, { one: { finding: b }, key: other }) => {
    const rank = SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity];
    return (
      rank || compare(a.tool, b.tool) || compare(a.rule, b.rule) || compare(a.title, b.title) || compare(key, other)
    );
  });
  return keyed.map(({ one }) => one);
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

function placesOf(
  group: readonly PlacedFinding[],
): Pick<SecurityFinding, 'where' | 'places' | 'isPlaced' | 'elsewhere'> {
  const places = new Map<string, Location>();
  for (const { at } of group) if (at) keepLongest(places, at);
  const sortedPlaces = [...places.entries()].sort(([a], [b]) => compare(a, b)).map(([, at]) => at);
  const [shown] = sortedPlaces;
  const { finding } = group[0] as PlacedFinding;
  const reported = finding.path ?? finding.place ?? '';
  const path = shown?.path ?? reported;
  const line = shown ? shown.line : finding.path === undefined ? undefined : finding.line;
  const others = group.filter(({ isPlaced }) => !isPlaced);
  return {
    where: line === undefined || path === '' ? path : `${path}:${line}`,
    places: sortedPlaces,
    isPlaced: others.length === 0,
    ...(others.length === 0
      ? {}
      : { elsewhere: sorted(others.map(({ finding: { path: spelled, place = '' } }) => spelled ?? place)) }),
  };
}

/** Of the same place twice, the one that reaches further: a change at its end touches it. */
function keepLongest(places: Map<string, Location>, at: Location): void {
  const key = `${at.path}:${at.line ?? ''}`;
  const known = places.get(key);
  if (!known || (at.endLine ?? 0) > (known.endLine ?? 0)) places.set(key, at);
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

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => Math.min(a, b));
}

/** CVE ids are what people look for; then GHSA, then the rest, each by name. */
function byId(a: string, b: string): number {
  const rank = (id: string): number => (/^CVE-/i.test(id) ? 0 : /^GHSA-/i.test(id) ? 1 : 2);
  return rank(a) - rank(b) || compare(a, b);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort(compare);
