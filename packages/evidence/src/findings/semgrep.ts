import type { Severity } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalLine, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { lockedDependency, readSupplyChain } from './semgrep-supply-chain.ts';
import { severityOf } from './severity-words.ts';

const LEVELS: Readonly<Record<string, Severity>> = { error: 'high', warning: 'medium', info: 'low' };
/** All top-level keys of its report: a clean one has no result to be known by. */
const KEYS =
  'version|results|errors|paths|time|explanations|rules_by_engine|engine_requested|interfile_languages_used|skipped_rules|profiling_results|subprojects|mcp_scan_results';
const OTHER_KEY = new RegExp(`^(?!(?:${KEYS})(?:$|[.[]))`);

/**
 * Semgrep's JSON report, and the list of supply chain findings of its service. ERROR is high, WARNING
 * medium, INFO low, newer rules say CRITICAL to LOW; a secret that was tried and works is critical.
 * Clean is an empty list of results. Errors of level `error` and files that were given up mean that
 * the scan is incomplete. Source: semgrep-interfaces, semgrep_output_v1.atd, cli_output.
 */
export const semgrep: FindingsFormat = {
  id: 'semgrep',
  title: 'Semgrep JSON',
  fileNames: ['semgrep*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    if (shape.has('results[].check_id') || shape.has('vulns[].advisory')) return true;
    if (shape.has('errors[].level', 'errors[].code', 'errors[].type') || shape.has('errors', 'paths.scanned'))
      return true;
    return shape.has('results', 'errors') && !shape.matches(OTHER_KEY);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'semgrep');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    if (Object.hasOwn(document, 'vulns')) readSupplyChain(document, builder);
    else readScan(document, builder);
    return builder.build();
  },
};

function readScan(document: JsonObject, builder: FindingsBuilder): void {
  const { error } = builder;
  const results = asArray(document.results, 'results', error).map((value) => asObject(value, 'a result', error));
  const hasDependencies = results.some((result) => isObject(objectOrEmpty(result.extra).sca_info));
  const run = builder.run('semgrep', {
    version: optionalText(document.version),
    kinds: hasDependencies ? ['sast', 'dependencies'] : ['sast'],
  });
  for (const value of asArray(document.errors, 'errors', error))
    readError(asObject(value, 'an entry of errors', error), run);
  const { scanned } = objectOrEmpty(document.paths);
  if (results.length === 0 && Array.isArray(scanned) && scanned.length === 0) run.nothing('it looked at no file');
  for (const result of results) run.finding(findingOf(result, builder));
}

/** Only `info` is nothing: a file with a syntax error is a warning (PartialParsing), and what is in its rest is not seen. */
function readError(problem: JsonObject, run: OpenRun): void {
  const [first] = Array.isArray(problem.type) ? problem.type : [problem.type];
  const type = optionalText(first) ?? 'error';
  if (problem.level === 'info') return;
  const path = optionalText(problem.path);
  // Messages about files quote what stands there, which may be anything.
  if (path !== undefined) return run.error(`${path}: ${type}`);
  const text = optionalText(problem.message) ?? optionalText(problem.long_msg) ?? optionalText(problem.short_msg);
  run.error(text === undefined ? type : `${type}: ${text}`);
}

function findingOf(result: JsonObject, { error }: FindingsBuilder): RawFinding {
  const rule = asString(result.check_id, 'check_id', error);
  const extra = asObject(result.extra, 'extra', error);
  const metadata = objectOrEmpty(extra.metadata);
  const url = optionalText(metadata.source) ?? optionalText(metadata.shortlink);
  const isIgnored = extra.is_ignored === true;
  return {
    rule,
    category: isSecret(metadata) ? 'secret' : 'code',
    severity: extra.validation_state === 'CONFIRMED_VALID' ? 'critical' : severityOf(extra.severity, LEVELS),
    // The message may hold what the rule's variables matched, the id does not.
    title: isSecret(metadata) ? (rule.split('.').at(-1) ?? rule) : (optionalText(extra.message) ?? ''),
    ...(url === undefined ? {} : { url }),
    ...(isSecret(metadata) ? {} : placeIdOf(extra)),
    ...(isObject(extra.sca_info) ? lockedDependency(rule, extra, error) : placeOf(result, error)),
    ...(isIgnored ? { suppression: { kind: 'in-source', reason: 'a nosemgrep comment' } } : {}),
  };
}

function placeOf(result: JsonObject, error: ErrorAt): Pick<RawFinding, 'path' | 'line' | 'endLine' | 'column'> {
  return {
    path: asString(result.path, 'path', error),
    ...optionalLine('line', objectOrEmpty(result.start).line),
    ...optionalLine('endLine', objectOrEmpty(result.end).line),
    ...optionalLine('column', objectOrEmpty(result.start).col),
  };
}

/** The product of the rule, or what the rules of the open registry say they are about. */
function isSecret(metadata: JsonObject): boolean {
  return metadata.product === 'secrets' || texts(metadata.technology).includes('secrets');
}

/** Made of the rule, the path and the matched code; `requires login` when the tool does not tell. */
function placeIdOf({ fingerprint }: JsonObject): Pick<RawFinding, 'placeId'> {
  const text = optionalText(fingerprint);
  return text !== undefined && /^[0-9a-f]{32,}(?:_\d+)?$/i.test(text) ? { placeId: text } : {};
}
