import type { Severity } from '@maturity-actions/criteria';
import { asString, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import type { RawFinding } from './findings-report.ts';
import { severityOf } from './severity-words.ts';

/** What an OSV entry says of a vulnerability; without `severity` when it does not rate it at all. */
export interface Advisory extends Pick<RawFinding, 'rule' | 'ids' | 'title' | 'vectors' | 'url' | 'publishedAt'> {
  readonly severity?: Severity;
}

/**
 * The parts of an OSV entry that a finding keeps. `severity` is the word of the database, unknown when
 * there are only CVSS vectors: these are rated in the end. Source: OSV schema 1.6.
 */
export function readAdvisory(entry: JsonObject, error: ErrorAt): Advisory {
  const database = objectOrEmpty(entry.database_specific);
  const ratings = Array.isArray(entry.severity) ? entry.severity : [];
  const vectors = texts(ratings.map((rating) => objectOrEmpty(rating).score));
  const url = optionalText(database.url);
  const publishedAt = optionalInstant(entry.published);
  return {
    rule: asString(entry.id, 'the id of an osv entry', error),
    ids: texts(entry.aliases),
    title: optionalText(entry.summary) ?? optionalText(entry.details) ?? '',
    ...(database.severity !== undefined || ratings.length > 0
      ? { severity: severityOf(database.severity), vectors }
      : {}),
    ...(url ? { url } : {}),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}

/** For a finding whose OSV entry is not in the stream: it counts, by its reach. */
export function unknownAdvisory(id: string): Advisory {
  return { rule: id, title: '' };
}
