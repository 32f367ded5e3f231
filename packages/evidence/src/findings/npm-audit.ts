import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { advisoryNumber, advisoryTool, ghsaIn, readAdvisories } from './npm-advisories.ts';
import { severityOf } from './severity-words.ts';
import { withoutCredentials } from './url-credentials.ts';

/**
 * `npm audit --json` of npm 6 (`advisories`) and of npm 7 and later (`auditReportVersion` 2). There the
 * objects of `via` are advisories of the package; packages whose `via` holds only names depend on one
 * that is listed itself, and are no findings. npm counts packages, this reader advisories. Severity words
 * as they are, `moderate` is medium. A project without dependencies is a clean scan; an error of npm is
 * none. Source: npm, @npmcli/arborist audit-report.js, vuln.js; npm lib/utils/audit-error.js.
 */
export const npmAudit: FindingsFormat = {
  id: 'npm-audit',
  title: 'npm audit JSON',
  fileNames: ['npm-audit*.json'],
  accepts(head, path) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    if (shape.has('auditReportVersion') || shape.has('error.summary', 'error.detail')) return true;
    return shape.has('message', 'method', 'uri') || advisoryTool(head, path) === 'npm-audit';
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'npm-audit');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    refuseError(document, error);
    const run = builder.run('npm-audit');
    if (Object.hasOwn(document, 'auditReportVersion')) readPackages(document, run, error);
    else readAdvisories(document, run, builder);
    return builder.build();
  },
};

/** npm writes an error like ENOLOCK as `error`, and what the registry answered as `message`. */
function refuseError(document: JsonObject, error: ErrorAt): void {
  if (!['error', 'message'].some((key) => Object.hasOwn(document, key))) return;
  const { code, summary } = objectOrEmpty(document.error);
  const words = [code, summary, document.message].map(optionalText).filter(Boolean);
  const text = withoutCredentials(words.join(': ')).slice(0, 200);
  throw error('E_SCAN_FAILED', `an error of npm (${text})`, 'an audit report');
}

function readPackages(document: JsonObject, run: OpenRun, error: ErrorAt): void {
  if (document.auditReportVersion !== 2)
    throw error('E_WRONG_FORMAT', 'an audit report of an unknown version', 'auditReportVersion 2');
  const packages = asObject(document.vulnerabilities, 'vulnerabilities', error);
  const metadata = asObject(document.metadata, 'metadata', error);
  const counts = asObject(metadata.vulnerabilities, 'the counts of metadata', error);
  const stated = asNumber(counts.total, 'the total of metadata', error);
  const listed = Object.keys(packages).length;
  if (stated !== listed)
    throw error('E_CONTRADICTION', `${listed} packages and a total of ${stated}`, 'a total of what is listed');
  for (const [name, value] of Object.entries(packages))
    readPackage(name, asObject(value, 'a vulnerable package', error), packages, run, error);
}

function readPackage(name: string, entry: JsonObject, packages: JsonObject, run: OpenRun, error: ErrorAt): void {
  const causes = asArray(entry.via, 'via', error);
  if (causes.length === 0) throw error('E_MALFORMED', 'a vulnerable package without a cause', 'advisories in via');
  const seen = new Set<string>();
  for (const via of causes) {
    if (!isObject(via)) {
      const cause = asString(via, 'an entry of via', error);
      if (!Object.hasOwn(packages, cause)) run.error(`${name} depends on ${cause}, which is not listed`);
      continue;
    }
    const number = advisoryNumber(via.source, error);
    if (!seen.has(number)) run.finding(findingOf(via, number, name, entry.fixAvailable));
    seen.add(number);
  }
}

function findingOf(via: JsonObject, number: string, name: string, fix: unknown): RawFinding {
  const url = optionalText(via.url);
  const cvss = objectOrEmpty(via.cvss);
  return {
    // Numbers change when an advisory is imported anew.
    rule: ghsaIn(url) ?? number,
    category: 'dependency',
    severity: severityOf(via.severity),
    vectors: texts([cvss.vectorString]),
    title: optionalText(via.title) ?? '',
    package: { ecosystem: 'npm', name },
    ...fixOf(fix, name),
    ...(url ? { url } : {}),
  };
}

/** `true`, `false`, or what has to be installed: the package itself or one that depends on it. */
function fixOf(fix: unknown, name: string): Pick<RawFinding, 'fixedIn' | 'isFixable'> {
  if (typeof fix === 'boolean') return { isFixable: fix };
  if (!isObject(fix)) return {};
  const version = optionalText(fix.version);
  return fix.name === name && version ? { fixedIn: version } : { isFixable: true };
}
