import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, isObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { eachJsonValue } from '../text/json-values.ts';
import type { ErrorAt } from '../text/lines.ts';
import { dependabotFinding } from './dependabot-finding.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';
import { alertsOf } from './github-alerts.ts';
import { PageCount } from './page-count.ts';

/**
 * Dependabot alerts: lists of GitHub's REST API, or answers of its GraphQL API with the
 * `vulnerabilityAlerts` of one repository or of several, also page after page. What an alert says is
 * read in `dependabot-finding.ts`. A list without alerts is clean. Pages that are missing are an error
 * of the run; an answer without any alerts to look at is a failed scan. Sources: REST API, "Dependabot
 * alerts"; GraphQL API, RepositoryVulnerabilityAlert.
 */
export const githubDependabot: FindingsFormat = {
  id: 'github-dependabot',
  title: 'GitHub Dependabot alerts',
  fileNames: ['dependabot-alerts*.json', 'github-dependabot*.json'],
  accepts(head, path) {
    if (isCleanForm(head, path, '[]', /dependabot/)) return true;
    const shape = jsonHead(head);
    if (shape?.root === 'list')
      return shape.matches(/^\[\](?:\[\])?\.(?:security_(?:vulnerability|advisory)|dependency)$/);
    if (shape?.root !== 'object' || !shape.has('data')) return false;
    return shape.matches(/^data\..*\bvulnerabilityAlerts$/) || shape.has('errors[].message');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'github-dependabot');
    const { error } = builder;
    const run = builder.run('dependabot');
    const pages = new PageCount();
    await eachJsonValue(input, error, (value) => {
      if (isObject(value) && Object.hasOwn(value, 'data')) readAnswer(value, run, pages, error);
      else for (const alert of alertsOf(value, error)) addAlert(alert, undefined, run, error);
    });
    for (const problem of pages.problems()) run.error(problem);
    return builder.build();
  },
};

function addAlert(value: unknown, repository: string | undefined, run: OpenRun, error: ErrorAt): void {
  const finding = dependabotFinding(asObject(value, 'an alert', error), repository, error);
  if (finding) run.finding(finding);
}

function readAnswer(answer: JsonObject, run: OpenRun, pages: PageCount, error: ErrorAt): void {
  const problems = Array.isArray(answer.errors) ? answer.errors.map((each) => messageOf(each)) : [];
  const data = objectOrEmpty(answer.data);
  if (problems.length > 0 && !Object.values(data).some(isObject))
    throw error('E_SCAN_FAILED', `an error of the GitHub API (${problems[0]?.slice(0, 200)})`, 'alerts');
  for (const problem of problems) run.error(problem);
  if (isObject(data.repository)) readRepository(data.repository, undefined, run, pages, error);
  else readRepositories(data, run, pages, error);
}

function messageOf(problem: unknown): string {
  return optionalText(objectOrEmpty(problem).message) ?? 'an error of the GitHub API';
}

/** The repositories of a search, an organization or a user. */
function readRepositories(data: JsonObject, run: OpenRun, pages: PageCount, error: ErrorAt): void {
  const owner = objectOrEmpty(data.organization ?? data.user ?? data.viewer);
  const found = asObject(data.search ?? owner.repositories, 'the repositories', error);
  const repositories = nodesOf(found, 'repositories', error);
  pages.add('repositories', found, repositories.length);
  for (const value of repositories) {
    const repository = asObject(value, 'a repository', error);
    const name = optionalText(repository.nameWithOwner) ?? optionalText(repository.name) ?? 'a repository';
    readRepository(repository, name, run, pages, error);
  }
}

function readRepository(
  repository: JsonObject,
  name: string | undefined,
  run: OpenRun,
  pages: PageCount,
  error: ErrorAt,
): void {
  // Without the permission to see them they are null, beside an error.
  if (repository.vulnerabilityAlerts === null)
    throw error('E_SCAN_FAILED', 'vulnerabilityAlerts that are null: no access to them', 'alerts');
  const found = asObject(repository.vulnerabilityAlerts, 'vulnerabilityAlerts', error);
  const alerts = nodesOf(found, 'alerts', error);
  pages.add(name === undefined ? 'alerts' : `alerts of ${name}`, found, alerts.length);
  for (const alert of alerts) addAlert(alert, name, run, error);
}

function nodesOf(connection: JsonObject, what: string, error: ErrorAt): readonly unknown[] {
  if (Object.hasOwn(connection, 'nodes')) return asArray(connection.nodes, `the nodes of ${what}`, error);
  const edges = asArray(connection.edges, `the edges of ${what}`, error);
  return edges.map((edge) => asObject(edge, `an edge of ${what}`, error).node);
}
