import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { parsePackageUrl } from './package-url.ts';
import { severityOf } from './severity-words.ts';

/**
 * Dependency-Track's Finding Packaging Format. Severity words as they are, UNASSIGNED is rated by its
 * CVSS. Suppressed are findings that its auditors suppressed, or whose analysis says false positive,
 * not affected or resolved. `findings` may be left out when there is none. Source: Dependency-Track,
 * docs on file formats, model/Finding.java and FindingPackagingFormat.java.
 */
export const dependencyTrack: FindingsFormat = {
  id: 'dependency-track',
  title: 'Dependency-Track FPF JSON',
  fileNames: ['dependency-track*.json', '*.fpf', '*.fpf.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    const isNamed = shape.text('meta.application') === 'Dependency-Track';
    return isNamed || shape.matches(/^findings\[\]\.(?:matrix|component\.project|vulnerability\.vulnId)$/);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'dependency-track');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const meta = asObject(document.meta, 'meta', error);
    const application = asString(meta.application, 'application', error);
    if (application !== 'Dependency-Track')
      throw error('E_WRONG_FORMAT', `findings of ${JSON.stringify(application.slice(0, 40))}`, 'Dependency-Track');
    const producedAt = optionalInstant(meta.timestamp);
    if (producedAt !== undefined) builder.facts.producedAt = producedAt;
    const run = builder.run('dependency-track', { version: optionalText(meta.version) });
    const project = optionalText(objectOrEmpty(document.project).name);
    const findings = document.findings === undefined ? [] : asArray(document.findings, 'findings', error);
    for (const value of findings) run.finding(findingOf(asObject(value, 'a finding', error), project, error));
    return builder.build();
  },
};

/** Analysis states by which an auditor closes a finding. */
const CLOSED = new Set(['FALSE_POSITIVE', 'NOT_AFFECTED', 'RESOLVED']);

function findingOf(value: JsonObject, project: string | undefined, error: ErrorAt): RawFinding {
  const component = asObject(value.component, 'component', error);
  const vulnerability = asObject(value.vulnerability, 'vulnerability', error);
  const severity = severityOf(vulnerability.severity);
  const attributedOn = instantOf(objectOrEmpty(value.attribution).attributedOn);
  const publishedAt = instantOf(vulnerability.published);
  const epss = Number(vulnerability.epssScore);
  return {
    rule: asString(vulnerability.vulnId, 'vulnId', error),
    ids: aliasesOf(vulnerability.aliases),
    category: 'dependency',
    severity,
    ...(severity === 'unknown' ? ratingOf(vulnerability) : {}),
    title: optionalText(vulnerability.title) ?? optionalText(vulnerability.description) ?? '',
    package: packageOf(component, error),
    ...(project ? { place: project } : {}),
    ...(attributedOn === undefined ? {} : { firstSeen: { at: attributedOn, from: 'scanner' } }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(epss >= 0 && epss <= 1 ? { epss } : {}),
    ...suppressionOf(objectOrEmpty(value.analysis)),
  };
}

/** Each alias is an object with one id per source: `{cveId, ghsaId}`. */
function aliasesOf(value: unknown): string[] {
  const aliases = Array.isArray(value) ? value.filter(isObject) : [];
  return aliases.flatMap((alias) => texts(Object.values(alias)));
}

function ratingOf(vulnerability: JsonObject): Pick<RawFinding, 'vectors' | 'score'> {
  const versions = ['cvssV4', 'cvssV3', 'cvssV2'];
  const vectors = texts(versions.map((version) => vulnerability[`${version}Vector`]));
  if (vectors.length > 0) return { vectors: vectors.slice(0, 1) };
  const scores = versions.map((version) => vulnerability[`${version}BaseScore`] ?? vulnerability[`${version}Score`]);
  const score = scores.find((each): each is number => typeof each === 'number' && each > 0);
  return score === undefined ? {} : { score };
}

function packageOf(component: JsonObject, error: ErrorAt) {
  const name = asString(component.name, 'the name of a component', error);
  const group = optionalText(component.group);
  const known = parsePackageUrl(optionalText(component.purl) ?? '');
  const version = optionalText(component.version);
  return { ...(known ?? { name: group ? `${group}:${name}` : name }), ...(version ? { version } : {}) };
}

/** Milliseconds in old versions, a time of the database in newer ones. */
function instantOf(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 && Number.isSafeInteger(value) ? value : optionalInstant(value);
}

function suppressionOf(analysis: JsonObject): Pick<RawFinding, 'suppression'> {
  const state = optionalText(analysis.state) ?? '';
  if (analysis.isSuppressed !== true && !CLOSED.has(state)) return {};
  const words = [state, optionalText(analysis.justification), optionalText(analysis.detail)].filter(Boolean);
  return { suppression: { kind: 'external', reason: words.join(', ') || 'suppressed in Dependency-Track' } };
}
