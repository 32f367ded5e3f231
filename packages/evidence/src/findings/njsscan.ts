import type { Severity } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';

const LEVELS: Readonly<Record<string, Severity>> = { error: 'high', warning: 'medium', info: 'low' };

/**
 * Njsscan's JSON report: ERROR is high, WARNING medium, INFO low. Clean is a report whose two lists
 * of rules (`nodejs`, `templates`) are empty. Its `errors` are files that could not be parsed.
 * Source: njsscan, njsscan.py and formatters/json_out.py; libsast.
 */
export const njsscan: FindingsFormat = {
  id: 'njsscan',
  title: 'njsscan JSON',
  fileNames: ['njsscan*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    // Keys are sorted: in a long report the version may come after the head, but `errors` does not.
    return shape.has('njsscan_version') || shape.has('errors', 'nodejs') || shape.has('nodejs', 'templates');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'njsscan');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('njsscan', { version: optionalText(document.njsscan_version) });
    for (const problem of asArray(document.errors, 'errors', error)) run.error(problemText(problem));
    for (const key of ['nodejs', 'templates'])
      for (const [rule, match] of Object.entries(asObject(document[key], key, error)))
        readRule(rule, asObject(match, 'a rule', error), run, builder);
    return builder.build();
  },
};

function readRule(rule: string, match: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const metadata = asObject(match.metadata, 'the metadata of a rule', error);
  const finding: RawFinding = {
    rule,
    category: 'code',
    severity: severityOf(metadata.severity, LEVELS),
    title: optionalText(metadata.description) ?? rule,
  };
  // A control that is missing (no rate limit, for instance) is missing nowhere in particular.
  if (match.files === undefined) return run.finding(finding);
  for (const value of asArray(match.files, 'the files of a rule', error)) {
    const file = asObject(value, 'a file', error);
    const [line, endLine] = Array.isArray(file.match_lines) ? file.match_lines : [];
    const path = asString(file.file_path, 'file_path', error);
    run.finding({ ...finding, path, ...optionalLine('line', line), ...optionalLine('endLine', endLine) });
  }
}

/** The errors of its engine, which is Semgrep: messages about files quote what stands there, which may be anything. */
function problemText(problem: unknown): string {
  if (!isObject(problem)) return optionalText(problem) ?? 'an error without a text';
  const path = optionalText(problem.path);
  if (path !== undefined) return `${path}: ${optionalText(problem.type) ?? 'not scanned'}`;
  return optionalText(problem.message) ?? optionalText(problem.long_msg) ?? optionalText(problem.type) ?? 'not scanned';
}
