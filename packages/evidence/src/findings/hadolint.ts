import type { Severity } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';

const LEVELS: Readonly<Record<string, Severity>> = { error: 'high', warning: 'medium', info: 'low', style: 'info' };
/** What it says of a Dockerfile that it could not parse. */
const PARSE_ERROR = 'DL1000';

/**
 * Hadolint's JSON report: error is high, warning medium, info low, style info. Files without problems
 * are not named, so `[]` is clean. A Dockerfile that could not be parsed (DL1000) was not looked at.
 * ShellCheck's own report has the same fields and an `endLine`. Source: hadolint, Formatter/Json.hs.
 */
export const hadolint: FindingsFormat = {
  id: 'hadolint',
  title: 'Hadolint JSON',
  fileNames: ['hadolint*.json'],
  accepts(head, path) {
    if (isCleanForm(head, path, '[]', /^hadolint/)) return true;
    const shape = jsonHead(head);
    if (!shape?.has('[].code', '[].column', '[].file', '[].level', '[].line')) return false;
    return !shape.has('[].endLine');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'hadolint');
    const { error } = builder;
    const run = builder.run('hadolint');
    for (const value of asArray(await readJson(input, error), 'the document', error))
      readProblem(asObject(value, 'a problem', error), run, builder);
    return builder.build();
  },
};

function readProblem(problem: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const rule = asString(problem.code, 'code', error);
  const path = asString(problem.file, 'file', error);
  // The message quotes the line, which may hold anything: the place is enough.
  if (rule === PARSE_ERROR) return run.error(`${path}: line ${String(problem.line)} could not be parsed`);
  run.finding({
    rule,
    category: 'misconfiguration',
    severity: severityAt(problem.level),
    title: optionalText(problem.message) ?? '',
    path,
    ...optionalLine('line', problem.line),
    ...optionalLine('column', problem.column),
  });
}

/** Its words and no others: `info` is low here. */
function severityAt(level: unknown): Severity {
  return typeof level === 'string' && Object.hasOwn(LEVELS, level) ? (LEVELS[level] as Severity) : 'unknown';
}
