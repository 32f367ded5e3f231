import {
  type AcceptedRisk,
  type Asked,
  type Config,
  ConfigurationError,
  type SecurityEvidence,
} from '@maturity-actions/criteria';
import { FINDINGS_FORMATS, gatherFindings } from '@maturity-actions/evidence';
import { parseReportJson } from '@maturity-actions/report';
import type { GateRun } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Run = GateRun<typeof inputs>;

/** The findings about the whole project, as inputs and config want them gathered. */
export async function wantedFindings(
  run: Run,
  config: Config | undefined,
  asked: readonly Asked[],
  accepted: readonly AcceptedRisk[],
): Promise<SecurityEvidence> {
  const { inputs: given, event, workspace, now } = run;
  return gatherFindings(workspace, {
    reports: given.reports?.map((glob) => ({ glob, where: 'input reports' })) ?? config?.evidence.security,
    formats: FINDINGS_FORMATS,
    honorSuppressions: given['honor-suppressions'],
    isNewOnly: given['new-only'],
    isFixableOnly: given['fixable-only'],
    base: given.base ?? event.base,
    baseReports: given['base-report'],
    readReport: parseReportJson,
    needsDates: asked.some(({ criterion }) => criterion.check === 'patching-deadline'),
    exploited: await fileInput(run, 'exploited-file'),
    epss: await fileInput(run, 'epss-file'),
    accepted,
    now,
  });
}

/** The path of a file that an input names. Throws ConfigurationError E_BAD_INPUT when it is not there. */
async function fileInput(
  { inputs: given, workspace }: Run,
  name: 'exploited-file' | 'epss-file',
): Promise<string | undefined> {
  const path = given[name];
  if (path === undefined || (await workspace.find([path])).length === 1) return path;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `input ${name}`,
    found: `no file ${path}`,
    expected: 'the path of a file',
    fix: 'Download the list before this step, or correct the path; it is relative to the working directory.',
  });
}
