import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalInstant, optionalText } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import { fixedVersions } from './fixed-versions.ts';
import type { FindingsFormat } from './format.ts';
import { severityOf } from './severity-words.ts';
import { withoutCredentials } from './url-credentials.ts';

/**
 * bundler-audit's JSON report. Severity of a gem is the advisory's criticality, else its CVSS 3 score,
 * else its CVSS 2 score, else unknown; of a source without TLS unknown: the tool rates none.
 * Source: bundler-audit, report.rb, advisory.rb and results/.
 */
export const bundlerAudit: FindingsFormat = {
  id: 'bundler-audit',
  title: 'bundler-audit JSON',
  fileNames: ['bundler-audit*.json', 'bundle-audit*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object' || !shape.has('version', 'created_at', 'results')) return false;
    return shape.has('results[].type') || /"results"\s*:\s*\[\s*(?:\]|$)/.test(head);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'bundler-audit');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    // Ruby writes a blank before the offset.
    const producedAt = optionalInstant(optionalText(document.created_at)?.replace(/ (?=[+-]\d{4}$)/, ''));
    if (producedAt !== undefined) builder.facts.producedAt = producedAt;
    const run = builder.run('bundler-audit', { version: optionalText(document.version) });
    for (const each of asArray(document.results, 'results', error))
      run.finding(findingOf(asObject(each, 'an entry of results', error), builder));
    return builder.build();
  },
};

function findingOf(result: JsonObject, { error }: FindingsBuilder): RawFinding {
  const type = asString(result.type, 'the type of an entry of results', error);
  if (type === 'unpatched_gem') return gemFinding(result, error);
  if (type === 'insecure_source') return sourceFinding(asString(result.source, 'source', error));
  throw error(
    'E_MALFORMED',
    `a result of type ${JSON.stringify(type.slice(0, 40))}`,
    'unpatched_gem or insecure_source',
  );
}

function gemFinding(result: JsonObject, error: FindingsBuilder['error']): RawFinding {
  const gem = asObject(result.gem, 'gem', error);
  const advisory = asObject(result.advisory, 'advisory', error);
  const version = optionalText(gem.version);
  const url = optionalText(advisory.url);
  const publishedAt = optionalInstant(advisory.date);
  return {
    rule: asString(advisory.id, 'the id of an advisory', error),
    ids: aliasesOf(advisory),
    category: 'dependency',
    ...ratingOf(advisory),
    title: optionalText(advisory.title) ?? '',
    package: {
      ecosystem: 'gem',
      name: asString(gem.name, 'the name of a gem', error),
      ...(version ? { version } : {}),
    },
    ...fixedVersions(advisory.patched_versions),
    ...(url ? { url } : {}),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}

function ratingOf({ criticality, cvss_v3, cvss_v2 }: JsonObject): Pick<RawFinding, 'severity' | 'score'> {
  const score = [cvss_v3, cvss_v2].find((each) => typeof each === 'number');
  return { severity: severityOf(criticality), ...(score === undefined ? {} : { score }) };
}

/** The database keeps ids without their prefix: `2020-8161`, `5f9h-9pjv-v6j7`. */
function aliasesOf(advisory: JsonObject): string[] {
  return (['cve', 'ghsa', 'osvdb'] as const).flatMap((key) => {
    const id = typeof advisory[key] === 'number' ? String(advisory[key]) : optionalText(advisory[key]);
    if (id === undefined) return [];
    return [id.toLowerCase().startsWith(`${key}-`) ? id : `${key.toUpperCase()}-${id}`];
  });
}

function sourceFinding(source: string): RawFinding {
  return {
    rule: 'insecure_source',
    category: 'dependency',
    severity: 'unknown',
    title: 'Gems come from a source without TLS',
    // The address of a private source may hold its password.
    place: withoutCredentials(source).replace(/[?#].*$/s, ''),
  };
}
