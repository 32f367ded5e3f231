import type { Instant, LineRange, PackageName, SecurityFinding } from '@maturity-actions/criteria';

/** What was there before: names of findings, and since when each is known. */
export interface BaseFindings {
  /** For people: the path of the report. */
  readonly source: string;
  /** Since when the finding is known; undefined when it was not there. */
  seenSince(finding: SecurityFinding): Instant | undefined;
}

/** One finding of the base, as far as it matters who it is and since when it is known. */
export interface BaseFinding {
  readonly fingerprint: string;
  readonly ids: readonly string[];
  readonly package?: PackageName | undefined;
  readonly since?: Instant | undefined;
}

/** The findings of the base, which was seen at `at`: what has no date of its own was there then. */
export function baseFindings(source: string, findings: readonly BaseFinding[], at: Instant): BaseFindings {
  const seen = new Map<string, Instant>();
  for (const finding of findings) {
    const since = Math.min(finding.since ?? at, at);
    for (const key of keysOf(finding)) seen.set(key, Math.min(seen.get(key) ?? since, since));
  }
  return {
    source,
    seenSince(finding) {
      const known = keysOf(finding).flatMap((key) => seen.get(key) ?? []);
      return known.length === 0 ? undefined : Math.min(...known);
    },
  };
}

/** Names of a finding: its fingerprint; of a package also each id, so that a new alias does not make it new. */
function keysOf({ fingerprint, ids, package: of }: BaseFinding): string[] {
  return of ? [fingerprint, ...ids.map((id) => `${of.name.toLowerCase()} ${id.toUpperCase()}`)] : [fingerprint];
}

/** Findings marked as new or old by what was there before; what an earlier report dates gets its date. */
export function againstBase(findings: readonly SecurityFinding[], base: BaseFindings, now: Instant): SecurityFinding[] {
  return findings.map((finding) => {
    const since = base.seenSince(finding);
    // An alert knows best since when it is there.
    if (finding.firstSeen?.from === 'alert') return { ...finding, isNew: since === undefined };
    if (since !== undefined) return { ...finding, isNew: false, firstSeen: { at: since, from: 'earlier report' } };
    return { ...finding, isNew: true, firstSeen: finding.firstSeen ?? { at: now, from: 'this run' } };
  });
}

/**
 * Findings marked as new when the change touches their line, or their file where they have no line.
 * What has no place in the repository stays unmarked, and counts.
 */
export function againstChange(
  findings: readonly SecurityFinding[],
  changed: ReadonlyMap<string, readonly LineRange[]>,
): SecurityFinding[] {
  return findings.map((finding) => {
    if (!finding.isPlaced || finding.places.length === 0) return finding;
    const isNew = finding.places.some(({ path, line, endLine = line }) => {
      const ranges = changed.get(path);
      if (!ranges || line === undefined || endLine === undefined) return ranges !== undefined;
      return ranges.some(({ from, to }) => from <= endLine && to >= line);
    });
    return { ...finding, isNew };
  });
}
