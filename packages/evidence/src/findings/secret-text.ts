import type { FindingCategory } from '@maturity-actions/criteria';

const ABOUT_SECRETS = /secret|passw|passphrase|credential|token|api.?key|private.?key|hard.?coded|cwe-(?:259|321|798)/i;
/** From the first quote to the last: a secret may hold quotes of its own. A quote that is never closed is cut off. */
const QUOTED = /["'`“”‘’«»].*["'`“”‘’«»]|["'`].*$/;
/** What follows `password:` up to the end, and one word after any other `=` or `:`: where messages repeat the value they warn of. */
const STATED = /((?:passw\w*|pwd|passphrase|secret|token|key|credentials?)\s*[:=]+\s*)\S.*$/i;
const ASSIGNED = /(=\s*)[^\s,;)…]+|(:\s*)[^\s,;)…]{4,}/g;
/** Long words of digits and capitals, or of hexadecimal digits; ids of advisories look like it. */
const KEY_LIKE =
  /(?<![\w+/=.-])(?!GHSA|CVE|PYSEC|RUSTSEC|SNYK)(?=[\w+=.-]*\d)(?:(?=[\w+=.-]*[A-Z])[\w+/=.-]{16,}|[0-9a-f]{16,}(?![\w]))/g;

/**
 * The text of a finding without values that may be secret. Tools repeat the password they warn of
 * (bandit B105: `Possible hardcoded password: 'hunter2'`), so quoted and assigned pieces, and words that
 * look like a key, are dropped wherever a rule or a text is about secrets.
 */
export function withoutQuotedText(category: FindingCategory, rule: string, title: string): string {
  if (category !== 'secret' && !ABOUT_SECRETS.test(rule) && !ABOUT_SECRETS.test(title)) return title;
  return title.replace(QUOTED, '…').replace(STATED, '$1…').replace(ASSIGNED, '$1$2…').replace(KEY_LIKE, '…').trim();
}
