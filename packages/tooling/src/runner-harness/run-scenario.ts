import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Report } from '@maturity-actions/criteria';
import { observe } from './observation.ts';
import { RecordedService } from './recorded-service.ts';
import { type ActionResult, runAction } from './run-action.ts';
import { sarifProblems } from './sarif-rules.ts';
import type { Scenario } from './scenario.ts';
import { type Commits, layOut, withCommits, writeUntracked } from './scenario-workspace.ts';
import { RunnerViolation } from './violation.ts';
import { folderState, writtenSince } from './written-files.ts';

/** What a run gave, and what of it the scenario speaks of. */
export interface ScenarioResult {
  readonly observed: Scenario['expect'];
  readonly result: ActionResult;
  readonly report: Report;
}

/** Lays out the scenario of a folder in a temporary workspace and runs the built action on it, beside its service. */
export async function runScenario(action: string, scenario: Scenario, folder: string): Promise<ScenarioResult> {
  if (!scenario.service) return runInWorkspace(action, scenario, folder);
  const service = new RecordedService(scenario.service);
  await service.start();
  try {
    const { service: _, expect, ...rest } = scenario;
    const placed = JSON.parse(JSON.stringify(rest).replaceAll('{service}', service.url)) as Omit<Scenario, 'expect'>;
    const ran = await runInWorkspace(action, { ...placed, expect }, folder);
    const asked = expect.asked?.filter((one) => service.asked.some((line) => line.startsWith(one)));
    return asked === undefined ? ran : { ...ran, observed: { ...ran.observed, asked } };
  } finally {
    service.stop();
  }
}

async function runInWorkspace(action: string, scenario: Scenario, folder: string): Promise<ScenarioResult> {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), 'scenario-')));
  const workspace = join(temporary, 'workspace');
  try {
    await mkdir(workspace);
    const commits = await layOut(scenario, folder, workspace);
    for (const { inputs, untracked } of scenario.earlier ?? []) {
      await writeUntracked(untracked, workspace, commits);
      await runIn(workspace, action, scenario, inputs, commits);
    }
    if (scenario.earlier) await writeUntracked(scenario.untracked, workspace, commits);
    const before = await folderState(workspace);
    const result = await runIn(workspace, action, scenario, scenario.inputs, commits);
    // Even a run that cannot judge has a report that says so.
    if (result.reportJson === undefined) throw new RunnerViolation(`the run left no report:\n${result.log}`);
    const report = result.reportJson as Report;
    const written = await writtenSince(before, workspace);
    refuseLeaks(scenario.secrets ?? [], result, written);
    refuseBadSarif(scenario.inputs['sarif-file'], workspace, written);
    return { observed: observe(scenario.expect, result, report, workspace), result, report };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function runIn(
  workspace: string,
  action: string,
  scenario: Scenario,
  ownInputs: Scenario['inputs'],
  commits: Commits,
): Promise<ActionResult> {
  const { inputs, event } = withCommits({ inputs: ownInputs, event: scenario.event }, commits);
  const sha = commits.head === '' ? {} : { sha: commits.head };
  return runAction({
    action,
    inputs,
    workspace,
    environment: scenario.environment ?? {},
    event: { name: event?.name ?? 'workflow_dispatch', payload: event?.payload ?? {}, ...sha },
  });
}

/** A secret that a scanner found must not come out at any place where people or machines read. */
function refuseLeaks(secrets: readonly string[], result: ActionResult, written: ReadonlyMap<string, string>): void {
  const { summary, outputs, annotations, reportJson } = result;
  // The runner takes these lines out and masks what they name.
  const log = result.log.replace(/^::add-mask::.*$/gm, '');
  const places = new Map(Object.entries({ log, summary }));
  for (const [name, value] of Object.entries({ outputs, annotations, reportJson }))
    places.set(name, JSON.stringify(value));
  for (const [place, text] of [...places, ...written])
    for (const secret of secrets)
      if (text.includes(secret)) throw new RunnerViolation(`the secret ${secret} is in ${place}`);
}

function refuseBadSarif(path: string | undefined, workspace: string, written: ReadonlyMap<string, string>): void {
  const text = path === undefined ? undefined : written.get(resolve(workspace, path));
  const problems = text === undefined ? [] : sarifProblems(text);
  if (problems.length > 0) throw new RunnerViolation(`${path} is no SARIF for GitHub: ${problems[0]}`);
}
