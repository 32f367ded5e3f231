import { EvidenceError, type FailureCode, ServiceError } from '@maturity-actions/criteria';
import { isObject } from '../text/json.ts';
import type { Attempt } from './prometheus-asking.ts';
import { requireSuccess } from './reply.ts';
import type { HttpReply } from './uptime-service.ts';

/** Why a server does not answer what may be asked in another way. */
type Refusal = 'size' | 'place' | 'method';

/** Replies that are longer than this are no error. */
const LONGEST_ERROR = 65_536;
const LONGEST_QUOTATION = 160;

/**
 * How servers say that an answer would be too large or take too long: Prometheus, Thanos, Mimir, Cortex and
 * VictoriaMetrics, in their own words. Source: errors of promql/engine.go, mimir pkg/util/limiter, and the
 * `-search.*` limits of VictoriaMetrics.
 */
const SIZE = /too many|too large|too long|exceed|limit|maximum|timed? ?out|deadline|cannot select more/i;
const SIZE_STATUSES: readonly number[] = [200, 400, 413, 414, 422, 500, 503, 504];
const PLACE_STATUSES: readonly number[] = [403, 404, 501];

interface ServerError {
  readonly type: string;
  readonly text: string;
}

/** The next attempt when this one was refused in a way that lets hope; undefined when it was answered, or there is none. */
export function nextAttempt({ way, method }: Attempt, replies: readonly HttpReply[]): Attempt | undefined {
  const refusals = replies.map(refusalOf);
  if (refusals.includes('method') && method === 'POST') return { way, method: 'GET' };
  if (refusals.includes('size') && way !== 'steps') return { way: way === 'whole' ? 'pieces' : 'steps', method };
  // Some proxies let nothing through but what dashboards ask.
  if ((refusals.includes('place') || refusals.includes('method')) && way === 'whole') return { way: 'steps', method };
  return undefined;
}

function refusalOf(reply: HttpReply): Refusal | undefined {
  const { status } = reply;
  if (status === 405) return 'method';
  if (PLACE_STATUSES.includes(status)) return 'place';
  if (status === 413 || status === 504) return 'size';
  if (!SIZE_STATUSES.includes(status)) return undefined;
  const error = serverError(reply);
  if (!error) return undefined;
  return error.type === 'timeout' || (SIZE.test(error.text) && !/parse error/i.test(error.text)) ? 'size' : undefined;
}

/** What a server says in the form that the API has for errors, with whatever status. */
function serverError({ body }: HttpReply): ServerError | undefined {
  if (body.length > LONGEST_ERROR) return undefined;
  const text = new TextDecoder().decode(body);
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const said: unknown = JSON.parse(text);
    if (!isObject(said) || said['status'] !== 'error') return undefined;
    return { type: String(said['errorType'] ?? ''), text: String(said['error'] ?? '') };
  } catch {
    return undefined;
  }
}

/**
 * Throws for a reply that is an error: EvidenceError E_BAD_QUERY for a query that the server does not
 * understand, E_TOO_LARGE for one that it refuses in every way, ServiceError as `requireSuccess` otherwise.
 */
export function requireAnswer(reply: HttpReply): void {
  if (refusalOf(reply) === 'size') throw tooLarge(reply);
  const error = serverError(reply);
  if (!error || [401, 403, 404, 429].includes(reply.status)) return requireSuccess(reply);
  const facts = {
    where: reply.where,
    found: `status ${reply.status}, ${quoted(error)}`,
    expected: 'samples',
  };
  if (isOfQuery(reply, error))
    throw new EvidenceError({
      ...facts,
      code: 'E_BAD_QUERY' satisfies FailureCode,
      fix: 'Correct the selector; try it in the expression browser of the server.',
    });
  throw new ServiceError({
    ...facts,
    code: 'E_SERVICE' satisfies FailureCode,
    fix: 'Run the step again; if it stays, look at the log of the server.',
  });
}

/** Servers other than Prometheus give the status for a type. */
function isOfQuery({ status }: HttpReply, { type }: ServerError): boolean {
  return type === 'bad_data' || ((status === 400 || status === 422) && !['execution', 'internal'].includes(type));
}

function tooLarge(reply: HttpReply): EvidenceError {
  const error = serverError(reply);
  return new EvidenceError({
    code: 'E_TOO_LARGE',
    where: reply.where,
    found: `a query that is refused as a whole, by days and by steps: ${error ? quoted(error) : `status ${reply.status}`}`,
    expected: 'samples',
    fix: 'Narrow the selector to the series that serve the users, or raise the limits of the server.',
  });
}

function quoted({ type, text }: ServerError): string {
  const words = text.replace(/\s+/g, ' ').trim();
  const short = words.length > LONGEST_QUOTATION ? `${words.slice(0, LONGEST_QUOTATION)}...` : words;
  return `${type === '' ? 'error' : type.slice(0, 40)} (${short})`;
}
