import * as core from '@actions/core';
import {
  ConfigurationError,
  escapeLog,
  failureReport,
  GateError,
  type Instant,
  type Report,
  type Subject,
} from '@maturity-actions/criteria';
import type { CommonInputs } from './common-inputs.ts';
import { type EventFacts, readEvent } from './event.ts';
import { writePieces } from './files.ts';
import { environmentName, type InputSpec, type Inputs, readInputs } from './input-spec.ts';
import { type Printed, type Publication, print, publish } from './publish.ts';
import type { Pieces, Renderers } from './renderers.ts';
import { Workspace } from './workspace.ts';

/** What a gate gets to judge with. */
export interface GateRun<S extends InputSpec> {
  readonly inputs: Inputs<S>;
  readonly workspace: Workspace;
  readonly event: EventFacts;
  readonly subject: Subject;
  readonly now: Instant;
}

/** One action: its inputs, its judgement, its outputs. */
export interface Gate<S extends InputSpec> {
  readonly name: string;
  readonly inputs: S;
  /** Output names and what they hold, for action.yml. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly renderers: Renderers;
  judge(run: GateRun<S>): Promise<Report>;
  /** Whether every run takes the list of files, so that Git is asked for it before anything else is done. */
  readonly listsFiles?: boolean;
  /** Loads what `judge` needs, while Git is asked. */
  prepare?(): Promise<unknown>;
  /** Values of the outputs beyond the common ones. */
  outputsOf(report: Report): Readonly<Record<string, string>>;
  /** Modes that judge nothing and only print: by the word of the input `mode`, what they print. */
  readonly prints?: Readonly<Record<string, (run: GateRun<S>) => Promise<Printed>>>;
}

/**
 * Runs a gate as the process's only work: reads inputs, judges, publishes, sets the exit code.
 * 0 when passed, in report mode, or when the mode only prints, 1 otherwise. What cannot be judged is unknown and red.
 */
export async function run<S extends InputSpec & CommonInputs>(gate: Gate<S>): Promise<void> {
  const environment = process.env;
  // A reader that goes away (`| head`) must not keep the outputs from being written.
  process.stdout.on('error', () => {});
  try {
    const done = await judgeSafely(gate, environment);
    if ('printed' in done) return print(done.printed, environment);
    const { report } = await publishSafely(gate, done, environment);
    process.exitCode = report.passed || isReportMode(environment) ? 0 : 1;
  } catch (error) {
    // Not a fault of the workflow or its evidence: say so and show where.
    core.error(escapeLog(`${gate.name} failed by a bug of its own: ${String(error)}`), { title: 'Internal error' });
    for (const line of String((error as Error).stack ?? error).split('\n')) core.info(escapeLog(line));
    core.info('Report it with the lines above. Nothing was judged.');
    process.exitCode = 1;
  }
}

/** Publishes; a place that cannot be written makes the run unknown, and that is published without it. */
async function publishSafely<S extends InputSpec & CommonInputs>(
  gate: Gate<S>,
  judged: Judged,
  environment: NodeJS.ProcessEnv,
): Promise<Judged> {
  const { report, ...places } = judged;
  const { renderers } = gate;
  try {
    await publish({ report, renderers, outputs: gate.outputsOf(report), environment, ...places });
    return judged;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    const unknown = failureReport(gate.name, report.subject, error.failures, report.asOf);
    // What was written before it failed says what the run no longer says.
    overwrite(places.reportFile, renderers.json(unknown));
    overwrite(places.badgeFile, (write) => write(renderers.badge(unknown)));
    const standard = { ...places, report: unknown, reportFile: undefined, badgeFile: undefined, sarifFile: undefined };
    await publish({ ...standard, renderers, outputs: gate.outputsOf(unknown), environment });
    return standard;
  }
}

/** Writes a file if it can be; the run is red already when it cannot. */
function overwrite(path: string | undefined, pieces: Pieces): void {
  if (path === undefined) return;
  try {
    writePieces(path, pieces);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
  }
}

