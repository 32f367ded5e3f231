import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { asCount, statedCount } from './istanbul-summary.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * cargo-tarpaulin's JSON: per file its path as a list of segments and its traces. A trace is a line
 * with a count, or a condition that may have been true and false, which is two branches.
 * Source: tarpaulin, traces.rs.
 */
export const tarpaulin: CoverageFormat = {
  id: 'tarpaulin',
  title: 'cargo-tarpaulin JSON',
  fileNames: ['tarpaulin-report.json'],
  accepts: (head) => /^\s*\{\s*"files"\s*:\s*\[\s*(?:\{\s*"path"\s*:\s*\[|\][\s\S]*"coverable"\s*:)/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'tarpaulin');
    const error = builder.error.bind(builder);
    builder.facts.tool = 'tarpaulin';
    const document = asObject(await readJson(input, error), 'the document', error);
    const files = asArray(document.files, 'files', error).map((value) => asObject(value, 'an entry of files', error));
    for (const file of files) {
      builder.file(joined(asArray(file.path, 'path', error).map((part) => asString(part, 'a part of a path', error))));
      for (const value of asArray(file.traces, 'traces', error)) readTrace(asObject(value, 'a trace', error), builder);
    }
    const line = statedLines(files);
    if (line) builder.facts.stated = { line };
    return builder.build();
  },
};

function statedLines(files: readonly JsonObject[]) {
  let covered = 0;
  let total = 0;
  for (const file of files) {
    const count = statedCount(file.covered, file.coverable);
    if (!count) return undefined;
    covered += count.covered;
    total += count.total;
  }
  return { covered, total };
}

/** `["/", "home", "a.rs"]` is /home/a.rs, `["C:", "\\", "a.rs"]` is C:/a.rs: a root is a part of its own. */
function joined(parts: readonly string[]): string {
  const isRoot = (part: string): boolean => /^[\\/]*$/.test(part);
  return parts
    .map((part) => (isRoot(part) ? '' : part))
    .filter((part, index) => index === 0 || part !== '')
    .join('/');
}

function readTrace(trace: JsonObject, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  const line = asCount(trace.line, 'the line of a trace', error);
  const stats = asObject(trace.stats, `the stats of line ${line}`, error);
  if (stats.Line !== undefined) return builder.line(line, asNumber(stats.Line, `the count of line ${line}`, error));
  const states =
    stats.Branch === undefined ? asArray(stats.Condition, `the stats of line ${line}`, error) : [stats.Branch];
  let isCovered = false;
  for (const [index, state] of states.entries()) {
    if (!isObject(state) || typeof state.been_true !== 'boolean' || typeof state.been_false !== 'boolean') {
      throw error('E_MALFORMED', `a condition of line ${line} without its two states`, 'been_true and been_false');
    }
    isCovered ||= state.been_true || state.been_false;
    builder.branch(line, index * 2, state.been_true);
    builder.branch(line, index * 2 + 1, state.been_false);
  }
  builder.line(line, isCovered ? 1 : 0);
}
