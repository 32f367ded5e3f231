/** What the first bytes of a JSON document show of its shape, for format detection. */
export interface JsonHead {
  readonly root: 'object' | 'list' | 'null';
  /** Whether the document is in the head as a whole and holds nothing: `[]`, `{}`, `null`. */
  readonly isEmpty: boolean;
  /** Whether another value begins after the first: a stream of values. */
  readonly isStream: boolean;
  /** Whether all these places are there: `runs[].tool.driver`, `[].RuleID`; `[]` stands for any element. */
  has(...paths: readonly string[]): boolean;
  /** Whether any place fits, for documents whose keys are data: `/^advisories\.\d+\.severity$/`. */
  matches(pattern: RegExp): boolean;
  /** Keys at the top, or of the first elements of a list, each at most 40 characters. */
  readonly keys: readonly string[];
  /** The first text at a place; undefined when there is none in the head. */
  text(path: string): string | undefined;
}

/** Places of a head that are looked at; more tell nothing new. */
const MAX_PLACES = 2000;

let last: { readonly head: string; readonly shape: JsonHead | undefined } = { head: '', shape: undefined };

/** The shape of a head that may be cut anywhere; undefined when it does not begin like a JSON object, list or null. */
export function jsonHead(head: string): JsonHead | undefined {
  // Every format asks about the same head.
  if (last.head !== head) last = { head, shape: shapeOf(head) };
  return last.shape;
}

interface Open {
  readonly path: string;
  readonly isList: boolean;
  key: string | undefined;
}

const ROOTS: Readonly<Record<string, JsonHead['root']>> = { '{': 'object', '[': 'list', n: 'null' };
const TOKEN = /\s*(?:([{}[\],:])|"((?:[^"\\]|\\.)*)"|([^\s{}[\],:"]+))/sy;

function shapeOf(head: string): JsonHead | undefined {
  const start = head.trimStart();
  const root = ROOTS[start.charAt(0)];
  if (!root || (root === 'null' && start.trim() !== 'null')) return undefined;
  const places = new Set<string>();
  const texts = new Map<string, string>();
  const isStream = root !== 'null' && visitTokens(head, places, texts);
  return {
    root,
    isEmpty: root === 'null' || /^\s*(?:\{\s*\}|\[\s*\])\s*$/.test(head),
    isStream,
    keys: [...places].filter((place) => /^(?:\[\]\.)?[^.[\]]+$/.test(place)).map((place) => place.slice(0, 40)),
    has: (...paths) => paths.every((path) => places.has(path)),
    matches: (pattern) => [...places].some((place) => pattern.test(place)),
    text: (path) => texts.get(path),
  };
}

/** Collects the places of the first value; whether another value follows it. */
function visitTokens(head: string, places: Set<string>, texts: Map<string, string>): boolean {
  const open: Open[] = [];
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(head); token && places.size < MAX_PLACES; token = TOKEN.exec(head)) {
    const [, sign, text] = token;
    const top = open.at(-1);
    if (sign === '{' || sign === '[') {
      const path = top ? placeIn(top) : '';
      if (path !== '') places.add(path);
      open.push({ path, isList: sign === '[', key: undefined });
    } else if (sign === '}' || sign === ']') {
      open.pop();
      if (open.length === 0) return /^\s*[{[]/.test(head.slice(TOKEN.lastIndex));
    } else if (sign === ',' && top) top.key = undefined;
    else if (text !== undefined && top && !top.isList && top.key === undefined) {
      top.key = text;
      places.add(placeIn(top));
    } else if (top && sign === undefined) {
      const path = placeIn(top);
      places.add(path);
      if (text !== undefined && !texts.has(path)) texts.set(path, text);
    }
  }
  return false;
}

function placeIn({ path, isList, key = '' }: Open): string {
  if (isList) return `${path}[]`;
  return path === '' ? key : `${path}.${key}`;
}
