import type { ByteSource } from '../byte-source.ts';
import { decodeHead } from '../text/encoding.ts';
import { asObject, asString, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { scanJson } from '../text/json-scan.ts';
import { eachJsonValue } from '../text/json-values.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';
import { severityOf } from './severity-words.ts';
import { withoutCredentials } from './url-credentials.ts';
import { webPlace } from './web-place.ts';

/**
 * Nuclei's results, one JSON object a line or all in one list. `info.severity` as it is, `unknown` is
 * rated by the CVSS of the template. With `-matcher-status` it also writes what did not match, which
 * is left out. Requests, responses and what was extracted are not kept. A scan that found nothing
 * writes an empty file, which is refused, or `[]`. Source: nuclei, pkg/output/output.go.
 */
export const nuclei: FindingsFormat = {
  id: 'nuclei',
  title: 'Nuclei JSON',
  fileNames: ['nuclei*.json', 'nuclei*.jsonl'],
  accepts(head, path) {
    const shape = jsonHead(head);
    if (!shape) return false;
    if (shape.isEmpty) return isCleanForm(head, path, '[]', /nuclei/);
    const at = shape.root === 'list' ? '[].' : '';
    return shape.has(`${at}template-id`) || shape.has(`${at}templateID`, `${at}info`);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'nuclei');
    const { error } = builder;
    const run = builder.run('nuclei');
    const visit = (value: unknown) => readEvent(asObject(value, 'a result', error), run, builder);
    // In a stream every value is a result; a list is read by its elements, as it may be large.
    const isList = jsonHead(decodeHead(await input.head()))?.root === 'list';
    if (isList) await scanJson(input, error, { '[]': visit });
    else await eachJsonValue(input, error, visit);
    return builder.build();
  },
};

function readEvent(event: JsonObject, run: OpenRun, { error, facts }: FindingsBuilder): void {
  const foundAt = optionalInstant(event.timestamp);
  if (foundAt !== undefined) facts.producedAt = Math.max(foundAt, facts.producedAt ?? foundAt);
  const rule = asString(event['template-id'] ?? event.templateID, 'template-id', error);
  const problem = optionalText(event.error);
  if (problem) run.error(`${rule}: ${withoutCredentials(problem)}`);
  if (event['matcher-status'] !== false) run.finding(findingOf(event, rule, error));
}

function findingOf(event: JsonObject, rule: string, error: ErrorAt): RawFinding {
  const info = asObject(event.info, 'info', error);
  const classification = objectOrEmpty(info.classification);
  const severity = severityOf(info.severity);
  // One template has several matchers: what they find at one address is not the same.
  const matcher = optionalText(event['matcher-name']) ?? optionalText(event.matcher_name);
  const place = [event['matched-at'], event.matched, event.url, event.host].map(optionalText).find(Boolean);
  const epss = Number(classification['epss-score']);
  const url = optionalText(event['template-url']);
  return {
    rule,
    ids: idsOf(classification['cve-id']),
    category: 'web',
    severity,
    ...(severity === 'unknown' ? ratingOf(classification) : {}),
    title: [optionalText(info.name) ?? rule, matcher].filter(Boolean).join(': '),
    ...(place ? { place: webPlace(place) } : {}),
    ...(matcher ? { placeId: matcher } : {}),
    ...(epss > 0 && epss <= 1 ? { epss } : {}),
    ...(url ? { url } : {}),
  };
}

/** A list, or one text with commas; templates write them in lower case. */
function idsOf(value: unknown): string[] {
  const ids = typeof value === 'string' ? value.split(',') : texts(value);
  return ids.map((id) => id.trim().toUpperCase()).filter((id) => id !== '');
}

function ratingOf(classification: JsonObject): Pick<RawFinding, 'vectors' | 'score'> {
  const vector = optionalText(classification['cvss-metrics']);
  const score = classification['cvss-score'];
  if (vector) return { vectors: [vector] };
  return typeof score === 'number' && score > 0 ? { score } : {};
}
