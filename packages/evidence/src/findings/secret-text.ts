import type { FindingCategory } from '@maturity-actions/criteria';

const ABOUT_SECRETS =
  /secret|passw|\bpwd\b|passphrase|credential|token|(?:api|access|private).?key|connection.?string|webhook|bearer|hard.?coded|cwe-(?:259|321|798)/i;
/** Secrets that show by their form what they are: keys of AWS and Google, tokens of GitHub, GitLab, Slack and Stripe, JSON web tokens. */
const WELL_KNOWN =
  /\b(?:A[KS]IA[0-9A-Z]{12}|AIza[\w-]{20}|gh[opsur]_\w{16}|github_pat_\w|glpat-\w|xox[a-z]-\w|[rs]k_live_\w|eyJ[\w-]{8,}\.)/;
/** From the first quote to the last: a secret may hold quotes of its own. A quote that is never closed is cut off. */
const QUOTED = /["'`“”‘’«»].*["'`“”‘’«»]|["'`].*$/;
/** What follows `password:` up to the end, and one word after any other `=` or `:`: where messages repeat the value they warn of. */
const STATED = /((?:passw\w*|pwd|passphrase|secret|token|key|credentials?)\s*[:=]+\s*)\S.*$/i;
const ASSIGNED = /(=\s*)[^\s,;)…]+|(:\s*)[^\s,;)…]{4,}/g;
/** Long words of digits and capitals, or of hexadecimal digits; ids of advisories look like it. */
const KEY_LIKE =
  /(?<![\w+/=.-])(?!GHSA|CVE|PYSEC|RUSTSEC|SNYK)(?=[\w+=.-]*\d)(?:(?=[\w+=.-]*[A-Z])[\w+/=.-]{16,}|[0-9a-f]{16,}(?![\w]))/g;

/** Longest part of a problem's text that is looked at. */
const LONGEST_PROBLEM = 2000;

/**
 * The text of a finding without values that may be secret. Tools repeat the password they warn of
 * (bandit B105: `Possible hardcoded password: 'hunter2'`), so quoted and assigned pieces, and words that
 * look like a key, are dropped wherever a rule or a text is about secrets.
 */
export function withoutQuotedText(category: FindingCategory, rule: string, title: string): string {
  return withoutSecrets(title, category === 'secret' || isAboutSecrets(rule));
}

/** `withoutQuotedText` where it is known whether the rule or the category is about secrets; the text itself may be all the same. */
export function withoutSecrets(title: string, isAbout: boolean): string {
  if (!isAbout && !isAboutSecrets(title) && !WELL_KNOWN.test(title)) return title;
  return title.replace(QUOTED, '…').replace(STATED, '$1…').replace(ASSIGNED, '$1$2…').replace(KEY_LIKE, '…').trim();
}

/** Whether a name or a text is about passwords, keys and the like. */
export function isAboutSecrets(text: string): boolean {
  return ABOUT_SECRETS.test(text);
}

/** What parsers say that they stumbled over, where they do not quote it. */
const STUMBLED = /\b(unexpected (?:token|string|identifier|number)|found)\s+\S.*$/i;

/**
 * What a parser says of a file, without the piece of the file that it repeats: the line that cannot be
 * read may be the one with the password. ESLint: `Unexpected token hunter2`, Go: `found "hunter2"`.
 */
export function withoutCode(text: string): string {
  // Of more than is ever shown nothing is needed, and the patterns are slow on long texts.
  return text.slice(0, LONGEST_PROBLEM).replace(/\s+/g, ' ').replace(QUOTED, '…').replace(STUMBLED, '$1 …').trim();
}
