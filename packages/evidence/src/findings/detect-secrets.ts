import type { Suppression } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalInstant, optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';

const AUDITED: Suppression = { kind: 'external', reason: 'audited as no secret' };

/**
 * A baseline or scan of detect-secrets. A secret that its plugin verified to be live is critical, any
 * other one high. What an audit labelled `is_secret: false` is suppressed; what was labelled true, or
 * not yet audited, is open. The hash of a secret is not kept: short secrets can be guessed from it.
 * Source: detect-secrets, core/baseline.py and core/potential_secret.py.
 */
export const detectSecrets: FindingsFormat = {
  id: 'detect-secrets',
  title: 'detect-secrets JSON',
  fileNames: ['detect-secrets*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    return shape?.root === 'object' && shape.has('plugins_used') && !shape.isStream;
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'detect-secrets');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const producedAt = optionalInstant(document.generated_at);
    if (producedAt !== undefined) builder.facts.producedAt = producedAt;
    const run = builder.run('detect-secrets', { version: optionalText(document.version) });
    if (asArray(document.plugins_used, 'plugins_used', error).length === 0) run.error('it ran without any plugin');
    for (const [path, secrets] of Object.entries(asObject(document.results, 'results', error)))
      for (const value of asArray(secrets, 'the results of a file', error))
        readSecret(path, asObject(value, 'a result', error), run, builder);
    return builder.build();
  },
};

function readSecret(path: string, secret: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const type = asString(secret.type, 'type', error);
  run.finding({
    rule: type,
    category: 'secret',
    severity: secret.is_verified === true ? 'critical' : 'high',
    title: type,
    path,
    ...optionalLine('line', secret.line_number),
    ...(secret.is_secret === false ? { suppression: AUDITED } : {}),
  });
}
