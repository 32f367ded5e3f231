import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@maturity-actions/criteria';
import type { RunnerAnnotation } from './annotations.ts';
import { type ActionResult, runAction } from './run-action.ts';
import type { Scenario } from './scenario.ts';
import { type Commits, layOut } from './scenario-workspace.ts';
import { RunnerViolation } from './violation.ts';

type Expectation = Scenario['expect'];

/** What a run gave, in the shape of what its scenario expects, so that one comparison shows every difference. */
export interface ScenarioResult {
  readonly observed: Expectation;
  readonly result: ActionResult;
  readonly report: Report;
}

/** Lays out the scenario of a folder in a temporary workspace and runs the built action on it. */
export async function runScenario(action: string, scenario: Scenario, folder: string): Promise<ScenarioResult> {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), 'scenario-')));
  const workspace = join(temporary, 'workspace');
  try {
    await mkdir(workspace);
    const commits = await layOut(scenario, folder, workspace);
    const { inputs, event } = withCommits({ inputs: scenario.inputs, event: scenario.event }, commits);
    const sha = commits.head === '' ? {} : { sha: commits.head };
    const result = await runAction({
      action,
      inputs,
      workspace,
      environment: scenario.environment ?? {},
      event: { name: event?.name ?? 'workflow_dispatch', payload: event?.payload ?? {}, ...sha },
    });
    // Even a run that cannot judge has a report that says so.
    if (result.reportJson === undefined) throw new RunnerViolation(`the run left no report:\n${result.log}`);
    const report = result.reportJson as Report;
    return { observed: observe(scenario.expect, result, report, workspace), result, report };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function withCommits<T>(value: T, { base, head }: Commits): T {
  return JSON.parse(JSON.stringify(value).replaceAll('{base}', base).replaceAll('{head}', head));
}

function observe(expected: Expectation, result: ActionResult, report: Report, workspace: string): Expectation {
  const { log, summary, annotations } = result;
  const included = (text: string) => (wanted: readonly string[]) => wanted.filter((one) => text.includes(one));
  const excluded = (text: string) => (unwanted: readonly string[]) => unwanted.filter((one) => !text.includes(one));
  return {
    exitCode: result.exitCode as 0 | 1,
    outputs: picked(result.outputs, expected.outputs),
    verdicts: picked(outcomes(report), expected.verdicts),
    ...optional('codes', expected.codes, () => codesOf(report)),
    ...optional('annotations', expected.annotations, (wanted) => found(wanted, annotations)),
    ...optional('logIncludes', expected.logIncludes, included(log)),
    ...optional('logExcludes', expected.logExcludes, excluded(log)),
    ...optional('summaryIncludes', expected.summaryIncludes, included(summary)),
    ...optional('summaryExcludes', expected.summaryExcludes, excluded(summary)),
    ...optional('writes', expected.writes, (writes) => written(writes, workspace)),
  };
}

function optional<K extends string, T>(key: K, expected: T | undefined, observed: (expected: T) => T) {
  return (expected === undefined ? {} : { [key]: observed(expected) }) as { [key in K]?: T };
}

function picked<T>(values: Readonly<Record<string, T>>, wanted: Readonly<Record<string, T>>): Record<string, T> {
  const names = Object.keys(wanted).filter((name) => Object.hasOwn(values, name));
  return Object.fromEntries(names.map((name) => [name, values[name] as T]));
}

function outcomes(report: Report): Expectation['verdicts'] {
  const own = report.verdicts.map(({ criterion, outcome }) => [criterion, outcome] as const);
  const parts = (report.parts ?? []).flatMap((part) =>
    part.verdicts.map(({ criterion, outcome }) => [`${part.subject.component}/${criterion}`, outcome] as const),
  );
  return Object.fromEntries([...own, ...parts]);
}

/** Codes anywhere in the report: rules of findings and the reasons of verdicts. */
function codesOf(report: Report): string[] {
  return [...new Set(JSON.stringify(report).match(/\bE_[A-Z_]+\b/g))].sort();
}

/** The wanted annotations that were made; a message may be longer than what is wanted of it. */
function found(wanted: NonNullable<Expectation['annotations']>, made: readonly RunnerAnnotation[]) {
  return wanted.filter(({ message, ...rest }) =>
    made.some(
      (one) =>
        (message === undefined || one.message.includes(message)) &&
        Object.entries(rest).every(([key, value]) => one[key as keyof RunnerAnnotation] === value),
    ),
  );
}

function written(writes: NonNullable<Expectation['writes']>, workspace: string) {
  const there = Object.entries(writes).filter(([path]) => existsSync(join(workspace, path)));
  return Object.fromEntries(
    there.map(([path, texts]) => {
      const text = readFileSync(join(workspace, path), 'utf8');
      return [path, texts.filter((one) => text.includes(one))];
    }),
  );
}
