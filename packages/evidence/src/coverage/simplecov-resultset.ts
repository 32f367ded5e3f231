import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, type JsonObject, readJson } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import type { CoverageFormat } from './format.ts';
import { asCount, asOptionalObject } from './istanbul-summary.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * SimpleCov's .resultset.json: per command the raw counters of Ruby's Coverage, a list of hits per
 * line (older) or lines, branches and methods. All commands are united. Lines that
 * `:nocov:` excludes are still counted, since SimpleCov applies those marks later.
 * Source: SimpleCov, result_merger.rb; Ruby, Coverage.
 */
export const simplecovResultset: CoverageFormat = {
  id: 'simplecov-resultset',
  title: 'SimpleCov resultset',
  fileNames: ['.resultset.json'],
  accepts: (head, path) => SIGN.test(head) || (/^\s*\{\s*\}\s*$/.test(head) && path.endsWith('.resultset.json')),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'simplecov-resultset');
    const error = builder.error.bind(builder);
    builder.facts.tool = 'SimpleCov';
    const document = asObject(await readJson(input, error), 'the document', error);
    const byPath = new Map<string, FileResult[]>();
    for (const [command, value] of Object.entries(document)) {
      const result = asObject(value, `the result of ${command.slice(0, 40)}`, error);
      noteTime(result.timestamp, builder);
      for (const [path, file] of Object.entries(asObject(result.coverage, 'coverage', error))) {
        const list = byPath.get(path) ?? [];
        list.push(asFileResult(file, error));
        byPath.set(path, list);
      }
    }
    readFiles(byPath, builder);
    return builder.build();
  },
};

/** `{"<command>": {"coverage": {"<file>": [` or `{`, with the timestamp before or behind. */
const SIGN =
  /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*(?:"timestamp"\s*:\s*[\d.]+\s*,\s*)?"coverage"\s*:\s*\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:\s*[[{])/;

interface FileResult {
  readonly lines: readonly unknown[];
  readonly branches: JsonObject;
  readonly methods: JsonObject;
}

function asFileResult(value: unknown, error: ErrorAt): FileResult {
  if (Array.isArray(value)) return { lines: value, branches: {}, methods: {} };
  const file = asObject(value, 'the coverage of a file', error);
  return {
    lines: asArray(file.lines, 'lines', error),
    branches: asOptionalObject(file.branches, 'branches', error),
    methods: asOptionalObject(file.methods, 'methods', error),
  };
}

function readFiles(byPath: ReadonlyMap<string, readonly FileResult[]>, builder: ReportBuilder): void {
  const all = [...byPath.values()].flat();
  // `"branches": {}` is written even when branches are not measured.
  const hasBranches = all.some((file) => Object.keys(file.branches).length > 0);
  const hasMethods = all.some((file) => Object.keys(file.methods).length > 0);
  for (const [path, results] of byPath) {
    builder.file(path);
    if (hasBranches) builder.measures('branch');
    if (hasMethods) builder.measures('function');
    for (const result of known(results)) {
      readHitList(result.lines, builder);
      readConditions(result.branches, builder);
      readMethods(result.methods, builder);
    }
  }
}

/**
 * The results that know the file. For a file that a command did not load SimpleCov guesses from the
 * text which lines are executable, all with 0 hits, and too many of them; so where one command
 * loaded the file, results without any hit say nothing.
 */
function known(results: readonly FileResult[]): readonly FileResult[] {
  const loaded = results.filter(({ lines }) =>
    lines.some((hits) => (typeof hits !== 'number' ? hits !== null && hits !== 'ignored' : hits !== 0)),
  );
  return loaded.length > 0 ? loaded : results;
}

/** Keeps the latest of the commands' times, given in seconds. */
function noteTime(timestamp: unknown, builder: ReportBuilder): void {
  if (typeof timestamp !== 'number' || !Number.isFinite(timestamp) || timestamp <= 0) return;
  builder.facts.producedAt = Math.max(builder.facts.producedAt ?? 0, Math.floor(timestamp * 1000));
}

/** Adds a list with one entry a line: hits, null where nothing is executable, "ignored" where it is excluded. */
export function readHitList(hits: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  for (const [index, value] of hits.entries()) {
    if (value === null || value === 'ignored') continue;
    builder.line(index + 1, asNumber(value, `the count of line ${index + 1}`, error));
  }
}

/** Branches: `"[:if, 0, 3, 4, 3, 20]"` (kind, number, start line, ...) with the hits of each arm. */
function readConditions(branches: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  for (const [condition, arms] of Object.entries(branches)) {
    const line = asCount(lineOf(condition, /^\[\s*:?"?\w+"?, \d+, (\d+),/, builder), 'the line of a branch', error);
    for (const [arm, hits] of Object.entries(asObject(arms, 'the arms of a branch', error))) {
      if (hits === 'ignored') continue;
      const taken = asNumber(hits, `the count of a branch of line ${line}`, error);
      if (taken < 0)
        builder.remark('E_NEGATIVE_HITS', `a branch of line ${line} taken ${taken} times`, 'counted as not taken');
      builder.branch(line, identityOf(`${condition}>${arm}`), taken > 0);
    }
  }
}

/** Methods: `"[\"Pay\", :due, 3, 4, 6, 7]"` (class, name, start line, ...) with their hits. */
function readMethods(methods: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  for (const [method, hits] of Object.entries(methods)) {
    if (hits === 'ignored') continue;
    const line = asCount(lineOf(method, /, (\d+), \d+, \d+, \d+\]$/, builder), 'the line of a method', error);
    const count = asNumber(hits, `the count of a method at line ${line}`, error);
    // The class of an anonymous method carries a memory address, so only name and place tell methods apart.
    builder.function(line, /(?:, |^)[^,]*(?:, \d+){4}\]$/.exec(method)?.[0] ?? method, count > 0);
  }
}

function lineOf(key: string, pattern: RegExp, builder: ReportBuilder): number {
  const match = pattern.exec(key);
  if (match) return Number(match[1]);
  throw builder.error(
    'E_MALFORMED',
    `the key ${JSON.stringify(key.slice(0, 60))}`,
    'a key such as [:if, 0, 3, 4, 3, 20]',
  );
}
