import { formatDate, SEVERITIES } from '@maturity-actions/criteria';

/** Keys whose number is an instant, and how each is written. */
export const INSTANTS: ReadonlyMap<string, (at: number) => string> = new Map([
  ['asOf', exactInstant],
  ['observedAt', exactInstant],
  ['producedAt', exactInstant],
  ['publishedAt', exactInstant],
  ['firstSeen', exactInstant],
  ['due', exactInstant],
  ['acceptedOn', formatDate],
  ['expires', formatDate],
  ['lastTested', formatDate],
]);

/** The order people look for: what was judged and how it ended first, long lists last. Other keys follow by name. */
const KEY_ORDER: readonly string[] = [
  'schemaVersion',
  'gate',
  'subject',
  'repository',
  'component',
  'commit',
  'model',
  'asOf',
  'passed',
  'criterion',
  'rule',
  'ids',
  'title',
  'severity',
  'category',
  'state',
  'level',
  'requirement',
  'outcome',
  'grade',
  'observed',
  'required',
  'missing',
  'why',
  'message',
  'fix',
  'effort',
  'at',
  'path',
  'line',
  'endLine',
  'column',
  'fingerprint',
  'num',
  'den',
  'waiver',
  'verdicts',
  'warnings',
  'measurements',
  'next',
  'parts',
];
/** Orders of objects whose keys would mean something else elsewhere: a class of code may be called `critical`. */
const OWN_ORDERS: Readonly<Record<string, readonly string[]>> = {
  security: ['total', ...SEVERITIES, 'suppressed', 'waived', 'secrets', 'overdue', 'tools', 'perReport', 'waivers'],
  bySeverity: SEVERITIES,
  uptime: [
    ...['environment', 'window', 'threshold', 'lower', 'upper', 'coverage', 'budget', 'earliestPass', 'longestOutage'],
    ...['slots', 'up', 'down', 'maintenance', 'unknown', 'samples', 'interval', 'lastSample', 'deployedSince'],
    ...['require', 'sources', 'outages', 'strip'],
  ],
};
type Positions = ReadonlyMap<string, number>;
const positionsOf = (keys: readonly string[]): Positions => new Map(keys.map((key, position) => [key, position]));
const POSITIONS = positionsOf(KEY_ORDER);
const OWN_POSITIONS = new Map(Object.entries(OWN_ORDERS).map(([owner, keys]) => [owner, positionsOf(keys)]));

/** Orders by owner and keys: thousands of objects have the same ones. */
const orders = new Map<string, readonly string[]>();
const MOST_ORDERS = 1000;
const MOST_KEYS = 50;

/** The keys of an object in the order of the report JSON; `owner` is the key that holds the object. */
export function sortKeys(keys: readonly string[], owner: string): readonly string[] {
  const last = latest.get(owner);
  if (last && isSame(last.keys, keys)) return last.order;
  const order = knownOrder(keys, owner);
  if (latest.size < MOST_ORDERS || last) latest.set(owner, { keys, order });
  return order;
}

/** By owner, the keys that came last, and their order: those of the next object are mostly the same. */
const latest = new Map<string, { readonly keys: readonly string[]; readonly order: readonly string[] }>();

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((key, at) => key === others[at]);

function knownOrder(keys: readonly string[], owner: string): readonly string[] {
  const positions = OWN_POSITIONS.get(owner);
  // Objects with more are lists of names, each one of its own.
  if (keys.length > MOST_KEYS) return sorted(keys, positions);
  const signature = `${positions ? owner : ''}\0${keys.join('\0')}`;
  const order = orders.get(signature);
  if (order) return order;
  const found = sorted(keys, positions);
  if (orders.size < MOST_ORDERS) orders.set(signature, found);
  return found;
}

function sorted(keys: readonly string[], positions: Positions = POSITIONS): readonly string[] {
  const position = (key: string): number => positions.get(key) ?? positions.size;
  return [...keys].sort((a, b) => position(a) - position(b) || (a < b ? -1 : a > b ? 1 : 0));
}

const quoted = new Map(KEY_ORDER.map((key) => [key, JSON.stringify(key)]));

/** A key as JSON. */
export function quotedKey(key: string): string {
  return quoted.get(key) ?? JSON.stringify(key);
}

/** The instant below `key` as text; any other value as it is. */
export function writeInstant(value: unknown, key: string): unknown {
  const write = typeof value === 'number' ? INSTANTS.get(key) : undefined;
  return write ? write(value as number) : value;
}

/** Milliseconds only when there are some, so that reading gives the same instant. */
function exactInstant(at: number): string {
  const text = new Date(at).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}
