import { isCve } from '@maturity-actions/criteria';
import type { PlacedFinding, ReportedFinding } from './findings-report.ts';

/**
 * Findings of packages, in groups that are one problem each: those that share an id, directly or
 * through others, within one version of one package.
 */
export function packageGroups(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  return groupBy(findings, packageKey).flatMap((ofPackage) => aliasGroups(ofPackage).flatMap(byVersion));
}

/** Findings by a key, in the order of its first one. */
export function groupBy(findings: readonly PlacedFinding[], keyOf: (one: PlacedFinding) => string): PlacedFinding[][] {
  const groups = new Map<string, PlacedFinding[]>();
  for (const one of findings) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** What may be one package: names as tools spell them differently, by case, `-` and `_`, `group:artifact` and `group/artifact`. */
function packageKey({ finding }: PlacedFinding): string {
  return `${finding.category} ${plainName(finding).replace(/[-_.]+/g, '-')}`;
}

function plainName({ package: of }: ReportedFinding): string {
  return (of?.name ?? '').toLowerCase().replace(/\//g, ':');
}

/** Findings of one package, united as far as their ids connect them. */
function aliasGroups(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    // The way is kept short: a long chain of aliases would be walked again for each of them.
    for (let at = id; at !== root; ) {
      const next = parents.get(at) as string;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { finding } of findings) {
    const [first, ...others] = linksOf(finding);
    if (!parents.has(first)) parents.set(first, first);
    for (const id of others) parents.set(rootOf(id), rootOf(first));
  }
  return groupBy(findings, ({ finding }) => rootOf(linksOf(finding)[0]));
}

/**
 * Ids by which a finding is the same as another one. The advisory of a distribution names the CVEs of
 * many flaws: it is none of them, and no bridge between them. A rule without a name is like no other.
 */
function linksOf({ ids, title }: ReportedFinding): readonly [string, ...string[]] {
  const all = [...new Set(ids.map((id) => id.toUpperCase()))];
  const isOfMany = all.filter(isCve).length > 1;
  const [first, ...others] = all.filter((id) => id !== 'UNNAMED' && !(isOfMany && isCve(id)));
  return first === undefined ? [`${all.sort().join(' ')} ${title}`] : [first, ...others];
}

/** Findings about one version of one package of one ecosystem; empty texts for what is not said. */
interface VersionGroup {
  ecosystem: string;
  name: string;
  version: string;
  readonly members: PlacedFinding[];
}

/**
 * Another version, or another ecosystem, is another thing to fix. What a tool says without naming them
 * it says of each that fits: which of them it means, nobody knows.
 */
function byVersion(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  const groups: VersionGroup[] = [];
  for (const cell of versionCells(findings)) {
    const fitting = unsaid(cell) === 0 ? [] : groups.filter((group) => isCompatible(group, cell));
    for (const group of fitting) {
      for (const one of cell.members) group.members.push(one);
      group.ecosystem ||= cell.ecosystem;
      group.name ||= cell.name;
      group.version ||= cell.version;
    }
    if (fitting.length === 0) groups.push(cell);
  }
  return groups.map(({ members }) => members);
}

/** Findings that say the same of ecosystem, name and version; those that say most come first. */
function versionCells(findings: readonly PlacedFinding[]): VersionGroup[] {
  const key = ({ ecosystem, name, version }: VersionGroup): string => [ecosystem, name, version].join('\0');
  const cells = groupBy(findings, ({ finding }) => key(cellOf(finding, []))).map((members) =>
    cellOf((members[0] as PlacedFinding).finding, members),
  );
  return cells
    .map((cell) => ({ cell, order: `${unsaid(cell)}${key(cell)}` }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ cell }) => cell);
}

function cellOf(finding: ReportedFinding, members: PlacedFinding[]): VersionGroup {
  const { ecosystem = '', version = '' } = finding.package ?? {};
  // Only Python takes `-`, `_` and `.` in a name for the same; `lodash.template` is not `lodash-template`.
  const name = ecosystem === '' || ecosystem === 'pypi' ? '' : plainName(finding);
  return { ecosystem, name, version: version.replace(/^v(?=\d)/, ''), members };
}

const unsaid = ({ ecosystem, version }: VersionGroup): number => (ecosystem ? 0 : 1) + (version ? 0 : 1);

function isCompatible(a: VersionGroup, b: VersionGroup): boolean {
  const fits = (own: string, other: string): boolean => own === '' || other === '' || own === other;
  return fits(a.ecosystem, b.ecosystem) && fits(a.name, b.name) && fits(a.version, b.version);
}
