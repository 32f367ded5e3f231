import type { Severity } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asObject, asString, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { eachJsonValue } from '../text/json-values.ts';
import { optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';
import { severityOf } from './severity-words.ts';

/** Severities up to version 2.1, in capitals; later ones write `Critical`, `High`, ... and mean what they say. */
const OLD_WORDS: Readonly<Record<string, Severity>> = {
  BLOCKER: 'critical',
  CRITICAL: 'high',
  MAJOR: 'medium',
  MINOR: 'low',
  INFO: 'info',
};

/**
 * Whispers' report: JSON lines, or from version 2.3 on a list, in which `[]` is clean. Its own severity
 * counts, as its rules also point at comments and file names: BLOCKER critical, CRITICAL high, MAJOR
 * medium, MINOR low, INFO info; from version 2.2 on Critical to Info as they are. The value and the key
 * of a secret are not kept. Source: whispers, core/constants.py and core/printer.py.
 */
export const whispers: FindingsFormat = {
  id: 'whispers',
  title: 'Whispers JSON',
  fileNames: ['whispers*.json', 'whispers*.jsonl'],
  accepts(head, path) {
    if (isCleanForm(head, path, '[]', /whispers/)) return true;
    const shape = jsonHead(head);
    if (shape?.has('key', 'value', 'file', 'rule_id')) return true;
    return shape?.has('[].key', '[].value', '[].file', '[].rule_id') === true;
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'whispers');
    const { error } = builder;
    const run = builder.run('whispers');
    await eachJsonValue(input, error, (value) => {
      for (const each of Array.isArray(value) ? value : [value])
        readSecret(asObject(each, 'a finding', error), run, builder);
    });
    return builder.build();
  },
};

function readSecret(secret: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const word = asString(secret.severity, 'severity', error);
  const path = optionalText(secret.file);
  run.finding({
    rule: asString(secret.rule_id, 'rule_id', error),
    category: 'secret',
    severity: Object.hasOwn(OLD_WORDS, word) ? (OLD_WORDS[word] as Severity) : severityOf(word),
    title: optionalText(secret.message) ?? '',
    ...(path === undefined ? {} : { path }),
    ...optionalLine('line', secret.line),
  });
}
