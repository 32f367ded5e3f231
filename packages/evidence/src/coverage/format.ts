import type { ReportFormat, ReportWording } from '../reports/report-format.ts';
import type { CoverageReport } from './report-builder.ts';

/**
 * A reader of one coverage format. A report without any file or line is returned as such; whether
 * that is allowed is judged later.
 */
export type CoverageFormat = ReportFormat<CoverageReport>;

/** How coverage reports are spoken of. */
export const COVERAGE_WORDING: ReportWording = {
  noun: 'coverage report',
  whenEmpty: 'Look whether the tests ran and the coverage tool wrote its report.',
  whenUnknown: 'Let the coverage tool write one of these formats, or correct `reports`.',
  whenAbsent:
    'Look whether the tests ran with coverage before this step, and give the path of their report, one pattern a line.',
  toName: (ids) => `Set \`format\` to one of ${ids}.`,
};
