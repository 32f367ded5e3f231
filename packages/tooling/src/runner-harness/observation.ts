import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '@maturity-actions/criteria';
import type { RunnerAnnotation } from './annotations.ts';
import { jsonPart } from './json-part.ts';
import type { ActionResult } from './run-action.ts';
import type { Scenario } from './scenario.ts';

type Expectation = Scenario['expect'];
type Annotations = NonNullable<Expectation['annotations']>;

/** What a run gave, in the shape of what its scenario expects, so that one comparison shows every difference. */
export function observe(expected: Expectation, result: ActionResult, report: Report, workspace: string): Expectation {
  const { log, summary, annotations } = result;
  const included = (text: string) => (wanted: readonly string[]) => wanted.filter((one) => text.includes(one));
  const excluded = (text: string) => (unwanted: readonly string[]) => unwanted.filter((one) => !text.includes(one));
  return {
    exitCode: result.exitCode as 0 | 1,
    outputs: picked(result.outputs, expected.outputs),
    verdicts: picked(outcomes(report), expected.verdicts),
    ...optional('codes', expected.codes, () => codesOf(report)),
    ...optional('annotations', expected.annotations, (wanted) => found(wanted, annotations)),
    ...optional('annotationsExclude', expected.annotationsExclude, (unwanted) => absent(unwanted, annotations)),
    ...optional('report', expected.report, (parts) => jsonPart(report, parts)),
    ...optional('logIncludes', expected.logIncludes, included(log)),
    ...optional('logExcludes', expected.logExcludes, excluded(log)),
    ...optional('summaryIncludes', expected.summaryIncludes, included(summary)),
    ...optional('summaryExcludes', expected.summaryExcludes, excluded(summary)),
    ...optional('writes', expected.writes, (writes) => written(writes, workspace)),
    ...optional('documents', expected.documents, (documents) => documentParts(documents, workspace)),
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
function found(wanted: Annotations, made: readonly RunnerAnnotation[]): Annotations {
  return wanted.filter((one) => made.some((annotation) => fits(one, annotation)));
}

/** The unwanted annotations that were not made. */
function absent(unwanted: Annotations, made: readonly RunnerAnnotation[]): Annotations {
  return unwanted.filter((one) => !made.some((annotation) => fits(one, annotation)));
}

function fits({ message, ...rest }: Annotations[number], made: RunnerAnnotation): boolean {
  const isSaid = message === undefined || made.message.includes(message);
  return isSaid && Object.entries(rest).every(([key, value]) => made[key as keyof RunnerAnnotation] === value);
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

function documentParts(documents: NonNullable<Expectation['documents']>, workspace: string) {
  const there = Object.entries(documents).filter(([path]) => existsSync(join(workspace, path)));
  return Object.fromEntries(
    there.map(([path, parts]) => [path, jsonPart(JSON.parse(readFileSync(join(workspace, path), 'utf8')), parts)]),
  );
}
