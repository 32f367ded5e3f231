import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { scanJson, type VisitElement } from '../text/json-scan.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';
import { checkStatedCount } from './stated-count.ts';
import { TRIVY_LISTS, type TrivyFinding } from './trivy-finding.ts';
import { placedFinding, type TrivyTarget, trivyKinds, trivyTarget } from './trivy-target.ts';

/**
 * Trivy's JSON report of schema 2, its old form (a bare list of results), and that of a Kubernetes
 * cluster (`Resources` or `Findings`). `Severity` as it is; UNKNOWN is rated by the CVSS vector of
 * its source. Go leaves empty lists out, so a report without results is clean, but shows a scope only
 * for an image. Source: trivy, pkg/types/report.go and pkg/k8s/report/report.go.
 */
export const trivy: FindingsFormat = {
  id: 'trivy',
  title: 'Trivy JSON',
  fileNames: ['trivy*.json'],
  accepts(head, path) {
    const shape = jsonHead(head);
    if (!shape) return false;
    if (shape.root === 'null') return isCleanForm(head, path, 'null', /trivy/);
    if (shape.root === 'list')
      return (
        shape.has('[].Target') && shape.matches(/^\[\]\.(?:Type|Class|Packages|Vulnerabilities|Misconfigurations)$/)
      );
    const isReport = shape.has('SchemaVersion') && shape.matches(/^(?:Trivy|ArtifactName|ArtifactType|Results)$/);
    return isReport || shape.has('ClusterName');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'trivy');
    const listed = new Map<string, TrivyFinding[]>();
    const document = await scanJson(input, builder.error, listsInto(listed, builder.error));
    const report =
      document === null || Array.isArray(document) ? {} : asObject(document, 'the document', builder.error);
    const results = resultsOf(document, builder.error);
    readFacts(report, builder);
    const run = builder.run('trivy', {
      version: optionalText(objectOrEmpty(report.Trivy).Version),
      kinds: trivyKinds(
        results.map(({ target }) => target),
        report.ArtifactType,
      ),
    });
    for (const { problem } of results) if (problem) run.error(problem);
    for (const result of results) addFindings(result, listed.get(result.key) ?? [], run, builder.error);
    return builder.build();
  },
};

/** Where results are: in a report, in the resources of a cluster, or in a bare list. */
const BASES = ['Results[]', 'Resources[].Results[]', 'Findings[].Results[]', '[]'];
/** Lists that may be as large as the findings, and hold none. */
const LEFT_OUT = ['Packages', 'CustomResources'];

interface Result {
  /** Position in the document, as `listsInto` writes it. */
  readonly key: string;
  readonly target: TrivyTarget;
  readonly failures: unknown;
  /** What went wrong with the resource that it belongs to; stated once. */
  readonly problem?: string | undefined;
}

/** Visitors that collect the findings of each result under the position of the result. */
function listsInto(listed: Map<string, TrivyFinding[]>, error: ErrorAt): Record<string, VisitElement> {
  const lists: Record<string, VisitElement> = {};
  for (const base of BASES) {
    for (const [name, read] of Object.entries(TRIVY_LISTS)) {
      lists[`${base}.${name}[]`] = (element, _, parents) => {
        const finding = read(asObject(element, `an entry of ${name}`, error), error);
        if (!finding) return;
        const key = `${base}${parents.join()}`;
        const known = listed.get(key);
        if (known) known.push(finding);
        else listed.set(key, [finding]);
      };
    }
    for (const name of LEFT_OUT) lists[`${base}.${name}[]`] = () => {};
  }
  return lists;
}

function resultsOf(document: unknown, error: ErrorAt): Result[] {
  if (document === null) return [];
  if (Array.isArray(document)) return document.map((value, at) => resultOf(value, `[]${at}`, undefined, error));
  const report = asObject(document, 'the document', error);
  const { SchemaVersion: schema, ClusterName: cluster } = report;
  if (cluster === undefined && schema !== 2)
    throw error('E_MALFORMED', `SchemaVersion ${JSON.stringify(schema)?.slice(0, 20)}`, 'SchemaVersion 2');
  const own = listOf(report, 'Results', error).map((value, at) =>
    resultOf(value, `Results[]${at}`, report.ArtifactType, error),
  );
  return [...own, ...resourceResults(report, 'Resources', error), ...resourceResults(report, 'Findings', error)];
}

function resourceResults(report: JsonObject, list: string, error: ErrorAt): Result[] {
  return listOf(report, list, error).flatMap((value, index) => {
    const resource = asObject(value, `an entry of ${list}`, error);
    const namespace = optionalText(resource.Namespace);
    const failed = optionalText(resource.Error);
    const name = `${optionalText(resource.Kind) ?? 'a resource'}/${optionalText(resource.Name) ?? ''}`;
    const results = listOf(resource, 'Results', error).map((each, at) =>
      resultOf(each, `${list}[].Results[]${index},${at}`, 'kubernetes', error, namespace),
    );
    // The summary of a resource may count checks that are listed elsewhere.
    const uncounted = results.map((result) => ({ ...result, failures: undefined }));
    const problem = failed ? [{ ...resultOf({}, '', 'kubernetes', error), problem: `${name}: ${failed}` }] : [];
    return [...uncounted, ...problem];
  });
}

function resultOf(value: unknown, key: string, artifactType: unknown, error: ErrorAt, namespace?: string): Result {
  const result = asObject(value, 'a result', error);
  // What is no list was not visited, so it must not be taken for an empty one.
  for (const name of Object.keys(TRIVY_LISTS)) listOf(result, name, error);
  const { Failures: failures } = objectOrEmpty(result.MisconfSummary);
  return { key, target: trivyTarget(result, artifactType, namespace), failures };
}

/** Go writes null for an empty list, or leaves it out. */
function listOf(object: JsonObject, name: string, error: ErrorAt): readonly unknown[] {
  return object[name] === undefined || object[name] === null ? [] : asArray(object[name], name, error);
}

function addFindings(result: Result, findings: readonly TrivyFinding[], run: OpenRun, error: ErrorAt): void {
  const failed = findings.filter(({ category, suppression }) => category === 'misconfiguration' && !suppression);
  checkStatedCount(result.failures, failed.length, 'Failures of MisconfSummary', error);
  for (const finding of findings) run.finding(placedFinding(finding, result.target));
}

function readFacts(report: JsonObject, { facts }: FindingsBuilder): void {
  const producedAt = optionalInstant(report.CreatedAt);
  if (producedAt !== undefined) facts.producedAt = producedAt;
  const commit = optionalText(objectOrEmpty(report.Metadata).Commit);
  if (commit && /^[0-9a-f]{40,64}$/i.test(commit)) facts.commit = commit;
}
