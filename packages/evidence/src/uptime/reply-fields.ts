import { EvidenceError, type FailureCode, type Instant, parseInstant } from '@maturity-actions/criteria';
import { asObject, isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { replyJson } from './reply.ts';
import type { HttpReply } from './uptime-service.ts';

const READ_BY_PEOPLE =
  'Open the address in a browser: the service may have changed its form, or the address is of another one.';

/** Errors of what one reply says; `fix` where there is a better one than to look at it. */
export function errorOf({ where }: Pick<HttpReply, 'where'>, fix = READ_BY_PEOPLE): ErrorAt {
  return (code: FailureCode, found: string, expected: string) =>
    new EvidenceError({ code, where, found, expected, fix });
}

/** The object that a reply is. Throws as `replyJson`, and EvidenceError E_MALFORMED for anything else. */
export function replyObject(reply: HttpReply): JsonObject {
  return asObject(replyJson(reply), 'the reply', errorOf(reply));
}

/** An object inside of another; an empty one for anything else. For parts that may be absent. */
export function partOf(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return isObject(value) ? value : {};
}

/** The time of an ISO 8601 text with its zone. Throws EvidenceError E_BAD_TIME naming `what`. */
export function timeOf(value: unknown, what: string, error: ErrorAt): Instant {
  const at = typeof value === 'string' && value.includes('T') ? parseInstant(value) : undefined;
  if (at === undefined) throw error('E_BAD_TIME', `${what} is no time`, 'an ISO 8601 time with its zone');
  return at;
}

/** A number from 0, whole or not. Throws EvidenceError E_NOT_A_NUMBER naming `what`, E_BAD_COUNT below 0. */
export function amountOf(value: unknown, what: string, error: ErrorAt): number {
  const number = typeof value === 'string' && /^\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw error(
      'E_NOT_A_NUMBER',
      `${what} is ${value === undefined || value === null ? 'missing' : 'no number'}`,
      'a number',
    );
  if (number < 0 || number > Number.MAX_SAFE_INTEGER)
    throw error('E_BAD_COUNT', `${what} is ${number}`, 'a number from 0');
  return number;
}
