import { SEVERITIES } from '@maturity-actions/criteria';

/** An object by its keys. */
export type Members = Readonly<Record<string, unknown>>;

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
  lower: ['num', 'den'],
  upper: ['num', 'den'],
};
type Positions = ReadonlyMap<string, number>;
const positionsOf = (keys: readonly string[]): Positions => new Map(keys.map((key, position) => [key, position]));
const POSITIONS = positionsOf(KEY_ORDER);
const OWN_POSITIONS = new Map(Object.entries(OWN_ORDERS).map(([owner, keys]) => [owner, positionsOf(keys)]));

/** Orders by owner and keys: thousands of objects have the same ones. */
const orders = new Map<string, readonly string[]>();
const MOST_ORDERS = 1000;
const MOST_KEYS = 50;

/** The keys of an object in the order in which they are written; `owner` is the key that holds it. */
export function orderOf(members: Members, owner: string): readonly string[] {
  const keys = Object.keys(members);
  const positions = OWN_POSITIONS.get(owner);
  // Objects with more are lists of names, each one of its own.
  if (keys.length > MOST_KEYS) return sortedKeys(keys, positions);
  const signature = `${positions ? owner : ''}\0${keys.join('\0')}`;
  const order = orders.get(signature);
  if (order) return order;
  const found = sortedKeys(keys, positions);
  if (orders.size < MOST_ORDERS) orders.set(signature, found);
  return found;
}

/** Sorts keys, in place. */
export function sortedKeys(keys: string[], positions: Positions = POSITIONS): readonly string[] {
  const position = (key: string): number => positions.get(key) ?? positions.size;
  return keys.sort((a, b) => position(a) - position(b) || (a < b ? -1 : a > b ? 1 : 0));
}
