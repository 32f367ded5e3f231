import { type Config, ConfigurationError, type CoverageEvidence, suggestion } from '@maturity-actions/criteria';
import {
  COVERAGE_FORMATS,
  type CoverageFormat,
  type CoverageRequest,
  gatherCoverage,
} from '@maturity-actions/evidence';
import { parseReportJson } from '@maturity-actions/report';
import type { GateRun } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Run = GateRun<typeof inputs>;

/** The coverage of the whole project, as inputs and config want it gathered. */
export function wantedCoverage(run: Run, config: Config | undefined): Promise<CoverageEvidence> {
  return gatherCoverage(run.workspace, requestOf(run, config));
}

function requestOf({ inputs: given, event }: Run, config: Config | undefined): CoverageRequest {
  return {
    reports: given.reports?.map((glob) => ({ glob, where: 'input reports' })) ?? config?.evidence.coverage,
    formats: COVERAGE_FORMATS,
    format: namedFormat(given.format),
    exclude: [...(given.exclude ?? []).map((glob) => ({ glob, where: 'input exclude' })), ...(config?.exclude ?? [])],
    partial: given.partial,
    mayBeEmpty: given['allow-empty'],
    classes: config?.classes.values() ?? [],
    failOnMismatch: given['on-mismatch'] === 'fail',
    base: given.base ?? event.base,
    baseReports: given['base-report'],
    readReport: parseReportJson,
  };
}

/** The format the workflow names. Throws ConfigurationError E_BAD_INPUT for one that nobody reads. */
function namedFormat(id: string): CoverageFormat | undefined {
  const named = COVERAGE_FORMATS.find((format) => format.id === id.toLowerCase());
  if (named || id.toLowerCase() === 'auto') return named;
  const ids = COVERAGE_FORMATS.map((format) => format.id);
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: 'input format',
    found: JSON.stringify(id),
    expected: `auto or one of ${ids.join(', ')}`,
    fix: suggestion(id, ['auto', ...ids], 'Leave it out: the format is found by content.'),
  });
}
