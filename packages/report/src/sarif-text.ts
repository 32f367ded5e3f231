import { cutText, escapeLog } from '@maturity-actions/criteria';

/** GitHub shows 1,024 characters of a description. */
const LONGEST_TEXT = 1000;

/**
 * Untrusted text for a plain message of SARIF: one visible line, which no runner obeys that prints the
 * file. SARIF makes a link of `[text](target)` even in plain text, so a visible blank goes in between.
 * Source: SARIF 2.1.0, 3.11.6.
 */
export function sarifText(text: string, most = LONGEST_TEXT): string {
  const line = escapeLog(cutText(text, most)).replaceAll('](', '] (');
  return cutText(line, most);
}

/**
 * The path below `prefix` as a relative URI, percent-encoded; undefined when it is no path inside of
 * the repository. Source: SARIF 2.1.0, 3.4.3.
 */
export function sarifUri(path: string, prefix: string): string | undefined {
  const folders = prefix.split('/').filter((part) => part !== '' && part !== '.');
  const segments = [...folders, ...path.split('/')];
  if (segments.some((part) => part === '' || part === '.' || part === '..')) return undefined;
  return segments.map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'))).join('/');
}

/** An address for people to click: https only and without credentials; undefined for anything else. */
export function helpUri(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, username, password, origin, href } = new URL(url);
  if (protocol !== 'https:' || username !== '' || password !== '') return undefined;
  // URLs may hold brackets as they are; with signs before them the runner would see a command.
  return origin + href.slice(origin.length).replaceAll('[', '%5B').replaceAll(']', '%5D');
}
