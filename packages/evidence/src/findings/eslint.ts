import type { Severity, Suppression } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';
import { withoutCode } from './secret-text.ts';
import { checkStatedCount } from './stated-count.ts';

/** 2 is what a project calls an error, 1 a warning: how strict it is with itself, not how bad a flaw is. */
const SEVERITIES = new Map<unknown, Severity>([
  [2, 'medium'],
  [1, 'low'],
]);

/**
 * ESLint's results, of the formatters `json` and `json-with-metadata`. Severity 2 is medium, 1 is low.
 * Clean files are listed too, so an empty list says that no file was looked at. A fatal message is a
 * file that could not be parsed. Source: ESLint, "Formatters reference" and "Node.js API", LintResult.
 */
export const eslint: FindingsFormat = {
  id: 'eslint',
  title: 'ESLint JSON',
  fileNames: ['eslint*.json'],
  accepts(head, path) {
    if (isCleanForm(head, path, '[]', /^eslint/)) return true;
    const shape = jsonHead(head);
    if (!shape) return false;
    return shape.has('[].filePath', '[].messages') || shape.has('results[].filePath', 'results[].messages');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'eslint');
    const { error } = builder;
    const document = await readJson(input, error);
    const results = asArray(isObject(document) ? document.results : document, 'the list of files', error);
    const run = builder.run('eslint');
    if (results.length === 0) run.nothing('it looked at no file');
    for (const value of results) readFile(asObject(value, 'a file', error), run, builder);
    return builder.build();
  },
};

function readFile(file: JsonObject, run: OpenRun, builder: FindingsBuilder): void {
  const { error } = builder;
  const path = asString(file.filePath, 'filePath', error);
  const messages = asArray(file.messages, 'messages', error).map((value) => asObject(value, 'a message', error));
  for (const [key, severity] of [['errorCount', 2] as const, ['warningCount', 1] as const]) {
    const listed = messages.filter((message) => message.severity === severity).length;
    checkStatedCount(file[key], listed, `${key} of ${path}`, error);
  }
  for (const message of messages) readMessage(message, path, run);
  // Versions before 8.8 do not list what a comment has disabled.
  for (const value of asArray(file.suppressedMessages ?? [], 'suppressedMessages', error)) {
    const message = asObject(value, 'a suppressed message', error);
    readMessage(message, path, run, { kind: 'in-source', reason: reasonOf(message) });
  }
}

function readMessage(message: JsonObject, path: string, run: OpenRun, suppression?: Suppression): void {
  const text = optionalText(message.message) ?? '';
  if (message.fatal === true) {
    run.error(`${path}: ${withoutCode(text) || 'not parsed'}`);
    return;
  }
  run.finding({
    // Null for what ESLint says itself, of an unused comment for instance.
    rule: optionalText(message.ruleId) ?? 'eslint',
    category: 'code',
    severity: SEVERITIES.get(message.severity) ?? 'unknown',
    title: text,
    path,
    ...optionalLine('line', message.line),
    ...optionalLine('endLine', message.endLine),
    ...optionalLine('column', message.column),
    ...(suppression ? { suppression } : {}),
  });
}

function reasonOf(message: JsonObject): string {
  const [first] = Array.isArray(message.suppressions) ? message.suppressions.filter(isObject) : [];
  return optionalText(first?.justification) ?? 'no justification';
}
