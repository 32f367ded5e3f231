import { isCve, type Location, SEVERITY_RANK, type SecurityFinding } from '@maturity-actions/criteria';
import type { FindingsOfPlace, PlacedFinding, ReportedFinding } from './findings-report.ts';
import { nameOf, withDistinctNames } from './fingerprint.ts';
import { mergedFinding } from './merged-finding.ts';
import { groupBy, packageGroups } from './package-groups.ts';

/**
 * One finding per problem, however many tools and reports hold it. Advisories are the same when they
 * share an id, directly or through others (CVE, GHSA, PYSEC, RUSTSEC), within one version of one
 * package; everything else when category, rule, file and line are the same. The worst rating stays,
 * all sources are listed, and one report that does not suppress it keeps it open.
 */
export function uniteFindings(found: readonly FindingsOfPlace[]): SecurityFinding[] {
  const names = sharedNames();
  const united: SecurityFinding[] = [];
  const add = (group: readonly PlacedFinding[]): void => void united.push(unite(group, names));
  packageGroups(found.flatMap((one) => placedOf(one, isOfPackage))).forEach(add);
  eachProblem(found, add);
  return withDistinctNames(united);
}

function isOfPackage({ package: of, category }: ReportedFinding): boolean {
  return of !== undefined && (category === 'dependency' || category === 'license');
}

function isOfNoPackage(finding: ReportedFinding): boolean {
  return !isOfPackage(finding);
}

function placedOf({ findings, placed }: FindingsOfPlace, isWanted: (one: ReportedFinding) => boolean): PlacedFinding[] {
  const all: PlacedFinding[] = [];
  findings.forEach((finding) => {
    if (isWanted(finding)) all.push(placed(finding));
  });
  return all;
}

/**
 * Visits the findings of one problem after the other, by places in their order: what is made of a place is
 * needed only while it is looked at, and names that come nearly in order are sorted in a fraction of the time.
 */
function eachProblem(found: readonly FindingsOfPlace[], visit: (group: readonly PlacedFinding[]) => void): void {
  // One list for all that are alone in their line, as nearly all are: who visits a group does not keep it.
  const alone: PlacedFinding[] = [];
  const places = groupBy(found, ({ place }) => place);
  places.sort(([a], [b]) => compare(a?.place ?? '', b?.place ?? ''));
  for (const ofReports of places) {
    const ofPlace = inOrderOfLines(ofReports.flatMap((one) => placedOf(one, isOfNoPackage)));
    for (let from = 0, to = 1; from < ofPlace.length; from = to++) {
      while (to < ofPlace.length && lineOf(ofPlace[to]) === lineOf(ofPlace[from])) to++;
      alone[0] = ofPlace[from] as PlacedFinding;
      if (to - from === 1) visit(alone);
      else groupBy(ofPlace.slice(from, to), problemOf).forEach(visit);
    }
  }
}

/** Sorted in place, where they are not in this order as reports mostly have them. */
function inOrderOfLines(ofPlace: PlacedFinding[]): readonly PlacedFinding[] {
  const isSorted = ofPlace.every((one, at) => at === 0 || lineOf(ofPlace[at - 1]) <= lineOf(one));
  return isSorted ? ofPlace : ofPlace.sort((a, b) => lineOf(a) - lineOf(b));
}

/** 0 where there is none. */
function lineOf(one: PlacedFinding | undefined): number {
  return one?.finding.line ?? 0;
}

/** What is the same for all reports of one problem in one line of a place. */
function problemOf({ finding }: PlacedFinding): string {
  const of = finding.package ? `${finding.package.name}@${finding.package.version ?? ''}` : '';
  // Without a line only the text and the tool's own name of the place tell two problems of one file apart.
  const text = finding.line === undefined ? `${finding.title}\0${finding.placeId ?? ''}` : '';
  // A rule without a name, or an advisory without its package, does not say what it is about; its text does.
  const isVague = finding.rule === 'unnamed' || finding.category === 'dependency';
  return [finding.category, finding.rule.toLowerCase(), text, of, isVague ? finding.title : ''].join('\0');
}

/** The sorted names of something of each member of a group. */
type Names = (group: readonly PlacedFinding[], nameOf: (one: PlacedFinding) => string) => readonly string[];

/** Sorts names; the same names are the same list, because each of many findings has one of them. */
function sharedNames(): Names {
  const known = new Map<string, readonly string[]>();
  return (group, nameOf) => {
    const list = group.length === 1 ? undefined : sorted(group.map(nameOf));
    const key = list?.join('\0') ?? nameOf(group[0] as PlacedFinding);
    let shared = known.get(key);
    if (!shared) {
      shared = list ?? [key];
      known.set(key, shared);
    }
    return shared;
  };
}

const toolOf = ({ finding }: PlacedFinding): string => finding.tool;
const reportOf = ({ report }: PlacedFinding): string => report;

/** A finding while it is being united. */
type Draft = { -readonly [K in keyof SecurityFinding]: SecurityFinding[K] };

