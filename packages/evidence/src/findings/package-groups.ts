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
export function groupBy<T>(findings: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  findings.forEach((one) => {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  });
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

/**
 * Another version, or another ecosystem, is another thing to fix. What a tool says without naming them
 * it says of each that fits: which of them it means, nobody knows.
 */
function byVersion(findings: readonly PlacedFinding[]): PlacedFinding[][] {
  const cells = new Map<string, Cell>();
  for (const one of findings) {
    const { origin, version } = cellOf(one);
    const cell = cells.get(`${origin}\0${version}`);
    if (cell) cell.members.push(one);
    else cells.set(`${origin}\0${version}`, { origin, version, members: [one] });
  }
  const all = [...cells.values()];
  const used = new Set<Cell>();
  // A report can make this product as large as it likes; what is too many then stands for itself.
  const isTooMany = ({ members }: Cell): boolean => members.length * all.length > MOST_COPIES;
  const group = (origin: string, version: string): PlacedFinding[] => {
    const keys = new Set([`${origin}\0${version}`, `${origin}\0`, `\0${version}`, '\0']);
    const own = cells.get(`${origin}\0${version}`);
    const fitting = [...keys].flatMap((key) => cells.get(key) ?? []).filter((cell) => cell === own || !isTooMany(cell));
    for (const cell of fitting) used.add(cell);
    return fitting.flatMap(({ members }) => members);
  };
  const exact = all.filter(({ origin, version }) => origin !== '' && version !== '');
  const groups = exact.map(({ origin, version }) => group(origin, version));
  const versions = all.filter(({ origin, version }) => origin === '' && version !== '');
  const origins = all.filter(({ origin, version }) => origin !== '' && version === '');
  for (const { origin } of origins)
    for (const { version } of versions) if (!cells.has(`${origin}\0${version}`)) groups.push(group(origin, version));
  for (const cell of [...origins, ...versions, ...all])
    if (!used.has(cell)) groups.push(group(cell.origin, cell.version));
  return groups;
}

/** Findings without a version that are copied to each version of one package. */
const MOST_COPIES = 1_000_000;

/** Findings that say the same of where a package comes from and of its version; empty texts for what they do not say. */
interface Cell {
  readonly origin: string;
  readonly version: string;
  readonly members: PlacedFinding[];
}

function cellOf({ finding }: PlacedFinding): Pick<Cell, 'origin' | 'version'> {
  const { ecosystem = '', version = '' } = finding.package ?? {};
  // Only Python takes `-`, `_` and `.` in a name for the same; `lodash.template` is not `lodash-template`.
  const isNameOpen = ecosystem === '' || ecosystem === 'pypi';
  const origin = isNameOpen ? ecosystem : `${ecosystem} ${plainName(finding)}`;
  return { origin, version: version.replace(/^v(?=\d)/, '') };
}
