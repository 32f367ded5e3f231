import { EvidenceError, type FailureCode, ServiceError } from '@maturity-actions/criteria';
import { addressOf, type HttpReply } from './uptime-service.ts';

/** What a status means that is no success, and what to do about it. */
const STATUSES: Readonly<Record<number, { readonly code: FailureCode; readonly fix: string }>> = {
  401: { code: 'E_UNAUTHORIZED', fix: 'Give a `token` (or `headers`) that the service accepts.' },
  403: { code: 'E_FORBIDDEN', fix: 'Give a `token` that may read this monitor.' },
  404: { code: 'E_NOT_FOUND', fix: 'Correct `url` or `query`.' },
  429: { code: 'E_RATE_LIMITED', fix: 'Run this step less often, or raise `retries`.' },
};

/** Throws ServiceError for a reply that is no success: E_UNAUTHORIZED, E_FORBIDDEN, E_NOT_FOUND, E_RATE_LIMITED, E_SERVICE. */
export function requireSuccess({ where, status, body }: HttpReply): void {
  if (status >= 200 && status < 300) return;
  const { code, fix } = STATUSES[status] ?? {
    code: 'E_SERVICE',
    fix:
      status >= 500 ? 'Run the step again; if it stays, look at the service.' : 'Correct `url`, `query` or `headers`.',
  };
  const said = firstWords(body);
  throw new ServiceError({
    code,
    where,
    found: `status ${status}${said === '' ? '' : ` (${said})`}`,
    expected: 'a status of 200',
    fix,
  });
}

const LONGEST_QUOTATION = 120;

/** The beginning of what a service says, on one line; nothing of a page. */
function firstWords(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, 4 * LONGEST_QUOTATION)).trim();
  return text.startsWith('<') ? 'a page' : text.replace(/\s+/g, ' ').slice(0, LONGEST_QUOTATION);
}

/** The text of a successful reply. Throws as `requireSuccess`, and EvidenceError E_EMPTY. */
export function replyText(reply: HttpReply): string {
  requireSuccess(reply);
  const text = new TextDecoder().decode(reply.body);
  if (text.trim() === '') throw broken(reply, 'E_EMPTY', 'an empty reply');
  return text;
}

/** The JSON of a successful reply. Throws as `replyText`, and EvidenceError E_WRONG_FORMAT for a page, E_TRUNCATED, E_MALFORMED. */
export function replyJson(reply: HttpReply): unknown {
  const text = replyText(reply);
  try {
    return JSON.parse(text);
  } catch {
    const start = text.trimStart();
    if (start.startsWith('<')) throw broken(reply, 'E_WRONG_FORMAT', 'a page (HTML or XML)');
    // What begins as JSON and has no end was cut on its way.
    const isCut = /^[[{]/.test(start) && !/[\]}]\s*$/.test(text);
    throw broken(reply, isCut ? 'E_TRUNCATED' : 'E_MALFORMED', isCut ? 'JSON that is cut' : 'a text that is no JSON');
  }
}

function broken({ where }: HttpReply, code: FailureCode, found: string): EvidenceError {
  return new EvidenceError({
    code,
    where,
    found,
    expected: 'JSON',
    fix: 'Correct `url`: it may lead to a login page or a proxy. Else run the step again.',
  });
}

/** A problem of what a service said. */
export function badReply(
  url: string,
  code: FailureCode,
  facts: { readonly found: string; readonly expected: string; readonly fix: string },
): EvidenceError {
  return new EvidenceError({ code, where: addressOf(url), ...facts });
}
