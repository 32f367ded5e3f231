import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, isObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { scanJson, type VisitElement } from '../text/json-scan.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { SnykIssues } from './snyk-issues.ts';
import { checkStatedCount } from './stated-count.ts';

/** What only snyk writes early in a vulnerability. */
const OF_A_VULNERABILITY =
  /^(?:\[\]\.)?vulnerabilities\[\]\.(?:CVSSv3|creationTime|disclosureTime|publicationTime|isUpgradable|upgradePath|semver)$/;

/**
 * `snyk test --json`, `snyk container test --json`, `snyk iac test --json`: one project or a list of them,
 * and the applications of an image. snyk lists a vulnerability once for each path to its package; a
 * finding is a vulnerability in one version of one package. Severity words as they are. Ignored and
 * patched ones are suppressed. A project that could not be tested is an error; when there is no other,
 * the scan failed. What `snyk code` writes is SARIF. Sources: snyk/cli, src/lib/formatters,
 * src/lib/snyk-test; snyk/policy, lib/filter.
 */
export const snyk: FindingsFormat = {
  id: 'snyk',
  title: 'Snyk JSON',
  fileNames: ['snyk*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (!shape || shape.root === 'null') return false;
    const at = shape.root === 'list' ? '[].' : '';
    const isResult = ['vulnerabilities', 'infrastructureAsCodeIssues', 'error'].some((key) => shape.has(at + key));
    return (isResult && shape.has(`${at}ok`)) || shape.matches(OF_A_VULNERABILITY);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'snyk');
    const { error } = builder;
    const projects = await readProjects(input, error);
    const failed = projects.filter(isFailed);
    if (failed.length === projects.length)
      throw error('E_SCAN_FAILED', `an error of snyk (${messageOf(failed[0]).slice(0, 200)})`, 'a tested project');
    const runs = new Map<string, OpenRun>();
    for (const project of projects) {
      const tool = toolOf(project);
      const run = runs.get(tool) ?? builder.run(tool);
      runs.set(tool, run);
      if (isFailed(project)) run.error(messageOf(project));
      else readProject(project, run, error);
    }
    return builder.build();
  },
};

/** A project with what was found in it, and the image that holds it. */
interface Project {
  readonly document: JsonObject;
  readonly issues: SnykIssues;
  readonly image?: JsonObject;
}

/** Vulnerabilities come with their whole description for each path, so they are kept in a short form at once. */
async function readProjects(input: ByteSource, error: ErrorAt): Promise<readonly Project[]> {
  const issues = new Map<string, SnykIssues>();
  const issuesAt = (place: string) => {
    const known = issues.get(place) ?? new SnykIssues();
    issues.set(place, known);
    return known;
  };
  const visit =
    (kind: 'project' | 'application'): VisitElement =>
    (value, _, parents) =>
      issuesAt([kind, ...parents].join(' ')).add(asObject(value, 'a vulnerability', error), error);
  const document = await scanJson(input, error, {
    'vulnerabilities[]': visit('project'),
    '[].vulnerabilities[]': visit('project'),
    'applications[].vulnerabilities[]': visit('application'),
    '[].applications[].vulnerabilities[]': visit('application'),
  });
  const isList = Array.isArray(document);
  const roots = isList ? document : [document];
  return roots.flatMap((value, index) => {
    const root = asObject(value, 'a project', error);
    const place = isList ? [index] : [];
    const applications = Object.hasOwn(root, 'applications') ? asArray(root.applications, 'applications', error) : [];
    return [
      { document: root, issues: issuesAt(['project', ...place].join(' ')) },
      ...applications.map((application, at) => ({
        document: asObject(application, 'an application', error),
        issues: issuesAt(['application', ...place, at].join(' ')),
        image: root,
      })),
    ];
  });
}

function isFailed({ document }: Project): boolean {
  return document.ok === false && optionalText(document.error) !== undefined;
}

function messageOf(project: Project | undefined): string {
  const { path, error } = project?.document ?? {};
  return [optionalText(path), optionalText(error)].filter(Boolean).join(': ') || 'a list without a project';
}

function toolOf({ document, image }: Project): string {
  if (Object.hasOwn(document, 'infrastructureAsCodeIssues')) return 'snyk-iac';
  return image || isObject(document.docker) ? 'snyk-container' : 'snyk';
}

function readProject({ document, issues, image }: Project, run: OpenRun, error: ErrorAt): void {
  const isInfrastructure = Object.hasOwn(document, 'infrastructureAsCodeIssues');
  // The list of an infrastructure scan stands beside an empty list of vulnerabilities.
  asArray(document[isInfrastructure ? 'infrastructureAsCodeIssues' : 'vulnerabilities'], 'the list of issues', error);
  if (isInfrastructure) issues.addMisconfigurations(document, error);
  else issues.addFiltered(objectOrEmpty(document.filtered), error);
  requireStated(document, issues, error);
  const place = placeOf(document, image);
  for (const finding of issues.findings(optionalText(document.packageManager))) run.finding({ ...place, ...finding });
}

/** `ok` is of everything that was found, `uniqueCount` of what is open. */
function requireStated({ ok, uniqueCount }: JsonObject, issues: SnykIssues, error: ErrorAt): void {
  if (typeof ok !== 'boolean') throw error('E_MALFORMED', 'a project without ok', 'true or false');
  if (!ok && issues.size === 0) throw error('E_CONTRADICTION', 'ok false and no issue', 'the issues of the project');
  checkStatedCount(uniqueCount, issues.openIds, 'uniqueCount', error);
}

/** The manifest of a project; for packages of an image its name, since its files are not in the repository. */
function placeOf(document: JsonObject, image: JsonObject | undefined): Pick<RawFinding, 'path' | 'place'> {
  const file = optionalText(document.displayTargetFile) ?? optionalText(document.targetFile);
  const from = image ?? (isObject(document.docker) ? document : undefined);
  if (!from) return file === undefined ? {} : { path: file };
  const names = [optionalText(from.path) ?? optionalText(from.projectName), image ? file : undefined].filter(Boolean);
  return names.length > 0 ? { place: names.join(': ') } : {};
}
