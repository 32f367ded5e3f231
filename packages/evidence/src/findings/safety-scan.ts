import type { Suppression } from '@maturity-actions/criteria';
import { asArray, asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import { objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import type { FindingsBuilder, OpenRun } from './findings-builder.ts';
import { checkStatedCount } from './stated-count.ts';

/**
 * Reads the report of `safety scan --output json` (schema 3.0): vulnerabilities of the specifications
 * in the files of projects and environments. It rates nothing: all are unknown. What a policy ignores
 * is suppressed. A report without any file looked at nothing. Source: safety-schemas, report v3_0.
 */
export function readSafetyScan(report: JsonObject, builder: FindingsBuilder): void {
  const { error } = builder;
  const meta = asObject(report.meta, 'meta', error);
  const run = builder.run('safety', { version: optionalText(objectOrEmpty(meta.telemetry).safety_version) });
  const producedAt = optionalInstant(meta.timestamp);
  if (producedAt !== undefined) builder.facts.producedAt = producedAt;
  const files = filesOf(asObject(report.scan_results, 'scan_results', error), builder);
  if (files.length === 0) run.nothing('it looked at no file');
  for (const file of files) readFile(asObject(file, 'a file', error), run, builder);
}

/** The scan of an environment lists its files itself, that of a project in the project. Without any file the scan is an error. */
function filesOf(results: JsonObject, { error, facts }: FindingsBuilder): readonly unknown[] {
  const files = results.files === undefined ? [] : asArray(results.files, 'scan_results.files', error);
  const projects = asArray(results.projects, 'scan_results.projects', error).map((each) =>
    asObject(each, 'a project', error),
  );
  const commit = optionalText(objectOrEmpty(projects[0]?.git).commit);
  if (commit !== undefined) facts.commit = commit.replace(/-dirty$/, '');
  return [
    ...files,
    ...projects.flatMap((project) =>
      project.files === undefined ? [] : asArray(project.files, 'the files of a project', error),
    ),
  ];
}

function readFile(file: JsonObject, run: OpenRun, builder: FindingsBuilder): void {
  const { error } = builder;
  const path = optionalText(file.location);
  const results = asObject(file.results, 'the results of a file', error);
  for (const each of asArray(results.dependencies, 'dependencies', error)) {
    const dependency = asObject(each, 'a dependency', error);
    const name = asString(dependency.name, 'the name of a dependency', error);
    for (const specification of asArray(dependency.specifications, 'specifications', error))
      readSpecification(name, path, asObject(specification, 'a specification', error), run, builder);
  }
}

function readSpecification(
  name: string,
  path: string | undefined,
  specification: JsonObject,
  run: OpenRun,
  { error }: FindingsBuilder,
): void {
  const { known_vulnerabilities, remediation } = asObject(specification.vulnerabilities, 'vulnerabilities', error);
  const known = asArray(known_vulnerabilities, 'known_vulnerabilities', error);
  const { vulnerabilities_found, recommended } = objectOrEmpty(remediation);
  checkStatedCount(vulnerabilities_found, known.length, 'vulnerabilities_found', error);
  const version = /===?\s*([^\s;,]+)/.exec(optionalText(specification.raw) ?? '')?.[1];
  const fixedIn = optionalText(recommended);
  for (const each of known) {
    const vulnerability = asObject(each, 'a vulnerability', error);
    run.finding({
      rule: asString(vulnerability.id, 'the id of a vulnerability', error),
      category: 'dependency',
      severity: 'unknown',
      title: `${name} ${optionalText(vulnerability.vulnerable_spec) ?? ''} is vulnerable`,
      package: { ecosystem: 'pypi', name, ...(version ? { version } : {}) },
      ...(fixedIn ? { fixedIn } : {}),
      ...(path ? { path } : {}),
      ...(isObject(vulnerability.ignored) ? { suppression: suppressionBy(vulnerability.ignored) } : {}),
    });
  }
}

function suppressionBy(ignored: JsonObject): Suppression {
  const words = [optionalText(ignored.reason), optionalText(ignored.code)].filter((each) => each !== undefined);
  return { kind: 'external', reason: words.join(', ') || 'ignored by the policy of safety' };
}
