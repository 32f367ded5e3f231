import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';
import { withoutCredentials } from './url-credentials.ts';

/**
 * The report of `dotnet list package --vulnerable --format json`. Severity Low, Moderate, High,
 * Critical; unknown when it is empty. `problems` are errors; so is a report without projects, or one
 * that was not asked for vulnerabilities. Source: NuGet.Client, ListPackageJsonOutputSerializerV1.cs.
 */
export const dotnetListPackage: FindingsFormat = {
  id: 'dotnet-list-package',
  title: 'dotnet list package JSON',
  fileNames: ['dotnet-list-package*.json', 'dotnet-vulnerable*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    return shape?.has('version', 'parameters') === true && shape.matches(/^(?:projects|problems|sources)$/);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'dotnet-list-package');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('dotnet-list-package');
    if (!/--vulnerable\b/.test(optionalText(document.parameters) ?? ''))
      run.error('it was not asked for vulnerable packages');
    for (const each of listOrNone(document.problems, 'problems', error)) readProblem(objectOrEmpty(each), run);
    const projects = asArray(document.projects, 'projects', error);
    if (projects.length === 0) run.nothing('it looked at no project');
    for (const each of projects) readProject(asObject(each, 'a project', error), run, error);
    return builder.build();
  },
};

/** The serializer leaves out every list that is empty: frameworks, packages, vulnerabilities and problems. */
function listOrNone(value: unknown, what: string, error: FindingsBuilder['error']): readonly unknown[] {
  return value === undefined ? [] : asArray(value, what, error);
}

function readProblem(problem: JsonObject, run: OpenRun): void {
  const text = optionalText(problem.text) ?? optionalText(problem.message) ?? 'a problem without a text';
  // The legend of the mark "auto-referenced" is listed as a problem too.
  if (!problem.project && text.startsWith('(A)')) return;
  const project = optionalText(problem.project);
  run.error(withoutCredentials(project ? `${project}: ${text}` : text));
}

function readProject(project: JsonObject, run: OpenRun, error: FindingsBuilder['error']): void {
  const path = asString(project.path, 'the path of a project', error);
  for (const each of listOrNone(project.frameworks, 'frameworks', error)) {
    const framework = asObject(each, 'a framework', error);
    for (const key of ['topLevelPackages', 'transitivePackages'] as const)
      for (const entry of listOrNone(framework[key], key, error))
        readPackage(path, asObject(entry, 'a package', error), run, error);
  }
}

function readPackage(path: string, entry: JsonObject, run: OpenRun, error: FindingsBuilder['error']): void {
  const name = asString(entry.id, 'the id of a package', error);
  const version = optionalText(entry.resolvedVersion);
  for (const each of listOrNone(entry.vulnerabilities, 'vulnerabilities', error)) {
    const vulnerability = asObject(each, 'a vulnerability', error);
    const url = asString(vulnerability.advisoryurl, 'advisoryurl', error);
    const id = /\/((?:GHSA|CVE)-[\w-]+)\/?$/i.exec(url)?.[1] ?? url;
    run.finding({
      rule: id,
      category: 'dependency',
      severity: severityOf(vulnerability.severity),
      title: `${name} has a known vulnerability: ${id}`,
      package: { ecosystem: 'nuget', name, ...(version ? { version } : {}) },
      path,
      url,
    });
  }
}