type Places = Pick<Publication, 'reportFile' | 'badgeFile' | 'sarifFile' | 'comment' | 'prefix'>;
type Judged = Places & { readonly report: Report };

async function judgeSafely<S extends InputSpec & CommonInputs>(
  gate: Gate<S>,
  environment: NodeJS.ProcessEnv,
): Promise<Judged | { readonly printed: Printed }> {
  let now = Date.now();
  let subject: Subject = { repository: environment.GITHUB_REPOSITORY ?? 'this repository' };
  let places: Places = {
    reportFile: undefined,
    badgeFile: undefined,
    sarifFile: undefined,
    comment: undefined,
    prefix: '',
  };
  try {
    const inputs = readInputs(gate.inputs, environment, core.getInput);
    const common = inputs as unknown as Inputs<CommonInputs>;
    const event = readEvent(environment);
    now = common['as-of'] ?? now;
    const opening = Workspace.open(common['working-directory'], environment, gate.listsFiles);
    const naming = opening.then((opened) => subjectOf(opened, environment));
    // What becomes of the subject matters once the workspace is there.
    naming.catch(() => {});
    const printing = gate.prints?.[common.mode];
    const [workspace] = await Promise.all([opening, printing ? undefined : gate.prepare?.()]);
    places = placesOf(common, commentToken(gate.inputs, inputs), sarifFileOf(inputs), workspace, event);
    subject = await naming;
    const run = { inputs, workspace, event, subject, now };
    if (printing) return { printed: await printing(run) };
    return { report: await gate.judge(run), ...places };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { report: failureReport(gate.name, subject, error.failures, now), ...places };
  }
}

/** Where the report goes. Throws ConfigurationError E_BAD_INPUT for a comment without a token. */
function placesOf(
  common: Inputs<CommonInputs>,
  { name: tokenInput, token }: CommentToken,
  sarifFile: string | undefined,
  workspace: Workspace,
  { pullRequest }: EventFacts,
): Places {
  const file = (path: string | undefined) => (path === undefined ? undefined : workspace.resolve(path));
  const { comment: isCommentWanted } = common;
  if (isCommentWanted && token === undefined) {
    throw new ConfigurationError({
      code: 'E_BAD_INPUT',
      where: `input ${tokenInput}`,
      found: 'no token',
      expected: 'a token, because `comment` is true',
      fix: `Add "${tokenInput}: \${{ github.token }}", and "pull-requests: write" to the permissions of the job.`,
    });
  }
  return {
    reportFile: file(common['report-file']),
    badgeFile: file(common['badge-file']),
    sarifFile: file(sarifFile),
    comment: isCommentWanted && token !== undefined ? { token, pullRequest } : undefined,
    prefix: workspace.prefix,
  };
}

interface CommentToken {
  readonly name: string;
  readonly token: string | undefined;
}

/** A gate whose `token` is for another service has one for GitHub beside it. */
function commentToken(spec: InputSpec, inputs: object): CommentToken {
  const name = Object.hasOwn(spec, 'github-token') ? 'github-token' : 'token';
  return { name, token: (inputs as Readonly<Record<string, string | undefined>>)[name] };
}

/** The path for the SARIF, of a gate that has such an input. */
function sarifFileOf(inputs: object): string | undefined {
  const path = Object.hasOwn(inputs, 'sarif-file') ? (inputs as { 'sarif-file'?: unknown })['sarif-file'] : undefined;
  return typeof path === 'string' ? path : undefined;
}

async function subjectOf(workspace: Workspace, environment: NodeJS.ProcessEnv): Promise<Subject> {
  const commit = environment.GITHUB_SHA ?? (await workspace.head())?.sha;
  return { repository: environment.GITHUB_REPOSITORY ?? workspace.name, ...(commit ? { commit } : {}) };
}

/** Read apart from the other inputs: a mistake in another input must not turn a report-only run into a failing one. */
function isReportMode(environment: NodeJS.ProcessEnv): boolean {
  return (environment[environmentName('mode')] ?? '').trim().toLowerCase() === 'report';
}
