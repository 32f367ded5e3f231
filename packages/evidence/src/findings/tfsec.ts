import type { Severity } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalLine, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';

/** Words of the versions before 0.40. */
const LEGACY: Readonly<Record<string, Severity>> = { error: 'high', warning: 'medium', info: 'low' };
/** What a clean scan looks like: all that it holds is the empty list, as Go writes it. */
const CLEAN = /^\s*\{\s*"results"\s*:\s*(?:null|\[\s*\])\s*\}\s*$/;

/**
 * Tfsec's JSON. CRITICAL to LOW as they are; ERROR, WARNING and INFO of old versions are high, medium
 * and low. `status` 1 or `passed` is a passed check, 2 or `ignored` one that a comment in the code
 * ignores. Clean is `results` null, which many tools could write: the file has to be named after it.
 * Source: tfsec, internal/app/tfsec/formatters; defsec, pkg/formatters/json.go.
 */
export const tfsec: FindingsFormat = {
  id: 'tfsec',
  title: 'tfsec JSON',
  fileNames: ['tfsec*.json'],
  accepts(head, path) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    if (CLEAN.test(head)) return /tfsec[^/]*$/i.test(path);
    return shape.has('results[].rule_id', 'results[].location.filename') || shape.has('results[].long_id');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'tfsec');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('tfsec');
    // Null when nothing was found.
    const results = document.results === null ? [] : asArray(document.results, 'results', error);
    for (const value of results) readResult(asObject(value, 'an entry of results', error), run, builder);
    return builder.build();
  },
};

function readResult(result: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const rule = asString(result.rule_id ?? result.long_id, 'rule_id', error);
  const status = result.status;
  if (result.passed === true || status === 1 || status === 'passed') return;
  const location = objectOrEmpty(result.location);
  const other = optionalText(result.long_id);
  const resource = optionalText(result.resource);
  const url = texts(result.links)[0] ?? /https?:\S+/.exec(optionalText(result.link) ?? '')?.[0];
  const isIgnored = status === 2 || status === 'ignored';
  run.finding({
    rule,
    ...(other ? { ids: [other] } : {}),
    category: 'misconfiguration',
    severity: severityOf(result.severity, LEGACY),
    title: optionalText(result.description) ?? optionalText(result.rule_description) ?? '',
    path: asString(location.filename, 'filename', error),
    ...optionalLine('line', location.start_line),
    ...optionalLine('endLine', location.end_line),
    ...(resource ? { placeId: resource } : {}),
    ...(url ? { url } : {}),
    ...(isIgnored ? { suppression: { kind: 'in-source', reason: 'ignored by a comment' } as const } : {}),
  });
}
