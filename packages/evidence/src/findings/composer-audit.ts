import type { Suppression } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';
import { withoutCredentials } from './url-credentials.ts';

/**
 * The report of `composer audit --format=json`: `{advisories: []}` when clean. Severity is the word
 * of the advisory, unknown without one (older versions of Composer); abandoned packages are info; packages of
 * a filter list (malware) are unknown. What Composer ignores is suppressed. A repository that was not
 * reached is an error. Source: composer, Advisory/Auditor.php.
 */
export const composerAudit: FindingsFormat = {
  id: 'composer-audit',
  title: 'Composer audit JSON',
  fileNames: ['composer-audit*.json', 'composer_audit*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object' || !shape.has('advisories') || shape.has('actions')) return false;
    const hasAdvisory = shape.matches(/^(?:ignored-)?advisories\..+(?:\[\]|\.\d+)\.(?:advisoryId|affectedVersions)$/);
    // npm has an object of advisories as well, but no list.
    return hasAdvisory || shape.has('abandoned') || /"advisories"\s*:\s*\[\s*\]/.test(head);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'composer-audit');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('composer-audit');
    for (const [name, advisory] of byPackage(document.advisories, 'advisories', error))
      readAdvisory(name, advisory, undefined, run, error);
    // Composer writes these keys only when there is something, older versions have none of them.
    for (const [name, advisory] of byPackage(document['ignored-advisories'] ?? [], 'ignored-advisories', error))
      readAdvisory(name, advisory, suppressionOf(advisory), run, error);
    for (const [name, entry] of byPackage(document.filter ?? [], 'filter', error))
      readFiltered(name, entry, run, error);
    readAbandoned(document.abandoned ?? [], run, error);
    for (const repository of texts(document['unreachable-repositories']))
      run.error(`not reached: ${withoutCredentials(repository)}`);
    return builder.build();
  },
};

/**
 * Entries with their package. PHP writes an empty table as a list, and a list out of which entries
 * were taken as an object with numbers as keys.
 */
function byPackage(value: unknown, what: string, error: FindingsBuilder['error']): (readonly [string, JsonObject])[] {
  if (Array.isArray(value) && value.length === 0) return [];
  return Object.entries(asObject(value, what, error)).flatMap(([name, list]) => {
    const entries = Array.isArray(list) ? list : Object.values(asObject(list, `${what} of ${name}`, error));
    return entries.map((each) => [name, asObject(each, `an entry of ${what}`, error)] as const);
  });
}

function readAdvisory(
  name: string,
  advisory: JsonObject,
  suppression: Suppression | undefined,
  run: OpenRun,
  error: FindingsBuilder['error'],
): void {
  const url = optionalText(advisory.link);
  const publishedAt = optionalInstant(advisory.reportedAt);
  run.finding({
    rule: asString(advisory.advisoryId, 'advisoryId', error),
    ids: [...texts([advisory.cve]), ...remoteIds(advisory.sources)],
    category: 'dependency',
    severity: severityOf(advisory.severity),
    title: optionalText(advisory.title) ?? '',
    package: { ecosystem: 'composer', name },
    ...(url ? { url } : {}),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(suppression ? { suppression } : {}),
  });
}

/** Ids that the sources of an advisory give it; other sources name a file. */
function remoteIds(sources: unknown): string[] {
  const ids = Array.isArray(sources) ? sources.map((source) => objectOrEmpty(source).remoteId) : [];
  return texts(ids).filter((id) => /^(?:GHSA|CVE)-[\w-]+$/.test(id));
}

function suppressionOf(advisory: JsonObject): Suppression {
  return {
    kind: 'external',
    reason: optionalText(advisory.ignoreReason) ?? 'ignored by the configuration of Composer',
  };
}

function readFiltered(name: string, entry: JsonObject, run: OpenRun, error: FindingsBuilder['error']): void {
  const list = asString(entry.listName, 'listName', error);
  const url = optionalText(entry.url);
  run.finding({
    rule: optionalText(entry.id) ?? list,
    category: 'dependency',
    severity: 'unknown',
    title: `on the list ${list}: ${optionalText(entry.reason) ?? 'no reason given'}`,
    package: { ecosystem: 'composer', name },
    ...(url ? { url } : {}),
  });
}

function readAbandoned(abandoned: unknown, run: OpenRun, error: FindingsBuilder['error']): void {
  const table = Array.isArray(abandoned) && abandoned.length === 0 ? {} : asObject(abandoned, 'abandoned', error);
  for (const [name, replacement] of Object.entries(table)) {
    const other = optionalText(replacement);
    run.finding({
      rule: 'abandoned',
      category: 'dependency',
      severity: 'info',
      title: other ? `${name} is abandoned, use ${other} instead` : `${name} is abandoned`,
      package: { ecosystem: 'composer', name },
    });
  }
}
