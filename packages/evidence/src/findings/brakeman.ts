import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalInstant, optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { withoutQuotedText } from './secret-text.ts';
import { checkStatedCount } from './stated-count.ts';

const CVE = /\bCVE-\d{4}-\d{4,}\b/g;
const PARTS = ['number_of_controllers', 'number_of_models', 'number_of_templates'];

/**
 * Brakeman's JSON report. It rates how sure it is and not how bad a warning would be, so the severity
 * is unknown. Warnings of its ignore file are suppressed. Its `errors` are files that it could not
 * read. An application without any controller, model and template is none.
 * Source: brakeman, report/report_json.rb and warning.rb.
 */
export const brakeman: FindingsFormat = {
  id: 'brakeman',
  title: 'Brakeman JSON',
  fileNames: ['brakeman*.json'],
  accepts: (head) =>
    jsonHead(head)?.has('scan_info.app_path') === true || jsonHead(head)?.has('scan_info.checks_performed') === true,
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'brakeman');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const info = asObject(document.scan_info, 'scan_info', error);
    const run = builder.run('brakeman', { version: optionalText(info.brakeman_version) });
    readInfo(info, run, builder);
    const warnings = asArray(document.warnings, 'warnings', error);
    checkStatedCount(info.security_warnings, warnings.length, 'security_warnings', error);
    for (const value of warnings) run.finding(findingOf(asObject(value, 'a warning', error), builder));
    // Versions before 3 know no ignored warnings, and the oldest no errors.
    for (const value of asArray(document.ignored_warnings ?? [], 'ignored_warnings', error)) {
      const warning = asObject(value, 'an ignored warning', error);
      const reason = optionalText(warning.note) ?? 'named in the ignore file of Brakeman';
      run.finding({ ...findingOf(warning, builder), suppression: { kind: 'external', reason } });
    }
    for (const value of asArray(document.errors ?? [], 'errors', error)) {
      const problem = asObject(value, 'an entry of errors', error);
      const text = withoutQuotedText('secret', '', optionalText(problem.error) ?? 'not scanned');
      run.error(`${optionalText(problem.location) ?? 'a file'}: ${text}`);
    }
    return builder.build();
  },
};

function readInfo(info: JsonObject, run: OpenRun, builder: FindingsBuilder): void {
  if (PARTS.every((part) => typeof info[part] === 'number' && (info[part] as number) <= 0))
    run.nothing('it looked at no controller, model or template');
  builder.root(optionalText(info.app_path) ?? '');
  // `2026-11-20 09:30:00 +0100`, older versions also without an end.
  const time = optionalText(info.end_time) ?? optionalText(info.start_time);
  const producedAt = optionalInstant(time?.replace(/ (?=[+-]\d{4}$)/, ''));
  if (producedAt !== undefined) builder.facts.producedAt = producedAt;
}

function findingOf(warning: JsonObject, { error }: FindingsBuilder): RawFinding {
  const type = asString(warning.warning_type, 'warning_type', error);
  const message = optionalText(warning.message) ?? '';
  const code = warning.warning_code;
  const path = optionalText(warning.file);
  const url = optionalText(warning.link);
  const placeId = optionalText(warning.fingerprint);
  return {
    // The same id as in its SARIF report.
    rule: typeof code === 'number' ? `BRAKE${String(code).padStart(4, '0')}` : type,
    // Checks of the version of Rails name the advisory only in their text.
    ids: message.match(CVE) ?? [],
    category: 'code',
    severity: 'unknown',
    title: message === '' ? type : `${type}: ${message}`,
    ...(path === undefined ? {} : { path }),
    ...optionalLine('line', warning.line),
    ...(url === undefined ? {} : { url }),
    ...(placeId === undefined ? {} : { placeId }),
  };
}
