import type { Instant, SecurityFinding } from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';

/** Manifests above this size are not searched for the line of a package. */
const MAX_MANIFEST_BYTES = 20_971_520;

/**
 * Findings without a date with the one that Git has: of the line of the code, or of the entry of the
 * package in its manifest. For a package the clock does not start before the advisory was out.
 */
export async function withBlameDates(
  findings: readonly SecurityFinding[],
  repository: Repository,
): Promise<SecurityFinding[]> {
  const { blame } = repository;
  if (!blame) return [...findings];
  const lines = await linesToAsk(findings, repository);
  const times = new Map<string, ReadonlyMap<number, Instant>>();
  for (const [path, wanted] of groupLines(lines)) times.set(path, await blame.call(repository, path, wanted));
  return findings.map((finding) => {
    const place = lines.get(finding);
    const at = place && times.get(place.path)?.get(place.line);
    if (at === undefined) return finding;
    const start = finding.package ? Math.max(at, finding.publishedAt ?? at) : at;
    return { ...finding, firstSeen: { at: start, from: 'git blame' } };
  });
}

interface Line {
  readonly path: string;
  readonly line: number;
}

async function linesToAsk(
  findings: readonly SecurityFinding[],
  repository: Repository,
): Promise<Map<SecurityFinding, Line>> {
  const lines = new Map<SecurityFinding, Line>();
  const manifests = new Map<string, Manifest>();
  for (const finding of findings) {
    const [place] = finding.places;
    if (finding.firstSeen || !place) continue;
    const line = finding.package ? await entryLine(finding, place.path, repository, manifests) : place.line;
    if (line !== undefined) lines.set(finding, { path: place.path, line });
  }
  return lines;
}

function groupLines(lines: ReadonlyMap<SecurityFinding, Line>): Map<string, number[]> {
  const byPath = new Map<string, Set<number>>();
  for (const { path, line } of lines.values()) byPath.set(path, (byPath.get(path) ?? new Set()).add(line));
  return new Map([...byPath].map(([path, wanted]) => [path, [...wanted].sort((a, b) => a - b)]));
}

/** A manifest as lines, and which of them hold a word: it is asked for many packages. */
interface Manifest {
  readonly lines: readonly string[];
  readonly byWord: ReadonlyMap<string, readonly number[]>;
}

/** Longer lines are no entries of a manifest that people read. */
const LONGEST_LINE = 1000;
const WORD = /[\w.-]+/g;

/** The line of a manifest that names the package, with its version when one line has both; undefined when none does. */
async function entryLine(
  { package: of }: SecurityFinding,
  path: string,
  repository: Repository,
  manifests: Map<string, Manifest>,
): Promise<number | undefined> {
  if (!of) return undefined;
  let manifest = manifests.get(path);
  if (!manifest) {
    manifest = manifestOf(await textLines(repository, path));
    manifests.set(path, manifest);
  }
  const { name, version } = of;
  const { lines, byWord } = manifest;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isNamed = new RegExp(`(?<![\\w.-])${escaped}(?![\\w.-])`, 'i');
  const words = name.toLowerCase().match(WORD) ?? [];
  const [fewest = []] = words.map((word) => byWord.get(word) ?? []).sort((a, b) => a.length - b.length);
  const named = fewest.filter((index) => isNamed.test(lines[index] ?? ''));
  const exact = version === undefined ? undefined : named.find((index) => lines[index]?.includes(version));
  const found = exact ?? named[0];
  return found === undefined ? undefined : found + 1;
}

function manifestOf(lines: readonly string[]): Manifest {
  const byWord = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    if (line.length >= LONGEST_LINE) continue;
    for (const word of new Set(line.toLowerCase().match(WORD))) {
      const known = byWord.get(word);
      if (known) known.push(index);
      else byWord.set(word, [index]);
    }
  }
  return { lines, byWord };
}

/** No line of what is no plain file of the checkout: a report names the path, and may name anything. */
async function textLines(repository: Repository, path: string): Promise<readonly string[]> {
  return (await repository.plainText?.(path, MAX_MANIFEST_BYTES))?.split('\n') ?? [];
}
