import type { SecurityFinding } from '@maturity-actions/criteria';

/** A finding whose name may still change. */
type Draft = Omit<SecurityFinding, 'fingerprint'> & { fingerprint: string };

/**
 * The name of a finding, which stays the same from run to run: neither lines nor the number of tools are
 * in it. `placeId` is what tells it from others of the same rule in the same file.
 */
export function nameOf(
  { category, package: of, rule, places, elsewhere }: Omit<SecurityFinding, 'fingerprint'>,
  placeId: string,
): string {
  if (of)
    return `${category}:${of.ecosystem ? `${of.ecosystem}/` : ''}${of.name}${of.version ? `@${of.version}` : ''}:${rule}`;
  const place = places[0]?.path ?? elsewhere?.[0] ?? '';
  // Joined, not added: it is compared and hashed at once, for which added texts have to be copied.
  return [category, place, rule, hash(placeId)].join(':');
}

/**
 * The findings, now in the order of names, no two with the same one. Where a file has the same problem more than
 * once, they are numbered in the order of lines.
 */
export function withDistinctNames(named: Draft[]): SecurityFinding[] {
  named.sort(byName);
  // Nearly all names are there once; only the others depend on an order.
  const repeated = sameNames(named);
  if (repeated.length === 0) return named;
  const taken = new Set(named.map(({ fingerprint }) => fingerprint));
  for (const same of repeated) {
    for (const [index, finding] of inOrderOfLines(same).entries()) {
      if (index > 0) finding.fingerprint = withNumber(finding.fingerprint, index + 1, taken);
      taken.add(finding.fingerprint);
    }
  }
  return named.sort(byName);
}

function byName(a: Draft, b: Draft): number {
  return compare(a.fingerprint, b.fingerprint);
}

/** Neighbours with the same name, in lists of two or more. */
function sameNames(named: readonly Draft[]): Draft[][] {
  const repeated: Draft[][] = [];
  for (let from = 0, to = 1; from < named.length; from = to++) {
    while (named[to]?.fingerprint === named[from]?.fingerprint) to++;
    if (to - from > 1) repeated.push(named.slice(from, to));
  }
  return repeated;
}

function inOrderOfLines(same: Draft[]): readonly Draft[] {
  const lineOf = ({ places, where }: Draft): number => places[0]?.line ?? Number(/:(\d+)$/.exec(where)?.[1] ?? 0);
  return same.sort(
    (a, b) =>
      lineOf(a) - lineOf(b) ||
      compare(a.title, b.title) ||
      compare(a.where, b.where) ||
      compare(JSON.stringify(a), JSON.stringify(b)),
  );
}

/** `name:2`; with one more `:` where that is the name of another finding. */
function withNumber(name: string, number: number, taken: ReadonlySet<string>): string {
  let mark = ':';
  while (taken.has(`${name}${mark}${number}`)) mark += ':';
  return `${name}${mark}${number}`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** FNV-1a, 32 bits, as hex: tells places apart, and is no secret. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
