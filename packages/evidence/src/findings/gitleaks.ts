import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';

const NAMES = /gitleaks|^leaks/;

/**
 * Gitleaks' JSON report, of version 8 (`RuleID`, `File`, `StartLine`) and of the versions before it
 * (`rule`, `file`, `lineNumber`). It rates nothing and verifies nothing: a leaked secret is high. The
 * secret and all that quotes it (`Secret`, `Match`, `Line`, `offender`, commit messages) is not kept;
 * its fingerprint neither, as that changes with each commit. Clean is `[]`, or `null` as Go writes an
 * empty list. Source: gitleaks, report/finding.go, and scan/leak.go of version 7.
 */
export const gitleaks: FindingsFormat = {
  id: 'gitleaks',
  title: 'Gitleaks JSON',
  fileNames: ['gitleaks*.json', 'leaks*.json'],
  accepts(head, path) {
    if (isCleanForm(head, path, '[]', NAMES) || isCleanForm(head, path, 'null', NAMES)) return true;
    const shape = jsonHead(head);
    if (shape?.root !== 'list') return false;
    // `Match` and `line` come early and may fill the whole head: what stands before them has to do.
    return shape.has('[].Description', '[].StartLine', '[].StartColumn') || shape.has('[].line', '[].offender');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'gitleaks');
    const { error } = builder;
    const document = await readJson(input, error);
    const run = builder.run('gitleaks');
    for (const value of document === null ? [] : asArray(document, 'the document', error))
      readLeak(asObject(value, 'a leak', error), run, builder);
    return builder.build();
  },
};

function readLeak(leak: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const isCurrent = Object.hasOwn(leak, 'RuleID');
  const path = optionalText(isCurrent ? leak.File : leak.file);
  const rule = isCurrent ? asString(leak.RuleID, 'RuleID', error) : asString(leak.rule, 'rule', error);
  run.finding({
    rule,
    category: 'secret',
    severity: 'high',
    title: optionalText(leak.Description) ?? '',
    ...(path === undefined ? {} : { path }),
    ...optionalLine('line', isCurrent ? leak.StartLine : leak.lineNumber),
    ...optionalLine('endLine', leak.EndLine),
    ...optionalLine('column', leak.StartColumn),
    // Descriptions are reworded from release to release.
    placeId: rule,
  });
}
