import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';
import { checkStatedCount } from './stated-count.ts';

/**
 * Terrascan's JSON. HIGH, MEDIUM, LOW as they are. `violations` is null when clean;
 * `skipped_violations` are skipped by a comment in the code. `scan_errors` are parts that were not
 * scanned. The summary must not state more than is listed. Source: terrascan, pkg/results/types.go.
 */
export const terrascan: FindingsFormat = {
  id: 'terrascan',
  title: 'Terrascan JSON',
  fileNames: ['terrascan*.json'],
  accepts: (head) =>
    jsonHead(head)?.matches(/^results\.(?:scan_errors|passed_rules|violations|skipped_violations|scan_summary)$/) ===
    true,
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'terrascan');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const results = asObject(document.results, 'results', error);
    const summary = objectOrEmpty(results.scan_summary ?? results.count);
    const scannedAt = optionalInstant(optionalText(summary.scanned_at)?.replace(/ \+0000 UTC$/, 'Z'));
    if (scannedAt !== undefined) builder.facts.producedAt = scannedAt;
    const run = builder.run('terrascan');
    readProblems(results, summary, run, error);
    const violations = listOf(results.violations, 'violations', error);
    checkSummary(summary, violations, error);
    for (const violation of violations) run.finding(findingOf(violation, error));
    const skipped = results.skipped_violations ?? null;
    for (const violation of listOf(skipped, 'skipped_violations', error))
      run.finding({ ...findingOf(violation, error), suppression: skipOf(violation) });
    return builder.build();
  },
};

/** Go writes null for an empty list. */
function listOf(value: unknown, what: string, error: ErrorAt): readonly JsonObject[] {
  return value === null ? [] : asArray(value, what, error).map((each) => asObject(each, `an entry of ${what}`, error));
}

function readProblems(results: JsonObject, summary: JsonObject, run: OpenRun, error: ErrorAt): void {
  for (const problem of listOf(results.scan_errors ?? null, 'scan_errors', error)) {
    const parts = [problem.iac_type, problem.directory, problem.errMsg].map(optionalText);
    run.error(parts.filter(Boolean).join(': '));
  }
  // Of images, with --find-vuln: their form is not known here, so they are named and not dropped.
  const unread = listOf(results.vulnerabilities ?? null, 'vulnerabilities', error).length;
  if (unread > 0) run.error(`${unread} vulnerabilities of images, which are not read`);
  if (summary.policies_validated === 0) run.nothing('it validated no policy');
}

function checkSummary(summary: JsonObject, violations: readonly JsonObject[], error: ErrorAt): void {
  checkStatedCount(summary.violated_policies ?? summary.total, violations.length, 'violated_policies', error);
  for (const word of ['high', 'medium', 'low']) {
    const listed = violations.filter(({ severity }) => String(severity).toLowerCase() === word).length;
    checkStatedCount(summary[word], listed, `the count of ${word}`, error);
  }
}

function findingOf(violation: JsonObject, error: ErrorAt): RawFinding {
  const name = optionalText(violation.rule_name);
  const path = optionalText(violation.file);
  const resource = [violation.resource_type, violation.resource_name].map(optionalText).filter(Boolean).join('.');
  return {
    rule: asString(violation.rule_id, 'rule_id', error),
    ids: name ? [name] : [],
    category: 'misconfiguration',
    severity: severityOf(violation.severity),
    title: optionalText(violation.description) ?? name ?? '',
    ...(path ? { path } : resource ? { place: resource } : {}),
    ...optionalLine('line', violation.line),
    ...(resource ? { placeId: resource } : {}),
  };
}

function skipOf(violation: JsonObject): NonNullable<RawFinding['suppression']> {
  return { kind: 'in-source', reason: optionalText(violation.skip_comment) ?? 'skipped by a comment' };
}
