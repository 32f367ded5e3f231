import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { addTotals, asCount, asCountOf, statedCount, TotalsBudget } from './istanbul-summary.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * Xcode's coverage in both shapes of `xcrun xccov view --json`: `--report` has totals per file and
 * functions with their first line, so `hasLines` is false; `--archive` has lines. A file that
 * several targets build is one file, with the best of its totals. Source: xccov(1).
 */
export const xccov: CoverageFormat = {
  id: 'xccov',
  title: 'Xcode xccov JSON',
  fileNames: ['xccov*.json'],
  accepts: (head) => isReport(head) || /^\s*\{[\s\S]*"isExecutable"\s*:\s*(?:true|false)/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'xccov');
    const error = builder.error.bind(builder);
    builder.facts.tool = 'xccov';
    const document = await readJson(input, error);
    if (Array.isArray(document)) readTargets(document, builder);
    else if (isObject(document) && document.targets !== undefined) readReport(document, builder);
    else readArchive(asObject(document, 'the document', error), builder);
    return builder.build();
  },
};

/** The keys of a report come in any order; lineCoverage stands beside each total. */
function isReport(head: string): boolean {
  return /^\s*[[{][\s\S]*"lineCoverage"\s*:/.test(head) && /"(?:coveredLines|executableLines|targets)"\s*:/.test(head);
}

function readReport(document: JsonObject, builder: ReportBuilder): void {
  const line = statedCount(document.coveredLines, document.executableLines);
  if (line) builder.facts.stated = { line };
  readTargets(asArray(document.targets, 'targets', builder.error.bind(builder)), builder);
}

function readTargets(targets: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  builder.facts.hasLines = false;
  const budget = new TotalsBudget();
  for (const value of targets) {
    const target = asObject(value, 'a target', error);
    for (const item of asArray(target.files, 'files', error)) {
      const file = asObject(item, 'an entry of files', error);
      builder.file(asString(file.path, 'path', error));
      addTotals(
        {
          line: asCountOf(file.coveredLines, file.executableLines, 'lines', error),
        },
        builder,
        budget,
      );
      if (file.functions !== undefined) readFunctions(asArray(file.functions, 'functions', error), builder);
    }
  }
}

function readFunctions(functions: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  builder.measures('function');
  for (const value of functions) {
    const entry = asObject(value, 'a function', error);
    const line = asCount(entry.lineNumber, 'lineNumber', error);
    const count = asNumber(entry.executionCount, `executionCount of a function at line ${line}`, error);
    builder.function(line, asString(entry.name, 'the name of a function', error), count > 0);
  }
}

function readArchive(document: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  for (const [path, lines] of Object.entries(document)) {
    builder.file(path);
    for (const value of asArray(lines, 'the lines of a file', error)) {
      const entry = asObject(value, 'a line', error);
      const line = asCount(entry.line, 'line', error);
      if (typeof entry.isExecutable !== 'boolean')
        throw error('E_MALFORMED', `line ${line} without isExecutable`, 'true or false');
      if (entry.isExecutable)
        builder.line(line, asNumber(entry.executionCount, `executionCount of line ${line}`, error));
    }
  }
}