function unite(members: readonly PlacedFinding[], names: Names): SecurityFinding {
  const group = inOrder(members);
  const [worst] = group as [PlacedFinding];
  // Nearly every problem is reported once, and a large report has many of them.
  const finding = group.length === 1 ? worst.finding : mergedFinding(group.map((one) => one.finding));
  const ids = finding.ids.length < 2 ? finding.ids : [...finding.ids].sort(byId);
  const isFixable = finding.fixedIn ? true : finding.isFixable;
  const places = placesOf(group);
  const elsewhere = elsewhereOf(group);
  const united: Draft = {
    fingerprint: '',
    rule: ruleOf(ids, finding.rule),
    ids,
    category: finding.category,
    severity: finding.severity,
    title: finding.title,
    where: whereOf(places, worst.finding),
    places,
    isPlaced: elsewhere === undefined,
    tools: names(group, toolOf),
    reports: names(group, reportOf),
  };
  // Set one by one: a spread for each is several times as slow.
  if (elsewhere) united.elsewhere = elsewhere;
  if (finding.package) united.package = finding.package;
  if (finding.fixedIn !== undefined) united.fixedIn = finding.fixedIn;
  if (isFixable !== undefined) united.isFixable = isFixable;
  if (finding.firstSeen) united.firstSeen = finding.firstSeen;
  if (finding.publishedAt !== undefined) united.publishedAt = finding.publishedAt;
  if (finding.isNew !== undefined) united.isNew = finding.isNew;
  if (finding.isExploited) united.isExploited = true;
  if (finding.epss !== undefined) united.epss = finding.epss;
  if (finding.url !== undefined) united.url = finding.url;
  if (finding.suppression) united.suppression = finding.suppression;
  united.fingerprint = nameOf(united, finding.placeId ?? finding.title);
  return united;
}

/** Of many CVEs none is the name of all. */
function ruleOf(ids: readonly string[], rule: string): string {
  const isOfMany = ids.length > 1 && distinct(ids.filter(isCve).map((id) => id.toUpperCase())).length > 1;
  return isOfMany ? rule : (ids[0] ?? rule);
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

function placesOf(group: readonly PlacedFinding[]): readonly Location[] {
  const [{ at }] = group as [PlacedFinding];
  return at && isInOnePlace(group) ? [at] : distinctPlaces(group.flatMap(placesOfOne));
}

/** Where a problem is shown to be: the first of its places, else as the report spells it. */
function whereOf([shown]: readonly Location[], { path: spelled, place, line: stated }: ReportedFinding): string {
  const path = shown?.path ?? spelled ?? place ?? '';
  const line = shown ? shown.line : spelled === undefined ? undefined : stated;
  // Joined, not added: a text that is added keeps its parts, and a large report has many.
  return line === undefined || path === '' ? path : [path, line].join(':');
}

function elsewhereOf(group: readonly PlacedFinding[]): readonly string[] | undefined {
  if (isInOnePlace(group)) return undefined;
  const others = group.flatMap(otherPlacesOfOne);
  return others.length === 0 ? undefined : sorted(others);
}

/** Whether there is one member with one place in the repository, as there is nearly always. */
function isInOnePlace(group: readonly PlacedFinding[]): boolean {
  const [one] = group as [PlacedFinding];
  return group.length === 1 && one.isPlaced && one.also === undefined && one.alsoElsewhere === undefined;
}

function placesOfOne({ at, also = [] }: PlacedFinding): readonly Location[] {
  return at ? [at, ...also] : also;
}

function otherPlacesOfOne({ isPlaced, finding, alsoElsewhere = [] }: PlacedFinding): readonly string[] {
  return isPlaced ? alsoElsewhere : [finding.path ?? finding.place ?? '', ...alsoElsewhere];
}

function distinctPlaces(all: readonly Location[]): readonly Location[] {
  if (all.length < 2) return all;
  const places = new Map<string, Location>();
  for (const at of all) keepLongest(places, at);
  return [...places.entries()].sort(([a], [b]) => compare(a, b)).map(([, at]) => at);
}

/** Of the same place twice, the one that reaches further: a change at its end touches it. */
function keepLongest(places: Map<string, Location>, at: Location): void {
  const key = `${at.path}:${at.line ?? ''}`;
  const known = places.get(key);
  if (!known || (at.endLine ?? 0) > (known.endLine ?? 0)) places.set(key, at);
}

/** CVE ids are what people look for; then GHSA, then the rest, each by name. */
function byId(a: string, b: string): number {
  const rank = (id: string): number => (/^CVE-/i.test(id) ? 0 : /^GHSA-/i.test(id) ? 1 : 2);
  return rank(a) - rank(b) || compare(a, b);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const distinct = (values: readonly string[]): string[] => [...new Set(values)];
const sorted = (values: readonly string[]): readonly string[] =>
  values.length < 2 ? values : distinct(values).sort(compare);
