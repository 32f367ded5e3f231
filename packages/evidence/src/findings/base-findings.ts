import type { Instant, LineRange, PackageName, SecurityFinding } from '@maturity-actions/criteria';

/** What was there before: names of findings, and since when each is known. */
export interface BaseFindings {
  /** For people: the path of the report. */
  readonly source: string;
  /** Whether the run behind it saw all of its reports: if not, what it does not list may have been there. */
  readonly isComplete: boolean;
  /** Since when the finding is known, in any version of its package; undefined when it was not there. */
  seenSince(finding: SecurityFinding): Instant | undefined;
  /** Whether it was there in this version of its package. */
  has(finding: SecurityFinding): boolean;
}

/** One finding of the base, as far as it matters who it is and since when it is known. */
export interface BaseFinding {
  readonly fingerprint: string;
  readonly ids: readonly string[];
  readonly package?: PackageName | undefined;
  readonly since?: Instant | undefined;
}

/** The findings of the base, which was seen at `at`: what has no date of its own was there then. */
export function baseFindings(
  source: string,
  findings: readonly BaseFinding[],
  at: Instant,
  isComplete = true,
): BaseFindings {
  const seen = new Map<string, Instant>();
  const there = new Map<string, Map<string, PackageName>>();
  for (const finding of findings) {
    const since = Math.min(finding.since ?? at, at);
    for (const key of keysOf(finding)) {
      seen.set(key, Math.min(seen.get(key) ?? since, since));
      const versions = there.get(key) ?? new Map<string, PackageName>();
      if (finding.package) versions.set(versionOf(finding.package), finding.package);
      there.set(key, versions);
    }
  }
  return {
    source,
    isComplete,
    seenSince(finding) {
      const known = keysOf(finding).flatMap((key) => seen.get(key) ?? []);
      return known.length === 0 ? undefined : Math.min(...known);
    },
    has(finding) {
      const { fingerprint, package: of } = finding;
      if (!of) return seen.has(fingerprint);
      const known = keysOf(finding).flatMap((key) => there.get(key) ?? []);
      return known.some((one) => one.has(versionOf(of)) || [...one.values()].some((each) => mayBeSame(each, of)));
    },
  };
}

const versionOf = ({ ecosystem = '', version = '' }: PackageName): string => `${ecosystem}\0${version}`;

/** What one side does not say makes no difference: not all tools tell versions. */
function mayBeSame(a: PackageName, b: PackageName): boolean {
  const fits = (own: string | undefined, other: string | undefined): boolean => !own || !other || own === other;
  return fits(a.ecosystem, b.ecosystem) && fits(a.version, b.version);
}

/** Names of a finding: its fingerprint; of a package also each id, so that a new alias does not make it new. */
function keysOf({ fingerprint, ids, package: of }: BaseFinding): string[] {
  return of ? [fingerprint, ...ids.map((id) => `${of.name.toLowerCase()} ${id.toUpperCase()}`)] : [fingerprint];
}

/**
 * Findings marked as new or old by what was there before; what an earlier report dates gets its date.
 * Another version with the same flaw is new, but its clock does not start again.
 */
export function againstBase(findings: readonly SecurityFinding[], base: BaseFindings, now: Instant): SecurityFinding[] {
  return findings.map((finding) => {
    const since = base.seenSince(finding);
    const isNew = !base.has(finding);
    // An alert knows best since when it is there.
    if (finding.firstSeen?.from === 'alert') return { ...finding, isNew };
    if (since !== undefined) return { ...finding, isNew, firstSeen: { at: since, from: 'earlier report' } };
    // A clock that starts now would forgive what a broken report kept from the base.
    if (finding.firstSeen || !base.isComplete) return { ...finding, isNew };
    return { ...finding, isNew, firstSeen: { at: now, from: 'this run' } };
  });
}

/**
 * Findings marked as new when the change touches their line, or their file where they have no line.
 * What has no place among the `tracked` files stays unmarked, and counts: of an installed package or of
 * generated code, no diff tells whether the change brings it.
 */
export function againstChange(
  findings: readonly SecurityFinding[],
  changed: ReadonlyMap<string, readonly LineRange[]>,
  tracked: ReadonlySet<string>,
): SecurityFinding[] {
  return findings.map((finding) => {
    const { isPlaced, places } = finding;
    if (!isPlaced || places.length === 0 || !places.every(({ path }) => tracked.has(path))) return finding;
    const isNew = finding.places.some(({ path, line, endLine = line }) => {
      const ranges = changed.get(path);
      if (!ranges || line === undefined || endLine === undefined) return ranges !== undefined;
      return ranges.some(({ from, to }) => from <= endLine && to >= line);
    });
    return { ...finding, isNew };
  });
}
