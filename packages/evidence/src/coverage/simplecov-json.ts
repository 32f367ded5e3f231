import { parseInstant } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { asCount, statedCount } from './istanbul-summary.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';
import { readHitList } from './simplecov-resultset.ts';

/**
 * SimpleCov's coverage.json, with `meta` and `coverage` (simplecov_json_formatter, SimpleCov 1),
 * and the older one with a list of `files` (simplecov-json). Excluded lines, branches and methods
 * are the word "ignored" and are left out. A branch stands for one arm and lies on its report_line
 * or start_line. Source: SimpleCov, schemas/coverage.schema.json.
 */
export const simplecovJson: CoverageFormat = {
  id: 'simplecov-json',
  title: 'SimpleCov JSON',
  fileNames: ['coverage.json'],
  accepts: (head) => /^\s*\{[\s\S]*"simplecov_version"\s*:/.test(head) || OLD_SIGN.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'simplecov-json');
    const error = builder.error.bind(builder);
    builder.facts.tool = 'SimpleCov';
    const document = asObject(await readJson(input, error), 'the document', error);
    if (document.files === undefined) readDocument(document, builder);
    else readOldDocument(document, builder);
    return builder.build();
  },
};

const OLD_SIGN =
  /^\s*\{\s*(?:"timestamp"\s*:\s*[\d.]+\s*,\s*"command_name"\s*:|"files"\s*:\s*\[\s*\{\s*"filename"\s*:)/;

function readDocument(document: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  readMeta(asObject(document.meta, 'meta', error), builder);
  const lines = isObject(document.total) ? document.total.lines : undefined;
  if (isObject(lines)) state(lines.covered, lines.total, builder);
  for (const [path, value] of Object.entries(asObject(document.coverage, 'coverage', error))) {
    builder.file(path);
    readFile(asObject(value, 'the coverage of a file', error), builder);
  }
}

function readMeta(meta: JsonObject, builder: ReportBuilder): void {
  if (typeof meta.simplecov_version === 'string') builder.facts.version = meta.simplecov_version;
  const producedAt = typeof meta.timestamp === 'string' ? parseInstant(meta.timestamp) : undefined;
  if (producedAt !== undefined) builder.facts.producedAt = producedAt;
  if (typeof meta.root === 'string' && meta.root !== '') builder.root(meta.root);
}

function readOldDocument(document: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  const { timestamp, metrics } = document;
  if (typeof timestamp === 'number' && timestamp > 0) builder.facts.producedAt = Math.floor(timestamp * 1000);
  if (isObject(metrics)) state(metrics.covered_lines, metrics.total_lines, builder);
  for (const value of asArray(document.files, 'files', error)) {
    const file = asObject(value, 'an entry of files', error);
    builder.file(asString(file.filename, 'filename', error));
    if (Array.isArray(file.coverage)) readHitList(file.coverage, builder);
    else readFile(asObject(file.coverage, 'coverage', error), builder);
  }
}

function state(covered: unknown, total: unknown, builder: ReportBuilder): void {
  const line = statedCount(covered, total);
  if (line) builder.facts.stated = { line };
}

function readFile(file: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  readHitList(asArray(file.lines, 'lines', error), builder);
  if (file.branches !== undefined) {
    builder.measures('branch');
    readArms(asArray(file.branches, 'branches', error), builder);
  }
  if (file.methods !== undefined) {
    builder.measures('function');
    readMethods(asArray(file.methods, 'methods', error), builder);
  }
}

function readArms(branches: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  const seen = new Map<string, number>();
  for (const value of branches) {
    const arm = asObject(value, 'an entry of branches', error);
    if (arm.coverage === 'ignored') continue;
    const line = asCount(arm.report_line ?? arm.start_line, 'the line of a branch', error);
    const taken = asNumber(arm.coverage, `the count of a branch of line ${line}`, error);
    if (taken < 0)
      builder.remark('E_NEGATIVE_HITS', `a branch of line ${line} taken ${taken} times`, 'counted as not taken');
    const key = `${arm.type}:${arm.start_line}:${arm.end_line}`;
    const earlier = seen.get(key) ?? 0;
    seen.set(key, earlier + 1);
    builder.branch(line, identityOf(`${key}#${earlier}`), taken > 0);
  }
}

function readMethods(methods: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  for (const value of methods) {
    const method = asObject(value, 'an entry of methods', error);
    if (method.coverage === 'ignored') continue;
    const line = asCount(method.start_line, 'start_line of a method', error);
    builder.function(
      line,
      String(method.name),
      asNumber(method.coverage, `the count of a method at line ${line}`, error) > 0,
    );
  }
}
