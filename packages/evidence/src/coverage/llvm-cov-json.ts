import type { Count } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import type { CoverageFormat } from './format.ts';
import { addTotals, asCount, asCountOf, type FileTotals, TotalsBudget } from './istanbul-summary.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * `llvm-cov export` (clang, Swift, cargo-llvm-cov), versions 2 and 3. Lines are computed from the
 * segments as llvm-cov itself does for its LCOV output. Every branch region is two branches, true
 * and false. Functions are told apart by where they start, so that instances of a template are one.
 * With -summary-only there are totals per file only and `hasLines` is false. The stated totals count
 * a line once per function that contains it, so they are not compared.
 * Source: LLVM, CoverageExporterJson.cpp and LineCoverageStats in CoverageMapping.cpp.
 */
export const llvmCovJson: CoverageFormat = {
  id: 'llvm-cov-json',
  title: 'llvm-cov JSON',
  fileNames: ['llvm-cov*.json'],
  accepts: (head) => /^\s*\{[\s\S]*"llvm\.coverage\.json\.export"/.test(head) || SIGN.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'llvm-cov-json');
    const error = builder.error.bind(builder);
    builder.facts.tool = 'llvm-cov';
    const document = asObject(await readJson(input, error), 'the document', error);
    if (document.type !== 'llvm.coverage.json.export')
      throw error('E_MALFORMED', 'another type', 'llvm.coverage.json.export');
    const exports = asArray(document.data, 'data', error).map((value) => asObject(value, 'an entry of data', error));
    const budget = new TotalsBudget();
    const hasBranches = exports.some(recordsBranches);
    for (const data of exports) readExport(data, builder, budget, hasBranches);
    return builder.build();
  },
};

