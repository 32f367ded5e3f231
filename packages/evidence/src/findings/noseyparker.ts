import type { Suppression } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { eachJsonValue } from '../text/json-values.ts';
import { objectOrEmpty, optionalLine, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';

/**
 * Nosey Parker's report, as JSON lines or as a list. It rates and verifies nothing: each match of a
 * finding is high; what a person rejected is suppressed. Nothing of the matched text is kept (groups,
 * snippets, `finding_id`, which is a hash of it). By default the tool lists three matches of a finding
 * and states how many there are: those left out make the scan incomplete. Clean is `[]` as JSON; as
 * JSON lines it is a blank line, which is refused as empty.
 * Source: noseyparker, cmd_report.rs, datastore/finding_metadata.rs.
 */
export const noseyparker: FindingsFormat = {
  id: 'noseyparker',
  title: 'Nosey Parker JSON',
  fileNames: ['noseyparker*.json', 'noseyparker*.jsonl'],
  accepts(head, path) {
    if (isCleanForm(head, path, '[]', /nosey[-_]?parker/)) return true;
    const shape = jsonHead(head);
    if (shape?.has('finding_id', 'rule_name') || shape?.has('[].finding_id', '[].rule_name')) return true;
    if (shape?.text('type') !== 'finding' && shape?.text('[].type') !== 'finding') return false;
    return shape.has('rule_name', 'match_content') || shape.has('[].rule_name', '[].match_content');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'noseyparker');
    const { error } = builder;
    const run = builder.run('noseyparker');
    await eachJsonValue(input, error, (value) => {
      for (const each of Array.isArray(value) ? value : [value])
        readFinding(asObject(each, 'a finding', error), run, builder);
    });
    return builder.build();
  },
};

function readFinding(finding: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const name = asString(finding.rule_name, 'rule_name', error);
  const matches = asArray(finding.matches, 'matches', error);
  // A finding is one even when no match of it is listed.
  for (const value of matches.length > 0 ? matches : [{}]) {
    const match = asObject(value, 'a match', error);
    const suppression = rejectionOf(finding, match);
    run.finding({
      rule: optionalText(finding.rule_text_id) ?? name,
      category: 'secret',
      severity: 'high',
      title: name,
      ...placeOf(match),
      ...(suppression ? { suppression } : {}),
    });
  }
  const missing = countOf(finding.num_matches) - countOf(finding.num_redundant_matches) - matches.length;
  if (missing > 0) run.error(`${missing} matches of ${name} are left out (raise --max-matches)`);
}

function countOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** The status of a match is its own, or before version 0.17 that of its finding. */
function rejectionOf(finding: JsonObject, match: JsonObject): Suppression | undefined {
  const ofFinding = [...texts(finding.statuses), ...texts([finding.status])];
  const isRejected = Object.hasOwn(match, 'status')
    ? match.status === 'reject'
    : ofFinding.length > 0 && ofFinding.every((status) => status === 'reject');
  if (!isRejected) return undefined;
  const comment = optionalText(match.comment) ?? optionalText(finding.comment);
  return { kind: 'external', reason: comment === undefined ? 'rejected' : `rejected: ${comment}` };
}

/** The same content may be in several places; a file that exists now says more than one of the history. */
function placeOf(match: JsonObject): { path?: string; line?: number; column?: number } {
  const places = (Array.isArray(match.provenance) ? match.provenance : []).filter(isObject);
  const inFile = places.map(({ path }) => optionalText(path));
  const inHistory = places.map((place) =>
    optionalText(objectOrEmpty(place.first_commit ?? place.commit_provenance).blob_path),
  );
  const path = [...inFile, ...inHistory].find((each) => each !== undefined);
  const start = objectOrEmpty(objectOrEmpty(objectOrEmpty(match.location).source_span).start);
  return {
    ...(path === undefined ? {} : { path }),
    ...optionalLine('line', start.line),
    ...optionalLine('column', start.column),
  };
}
