import type { Suppression } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { withoutCode } from './secret-text.ts';
import { severityOf } from './severity-words.ts';
import { checkStatedCount } from './stated-count.ts';

/**
 * Gosec's JSON report. `severity` HIGH, MEDIUM, LOW as they are, UNDEFINED is unknown; the confidence
 * changes nothing. Clean is an empty list of issues, or null as Go writes a list without elements.
 * "Golang errors" are files that could not be loaded. Source: gosec, report.go, issue/issue.go.
 */
export const gosec: FindingsFormat = {
  id: 'gosec',
  title: 'gosec JSON',
  fileNames: ['gosec*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    return shape.has('Golang errors') || shape.has('Issues[].rule_id') || shape.has('Issues', 'Stats');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'gosec');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('gosec', { version: optionalText(document.GosecVersion) });
    readErrors(document['Golang errors'], run, builder);
    const issues = document.Issues === null ? [] : asArray(document.Issues, 'Issues', error);
    const stats = asObject(document.Stats, 'Stats', error);
    if (asNumber(stats.files, 'files of Stats', error) === 0) run.nothing('it looked at no file');
    // Suppressed issues are listed on request and not counted.
    checkStatedCount(stats.found, issues.length, 'found of Stats', error);
    for (const value of issues) readIssue(asObject(value, 'an entry of Issues', error), run, builder);
    return builder.build();
  },
};

/** Absent in the oldest versions, null when there is none: a Go map. */
function readErrors(value: unknown, run: OpenRun, { error }: FindingsBuilder): void {
  if (value === undefined || value === null) return;
  for (const [file, problems] of Object.entries(asObject(value, 'Golang errors', error))) {
    for (const problem of asArray(problems, 'the errors of a file', error))
      run.error(`${file}: ${withoutCode(optionalText(objectOrEmpty(problem).error) ?? 'not scanned')}`);
  }
}

function readIssue(issue: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  // `12`, or `12-14` for a statement of several lines.
  const [line, endLine] = (optionalText(issue.line) ?? '').split('-');
  const suppression = suppressionOf(issue);
  run.finding({
    rule: asString(issue.rule_id, 'rule_id', error),
    category: 'code',
    severity: severityOf(issue.severity),
    title: optionalText(issue.details) ?? '',
    path: asString(issue.file, 'file', error),
    ...optionalLine('line', line),
    ...optionalLine('endLine', endLine),
    ...optionalLine('column', issue.column),
    ...(suppression ? { suppression } : {}),
  });
}

/** Of `-track-suppressions`, which tells the kind, or of `-show-ignored`, which knows only comments. */
function suppressionOf(issue: JsonObject): Suppression | undefined {
  const [first] = Array.isArray(issue.suppressions) ? issue.suppressions.filter(isObject) : [];
  if (first) {
    const reason = optionalText(first.justification) ?? 'no justification';
    return { kind: first.kind === 'external' ? 'external' : 'in-source', reason };
  }
  return issue.nosec === true ? { kind: 'in-source', reason: 'a nosec comment' } : undefined;
}
