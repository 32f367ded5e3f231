import { asArray, isObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { optionalText } from './fields.ts';

/**
 * Whether this is what GitHub's REST API answers instead of alerts: `{message, documentation_url, status}`.
 * It does not say what was asked for, so only the reader of code scanning alerts accepts it.
 */
export function isApiError(head: string): boolean {
  const shape = jsonHead(head);
  if (shape?.root !== 'object' || shape.isStream || !shape.has('message', 'documentation_url')) return false;
  return !shape.matches(/^(?!(?:message|documentation_url|status|errors)\b)/);
}

/**
 * Throws E_SCAN_FAILED when the document is an error of GitHub's REST API. No access and a feature
 * that is off are answered like this; neither is "no alerts". Source: REST API, "Troubleshooting".
 */
export function refuseApiError(document: unknown, error: ErrorAt): void {
  if (!isObject(document) || !Object.hasOwn(document, 'message')) return;
  const status = typeof document.status === 'number' ? String(document.status) : optionalText(document.status);
  const message = (optionalText(document.message) ?? 'no message').slice(0, 200);
  const found = `an error of the GitHub API${status === undefined ? '' : ` (status ${status})`}: ${message}`;
  throw error('E_SCAN_FAILED', found, 'a list of alerts');
}

/**
 * The alerts of an answer of GitHub's REST API: one page, or a list of pages as `gh api --paginate --slurp`
 * writes them. Throws E_SCAN_FAILED for an error of the API, also as one of the pages.
 */
export function alertsOf(document: unknown, error: ErrorAt): readonly unknown[] {
  refuseApiError(document, error);
  return asArray(document, 'the document', error).flatMap((entry) => {
    if (isObject(entry) && !Object.hasOwn(entry, 'state')) refuseApiError(entry, error);
    return Array.isArray(entry) ? entry : [entry];
  });
}
