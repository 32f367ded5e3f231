import {
  type FirstSeen,
  type Location,
  SEVERITY_RANK,
  type SecurityFinding,
  type Suppression,
  worseSeverity,
} from '@maturity-actions/criteria';
import type { ReportedFinding } from './findings-report.ts';

/** One reported finding with its place in the repository; `isPlaced` when it is a file of it. */
export interface PlacedFinding {
  readonly finding: ReportedFinding;
  readonly report: string;
  readonly at: Location | undefined;
  readonly isPlaced: boolean;
}

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

/** Package names as tools spell them differently: case, `-` and `_`, `group:artifact` and `group/artifact`. */
function packageKey({ finding }: PlacedFinding): string {
  const name = finding.package?.name ?? '';
  return `${finding.category} ${name
    .toLowerCase()
    .replace(/[-_.]+/g, '-')
    .replace(/\//g, ':')}`;
}

function packageGroups(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  return groupBy(findings, packageKey).flatMap((ofPackage) => aliasGroups(ofPackage).flatMap(byVersion));
}

function groupBy(findings: readonly PlacedFinding[], keyOf: (one: PlacedFinding) => string): PlacedFinding[][] {
  const groups = new Map<string, PlacedFinding[]>();
  for (const one of findings) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** Findings of one package, united as far as their ids connect them. */
function aliasGroups(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    return root;
  };
  for (const { finding } of findings) {
    const [first = '', ...others] = finding.ids.map((id) => id.toUpperCase());
    if (!parents.has(first)) parents.set(first, first);
    for (const id of others) parents.set(rootOf(id), rootOf(first));
  }
  return groupBy(findings, ({ finding }) => rootOf((finding.ids[0] ?? '').toUpperCase()));
}

/** Another version, or another ecosystem, is another thing to fix; a tool that does not say joins the first that fits. */
function byVersion(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  const groups: { ecosystem: string; version: string; members: PlacedFinding[] }[] = [];
  const isExact = ({ finding }: PlacedFinding): number =>
    (finding.package?.version ? 0 : 1) + (finding.package?.ecosystem ? 0 : 1);
  for (const one of [...findings].sort((a, b) => isExact(a) - isExact(b))) {
    const ecosystem = one.finding.package?.ecosystem ?? '';
    const version = (one.finding.package?.version ?? '').replace(/^v(?=\d)/, '');
    const fits = (own: string, other: string): boolean => own === '' || other === '' || own === other;
    const group = groups.find((each) => fits(ecosystem, each.ecosystem) && fits(version, each.version));
    if (group) group.members.push(one);
    else groups.push({ ecosystem, version, members: [one] });
  }
  return groups.map(({ members }) => members);
}

function placeGroups(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  return groupBy(findings, ({ finding, at }) => {
    const place = at?.path ?? finding.path ?? finding.place ?? '';
    const of = finding.package ? `${finding.package.name}@${finding.package.version ?? ''}` : '';
    // Without a line only the text tells two problems of one file apart.
    const line = finding.line ?? finding.title;
    return [finding.category, finding.rule.toLowerCase(), place, line, of].join('\0');
  });
}

/** The order in which sources of a date are believed. */
const TRUST: readonly FirstSeen['from'][] = ['alert', 'earlier report', 'scanner', 'git blame', 'this run'];

/** A finding without its name, and what tells it from others of the same rule in the same file. */
interface Unnamed {
  readonly finding: Omit<SecurityFinding, 'fingerprint'>;
  readonly placeId: string;
}

function unite(group: readonly PlacedFinding[]): Unnamed {
  const findings = group.map(({ finding }) => finding);
  // The texts are those of whoever rates it worst; of these, always the same one.
  const [worst] = [...findings].sort(
    (a, b) =>
      SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] || compare(a.tool, b.tool) || compare(a.rule, b.rule),
  ) as [ReportedFinding];
  const open = findings.filter(({ suppression }) => !suppression);
  const counting = open.length > 0 ? open : findings;
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
    rule: ids[0] ?? worst.rule,
    ids,
    category: worst.category,
    severity: counting.map(({ severity }) => severity).reduce(worseSeverity),
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
    ...(epss.length > 0 ? { epss: Math.max(...epss) } : {}),
    ...(url === undefined ? {} : { url }),
    ...(open.length > 0 ? {} : { suppression: findings[0]?.suppression as Suppression }),
  };
  return { finding, placeId: first('placeId') ?? worst.title };
}

function packageOf(findings: readonly ReportedFinding[]): SecurityFinding['package'] {
  const packages = findings.flatMap((finding) => finding.package ?? []);
  const [named] = [...packages].sort(
    (a, b) => Object.keys(b).length - Object.keys(a).length || compare(a.name, b.name),
  );
  const ecosystem = packages.find((one) => one.ecosystem)?.ecosystem;
  const version = packages.find((one) => one.version)?.version;
  return named && { ...(ecosystem ? { ecosystem } : {}), name: named.name, ...(version ? { version } : {}) };
}

function placesOf(group: readonly PlacedFinding[]): Pick<SecurityFinding, 'where' | 'places' | 'isPlaced'> {
  const places = new Map<string, Location>();
  for (const { at } of group) if (at) places.set(`${at.path}:${at.line ?? ''}`, at);
  const sortedPlaces = [...places.entries()].sort(([a], [b]) => compare(a, b)).map(([, at]) => at);
  const [shown] = sortedPlaces;
  const { finding } = group[0] as PlacedFinding;
  const reported = finding.path ?? finding.place ?? '';
  const path = shown?.path ?? reported;
  const line = shown ? shown.line : finding.path === undefined ? undefined : finding.line;
  return {
    where: line === undefined || path === '' ? path : `${path}:${line}`,
    places: sortedPlaces,
    isPlaced: group.every(({ isPlaced }) => isPlaced),
  };
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

/**
 * Names that stay the same from run to run: neither line numbers nor the number of tools are in them.
 * Where a file has the same problem more than once, they are numbered in the order of lines.
 */
function withFingerprints(findings: readonly Unnamed[]): SecurityFinding[] {
  const seen = new Map<string, number>();
  const lineOf = ({ finding }: Unnamed): number => finding.places[0]?.line ?? 0;
  const inOrder = [...findings].sort((a, b) => compare(a.finding.rule, b.finding.rule) || lineOf(a) - lineOf(b));
  return inOrder.map(({ finding, placeId }) => {
    const name = nameOf(finding, placeId);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { ...finding, fingerprint: count === 1 ? name : `${name}:${count}` };
  });
}

function nameOf({ category, package: of, rule, places, where }: Unnamed['finding'], placeId: string): string {
  if (of)
    return `${category}:${of.ecosystem ? `${of.ecosystem}/` : ''}${of.name}${of.version ? `@${of.version}` : ''}:${rule}`;
  const place = places[0]?.path ?? where.replace(/:\d+$/, '');
  return `${category}:${place}:${rule}:${hash(placeId)}`;
}

/** FNV-1a, 32 bits, as hex: tells places apart, and is no secret. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
