import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, isObject, type JsonObject, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { asCount, asOptionalObject } from './istanbul-summary.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * Istanbul's coverage-final.json (nyc, Jest, Vitest, Karma, Cypress) and what v8-to-istanbul makes
 * of V8 coverage (c8). A line is executable when a statement starts on it and covered when any
 * statement that starts on it ran. Every arm of a branch is one branch, on the line where the
 * branch starts. Statements, branches and functions are told apart by their place in the source,
 * because ids are handed out per run. An entry may be wrapped as `{path, data}`, the whole map in
 * one more object. Source: istanbul-lib-coverage, FileCoverage (getLineCoverage, merge).
 */
export const istanbul: CoverageFormat = {
  id: 'istanbul',
  title: 'Istanbul JSON',
  fileNames: ['coverage-final.json'],
  accepts: (head, path) =>
    MAP_SIGN.test(head) ||
    FIRST_KEY_SIGN.test(head) ||
    (/^\s*\{\s*\}\s*$/.test(head) && /coverage-final\.json$/.test(path)),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'istanbul');
    const error = builder.error.bind(builder);
    const document = asObject(await readJson(input, error), 'the document', error);
    for (const [key, value] of filesOf(document, builder)) readFile(key, value, builder);
    return builder.build();
  },
};

/** Keys that no other format has; one may come late when an input source map is inlined before it. */
const MAP_SIGN = /^\s*\{[\s\S]*"(?:statementMap|branchMap|fnMap)"\s*:\s*\{/;
/** `{"<file>": {"path": "<file>"`, how every instrumenter of Istanbul starts. */
const FIRST_KEY_SIGN = /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"path"\s*:\s*"/;

/** The map of files: the document itself, or the one value of it that is such a map. */
function filesOf(document: JsonObject, builder: ReportBuilder): [string, JsonObject][] {
  const isMap = (value: unknown): value is JsonObject => isObject(value) && Object.values(value).some(fileData);
  const candidates = isMap(document) ? [document] : Object.values(document).filter(isMap);
  const [map = document] = candidates;
  if (candidates.length > 1 || (candidates.length === 0 && Object.keys(document).length > 0)) {
    const found = candidates.length > 1 ? `${candidates.length} maps of files` : 'no file with a statementMap';
    throw builder.error('E_MALFORMED', found, 'one map from path to Istanbul file coverage');
  }
  return Object.entries(map).map(([key, value]) => {
    const data = fileData(value);
    if (data) return [key, data];
    throw builder.error('E_MALFORMED', `an entry without statementMap (${key.slice(0, 80)})`, 'Istanbul file coverage');
  });
}

function fileData(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  if (isObject(value.statementMap)) return value;
  return isObject(value.data) && isObject(value.data.statementMap) ? value.data : undefined;
}

function readFile(key: string, data: JsonObject, builder: ReportBuilder): void {
  builder.file(typeof data.path === 'string' && data.path !== '' ? data.path : key);
  builder.measures('statement');
  builder.measures('branch');
  builder.measures('function');
  readStatements(data, builder);
  readBranches(data, builder);
  readFunctions(data, builder);
}

function readStatements(data: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  const identity = new PlaceIdentity();
  for (const [id, place, hits] of paired(data, 'statementMap', 's', builder)) {
    const count = asNumber(hits, `the count of statement ${id}`, error);
    const line = startLine(place);
    builder.line(asCount(line, `the line of statement ${id}`, error), count);
    builder.statement(line as number, identity.of(place), count > 0 ? 1 : 0, 1);
  }
}

function readBranches(data: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  const identity = new PlaceIdentity();
  for (const [id, branch, counts] of paired(data, 'branchMap', 'b', builder)) {
    const locations = Array.isArray(branch.locations) ? branch.locations : [];
    const place = isObject(branch.loc) ? branch.loc : isObject(locations[0]) ? locations[0] : {};
    const line = asCount(startLine(place) ?? branch.line, `the line of branch ${id}`, error);
    for (const [arm, value] of asArray(counts, `the counts of branch ${id}`, error).entries()) {
      const taken = asNumber(value, `a count of branch ${id}`, error);
      if (taken < 0)
        builder.remark('E_NEGATIVE_HITS', `a branch of line ${line} taken ${taken} times`, 'counted as not taken');
      const where = isObject(locations[arm]) ? locations[arm] : place;
      builder.branch(line, identity.of(where, `${String(branch.type)}:${arm}:${placeKey(place)}`), taken > 0);
    }
  }
}

function readFunctions(data: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  const seen = new Map<string, number>();
  for (const [id, entry, hits] of paired(data, 'fnMap', 'f', builder)) {
    const place = isObject(entry.decl) ? entry.decl : isObject(entry.loc) ? entry.loc : {};
    const line = asCount(startLine(place) ?? entry.line, `the line of function ${id}`, error);
    const name = String(entry.name);
    // The number in (anonymous_3) depends on what else ran; the place does not.
    const key = numbered(seen, /^\(anonymous_\d+\)$/.test(name) ? placeKey(place) : `${name}@${placeKey(place)}`);
    const count = asNumber(hits, `the count of function ${id}`, error);
    if (count < 0)
      builder.remark('E_NEGATIVE_HITS', `a function at line ${line} called ${count} times`, 'counted as not called');
    builder.function(line, key, count > 0);
  }
}

/** Each entry of a map with its count. Throws E_MALFORMED when one of the two is without the other. */
function paired(
  data: JsonObject,
  map: string,
  counts: string,
  builder: ReportBuilder,
): [string, JsonObject, unknown][] {
  const error = builder.error.bind(builder);
  const places = asOptionalObject(data[map], map, error);
  const hits = asOptionalObject(data[counts], counts, error);
  for (const id of Object.keys(hits)) {
    if (!Object.hasOwn(places, id))
      throw error('E_MALFORMED', `${counts} counts "${id.slice(0, 40)}"`, `the same id in ${map}`);
  }
  return Object.entries(places).map(([id, place]) => {
    const count = Object.hasOwn(hits, id) ? hits[id] : undefined;
    return [id.slice(0, 40), asObject(place, `an entry of ${map}`, error), count];
  });
}

function startLine(place: JsonObject): unknown {
  return isObject(place.start) ? place.start.line : undefined;
}

function placeKey(place: JsonObject): string {
  const { start, end } = place;
  const from = isObject(start) ? `${start.line}:${start.column}` : '';
  return isObject(end) ? `${from}-${end.line}:${end.column}` : from;
}

/** Tells entries of one kind apart by place; several at the same place by their order. */
class PlaceIdentity {
  readonly #seen = new Map<string, number>();

  of(place: JsonObject, prefix = ''): number {
    return identityOf(numbered(this.#seen, `${prefix}|${placeKey(place)}`));
  }
}

function numbered(seen: Map<string, number>, key: string): string {
  const earlier = seen.get(key) ?? 0;
  seen.set(key, earlier + 1);
  return earlier === 0 ? key : `${key}#${earlier}`;
}
