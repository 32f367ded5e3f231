import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { asCount } from './istanbul-summary.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * gcovr's JSON report, all format versions. Excluded and non-code lines are left out. From gcc 14
 * on a line comes once per function that contains it: such lines are one line, covered when any of
 * them ran, while gcovr's own totals count each. Branches of different functions on one line stay
 * apart, as gcovr counts them. Conditions and decisions are not read.
 * Source: gcovr documentation, JSON output.
 */
export const gcovrJson: CoverageFormat = {
  id: 'gcovr-json',
  title: 'gcovr JSON',
  fileNames: ['gcovr*.json'],
  accepts: (head) => /^\s*\{[\s\S]*"gcovr\/format_version"\s*:/.test(head) || SIGN.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'gcovr-json');
    const error = builder.error.bind(builder);
    builder.facts.tool = 'gcovr';
    const document = asObject(await readJson(input, error), 'the document', error);
    if (document['gcovr/format_version'] === undefined)
      throw error('E_MALFORMED', 'no gcovr/format_version', 'a JSON report of gcovr');
    for (const value of asArray(document.files, 'files', error)) {
      const file = asObject(value, 'an entry of files', error);
      builder.file(asString(file.file, 'file', error));
      builder.measures('branch');
      for (const line of asArray(file.lines, 'lines', error)) readLine(asObject(line, 'a line', error), builder);
      if (file.functions !== undefined) readFunctions(asArray(file.functions, 'functions', error), builder);
    }
    return builder.build();
  },
};

/** Older versions sort the keys, so that the format version comes last. */
const SIGN = /^\s*\{\s*"files"\s*:\s*\[\s*(?:\]\s*,\s*"gcovr\/|\{\s*"(?:file|functions|lines)"\s*:)/;

function isLeftOut(entry: JsonObject): boolean {
  return entry['gcovr/excluded'] === true || entry['gcovr/noncode'] === true;
}

function readLine(entry: JsonObject, builder: ReportBuilder): void {
  if (isLeftOut(entry)) return;
  const error = builder.error.bind(builder);
  const line = asCount(entry.line_number, 'line_number', error);
  builder.line(line, asNumber(entry.count, `the count of line ${line}`, error));
  if (entry.branches === undefined) return;
  for (const [index, value] of asArray(entry.branches, `the branches of line ${line}`, error).entries()) {
    const branch = asObject(value, 'a branch', error);
    if (isLeftOut(branch)) continue;
    const taken = asNumber(branch.count, `the count of a branch of line ${line}`, error);
    if (taken < 0)
      builder.remark('E_NEGATIVE_HITS', `a branch of line ${line} taken ${taken} times`, 'counted as not taken');
    const number = typeof branch.branchno === 'number' ? branch.branchno : index;
    builder.branch(line, identityOf(`${number}:${String(entry.function_name ?? '')}`), taken > 0);
  }
}

function readFunctions(functions: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  builder.measures('function');
  for (const value of functions) {
    const entry = asObject(value, 'an entry of functions', error);
    if (isLeftOut(entry)) continue;
    const line = asCount(entry.lineno, 'lineno of a function', error);
    const count = asNumber(entry.execution_count, `execution_count of a function at line ${line}`, error);
    builder.function(line, asString(entry.name ?? entry.demangled_name, 'the name of a function', error), count > 0);
  }
}
