import { join, posix } from 'node:path';
import * as core from '@actions/core';
import { escapeLog, GateError, type Report } from '@maturity-actions/criteria';
import { keepComment } from './comment.ts';
import { appendText, writePieces, writeText } from './files.ts';
import type { AnnotationLine, Renderers } from './renderers.ts';

/** Where a run leaves what it has to say. */
export interface Publication {
  readonly report: Report;
  readonly renderers: Renderers;
  readonly outputs: Readonly<Record<string, string>>;
  /** Absolute path of the report JSON; undefined uses the temporary folder. */
  readonly reportFile: string | undefined;
  /** Absolute path of the badge JSON; undefined writes none. */
  readonly badgeFile?: string | undefined;
  /** Absolute path of the SARIF; undefined writes none. */
  readonly sarifFile?: string | undefined;
  /** Where to keep a comment; undefined writes none. */
  readonly comment?: { readonly token: string; readonly pullRequest: number | undefined } | undefined;
  /** Folder that paths in the report are relative to, below the workspace. */
  readonly prefix: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** What a run says that judges nothing. Nothing in it is obeyed by the runner or drawn as markup by mistake. */
export interface Printed {
  readonly log: readonly string[];
  readonly summary: string;
}

/** Prints to the log and to the job summary; there is no verdict, so there are no outputs. */
export function print({ log, summary }: Printed, environment: NodeJS.ProcessEnv): void {
  for (const line of log) core.info(line);
  const summaryFile = environment.GITHUB_STEP_SUMMARY;
  if (summaryFile) writeSummary(summaryFile, summary);
}

/** Writes the report in all its forms: log, annotations, JSON, summary, badge, outputs. */
export async function publish(publication: Publication): Promise<void> {
  const { report, renderers, environment } = publication;
  const reportFile =
    publication.reportFile ?? join(environment.RUNNER_TEMP ?? process.cwd(), `${report.gate}-report.json`);
  // What can fail comes first: nothing is said yet when it does.
  writePieces(reportFile, renderers.json(report));
  if (publication.badgeFile !== undefined) writeText(publication.badgeFile, renderers.badge(report));
  if (publication.sarifFile !== undefined)
    writePieces(publication.sarifFile, await renderers.sarif(report, { prefix: publication.prefix }));
  for (const line of renderers.log(report, logStyle(environment))) core.info(line);
  if (environment.GITHUB_ACTIONS === 'true') {
    for (const annotation of renderers.annotations(report)) annotate(annotation, publication.prefix);
  }
  const summaryFile = environment.GITHUB_STEP_SUMMARY;
  if (summaryFile) writeSummary(summaryFile, renderers.summary(report, { reportPath: reportFile }));
  if (publication.comment) await comment(publication, publication.comment, reportFile);
  const outputs = {
    passed: String(report.passed),
    outcome: report.outcome,
    report: reportFile,
    ...publication.outputs,
  };
  // Outside of a runner setOutput would print the old command: there is nobody to read it.
  if (environment.GITHUB_OUTPUT) for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

async function comment(
  { report, renderers, environment }: Publication,
  { token, pullRequest }: NonNullable<Publication['comment']>,
  reportPath: string,
): Promise<void> {
  if (pullRequest === undefined) {
    core.info('No comment: this event belongs to no pull request.');
    return;
  }
  core.setSecret(token);
  // Jobs and components each keep a comment of their own.
  const key = [environment.GITHUB_WORKFLOW, environment.GITHUB_JOB, report.subject.component].filter(Boolean).join('/');
  const marker = renderers.commentMarker(report.gate, key);
  const body = renderers.comment(report, { key, reportPath });
  core.info(await keepComment({ token, repository: report.subject.repository, pullRequest, marker, body }));
}

function logStyle(environment: NodeJS.ProcessEnv): { color: boolean; width?: number } {
  const isRunner = environment.GITHUB_ACTIONS === 'true';
  const color =
    environment.NO_COLOR === undefined &&
    (isRunner || process.stdout.isTTY === true || environment.FORCE_COLOR !== undefined);
  return process.stdout.columns ? { color, width: process.stdout.columns } : { color };
}

const WRITERS = { error: core.error, warning: core.warning, notice: core.notice } as const;

function annotate({ level, message, title, path, line, endLine, column }: AnnotationLine, prefix: string): void {
  WRITERS[level](message, {
    title,
    ...(path === undefined ? {} : { file: posix.join(prefix, path) }),
    ...(line === undefined ? {} : { startLine: line }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { startColumn: column }),
  });
}

/** A summary that cannot be written takes nothing from the verdict, which is in the log and in the outputs. */
function writeSummary(path: string, markdown: string): void {
  try {
    appendText(path, markdown);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    core.info(escapeLog(`No job summary: ${error.message}`));
  }
}
