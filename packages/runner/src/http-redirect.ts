import { addressText, refusal } from './http-failure.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';

/** Where a reply leads; undefined when it is an answer. */
export function redirectTarget({ status, headers }: Omit<HttpReply, 'where'>, { url }: HttpRequest): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
  return URL.canParse(headers.location, url) ? new URL(headers.location, url) : undefined;
}

/**
 * The request at its new place. To another host go neither headers nor a body, and TLS is not left. Throws
 * ServiceError E_REDIRECT.
 */
export function redirected(request: HttpRequest, status: number, target: URL): HttpRequest {
  const from = new URL(request.url);
  const isSame = target.origin === from.origin;
  if (target.protocol !== 'https:' && target.protocol !== from.protocol)
    throw refusal(
      'E_REDIRECT',
      addressText(request.url),
      'a redirect that leaves TLS',
      'a redirect to https',
      'Give the address that is meant.',
    );
  const keepsBody = status === 307 || status === 308;
  if (!isSame && keepsBody && request.body !== undefined)
    throw refusal(
      'E_REDIRECT',
      addressText(request.url),
      `a redirect to ${addressText(target.href)}`,
      'an answer of the host that was asked',
      'Give that address if it is the right one: what is sent may hold a secret.',
    );
  const { body, ...bare } = request;
  const headers = isSame ? request.headers : {};
  if (keepsBody && body !== undefined) return { ...bare, url: target.href, headers, body };
  return {
    ...bare,
    method: request.method === 'POST' && !keepsBody ? 'GET' : request.method,
    url: target.href,
    headers,
  };
}