/** `type` is the last but one key of a file of any size; `data` and `files` are the first. */
const SIGN =
  /^\s*\{\s*"data"\s*:\s*\[\s*\{\s*"files"\s*:\s*\[\s*(?:\]|\{\s*"(?:branches|expansions|filename|mcdc_records|segments|summary)"\s*:)/;

/** Whether the compiler recorded branches at all: without them the lists are there, but empty in every file. */
function recordsBranches(data: JsonObject): boolean {
  return Array.isArray(data.files) && data.files.some((file) => isObject(file) && branchTotal(file) > 0);
}

function branchTotal(file: JsonObject): number {
  if (Array.isArray(file.branches)) return file.branches.length;
  const { summary } = file;
  return isObject(summary) && isObject(summary.branches) ? Number(summary.branches.count) : 0;
}

function readExport(data: JsonObject, builder: ReportBuilder, budget: TotalsBudget, hasBranches: boolean): void {
  const error = builder.error.bind(builder);
  const functions = functionsByFile(data.functions, error);
  for (const value of asArray(data.files, 'files', error)) {
    const file = asObject(value, 'an entry of files', error);
    const path = asString(file.filename, 'filename', error);
    builder.file(path);
    if (file.segments === undefined) {
      builder.facts.hasLines = false;
      addTotals(summaryTotals(file, hasBranches, error), builder, budget);
      continue;
    }
    readSegments(asArray(file.segments, 'segments', error), builder, budget);
    if (hasBranches && file.branches !== undefined) readBranches(asArray(file.branches, 'branches', error), builder);
    if (!functions) continue;
    builder.measures('function');
    for (const one of functions.get(path) ?? []) builder.function(one.line, one.key, one.isCovered);
  }
}

function summaryTotals(file: JsonObject, hasBranches: boolean, error: ErrorAt): FileTotals {
  const summary = asObject(file.summary, 'summary', error);
  const count = (key: string): Count => {
    const value = asObject(summary[key], key, error);
    return asCountOf(value.covered, value.count, key, error);
  };
  const branch = hasBranches ? { branch: count('branches') } : {};
  return { line: count('lines'), function: count('functions'), ...branch };
}

interface Segment {
  readonly line: number;
  readonly count: number;
  readonly hasCount: boolean;
  readonly isEntry: boolean;
  readonly isGap: boolean;
}

function asSegment(value: unknown, error: ErrorAt): Segment {
  const [line, , count, hasCount, isEntry, isGap = false] = asArray(value, 'a segment', error);
  if (typeof hasCount !== 'boolean' || typeof isEntry !== 'boolean' || typeof isGap !== 'boolean') {
    throw error(
      'E_MALFORMED',
      'a segment without its flags',
      '[line, column, count, hasCount, isRegionEntry, isGapRegion]',
    );
  }
  return {
    line: asCount(line, 'the line of a segment', error),
    count: asNumber(count, 'the count of a segment', error),
    hasCount,
    isEntry,
    isGap,
  };
}

/** Lines from segments; a segment holds until the next one, over any number of lines ("wrapped"). */
function readSegments(values: readonly unknown[], builder: ReportBuilder, budget: TotalsBudget): void {
  const error = builder.error.bind(builder);
  let wrapped: Segment | undefined;
  for (let index = 0; index < values.length; ) {
    const onLine = [asSegment(values[index++], error)];
    const line = (onLine[0] as Segment).line;
    if (wrapped && line <= wrapped.line)
      throw error('E_MALFORMED', `a segment of line ${line} behind line ${wrapped.line}`, 'ascending lines');
    if (wrapped?.hasCount) {
      budget.take(line - wrapped.line, error);
      for (let between = wrapped.line + 1; between < line; between++) builder.line(between, wrapped.count);
    }
    while (index < values.length && asArray(values[index], 'a segment', error)[0] === line)
      onLine.push(asSegment(values[index++], error));
    const hits = lineHits(onLine, wrapped);
    if (hits !== undefined) builder.line(line, hits);
    wrapped = onLine.at(-1);
  }
}

/** Hits of a line on which segments start; undefined when the line is not executable. */
function lineHits(onLine: readonly Segment[], wrapped: Segment | undefined): number | undefined {
  const starts = onLine.filter((segment) => segment.hasCount && segment.isEntry);
  const startsSkipped = !onLine[0]?.hasCount && onLine[0]?.isEntry;
  const isMapped = starts.length > 0 || (!startsSkipped && wrapped?.hasCount);
  if (!isMapped) return undefined;
  let hits = wrapped?.count ?? 0;
  for (const segment of starts) if (!segment.isGap && segment.count > hits) hits = segment.count;
  return hits;
}

/** [line, column, end line, end column, times true, times false, ...] */
function readBranches(branches: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  builder.measures('branch');
  for (const value of branches) {
    const branch = asArray(value, 'a branch', error);
    const line = asCount(branch[0], 'the line of a branch', error);
    const place = branch
      .slice(0, 4)
      .map((part) => asCount(part, 'the place of a branch', error))
      .join(':');
    for (const [index, way] of [
      [4, 'true'],
      [5, 'false'],
    ] as const) {
      const taken = asNumber(branch[index], `the ${way} count of a branch of line ${line}`, error);
      builder.branch(line, identityOf(`${place}:${way}`), taken > 0);
    }
  }
}

interface FunctionHit {
  readonly line: number;
  readonly key: string;
  readonly isCovered: boolean;
}

/** Functions under the file that their first region lies in; undefined when the export left them out. */
function functionsByFile(value: unknown, error: ErrorAt): Map<string, FunctionHit[]> | undefined {
  if (value === undefined) return undefined;
  const byFile = new Map<string, FunctionHit[]>();
  for (const item of asArray(value, 'functions', error)) {
    const entry = asObject(item, 'an entry of functions', error);
    const path = asString(asArray(entry.filenames, 'filenames', error)[0], 'a file name', error);
    const [region] = asArray(entry.regions, 'regions', error);
    const [line, column] = region === undefined ? [0, String(entry.name)] : asArray(region, 'a region', error);
    const isCovered = asNumber(entry.count, 'the count of a function', error) > 0;
    const list = byFile.get(path) ?? [];
    list.push({
      line: asCount(line, 'the line of a function', error),
      key: String(column),
      isCovered,
    });
    byFile.set(path, list);
  }
  return byFile;
}
