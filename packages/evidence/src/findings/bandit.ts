import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalInstant, optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';

/**
 * Bandit's JSON report. `issue_severity` HIGH, MEDIUM, LOW as they are, UNDEFINED is unknown; the
 * confidence changes nothing. Files in `errors` were not scanned. Source: bandit, formatters/json.py.
 */
export const bandit: FindingsFormat = {
  id: 'bandit',
  title: 'Bandit JSON',
  fileNames: ['bandit*.json'],
  accepts: (head) => jsonHead(head)?.has('errors', 'generated_at', 'metrics') === true && !/"hashed_secret"/.test(head),
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'bandit');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const producedAt = optionalInstant(document.generated_at);
    if (producedAt !== undefined) builder.facts.producedAt = producedAt;
    const run = builder.run('bandit');
    // A scan of the wrong folder is as clean as a clean one: only its metrics tell.
    const { _totals, ...files } = asObject(document.metrics, 'metrics', error);
    if (Object.keys(files).length === 0) run.nothing('it looked at no file');
    for (const value of asArray(document.errors, 'errors', error)) {
      const problem = asObject(value, 'an entry of errors', error);
      run.error(`${optionalText(problem.filename) ?? 'a file'}: ${optionalText(problem.reason) ?? 'not scanned'}`);
    }
    for (const value of asArray(document.results, 'results', error))
      readResult(asObject(value, 'an entry of results', error), run, builder);
    return builder.build();
  },
};

function readResult(result: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const url = optionalText(result.more_info);
  run.finding({
    rule: asString(result.test_id, 'test_id', error),
    category: 'code',
    severity: severityOf(result.issue_severity),
    title: optionalText(result.issue_text) ?? optionalText(result.test_name) ?? '',
    path: asString(result.filename, 'filename', error),
    ...optionalLine('line', result.line_number),
    ...(url ? { url } : {}),
  });
}
