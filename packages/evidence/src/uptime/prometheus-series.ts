import { EvidenceError, type FailureCode, ServiceError } from '@maturity-actions/criteria';
import type { JsonObject } from '../text/json.ts';
import { type MatrixReply, readMatrix } from './prometheus-matrix.ts';
import { requireAnswer } from './prometheus-refusal.ts';
import type { Selector } from './prometheus-selector.ts';
import type { SamplePairs } from './sample-pairs.ts';
import type { HttpReply } from './uptime-service.ts';

/** Gets one series by its name; the samples are valid only during the call. */
export type VisitNamed = (name: string, samples: SamplePairs) => void;

const FIX: Partial<Record<FailureCode, string>> = {
  E_WRONG_FORMAT: 'Correct `url`: it may lead to a login page or a proxy.',
  E_BAD_QUERY: 'Name a selector of series that are 0 or 1, up{job="staging"} for instance.',
  E_PARTIAL: 'Bring all stores of the server back, then run the step again: what is missing may be an outage.',
  E_CONTRADICTION: 'Narrow the selector so that each series is there once.',
};
const FIX_OTHERS = 'Run the step again; if it stays, look at what is between this step and the server.';

const LONGEST_QUOTATION = 160;
const MOST_QUOTATIONS = 3;

/**
 * Calls `visit` with each series of a reply, and returns what the server remarks. Throws as `requireAnswer`
 * and `readMatrix`; EvidenceError E_BAD_QUERY for a result that has no samples over time, E_PARTIAL for one
 * that lacks some, E_CONTRADICTION for a series that comes twice.
 */
export function eachSeries(reply: HttpReply, selector: Selector, visit: VisitNamed): string[] {
  requireAnswer(reply);
  const error = errorOf(reply.where);
  const names = new Set<string>();
  const answer = readMatrix(reply.body, error, (labels, samples) => {
    const name = seriesName(labels, selector.metric === undefined);
    if (names.size === names.add(name).size) throw error('E_CONTRADICTION', `the series ${name} twice`, 'each once');
    visit(name, samples);
  });
  requireWhole(answer, reply.where);
  return textsOf(answer.facts['infos']);
}

function requireWhole({ facts, resultType, histograms }: MatrixReply, where: string): void {
  const error = errorOf(where);
  if (facts['status'] !== 'success')
    throw new ServiceError({
      code: 'E_SERVICE',
      where,
      found: `the status ${JSON.stringify(facts['status'] ?? null).slice(0, 60)} in the reply`,
      expected: '"success"',
      fix: 'Correct `url`: it has to lead to a server with the API of Prometheus.',
    });
  const warnings = textsOf(facts['warnings']);
  if (warnings.length > 0) throw error('E_PARTIAL', `a warning (${warnings.join('; ')})`, 'all samples');
  // VictoriaMetrics says so in a field of its own.
  if (facts['isPartial'] === true) throw error('E_PARTIAL', 'a partial reply', 'all samples');
  if (resultType !== 'matrix')
    throw error('E_BAD_QUERY', `a result of type ${JSON.stringify(resultType ?? null).slice(0, 40)}`, 'a matrix');
  if (histograms > 0) throw error('E_BAD_QUERY', 'series that are native histograms', 'series of plain numbers');
}

/** Makes errors about a reply, each with the fix of its code. */
export function errorOf(where: string) {
  return (code: FailureCode, found: string, expected: string, fix = FIX[code] ?? FIX_OTHERS): EvidenceError =>
    new EvidenceError({ code, where, found, expected, fix });
}

/** `{instance="a:80", job="staging"}`: without the metric, which is the same of all, or with it. */
function seriesName(labels: JsonObject, hasMetric: boolean): string {
  const metric = String(labels['__name__'] ?? '');
  const others = Object.keys(labels)
    .filter((label) => label !== '__name__')
    .sort()
    .map((label) => `${label}=${JSON.stringify(String(labels[label]))}`);
  if (others.length === 0) return metric === '' ? '{}' : metric;
  return `${hasMetric ? metric : ''}{${others.join(', ')}}`;
}

/** The beginnings of what a server remarks, or nothing. */
function textsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return value === undefined || value === null ? [] : [JSON.stringify(value).slice(0, 60)];
  const texts = value.slice(0, MOST_QUOTATIONS).map((each) => String(each).replace(/\s+/g, ' '));
  const more = value.length - texts.length;
  return [...texts.map((text) => text.slice(0, LONGEST_QUOTATION)), ...(more > 0 ? [`and ${more} more`] : [])];
}
