import type { SecurityFinding } from '@maturity-actions/criteria';

/** A finding that gets its name here, and what tells it from others of the same rule in the same file. */
export interface UnnamedFinding {
  readonly finding: Omit<SecurityFinding, 'fingerprint'> & { fingerprint: string };
  readonly placeId: string;
}

/**
 * Findings with names that stay the same from run to run: neither line numbers nor the number of tools
 * are in them. Where a file has the same problem more than once, they are numbered in the order of
 * lines. No two have the same name. In the order of names.
 */
export function withFingerprints(findings: readonly UnnamedFinding[]): SecurityFinding[] {
  const byName = new Map<string, UnnamedFinding['finding'][]>();
  for (const { finding, placeId } of findings) {
    const name = nameOf(finding, placeId);
    const same = byName.get(name);
    if (same) same.push(finding);
    else byName.set(name, [finding]);
  }
  const numbered = new Set<string>();
  const isTaken = (name: string): boolean => byName.has(name) || numbered.has(name);
  const named: SecurityFinding[] = [];
  // Nearly all names are there once; only the others depend on an order.
  const repeated: (readonly [string, UnnamedFinding['finding'][]])[] = [];
  for (const [name, same] of byName) {
    const [first] = same as [UnnamedFinding['finding']];
    if (same.length > 1) repeated.push([name, same]);
    else named.push(Object.assign(first, { fingerprint: name }));
  }
  for (const [name, same] of repeated.sort(([a], [b]) => compare(a, b))) {
    for (const [index, finding] of inOrderOfLines(same).entries()) {
      finding.fingerprint = index === 0 ? name : withNumber(name, index + 1, isTaken);
      if (index > 0) numbered.add(finding.fingerprint);
      named.push(finding);
    }
  }
  return named.sort((a, b) => compare(a.fingerprint, b.fingerprint));
}

function inOrderOfLines(same: UnnamedFinding['finding'][]): readonly UnnamedFinding['finding'][] {
  if (same.length === 1) return same;
  const lineOf = ({ places, where }: UnnamedFinding['finding']): number =>
    places[0]?.line ?? Number(/:(\d+)$/.exec(where)?.[1] ?? 0);
  return same.sort(
    (a, b) =>
      lineOf(a) - lineOf(b) ||
      compare(a.title, b.title) ||
      compare(a.where, b.where) ||
      compare(JSON.stringify(a), JSON.stringify(b)),
  );
}

/** `name:2`; with one more `:` where that is the name of another finding. */
function withNumber(name: string, number: number, isTaken: (name: string) => boolean): string {
  let mark = ':';
  while (isTaken(`${name}${mark}${number}`)) mark += ':';
  return `${name}${mark}${number}`;
}

function nameOf(
  { category, package: of, rule, places, elsewhere }: UnnamedFinding['finding'],
  placeId: string,
): string {
  if (of)
    return `${category}:${of.ecosystem ? `${of.ecosystem}/` : ''}${of.name}${of.version ? `@${of.version}` : ''}:${rule}`;
  const place = places[0]?.path ?? elsewhere?.[0] ?? '';
  return `${category}:${place}:${rule}:${hash(placeId)}`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** FNV-1a, 32 bits, as hex: tells places apart, and is no secret. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
