import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { optionalInstant, optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';
import { checkStatedCount } from './stated-count.ts';

/**
 * KICS' JSON: one finding for each file of each query. Severity words as they are, CRITICAL to INFO;
 * TRACE is info, and its list of resources (`bill_of_materials`) holds no findings. The queries for
 * passwords are of category secret; what they quote (`actual_value`, `search_value`, `value`) is left
 * out. The counters must not state more than is listed. Source: KICS, pkg/model/summary.go.
 */
export const kics: FindingsFormat = {
  id: 'kics',
  title: 'KICS JSON',
  fileNames: ['kics*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    return shape?.has('files_scanned') === true && shape.matches(/^(?:queries_total|queries|severity_counters)$/);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'kics');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const ended = optionalInstant(document.end);
    // Go writes the year 1 for a time that was never set.
    if (ended !== undefined && ended > 0) builder.facts.producedAt = ended;
    const run = builder.run('kics', { version: optionalText(document.kics_version) });
    readProblems(document, run, error);
    const listed = new Map<string, number>();
    for (const value of asArray(document.queries, 'queries', error))
      readQuery(asObject(value, 'a query', error), listed, run, error);
    checkCounters(document, listed, error);
    return builder.build();
  },
};

function readProblems(document: JsonObject, run: OpenRun, error: ErrorAt): void {
  if (asNumber(document.files_scanned ?? 0, 'files_scanned', error) <= 0) run.nothing('it scanned no file');
  const failed: Readonly<Record<string, string>> = {
    files_failed_to_scan: 'files could not be scanned',
    queries_failed_to_execute: 'queries could not be executed',
  };
  for (const [key, words] of Object.entries(failed)) {
    if (document[key] !== undefined && document[key] !== 0) run.error(`${document[key]} ${words}`);
  }
}

function readQuery(query: JsonObject, listed: Map<string, number>, run: OpenRun, error: ErrorAt): void {
  const rule = asString(query.query_id, 'query_id', error);
  const word = asString(query.severity, 'severity', error);
  const name = optionalText(query.query_name);
  const url = optionalText(query.query_url);
  const isSecret = /^passwords? and secrets?/i.test(name ?? '');
  const files = asArray(query.files, 'files', error);
  listed.set(word, (listed.get(word) ?? 0) + files.length);
  for (const value of files) {
    const file = asObject(value, 'a file of a query', error);
    const placeId = isSecret ? undefined : optionalText(file.similarity_id);
    run.finding({
      rule,
      category: isSecret ? 'secret' : 'misconfiguration',
      severity: severityOf(word),
      title: name ?? optionalText(query.description) ?? '',
      path: asString(file.file_name, 'file_name', error),
      ...optionalLine('line', file.line),
      ...(placeId ? { placeId } : {}),
      ...(url ? { url } : {}),
    });
  }
}

/** TRACE counts the bill of materials, which is listed elsewhere. */
function checkCounters(document: JsonObject, listed: ReadonlyMap<string, number>, error: ErrorAt): void {
  const total = [...listed.values()].reduce((sum, count) => sum + count, 0);
  checkStatedCount(document.total_counter, total, 'total_counter', error);
  if (document.severity_counters === undefined) return;
  for (const [word, count] of Object.entries(asObject(document.severity_counters, 'severity_counters', error))) {
    if (word !== 'TRACE') checkStatedCount(count, listed.get(word) ?? 0, `the counter of ${word.slice(0, 20)}`, error);
  }
}
