import type { ReportFormat, ReportWording } from '../reports/report-format.ts';
import { jsonHead } from '../text/json-head.ts';
import type { FindingsReport } from './findings-report.ts';

/**
 * A reader of one format of scan reports. A report that says "clean" is a report without findings;
 * what is empty for any other reason is refused.
 */
export type FindingsFormat = ReportFormat<FindingsReport>;

/** How scan reports are spoken of. */
export const SECURITY_WORDING: ReportWording = {
  noun: 'scan report',
  whenEmpty: 'Look whether the scanner ran to its end and wrote its report.',
  whenUnknown: 'Let the scanner write one of these formats (SARIF if it has none of them), or correct `reports`.',
  whenAbsent: 'Look whether the scanner ran before this step, and give the path of its report, one pattern a line.',
  toName: (ids) =>
    `Say which it is in \`reports\`, for instance "${ids.split(', ')[0]}=<path>", or name the file after its tool.`,
};

/**
 * Whether this is the empty document (`[]`, `{}`, `null`) that a tool writes when it found nothing.
 * Several tools write the same one, so the file has to be named after its tool.
 */
export function isCleanForm(head: string, path: string, form: '[]' | '{}' | 'null', names: RegExp): boolean {
  const shape = jsonHead(head);
  if (!shape?.isEmpty || head.replace(/\s+/g, '') !== form) return false;
  return names.test(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
}
