import type { Document, LineCounter, Node, Pair } from 'yaml';
import type { Problem } from './yaml-file.ts';

/** Makes a problem at a line of the file. */
export type Fail = (line: number, found: string, expected: string, fix: string) => Problem;

/** The line of an entry (of its key, in a map) and what is under it. */
export interface Outline {
  readonly line: number;
  readonly under: ReadonlyMap<string, Outline>;
}

/** Plain data, the lines it was written on, and what could not become data. */
export interface ReadNode {
  readonly data: unknown;
  readonly outline: Outline;
  readonly problems: readonly Problem[];
}

/** Deeper than any schema here; an alias adds the depth of what it stands for. */
const MAX_DEPTH = 32;
/** Aliases count as what they stand for, so that a few lines cannot stand for millions of entries. */
const MAX_ENTRIES = 100_000;

interface Walk {
  readonly yaml: typeof import('yaml');
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly fail: Fail;
  readonly problems: Problem[];
  /** Nodes that are being read, to see an alias that stands for its own surroundings. */
  readonly open: Set<Node>;
  entries: number;
}

/** Turns the nodes of a document into plain data with lines. Never throws and never expands without bound. */
export function readNode(
  yaml: typeof import('yaml'),
  document: Document.Parsed,
  lines: LineCounter,
  fail: Fail,
): ReadNode {
  const walk: Walk = { yaml, document, lines, fail, problems: [], open: new Set(), entries: 0 };
  const { data, outline } = visit(walk, document.contents, 1);
  return { data, outline, problems: walk.problems };
}

/** The line of the entry under `keys`, or of the deepest entry on the way that exists. */
export function lineUnder(outline: Outline, keys: readonly (string | number)[]): number {
  let place = outline;
  for (const key of keys) {
    const next = place.under.get(String(key));
    if (!next) break;
    place = next;
  }
  return place.line;
}

type Visited = Omit<ReadNode, 'problems'>;
type Seen = ReadonlyMap<string, Outline>;

function leaf(data: unknown, line: number): Visited {
  return { data, outline: { line, under: new Map() } };
}

function visit(walk: Walk, node: Node | null, line: number): Visited {
  const { yaml, open, problems } = walk;
  walk.entries++;
  const problem = node && limitProblem(walk, node, line);
  if (problem) problems.push(problem);
  if (problem || walk.entries > MAX_ENTRIES) return leaf(undefined, line);
  if (node === null) return leaf(null, line);
  if (yaml.isScalar(node)) return leaf(node.value, line);
  open.add(node);
  const visited = visitInner(walk, node, line);
  open.delete(node);
  return visited;
}

function visitInner(walk: Walk, node: Node, line: number): Visited {
  const { yaml, document } = walk;
  if (yaml.isAlias(node)) return visitAlias(walk, node.resolve(document), node.source, line);
  if (yaml.isSeq<Node>(node)) return visitList(walk, node.items, line);
  return visitMap(walk, yaml.isMap<Node, Node | null>(node) ? node.items : [], line);
}

function visitAlias(walk: Walk, target: Node | undefined, name: string, line: number): Visited {
  if (target) return visit(walk, target, line);
  const fix = 'Put a pattern that starts with * in quotes.';
  walk.problems.push(walk.fail(line, `\`*${name}\` stands for nothing`, 'an anchor of that name above', fix));
  return leaf(undefined, line);
}

function visitList(walk: Walk, items: readonly Node[], line: number): Visited {
  const data: unknown[] = [];
  const under = new Map<string, Outline>();
  for (const [index, item] of items.entries()) {
    const visited = visit(walk, item, lineOf(walk, item) ?? line);
    data.push(visited.data);
    under.set(String(index), visited.outline);
  }
  return { data, outline: { line, under } };
}

function visitMap(walk: Walk, pairs: readonly Pair<Node, Node | null>[], line: number): Visited {
  const data: Record<string, unknown> = {};
  const under = new Map<string, Outline>();
  for (const pair of pairs) {
    const keyLine = lineOf(walk, pair.key) ?? line;
    const key = walk.yaml.isScalar(pair.key) ? String(pair.key.value ?? '') : undefined;
    const problem = keyProblem(walk, key, keyLine, under);
    if (problem) walk.problems.push(problem);
    else if (key !== undefined) {
      const visited = visit(walk, pair.value, keyLine);
      data[key] = visited.data;
      under.set(key, visited.outline);
    }
  }
  return { data, outline: { line, under } };
}

function keyProblem(walk: Walk, key: string | undefined, line: number, seen: Seen): Problem | undefined {
  if (key === undefined || key === '') return walk.fail(line, 'a key that is no text', 'a name', 'Name the entry.');
  // Objects inherit these names; an entry of that name could change or hide what code sees.
  if (key in Object.prototype || key === 'prototype')
    return walk.fail(line, `the key \`${key}\``, 'a name that is not reserved', 'Choose another name.');
  const first = seen.get(key);
  const fix = 'Remove one of the two or join them.';
  return first && walk.fail(line, `\`${key}\` a second time`, `one \`${key}\`, and line ${first.line} has it`, fix);
}

function limitProblem(walk: Walk, node: Node, line: number): Problem | undefined {
  const { fail, open, entries } = walk;
  if (open.has(node))
    return fail(line, 'an alias that stands for what it is part of', 'values that end', 'Write the value out.');
  if (open.size >= MAX_DEPTH)
    return fail(line, 'the entries are nested too deeply', `at most ${MAX_DEPTH} levels`, 'Flatten the entry.');
  if (entries === MAX_ENTRIES)
    return fail(line, `more than ${MAX_ENTRIES} entries, aliases included`, 'fewer', 'Remove entries or aliases.');
  return undefined;
}

function lineOf(walk: Walk, node: Node): number | undefined {
  const start = node.range?.[0];
  return start === undefined ? undefined : walk.lines.linePos(start).line;
}
