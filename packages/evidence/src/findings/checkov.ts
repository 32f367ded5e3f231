import { SCANNER_KINDS, type ScannerKind } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { checkovFinding } from './checkov-check.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { checkStatedCount } from './stated-count.ts';

/**
 * Checkov's JSON: one object, or a list with one of each framework that found something to check.
 * `severity` is null without a platform key and is then unknown. `skipped_checks` are suppressed;
 * `--quiet` leaves them out. A scan that found nothing to check writes only a summary of zeros, and
 * shows no kind of scan. Source: checkov, common/output/report.py and runner_registry.py.
 */
export const checkov: FindingsFormat = {
  id: 'checkov',
  title: 'Checkov JSON',
  fileNames: ['checkov*.json', 'results_json.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root === 'list') return shape.has('[].check_type', '[].results');
    return shape?.has('check_type', 'results') === true || shape?.has('passed', 'failed', 'checkov_version') === true;
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'checkov');
    const { error } = builder;
    const document = await readJson(input, error);
    const reports = (Array.isArray(document) ? document : [document]).map((each) => asObject(each, 'a report', error));
    if (reports.length === 0) throw error('E_MALFORMED', 'an empty list', 'a report of at least one framework');
    const frameworks = reports.map((report) => frameworkOf(report, error));
    const kinds = new Set(frameworks.map((each) => each.kind));
    const version = optionalText(frameworks[0]?.summary.checkov_version);
    const run = builder.run('checkov', { version, kinds: SCANNER_KINDS.filter((kind) => kinds.has(kind)) });
    for (const framework of frameworks) readFramework(framework, run, error);
    return builder.build();
  },
};

interface Framework {
  /** `terraform`, `secrets`, `sca_package`; empty when nothing was found to check. */
  readonly type: string;
  readonly results: JsonObject | undefined;
  readonly summary: JsonObject;
  /** What it looked at; undefined when it checked nothing. */
  readonly kind: ScannerKind | undefined;
}

const KINDS: Readonly<Record<string, ScannerKind>> = {
  sca_image: 'containers',
  sca_package: 'dependencies',
  secrets: 'secrets',
};

function frameworkOf(report: JsonObject, error: ErrorAt): Framework {
  if (!Object.hasOwn(report, 'check_type')) return { type: '', results: undefined, summary: report, kind: undefined };
  const type = asString(report.check_type, 'check_type', error);
  const results = asObject(report.results, 'results', error);
  const summary = objectOrEmpty(report.summary);
  const kind = type.startsWith('sast') ? 'sast' : Object.hasOwn(KINDS, type) ? KINDS[type] : 'infrastructure';
  return { type, results, summary, kind: hasChecked(summary, results) ? kind : undefined };
}

/** Whether any check was run: one is counted, or listed. A report that says neither shows nothing. */
function hasChecked({ passed, failed, skipped }: JsonObject, results: JsonObject = {}): boolean {
  const lists = [results.passed_checks, results.failed_checks, results.skipped_checks];
  const isCounted = [passed, failed, skipped].some((count) => typeof count === 'number' && count > 0);
  return isCounted || lists.some((list) => Array.isArray(list) && list.length > 0);
}

function readFramework({ type, results, summary }: Framework, run: OpenRun, error: ErrorAt): void {
  if (!hasChecked(summary, results)) run.nothing(`it found nothing to check${type === '' ? '' : ` (${type})`}`);
  const failed = results ? asArray(results.failed_checks, 'failed_checks', error) : [];
  checkStatedCount(summary.failed, failed.length, 'failed in the summary', error);
  for (const check of failed) run.finding(checkovFinding(asObject(check, 'a failed check', error), type, error));
  for (const check of optionalList(results?.skipped_checks, 'skipped_checks', error))
    run.finding(skippedFinding(asObject(check, 'a skipped check', error), type, error));
  const unread = optionalList(results?.parsing_errors, 'parsing_errors', error);
  for (const file of unread) run.error(`${optionalText(file) ?? 'a file'}: could not be parsed`);
  const stated = summary.parsing_errors;
  if (typeof stated === 'number' && stated > unread.length) run.error(`${stated} files could not be parsed`);
}

/** A list that `--quiet` leaves out. */
function optionalList(value: unknown, what: string, error: ErrorAt): readonly unknown[] {
  return value === undefined ? [] : asArray(value, what, error);
}

/** Skipped by a comment in the code; a vulnerable package by a rule of the platform. */
function skippedFinding(check: JsonObject, type: string, error: ErrorAt) {
  const reason = optionalText(objectOrEmpty(check.check_result).suppress_comment) ?? 'no comment provided';
  const kind = type.startsWith('sca_') ? 'external' : 'in-source';
  return { ...checkovFinding(check, type, error), suppression: { kind, reason } } as const;
}
